"""From one resource of the network map to a service of the standard."""

from datetime import date, datetime, time
from uuid import UUID

from wholeperson.directory.rules.hsds import OURS, ids
from wholeperson.directory.rules.hsds.coding import Lists
from wholeperson.directory.rules.hsds.keeping import Keeper
from wholeperson.directory.rules.hsds.parts import parts_of
from wholeperson.directory.rules.hsds.places import locations_of
from wholeperson.directory.rules.hsds.plain import Json, clock, day, moment, told, uri
from wholeperson.directory.rules.hsds.values import Origin, RunBy, Said, Told
from wholeperson.directory.rules.kinds import BankHolidays
from wholeperson.interface.saying import LONDON


def organization(run_by: RunBy, *, full: bool) -> Json:
    """Give an organization; with its numbers in registers where it is told in full."""
    keeper = Keeper(kept_safe=run_by.careful, names=(run_by.name,))
    name = run_by.name if not run_by.careful else keeper.name(run_by.name)
    found = told(
        id=str(run_by.id), name=name, description=keeper.text(run_by.description) or name,
        email=keeper.mail(run_by.email), website=uri(keeper.link(run_by.website)),
    )  # fmt: skip
    if full:
        found |= told(organization_identifiers=[*_identifiers(run_by)])
    ours = told(signed_up_on=day(run_by.signed_on), source=_origin(run_by.origin))
    return found | told(**{OURS: ours})


def service(one: Told, lists: Lists, on: date, *, full: bool) -> Json:
    """Give a service: its own fields and its organization, or everything.

    Args:
        one: the resource.
        lists: our own taxonomy.
        on: today, which says by how much the times of opening differ from UTC.
        full: with its schedules, places, contacts and so on.
    """
    keeper = _keeper(one)
    found = _row(one, keeper) | told(organization=organization(one.run_by, full=full))
    ours = _ours(one, keeper)
    if full:
        found |= parts_of(one, lists, keeper, on)
        ours |= _more_of_ours(one, keeper)
    return found | told(**{OURS: ours})


def minimal(service_id: UUID, name: str, status: str, changed_at: datetime) -> Json:
    """Give what a reader needs to see what changed; with name and status, which the standard's schema asks for."""
    changed = moment(changed_at)
    return told(id=str(service_id), name=name, status=status, last_modified=changed, modified_date=changed)


def at_location(one: Told, place_id: UUID, lists: Lists, on: date, *, full: bool) -> Json:
    """Give a service at one of its locations, with the service itself. The place has to be one of its places."""
    found = next(row for row in locations_of(one, full=full) if row["location_id"] == str(place_id))
    return found | {"service": service(one, lists, on, full=full)}


def _keeper(one: Told) -> Keeper:
    return Keeper(kept_safe=one.entry.kept_safe, names=(one.entry.name, one.run_by.name))


def _row(one: Told, keeper: Keeper) -> Json:
    entry = one.entry
    name = keeper.name(entry.name) if entry.kept_safe else entry.name
    return told(
        id=str(one.id), organization_id=str(one.run_by.id), name=name, description=_description(one, keeper),
        url=uri(keeper.link(entry.website)), email=keeper.mail(entry.email), status=entry.status.value,
        minimum_age=entry.youngest, maximum_age=entry.oldest, assured_date=day(one.checked_on),
        alert=keeper.text(entry.alert), last_modified=moment(one.changed_at),
    )  # fmt: skip


def _description(one: Told, keeper: Keeper) -> str:
    summary, whole = keeper.text(one.entry.summary), keeper.text(one.entry.description)
    return whole if summary in whole else "\n\n".join(filter(None, (summary, whole)))


def _ours(one: Told, keeper: Keeper) -> Json:
    entry = one.entry
    return told(
        kind=entry.kind.value, summary=keeper.text(entry.summary), address_kept_safe=entry.kept_safe or None,
        bank_holidays="" if entry.bank_holidays is BankHolidays.NOT_KNOWN else entry.bank_holidays.value,
        checked_how=keeper.text(one.checked_how), room=entry.room.value if entry.room else "",
        room_on=day(entry.room_on), source=_origin(one.origin),
    )  # fmt: skip


def _more_of_ours(one: Told, keeper: Keeper) -> Json:
    entry = one.entry
    exceptions = [
        told(
            first=one.first.isoformat(), last=one.last.isoformat(), opens=clock(one.opens), closes=clock(one.closes),
            closed=one.closed or None, why=keeper.text(one.why),
        )
        for one in entry.other_times
    ]  # fmt: skip
    firsts = [ids.made(one.id, "contact", number) for number, who in enumerate(entry.contacts) if who.first]
    return told(
        first_contact_id=firsts[0] if firsts else "", exceptions=exceptions, capacities=_capacities(one),
        reviews=[_review(said, keeper) for said in one.said],
    )  # fmt: skip


def _capacities(one: Told) -> list[Json]:
    entry = one.entry
    if entry.room_places is None:
        return []
    updated = datetime.combine(entry.room_on, time(0), LONDON) if entry.room_on else one.changed_at
    unit = {"id": str(ids.coded("unit/place")), "name": "place"}
    return [
        told(id=ids.made(one.id, "capacity"), unit=unit, available=entry.room_places, updated=moment(updated),
             description=entry.room.value if entry.room else "")
    ]  # fmt: skip


def _review(said: Said, keeper: Keeper) -> Json:
    answer = told(words=keeper.text(said.answer), by=said.answered_as)
    # The year alone: a day could tell who was there then.
    year = str(said.on.year)
    return told(id=str(said.id), description=keeper.text(said.words), year=year, again=said.again, answer=answer)


def _identifiers(run_by: RunBy) -> list[Json]:
    found = []
    for number, one in enumerate(run_by.identifiers):
        scheme, told_id = one.get("identifier_scheme") or one.get("scheme", ""), one.get("identifier", "")
        kind = one.get("identifier_type") or one.get("type") or scheme
        if told_id and kind:
            found.append(told(
                id=ids.made(run_by.id, "identifier", number), organization_id=str(run_by.id),
                identifier_scheme=scheme, identifier_type=kind, identifier=told_id,
            ))  # fmt: skip
    return found


def _origin(origin: Origin | None) -> Json:
    return told(name=origin.name, licence=origin.licence, attribution=origin.attribution) if origin else {}
