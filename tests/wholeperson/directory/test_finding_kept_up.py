"""What is found is kept up: as weeks go by, after rules change, after everything moved. All resources are invented."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.cast import TESTS, alliance
from tests.listing import listed, weekly
from wholeperson.directory import chores
from wholeperson.directory import public as directory
from wholeperson.directory.models import Findable, Hours, KnownWord, OpenSpan, Place, Resource
from wholeperson.directory.public import BankHolidays, Found, PlaceName, Spot, Where, Window, Wish
from wholeperson.directory.queries import matching
from wholeperson.foundation import clock, tasks
from wholeperson.interface.saying import LONDON

pytestmark = pytest.mark.django_db
DAILY = weekly("MO,TU,WE,TH,FR,SA,SU", "09:00", "17:00")
A, B = Spot(50.78, -0.67), Spot(51.11, -0.187)


def find(**said: object) -> Found:
    return directory.find(Wish(alliance=alliance().id, **said), clock.now())


def last_day(resource: directory.Listed) -> date:
    again = directory.resource(resource.id)
    assert again is not None
    return again.spans[-1].start.astimezone(LONDON).date()


def test_open_times_are_carried_on_before_they_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    room = listed("Day room", opens=(DAILY,))
    today = clock.now().astimezone(LONDON).date()
    assert last_day(room) == today + timedelta(days=35)
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    chores.carry_on_open_times(later)
    assert last_day(room) == today + timedelta(days=35)  # enough is known
    later += timedelta(days=20)
    chores.carry_on_open_times(later)
    assert last_day(room) == today + timedelta(days=57)
    row = Findable.objects.get()
    assert OpenSpan.objects.filter(hours=row.hours).count() == 37
    assert Hours.objects.count() == 1
    QuerySet(Resource).update(checked_on=today)
    later += timedelta(days=200)
    chores.carry_on_open_times(later)
    assert Findable.objects.get().sinks


def test_hours_that_many_keep_are_written_once_and_go_when_nobody_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Amber", "River"):
        listed(name, opens=(DAILY,))
    listed("Sky", opens=(weekly("MO", "09:00", "17:00"),))
    listed("Never")
    assert Hours.objects.count() == 2
    later = clock.now() + timedelta(days=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    chores.carry_on_open_times(later)
    kept = set(Findable.objects.exclude(hours=None).values_list("hours", flat=True))
    assert len(kept) == 2
    assert set(Hours.objects.values_list("pk", flat=True)) == kept
    assert set(OpenSpan.objects.values_list("hours", flat=True)) == kept


def test_a_long_chore_ends_between_two_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    listed("Day room", opens=(DAILY,))
    QuerySet(Findable).update(spans_to=None)
    monkeypatch.setattr(tasks, "stopping", lambda: True)
    chores.carry_on_open_times(clock.now())
    assert Findable.objects.get().spans_to is None
    monkeypatch.setattr(tasks, "stopping", lambda: False)
    monkeypatch.setattr(chores.actions, "carry_on", lambda **_: None)  # as if another put it back each time
    chores.carry_on_open_times(clock.now())


def test_words_that_did_not_come_along_are_made_anew() -> None:
    listed("Day room")
    closed = listed("Closed", status=directory.Status.CLOSED)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {matching.TABLE}")
    assert find(words="room").total == 0
    chores.keep_findable(clock.now())
    assert find(words="room").total == 1
    QuerySet(Findable).update(made_by=1)
    QuerySet(Findable).filter(resource_id=closed.id).delete()
    chores.keep_findable(clock.now())
    assert find(words="room").total == 1
    QuerySet(Findable).all().delete()
    chores.keep_findable(clock.now())
    assert find(words="room").total == 1


def test_everything_can_be_made_anew_and_forgets_words_that_are_gone() -> None:
    for name in ("Amber", "River", "Sky"):
        listed(name, opens=(DAILY,))
    KnownWord.objects.create(word="gone")
    assert directory.rebuild(by=TESTS) == 3
    assert set(KnownWord.objects.values_list("word", flat=True)) == {"amber", "river"}
    assert Findable.objects.count() == 3
    assert find(words="amber").total == 1


def test_what_is_taken_off_the_map_leaves_nothing_behind() -> None:
    room = listed("Day room", opens=(DAILY,))
    row = Resource.objects.select_related("organization").get(pk=room.id)
    closed = directory.Entry(name="Day room", kind=room.entry.kind, status=directory.Status.CLOSED)
    directory.keep_entry(by=TESTS, organization=row.organization, entry=closed, resource_id=room.id)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {matching.TABLE}")
        assert cursor.fetchone() == (0,)
    assert not Findable.objects.exists()


@pytest.mark.needs("N1")
def test_a_bank_holiday_counts_in_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 20, 12, tzinfo=LONDON)
    monkeypatch.setattr(clock, "now", lambda: now)
    for how in BankHolidays:
        listed(how.value, opens=(DAILY,), bank_holidays=how)
    asked = directory.asked("christmas day", alliance().id, now)
    hits = directory.listed(hit.resource for hit in directory.find(asked.wish, now).hits)
    assert [one.entry.name for one in hits] == ["as always", "not known"]
    assert directory.not_sure_of(date(2026, 12, 25), hits[1].entry.bank_holidays, ()) == "Christmas Day"


def test_open_at_nine_is_at_nine_on_both_sides_of_the_clock_change(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 10, 22, 12, tzinfo=LONDON)
    monkeypatch.setattr(clock, "now", lambda: now)
    listed("Day room", opens=(DAILY,))
    for day in (24, 25, 26):
        for hour, minutes, there in ((8, 59, 0), (9, 0, 1), (16, 59, 1), (17, 0, 0)):
            moment = datetime(2026, 10, day, hour, minutes, tzinfo=LONDON)
            assert find(when=Window(moment, moment)).total == there, moment


def seen_from(spot: Spot, words: str) -> list[tuple[object, float | None, tuple[str, ...]]]:
    hits = directory.find(Wish(alliance=alliance().id, near=spot, words=words), clock.now()).hits
    return [(hit.resource, hit.km, hit.why) for hit in hits]


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
TELLS = st.sampled_from(["Near Bersted", "PO21 1AA", "12 Invented Street", "by the Crawley road", ""])


@pytest.mark.needs("N1")
@hypothesis_settings(max_examples=12)
@given(summary=WORDS | TELLS, said=WORDS | TELLS, spot=st.sampled_from([A, B]))
def test_whatever_is_written_of_an_address_kept_safe_nothing_tells_where_it_is(
    summary: str, said: str, spot: Spot
) -> None:
    row = Resource.objects.first() or a_safe_house()
    # Past every check, as a mistake or another program would write it: a place, and answers that tell where.
    QuerySet(Place).update(address=said, latitude=spot.latitude, longitude=spot.longitude)
    facts = {"street": said, "bus": "The 12 to Bersted", "first": said}
    QuerySet(Resource).filter(pk=row.id).update(summary=summary, description=said, facts=facts)
    directory.rebuild(by=TESTS)
    for words in ("", "safe", "my partner hits me"):
        assert seen_from(A, words) == seen_from(B, words)
        assert [km for _, km, _ in seen_from(A, words)] == [None]
    for words in ("bersted", "po21", "1aa", "crawley", "12"):
        assert not directory.find(Wish(alliance=alliance().id, words=words), clock.now()).hits
    found = Findable.objects.get(resource=row)
    assert (found.place_id, found.latitude, found.longitude, found.cell) == (None, None, None, None)


def a_safe_house() -> Resource:
    names = [
        PlaceName("Bersted", "area", A.latitude, A.longitude),
        PlaceName("Crawley", "town", B.latitude, B.longitude),
    ]
    directory.load_names(by=TESTS, alliance_id=alliance().id, names=names)
    row = Resource.objects.get(pk=listed("A safe house", kept_safe=True, terms=("safety",)).id)
    place = Place(alliance_id=row.alliance_id, town="Bersted", postcode="PO21 1AA", latitude=0, longitude=0)
    QuerySet(Place).bulk_create([place])
    row.places.through.objects.create(resource=row, place=place)
    return row


def test_an_address_that_becomes_kept_safe_is_forgotten_by_the_index() -> None:
    where = Where(town="Bersted", spot=A)
    house = listed("A house", places=(where,))
    row = Resource.objects.select_related("organization").get(pk=house.id)
    safe = directory.Entry(name="A house", kind=house.entry.kind, kept_safe=True)
    directory.keep_entry(by=TESTS, organization=row.organization, entry=safe, resource_id=house.id)
    assert not find(words="bersted").hits
    assert find(near=A).hits[0].km is None
    assert find(near=B).total == 1
