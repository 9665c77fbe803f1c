from datetime import datetime
from uuid import UUID

from django.db.models import Q

from wholeperson.directory import permissions
from wholeperson.directory.actions.indexing import index
from wholeperson.directory.actions.looking import look_again_at_all
from wholeperson.directory.actions.sounds import let_all_go
from wholeperson.directory.models import (
    Contact,
    Organization,
    OtherHours,
    Place,
    Resource,
    Schedule,
    Source,
    TakenIn,
)
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import entries, facts
from wholeperson.directory.rules.entries import Entry, Where
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.people.public import organisations_with_teams


@action("an organization of the network map was written down")
def keep_organization(
    *, by: By, alliance_id: UUID, name: str, description: str = "", website: str = "", email: str = "",
    identifiers: tuple[dict[str, str], ...] = (), teams_of: UUID | None = None, organization_id: UUID | None = None,
    source: Source | None = None, their_id: str = "",
) -> Organization:  # fmt: skip
    """Write down an organization, or change it: known again by its name in the alliance, or by its source's id.

    Raises:
        NotYoursError: where it is not theirs.
        EntryError: where it has no name.
    """
    found = _organization(alliance_id, name, organization_id, source, their_id)
    permissions.check_may_keep(by, alliance_id, found.teams_of_id if found else teams_of)
    if not name.strip():
        raise entries.EntryError("organization", "Who runs it? Please give a name.")
    kept = found or Organization(alliance_id=alliance_id, source=source, their_id=their_id, teams_of_id=teams_of)
    kept.name, kept.description, kept.website, kept.email = name, description, website, email
    kept.identifiers = list(identifiers)
    kept.save()
    return kept


def _organization(
    alliance_id: UUID, name: str, organization_id: UUID | None, source: Source | None, their_id: str
) -> Organization | None:
    here = Organization.objects.filter(alliance_id=alliance_id)
    if organization_id:
        return here.get(pk=organization_id)
    same = Q(source=source, their_id=their_id) if source and their_id else Q(name=name, source=source)
    return here.filter(same).first()


@action("an entry of the network map was kept")
def keep_entry(
    *, by: By, organization: Organization, entry: Entry, resource_id: UUID | None = None,
    source: Source | None = None, their_id: str = "", kept_here: tuple[str, ...] = (),
    unchanged_since: datetime | None = None,
) -> Resource:  # fmt: skip
    """Write down a resource whole, or change it whole: what the entry does not say is no longer said.

    ``kept_here`` names what was written here and stays when its source sends an update. ``unchanged_since`` is the
    ``changed_at`` that somebody saw before they wrote.

    Raises:
        NotYoursError: where it is not theirs.
        ChangedMeanwhileError: where somebody else has changed it since.
        EntryError: naming what could be put right.
    """
    permissions.check_may_keep(by, organization.alliance_id, organization.teams_of_id)
    entries.check(entry, frozenset(terms()))
    resource = Resource(alliance_id=organization.alliance_id, source=source, their_id=their_id)
    if resource_id:
        resource = Resource.objects.select_for_update().get(pk=resource_id)
        permissions.check_may_keep(by, resource.alliance_id, resource.organization.teams_of_id)
        if unchanged_since is not None and resource.changed_at != unchanged_since:
            raise entries.ChangedMeanwhileError
    hidden = entry.kept_safe and not resource.kept_safe
    resource.organization = organization
    _fill(resource, entry)
    resource.kept_here = sorted({*resource.kept_here, *kept_here})
    resource.save()
    _parts(resource, entry)
    if hidden:
        _forget_where(resource)
    index([resource.id])
    return resource


def _fill(resource: Resource, entry: Entry) -> None:
    resource.kind, resource.status = entry.kind.value, entry.status.value
    resource.name, resource.summary, resource.description = entry.name, entry.summary, entry.description
    resource.alert, resource.website, resource.email = entry.alert, entry.website, entry.email
    resource.kept_safe = entry.kept_safe
    resource.facts = facts.checked(entry.facts, kept_safe=entry.kept_safe)
    resource.terms, resource.other_terms = list(entry.terms), [dict(one) for one in entry.other_terms]
    resource.youngest, resource.oldest = entry.youngest, entry.oldest
    resource.bank_holidays = entry.bank_holidays.value
    resource.room = entry.room.value if entry.room else ""
    resource.room_places, resource.room_on = entry.room_places, entry.room_on
    resource.changed_at = clock.now()


def _parts(resource: Resource, entry: Entry) -> None:
    _places(resource, entry)
    Schedule.objects.filter(resource=resource).delete()
    Schedule.objects.bulk_create(
        Schedule(
            resource=resource, often=one.rule.often.value, interval=one.rule.interval, days=",".join(one.rule.days),
            month_days=",".join(map(str, one.rule.month_days)), start=one.rule.start, end=one.rule.end,
            opens=one.rule.opens, closes=one.rule.closes, attending=one.attending, words=one.words,
        )
        for one in entry.opens
    )  # fmt: skip
    OtherHours.objects.filter(resource=resource).delete()
    OtherHours.objects.bulk_create(
        OtherHours(resource=resource, first=one.first, last=one.last, opens=one.opens, closes=one.closes, why=one.why)
        for one in entry.other_times
    )
    Contact.objects.filter(resource=resource).delete()
    Contact.objects.bulk_create(
        Contact(
            resource=resource, role=one.role, first=one.first, call=one.call, text=one.text, email=one.email,
            words=one.words,
        )
        for one in entry.contacts
    )  # fmt: skip


def _places(resource: Resource, entry: Entry) -> None:
    standing = Resource.places.through.objects
    before = list(standing.filter(resource=resource).values_list("place_id", flat=True))
    resource.places.set([_place(resource, where) for where in entry.places])
    # An address at which nothing stands any longer is let go, so that a place that became safe leaves none behind.
    still = standing.filter(place_id__in=before).values("place_id")
    Place.objects.filter(pk__in=before).exclude(pk__in=still).delete()


def _forget_where(resource: Resource) -> None:
    """Let go of what else could tell where a place is whose address is kept safe from now on."""
    let_all_go(resource)
    look_again_at_all(resource)
    TakenIn.objects.filter(resource=resource).update(mark="", content={}, changes=[])


def _place(resource: Resource, where: Where) -> Place:
    latitude, longitude = (where.spot.latitude, where.spot.longitude) if where.spot else (None, None)
    place, _ = Place.objects.get_or_create(
        alliance_id=resource.alliance_id, name=where.name, address=where.address, town=where.town, county=where.county,
        postcode=where.postcode, latitude=latitude, longitude=longitude, source=resource.source,
        their_id=where.their_id,
    )  # fmt: skip
    return place


@action("who keeps an organization's entries was said")
def hand_to(*, by: By, organization_id: UUID, teams_of: UUID | None) -> Organization:
    """Say which member organisation keeps the entries of an organization; nothing for the coordinator alone.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    kept = Organization.objects.get(pk=organization_id)
    permissions.check_may_keep_the_map(by, kept.alliance_id)
    members = {one.id for one in organisations_with_teams(kept.alliance_id)}
    if teams_of is not None and teams_of not in members:
        raise entries.EntryError("teams_of", "This organisation is not in the alliance. Take it in first.")
    kept.teams_of_id = teams_of
    kept.save()
    return kept
