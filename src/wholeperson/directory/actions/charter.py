from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Charter, Organization, SignedUp
from wholeperson.directory.queries.charter import charter as charter_now
from wholeperson.directory.queries.charter import signers
from wholeperson.directory.rules.principles import CharterError, Principle, check, written
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell
from wholeperson.people.public import Power, Role, holders_with

LONGEST_ROLE = 120


@action("a charter was written")
def write_charter(*, by: By, alliance_id: UUID, principles: tuple[Principle, ...]) -> Charter:
    """Write a new version of an alliance's charter. The old one stays; whoever signed it is asked again.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        CharterError: naming what could be put right.
    """
    permissions.check_may_keep_the_map(by, alliance_id)
    check(principles)
    now = charter_now(alliance_id)
    if now.number and now.principles == principles:
        raise CharterError("", "This is the charter as it stands. Nothing was changed.")
    asked = {card.organization_id for card in signers(alliance_id)}
    kept = Charter(alliance_id=alliance_id, number=now.number + 1, principles=written(principles))
    kept.save()
    _ask_again(by, alliance_id, asked)
    return kept


def _ask_again(by: By, alliance_id: UUID, organizations: set[UUID]) -> None:
    there = Organization.objects.filter(pk__in=organizations).exclude(teams_of=None)
    members = set(there.values_list("teams_of_id", flat=True))
    holders = holders_with(Power.KEEP_OWN_ENTRIES, alliance_id)
    people = [one.person_id for one in holders if one.role is Role.WORKER and one.organisation_id in members]
    for person in dict.fromkeys(people):
        tell(by=by, person_id=person, kind="charter-again")


@action("an organization signed the charter")
def sign_charter(*, by: By, organization_id: UUID, number: int, signed_as: str) -> SignedUp:
    """Sign the charter for an organization, as it stands now. ``number`` is the version that was read.

    Raises:
        NotYoursError: where somebody may not sign for it.
        CharterError: where another version stands by now, or nobody says in which role they sign.
    """
    organization = Organization.objects.get(pk=organization_id)
    permissions.check_may_sign(by, organization.alliance_id, organization.teams_of_id)
    if not signed_as.strip():
        raise CharterError("signed_as", "In which role do you sign? For example: “the manager”. No name.")
    if len(signed_as) > LONGEST_ROLE:
        raise CharterError("signed_as", f"Up to {LONGEST_ROLE} letters fit here.")
    now = charter_now(organization.alliance_id)
    if now.number != number:
        raise CharterError("", "The charter has changed since you read it. Please read it again.")
    standing = Charter.objects.filter(alliance_id=organization.alliance_id, number=number).first()
    if standing is None:
        standing = Charter(alliance_id=organization.alliance_id, number=1, principles=written(now.principles))
        standing.save()
    SignedUp.objects.filter(charter=standing, organization=organization).delete()
    kept = SignedUp(charter=standing, organization=organization, signed_as=signed_as)
    kept.save()
    return kept


@action("an organization no longer stands by the charter", about="organization_id")
def leave_charter(*, by: By, organization_id: UUID) -> None:
    """Note that an organization stands by the charter no longer. It can sign again.

    Raises:
        NotYoursError: where somebody may not sign for it.
    """
    organization = Organization.objects.get(pk=organization_id)
    permissions.check_may_sign(by, organization.alliance_id, organization.teams_of_id)
    SignedUp.objects.filter(organization=organization, left_at=None).update(left_at=clock.now())
