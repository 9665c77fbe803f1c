from uuid import UUID

from wholeperson.foundation.actions import By, action
from wholeperson.people.models import Alliance, Confirmation, Organisation, Team
from wholeperson.people.permissions import check_hat, check_is_the_place
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.roles import Power
from wholeperson.people.rules.viewer import Hat, Viewer


@action("an alliance was founded")
def found_alliance(*, by: By, address: str, name: str) -> Alliance:
    """Found an alliance, or give the one at that address under the name that is said now.

    Raises:
        NotYoursError: where anyone but the place's own commands tries.
    """
    check_is_the_place(by)
    alliance, _ = Alliance.objects.update_or_create(address=address, defaults={"name": name})
    return alliance


@action("an organisation came into an alliance")
def take_in_organisation(*, by: By, viewer: Viewer, hat: Hat, name: str) -> Organisation:
    """Take an organisation into one's alliance: the one of that name, or a new one.

    Raises:
        NotYoursError: where the viewer does not run this alliance.
        DoorError: where no name is given.
    """
    check_hat(viewer, Power.RUN_THE_ALLIANCE, hat)
    return organisation_in(hat.alliance_id, name)


@action("a team was named")
def name_team(*, by: By, viewer: Viewer, hat: Hat, organisation_id: UUID, name: str, does: str) -> Team:
    """Name a team of an organisation of one's alliance.

    Raises:
        NotYoursError: where the viewer does not run this alliance.
        DoorError: where no name is given, or the organisation is not in the alliance.
    """
    check_hat(viewer, Power.RUN_THE_ALLIANCE, hat)
    return team_in(hat.alliance_id, organisation_id, name, does)


@action("the place named a team")
def found_team(*, by: By, alliance_id: UUID, organisation: str, name: str, does: str) -> Team:
    """Name an organisation and its team by the place's own commands. Naming them again gives the same.

    Raises:
        NotYoursError: where somebody else tries.
    """
    check_is_the_place(by)
    return team_in(alliance_id, organisation_in(alliance_id, organisation).id, name, does)


@action("an alliance confirmed the sentences of a page")
def confirm_sentences(*, by: By, viewer: Viewer, hat: Hat, page: str, text_hash: str, policy: str) -> Confirmation:
    """Stand by exactly these sentences, as read against a policy that is named.

    Raises:
        NotYoursError: where the viewer does not run this alliance.
        DoorError: where no policy is named.
    """
    check_hat(viewer, Power.RUN_THE_ALLIANCE, hat)
    if not policy.strip():
        raise DoorError("Please name the policy that you read these sentences against, and its date.", "policy")
    confirmation = Confirmation(
        alliance_id=hat.alliance_id, page=page, text_hash=text_hash, policy=policy.strip()[:200]
    )
    confirmation.save()
    return confirmation


def organisation_in(alliance_id: UUID, name: str) -> Organisation:
    """Give the organisation of that name, and have it be in the alliance. Only inside a deed."""
    if not name.strip():
        raise DoorError("Please give the organisation's name.", "name")
    organisation, _ = Organisation.objects.get_or_create(name=name.strip()[:120])
    organisation.alliances.add(Alliance.objects.get(pk=alliance_id))
    return organisation


def team_in(alliance_id: UUID, organisation_id: UUID, name: str, does: str) -> Team:
    """Give the team of that name in an organisation of the alliance. Only inside a deed."""
    if not name.strip():
        raise DoorError("Please give the team's name.", "name")
    if not Organisation.objects.filter(pk=organisation_id, alliances=alliance_id).exists():
        raise DoorError("This organisation is not in your alliance yet. Take it in first.", "organisation")
    team, _ = Team.objects.get_or_create(
        organisation_id=organisation_id, alliance_id=alliance_id, name=name.strip()[:120],
        defaults={"does": does.strip()[:300]},
    )  # fmt: skip
    return team
