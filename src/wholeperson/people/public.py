"""The door of people: who is asking, circles, teams and alliances, and what is announced."""

from wholeperson.people.actions import (
    accept_invitation,
    accept_role,
    belong,
    end_every_sign_in,
    end_membership,
    end_tie,
    erase_by_the_place,
    found_alliance,
    found_team,
    invite_by_the_place,
    invite_into_circle,
    join,
    make_card,
    make_codes,
    open_sign_in,
    repeat,
    replay_erasures,
    sign_out,
)
from wholeperson.people.asking import begin, signed_in, viewer
from wholeperson.people.permissions import (
    AskAgainError,
    NotYoursError,
    SwitchedOffError,
    check_hat,
    check_may_show,
    check_repeated,
)
from wholeperson.people.queries import (
    AllianceCard,
    HatCard,
    TeamCard,
    TieCard,
    alliances,
    circle_of,
    circles_with,
    hat_card,
    hat_cards_of,
    holders_of,
    is_confirmed,
    is_known,
    members_of_team,
    name_of,
    nobody_here,
    noted_erasures,
    organisations_of,
    person_of_hat,
    showing_is_open,
    still_to_forget,
    team,
    teams,
    viewer_of,
    without_a_key,
)
from wholeperson.people.rules.ages import LABELS as AGE_LABELS
from wholeperson.people.rules.ages import AgeBand
from wholeperson.people.rules.errors import DoorError, WaitError
from wholeperson.people.rules.facts import HatEnded, PersonErased, SignInChanged, TieEnded, WayBackBegun
from wholeperson.people.rules.roles import POWERS, SENTENCES, PeerKind, Power, Role
from wholeperson.people.rules.viewer import Hat, Viewer

__all__ = [
    "AGE_LABELS", "POWERS", "SENTENCES", "AgeBand", "AllianceCard", "AskAgainError", "DoorError", "Hat", "HatCard",
    "HatEnded", "NotYoursError", "PeerKind", "PersonErased", "Power", "Role", "SignInChanged", "SwitchedOffError",
    "TeamCard", "TieCard", "TieEnded", "Viewer", "WaitError", "WayBackBegun", "accept_invitation", "accept_role",
    "alliances", "begin", "belong", "check_hat", "check_may_show", "check_repeated", "circle_of", "circles_with",
    "end_every_sign_in", "end_membership", "end_tie", "erase_by_the_place", "found_alliance", "found_team",
    "hat_card", "hat_cards_of", "holders_of", "invite_by_the_place", "invite_into_circle", "is_confirmed",
    "is_known", "join", "make_card", "make_codes", "members_of_team", "name_of", "nobody_here", "noted_erasures",
    "open_sign_in", "organisations_of", "person_of_hat", "repeat", "replay_erasures", "showing_is_open", "sign_out",
    "signed_in", "still_to_forget", "team", "teams", "viewer", "viewer_of", "without_a_key",
]  # fmt: skip
