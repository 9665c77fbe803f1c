"""What somebody can be in an alliance, and what each may do. One enum of powers, one sentence a role."""

from collections.abc import Mapping
from enum import Enum


class Role(Enum):
    """What somebody is in one alliance."""

    PERSON = "person"
    FAMILY = "family"
    PEER = "peer"
    WORKER = "worker"
    COORDINATOR = "coordinator"
    COMMISSIONER = "commissioner"
    RESEARCHER = "researcher"
    OPERATOR = "operator"


class PeerKind(Enum):
    """What a peer does here."""

    MENTOR = "mentor"
    RESEARCHER = "peer researcher"
    PRESENTER = "presenter"
    PANEL = "panel member"
    VOLUNTEER = "network volunteer"


class Power(Enum):
    """Everything that somebody can be allowed to do beyond their own record. The value says it."""

    READ_WHAT_IS_SHOWN = "read what a person chose to show to this role's team"
    ASK_TO_SEE = "ask a person to show something; the person may say no"
    HELP_WRITE = "write down what a person says, in the helper's own name, when the person asked for it"
    OPEN_IN_AN_EMERGENCY = (
        "open a section for an hour when a life is at risk, with a reason, watched by a second person"
    )
    REVIEW_EMERGENCIES = "be told of each emergency opening and say whether it was right; never read what was opened"
    INVITE_TO_ROLES = "invite people to roles in the alliance"
    RUN_THE_ALLIANCE = "keep the list of organisations and teams, and confirm the alliance's sentences"
    KEEP_THE_MAP = "keep the network map of the place: its entries, its charter, and what comes from other directories"
    KEEP_OWN_ENTRIES = "keep the entries of their own organisation on the network map"
    CHECK_ENTRIES = "look whether an entry of the network map is true, when it is their turn"
    LOOK_AT_REVIEWS = "look at what people say about places, for safety and never for opinion, before it is shown"
    READ_COUNTS = "read protected counts about the whole place, never about one person"
    READ_OPEN_DATA = "read what is public, and data that people gave for research"


class Room(Enum):
    """Rooms that are for grown-ups among themselves."""

    ADULT = "rooms and matching for adults"


MINE: frozenset[Power] = frozenset()
IN_TEAMS = frozenset(
    {
        Power.READ_WHAT_IS_SHOWN,
        Power.ASK_TO_SEE,
        Power.HELP_WRITE,
        Power.KEEP_OWN_ENTRIES,
        Power.CHECK_ENTRIES,
    }
)
POWERS: Mapping[Role, frozenset[Power]] = {
    Role.PERSON: MINE,
    Role.FAMILY: MINE,
    Role.PEER: IN_TEAMS,
    Role.WORKER: IN_TEAMS | {Power.OPEN_IN_AN_EMERGENCY},
    Role.COORDINATOR: frozenset(
        {
            Power.INVITE_TO_ROLES,
            Power.RUN_THE_ALLIANCE,
            Power.REVIEW_EMERGENCIES,
            Power.KEEP_THE_MAP,
            Power.CHECK_ENTRIES,
            Power.LOOK_AT_REVIEWS,
        }
    ),
    Role.COMMISSIONER: frozenset({Power.READ_COUNTS}),
    Role.RESEARCHER: frozenset({Power.READ_OPEN_DATA}),
    Role.OPERATOR: frozenset(),
}
SENTENCES: Mapping[Role, str] = {
    Role.PERSON: "keeps a record of their own and decides who sees which part of it.",
    Role.FAMILY: "has support in their own right, and sees of somebody else only what that person shows them.",
    Role.PEER: "has been there, and supports people as a mentor, peer researcher, presenter, panel member or network "
    "volunteer; reads only what a person shows to their team.",
    Role.WORKER: "works in a named team of a member organisation and reads what a person shows to that team.",
    Role.COORDINATOR: "runs the alliance: its organisations, teams and invitations; reads nobody's record.",
    Role.COMMISSIONER: "answers for money and duty in the place; reads protected counts and nobody's record.",
    Role.RESEARCHER: "works with public maps and with data given for research; reads nobody's record.",
    Role.OPERATOR: "keeps the machine running; no page, command or export shows them a record.",
}
IN_A_TEAM = (Role.PEER, Role.WORKER)
OF_ONES_OWN = (Role.PERSON, Role.FAMILY)  # taken up by oneself, without an invitation
OF_THE_PLACE = (Role.OPERATOR,)  # given by the place's own commands alone


def may(role: Role, power: Power) -> bool:
    """Say whether a role carries a power."""
    return power in POWERS[role]
