"""What is found follows from what is kept: made anew at every write, and by the worker as the weeks go by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from wholeperson.directory.actions import documents, hours, words_index
from wholeperson.directory.actions.documents import Neighbourhoods
from wholeperson.directory.models import Findable, Place, Resource
from wholeperson.directory.queries import indexing as due
from wholeperson.directory.queries.matching import tokens_of
from wholeperson.directory.queries.parts import Parts, parts_of
from wholeperson.directory.queries.resources import entry_of
from wholeperson.directory.queries.veils import name_of, veils
from wholeperson.directory.rules.kinds import BankHolidays, Status
from wholeperson.directory.rules.opens import Minutes, open_minutes
from wholeperson.directory.rules.schedules import A_DAY, AHEAD
from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.interface.saying import LONDON

AT_ONCE = 500


def index(ids: Iterable[UUID]) -> None:
    """Make anew what is found of these resources: their rows, words, and open times of the next five weeks."""
    wanted, around = list(ids), Neighbourhoods()
    for start in range(0, len(wanted), AT_ONCE):
        _index(wanted[start : start + AT_ONCE], _today(), around)


def rebuild(*, by: By) -> int:
    """Make everything that is found anew, a batch at a time, and say of how many resources.

    What stands there stays findable meanwhile, each until its own turn comes.
    """
    words_index.forget_known_words()
    count, around = 0, Neighbourhoods()
    for some in due.everything(AT_ONCE):
        make_anew(by=by, ids=some, around=around)
        count += len(some)
    return count


@action("what is found on the network map was made anew")
def make_anew(*, by: By, ids: Sequence[UUID], around: Neighbourhoods | None = None) -> House:
    """Make anew what is found of some resources, from what is kept about them."""
    _index(ids, _today(), around or Neighbourhoods())
    return HOUSE


@action("open times on the network map were carried on")
def carry_on(*, by: By, ids: Sequence[UUID]) -> House:
    """Make the open times of some resources anew, to five weeks from today, and see which of them sink."""
    today = _today()
    resources = {one.id: one for one in Resource.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    parts = parts_of(resources)
    rows = list(Findable.objects.filter(resource_id__in=resources))
    for row in rows:
        resource = resources[row.resource_id]
        row.sinks, row.checked = documents.sinks(resource, today), documents.checked(resource)
        row.spans_to = today + AHEAD
    _open(rows, resources, parts, today)
    Findable.objects.bulk_update(rows, ["sinks", "checked", "hours", "spans_to"], batch_size=100)
    hours.let_go()
    return HOUSE


def _today() -> date:
    return clock.now().astimezone(LONDON).date()


def _index(ids: Sequence[UUID], today: date, around: Neighbourhoods) -> None:
    # Locked in one order, so that two who write at once neither wait for each other nor leave a row twice.
    locked = Resource.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    resources = {one.id: one for one in locked.select_related("organization")}
    parts = parts_of(ids)
    for safe in (one for one in resources.values() if one.kept_safe):
        _as_shown(safe, parts[safe.id])
    told = _said_before(one.id for one in resources.values() if one.kept_safe)
    _take_away(ids)
    shown = [one for one in resources.values() if one.merged_into_id is None and one.status != Status.CLOSED.value]
    rows = list(_rows(shown, parts, today))
    _open(rows, resources, parts, today)
    Findable.objects.bulk_create(rows, batch_size=60)
    tokens = {row.pk: documents.tokens(resources[row.resource_id], row.place, around) for row in rows}
    words_index.write_words([(number, " ".join(found)) for number, found in tokens.items()])
    said = {word for one in shown for word in documents.plain_words(one, around)}
    words_index.know(said - around.known)
    around.known |= said
    if gone := told.difference(*tokens.values()):
        words_index.forget_what_was_there(gone)


def _as_shown(resource: Resource, parts: Parts) -> None:
    """Take out of what is indexed of a place whose address is kept safe whatever nobody is shown. Nothing is saved."""
    entry, veiled = entry_of(resource, parts), veils(organization_id=resource.organization_id)
    resource.name, resource.summary, resource.description = entry.name, entry.summary, entry.description
    resource.facts, resource.other_terms = dict(entry.facts), [dict(one) for one in entry.other_terms]
    resource.organization.name = name_of(resource.organization_id, resource.organization.name, veiled)


def _said_before(ids: Iterable[UUID]) -> frozenset[str]:
    """Give what stood there until now of resources whose address is kept safe."""
    there = Findable.objects.filter(resource_id__in=list(ids)).values_list("pk", flat=True)
    return frozenset().union(*tokens_of(there).values())


def _take_away(ids: Sequence[UUID]) -> None:
    """Take away what was found of some resources."""
    numbers = list(Findable.objects.filter(resource_id__in=ids).values_list("pk", flat=True))
    words_index.take_words_away(numbers)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        Findable.objects.filter(pk__in=some).delete()


def _rows(resources: Iterable[Resource], parts: Mapping[UUID, Parts], today: date) -> Iterator[Findable]:
    for resource in resources:
        # Whatever was written beside it: an address that is kept safe has no place here.
        places: tuple[Place | None, ...] = () if resource.kept_safe else parts[resource.id].places
        for place in places or (None,):
            row = documents.findable(resource, place, today)
            row.spans_to, row.several = today + AHEAD, len(places) > 1
            yield row


def _open(
    rows: Iterable[Findable], resources: Mapping[UUID, Resource], parts: Mapping[UUID, Parts], today: date
) -> None:
    """Say of rows when they are open, from yesterday to five weeks ahead. What is paused is not open."""
    times = {
        one.id: _minutes(one, parts[one.id], today) for one in resources.values() if one.status == Status.ACTIVE.value
    }
    numbers = hours.numbers_of(times.values())
    for row in rows:
        row.hours_id = numbers.get(times.get(row.resource_id, ()))


def _minutes(resource: Resource, parts: Parts, today: date) -> Minutes:
    rules = [schedule.rule() for schedule in parts.schedules]
    others = [hours.times() for hours in parts.other_hours]
    days = BankHolidays(resource.bank_holidays)
    return open_minutes(rules, others, days, today - A_DAY, today + AHEAD)
