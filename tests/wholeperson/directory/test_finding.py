"""What is found, in which order, and why. Every place, name and resource here is invented, or only a name on a map."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from tests.cast import TESTS, alliance
from tests.listing import listed, weekly
from wholeperson.directory import public as directory
from wholeperson.directory.models import Resource
from wholeperson.directory.public import Found, PlaceName, ResourceKind, Spot, Status, Where, Window, Wish
from wholeperson.directory.rules.looking import vocabulary
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON

pytestmark = pytest.mark.django_db
BERSTED, SEAFRONT, CRAWLEY = Spot(50.795, -0.673), Spot(50.781, -0.672), Spot(51.11, -0.187)
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def at(spot: Spot, town: str = "Bognor Regis", **kept: Any) -> tuple[Where, ...]:
    return (Where(town=town, spot=spot, **kept),)


def found(wish: Wish | None = None, now: datetime | None = None, **said: Any) -> Found:
    return directory.find(wish or Wish(alliance=alliance().id, **said), now or clock.now())


def names(result: Found) -> list[str]:
    return [one.entry.name for one in directory.listed(hit.resource for hit in result.hits)]


def typed(text: str, now: datetime | None = None) -> Found:
    now = now or clock.now()
    return found(directory.asked(text, alliance().id, now).wish, now)


def noon(days: int = 1) -> datetime:
    today = clock.now().astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(today, time(12), tzinfo=LONDON).astimezone(UTC)


def checked(resource_id: UUID, days_ago: int | None) -> None:
    on = None if days_ago is None else clock.now().date() - timedelta(days=days_ago)
    QuerySet(Resource).filter(pk=resource_id).update(checked_on=on)
    directory.rebuild(by=TESTS)


@pytest.mark.needs("N1")
@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("script", "script"),
        ("meth script", "script"),
        ("somewhere to go tonight", "tonight"),
        ("kids", "children"),
        ("my partner hits me", "safety"),
        ("I am skint", "money"),
        ("needles", "safer-use"),
        ("drying out", "detox"),
        ("just out of prison", "law"),
        ("nowhere to sleep tonight", "bed-tonight"),
        ("food bank", "food"),
        ("someone to talk to", "talk"),
        ("BOOZE", "drink"),
        ("gear", "drugs"),
    ],
)
def test_words_as_people_say_them_find_what_is_meant(said: str, term: str) -> None:
    listed("Amber room", terms=(term,), opens=(weekly(EVERY_DAY, "00:00", "00:00"),))
    listed("Another thing")
    result = typed(said)
    assert names(result) == ["Amber room"]
    assert directory.terms()[term].label in result.hits[0].why


def test_words_fit_by_their_stems_whatever_capitals_and_accents() -> None:
    listed("Café Ämber", description="We meet for swimming.")
    assert names(found(words="cafe")) == names(found(words="AMBER swims meetings")) == ["Café Ämber"]
    assert names(found(words="amber nothing-like-it")) == ["Café Ämber"]  # fewer words


def test_a_word_in_the_name_goes_before_one_in_the_summary_before_the_rest() -> None:
    listed("One", description="There is a piano.")
    listed("Two", summary="A piano, and tea.")
    listed("The piano")
    result = found(words="piano")
    assert names(result) == ["The piano", "Two", "One"]
    assert [hit.why for hit in result.hits] == [(), ("says “piano”",), ("says “piano”",)]


@pytest.mark.needs("N1")
def test_the_nearest_goes_first_and_says_how_far_from_where() -> None:
    directory.load_names(by=TESTS, alliance_id=alliance().id, names=[PlaceName("Bersted", "area", 50.795, -0.673)])
    listed("On the front", places=at(SEAFRONT))
    listed("Next door", places=at(Spot(50.7955, -0.673)))
    listed("Far away", places=at(CRAWLEY, "Crawley"))
    result = typed("near bersted")
    assert names(result) == ["Next door", "On the front"]
    assert result.hits[1].km == pytest.approx(1.56, abs=0.01)
    assert [hit.why for hit in result.hits] == [("100 metres from Bersted",), ("1.6 km from Bersted",)]
    assert names(found(near=CRAWLEY)) == ["Far away"]
    assert found(near=CRAWLEY).hits[0].why == ("100 metres away",)
    assert names(found(near=BERSTED, km=60)) == ["Next door", "On the front", "Far away"]  # by bigger cells


def test_a_resource_at_two_places_is_found_once_at_the_nearer() -> None:
    listed("Two doors", places=(*at(SEAFRONT), *at(CRAWLEY, "Crawley")))
    near = found(near=BERSTED)
    assert (len(near.hits), near.total) == (1, 1)
    assert near.hits[0].km is not None
    assert near.hits[0].km < 2
    assert found(near=CRAWLEY).hits[0].km == pytest.approx(0, abs=0.01)
    assert found(words="doors").total == 1


def test_what_is_reached_by_phone_is_found_from_anywhere_in_its_alliance_without_a_distance() -> None:
    listed("Next door", places=at(BERSTED))
    listed("Ten kilometres", places=at(Spot(50.885, -0.673)))
    listed("Ring us", kind=ResourceKind.HELPLINE)
    listed("Elsewhere", place="Crawley")
    result = found(near=BERSTED)
    assert names(result) == ["Next door", "Ring us", "Ten kilometres"]
    assert [hit.km is None for hit in result.hits] == [False, True, False]
    assert names(found(Wish(near=BERSTED)))[:2] == ["Next door", "Ten kilometres"]


@pytest.mark.needs("N1")
def test_open_then_counts_alternate_weeks_and_days_unlike_others() -> None:
    today = clock.now().astimezone(LONDON).date()
    thursday = today + timedelta(days=(3 - today.weekday()) % 7 or 7)
    rule = directory.Rule(opens=time(10), closes=time(12), interval=2, days=("TH",), start=thursday)
    listed("Every second Thursday", opens=(directory.Opens(rule=rule),))

    def on(day: date) -> list[str]:
        moment = datetime.combine(day, time(11), tzinfo=LONDON)
        return names(found(when=Window(moment, moment)))

    assert on(thursday) == on(thursday + timedelta(days=14)) == ["Every second Thursday"]
    assert on(thursday + timedelta(days=7)) == []


def test_open_now_says_so_and_open_later_says_when() -> None:
    listed("Day room", opens=(weekly(EVERY_DAY, "09:00", "17:00"),))
    assert found(now=noon(), when=Window(noon(), noon())).hits[0].why == ("open now",)
    evening = Window(noon() - timedelta(hours=18), noon() - timedelta(hours=1))
    result = found(now=noon() - timedelta(hours=18), when=evening)
    assert result.hits[0].why == ("open tomorrow at 9 in the morning",)
    assert names(found(when=Window(noon() + timedelta(hours=6), noon() + timedelta(hours=8)))) == []


def test_terms_answers_and_kinds_narrow_and_are_counted() -> None:
    listed("A", terms=("talk", "peers"), facts={"women_only": "yes", "begin": ["walk-in", "ring"]})
    listed("B", terms=("talk",), kind=ResourceKind.SERVICE)
    listed("C", facts={"women_only": "no"})
    assert names(found(terms=("talk", "peers"))) == ["A"]
    assert names(found(filters=("women_only:yes",))) == ["A"]
    assert names(found(kinds=(ResourceKind.SERVICE,))) == ["B"]
    assert names(found(kinds=(ResourceKind.SERVICE, ResourceKind.GROUP))) == ["A", "B", "C"]
    assert found(filters=("women_only:yes", "begin:ring"), terms=("talk",)).hits[0].why == (
        "women only", "ring first", "Somebody to talk to",
    )  # fmt: skip
    assert found().facets == {
        "women_only:yes": 1, "begin:walk-in": 1, "begin:ring": 1, "talk": 2, "peers": 1, "kind:group": 2,
        "kind:service": 1,
    }  # fmt: skip
    for strange in ('x" OR "y', "'", "_a", "no-such:thing"):
        assert found(terms=(strange,)).total == found(filters=(strange,)).total == 0


def test_an_answer_that_is_typed_fits_by_its_mark_or_by_the_words() -> None:
    listed("A", facts={"women_only": "yes"})
    listed("B", description="Women only on Mondays.")
    listed("C", facts={"pets": "yes", "steps": "lift", "cost": "free"})
    result = typed("women only")
    assert names(result) == ["A", "B"]
    assert [hit.why for hit in result.hits] == [("women only",), ("says “women only”",)]
    assert names(typed("free with my dog, wheelchair")) == ["C"]


@pytest.mark.needs("N10")
def test_what_nobody_looked_at_for_half_a_year_stands_after_the_others() -> None:
    old, new, newer = (listed(name, places=at(BERSTED)).id for name in ("A old", "B new", "C newer"))
    for one, days in ((old, 200), (new, 100), (newer, 5)):
        checked(one, days)
    assert names(found()) == ["C newer", "B new", "A old"]
    assert names(found(near=BERSTED))[-1] == "A old"
    QuerySet(Resource).filter(pk=newer).update(missing_since=clock.now())
    directory.rebuild(by=TESTS)
    assert names(found()) == ["B new", "C newer", "A old"]


def test_what_is_closed_for_good_or_merged_is_not_found_and_what_is_paused_is_never_open() -> None:
    always = (weekly(EVERY_DAY, "00:00", "00:00"),)
    listed("A", opens=always)
    listed("B", opens=always, status=Status.CLOSED)
    listed("C", opens=always, status=Status.PAUSED)
    merged = listed("D", opens=always)
    QuerySet(Resource).filter(pk=merged.id).update(merged_into=Resource.objects.get(name="A"))
    directory.rebuild(by=TESTS)
    assert names(found()) == ["A", "C"]
    assert names(found(when=Window(noon(), noon()))) == ["A"]


def test_a_slip_in_spelling_is_mended_only_where_nothing_else_is_found() -> None:
    listed("Amber", description="We have a saxophone.")
    result = found(words="saxophoen")
    assert (names(result), result.mended) == (["Amber"], {"saxophoen": "saxophone"})
    assert found(words="saxophone").mended == {}
    listed("Misspelt", description="We play the saxophoen.")
    result = found(words="saxophoen")
    assert (names(result), result.mended) == (["Misspelt"], {})
    listed("Script", terms=("script",))
    result = found(words="methadoen")
    assert (names(result), result.mended) == (["Script"], {"methadoen": "methadone"})


def test_where_nothing_has_all_the_words_fewer_are_looked_for_and_it_says_so() -> None:
    listed("Amber", description="A saxophone.")
    listed("River", description="A trombone.")
    result = found(words="saxophone quartet")
    assert (names(result), result.read_as) == (["Amber"], ("without “quartet”",))
    result = found(words="quartet trombone orchestra")
    assert (names(result), result.read_as) == (["River"], ("without “quartet orchestra”",))
    assert found(words="zzzz").total == 0
    assert found(words="quartet orchestra").hits == ()


def test_words_that_fit_are_not_changed_because_nothing_is_open_then() -> None:
    listed("Amber", description="A saxophone quartet.", opens=(weekly(EVERY_DAY, "09:00", "17:00"),))
    listed("River", description="A saxophone.", opens=(weekly(EVERY_DAY, "00:00", "00:00"),))
    midnight = noon() + timedelta(hours=12)
    assert found(words="saxophone quartet", when=Window(midnight, midnight)).hits == ()


def test_reading_a_time_or_a_place_never_loses_what_the_plain_words_find() -> None:
    directory.load_names(by=TESTS, alliance_id=None, names=[PlaceName("Crawley", "town", 51.11, -0.187)])
    listed("Saturday club", description="Nobody told us when.")
    listed("Tea", description="A club.", opens=(weekly("SA", "10:00", "12:00"),))
    listed("Crawley Rovers", places=at(BERSTED))
    listed("Notes", description="We read the Saturday papers at the club.")
    monday = noon() + timedelta(days=-noon().weekday() % 7)
    result = typed("saturday club", monday)
    assert names(result) == ["Saturday club", "Tea", "Notes"]
    assert result.total == 3
    assert names(typed("crawley rovers")) == ["Crawley Rovers"]


def test_pages_go_on_where_the_one_before_ended() -> None:
    for number in range(25):
        listed(f"Number {number:02}")
    first, second = found(), found(page=2)
    assert (first.total, len(first.hits), len(second.hits)) == (25, 20, 5)
    assert names(first)[0] == "Number 00"
    assert names(second) == [f"Number {number}" for number in range(20, 25)]
    assert found(page=3).hits == ()


def test_every_word_that_is_kept_about_it_is_found_also_terms_of_others_and_names_nearby() -> None:
    names = [PlaceName("Amberley", "area", 50.7955, -0.673), PlaceName("Riverton", "area", 50.795, -0.55)]
    directory.load_names(by=TESTS, alliance_id=alliance().id, names=names)
    room = listed(
        "A room", places=(*at(BERSTED, postcode="PO21 1AA"), Where(town="Seaside")),
        facts={"like": "A piano.", "languages": ["Welsh"], "begin": ["ring"]}, other_terms=({"label": "Lanterns"}, {}),
    )  # fmt: skip
    QuerySet(Resource).filter(pk=room.id).update(facts={**room.entry.facts, "gone": "An old question."})
    directory.rebuild(by=TESTS)
    for words in ("piano", "welsh", "lanterns", "bognor", "seaside", "po21", "amberley", "hub"):
        assert found(words=words).total == 1, words
    for words in ("riverton", "question"):
        assert found(words=words).total == 0, words
    assert vocabulary([("_tx", "X", ["--", "an x"])]).keys() == {("an", "x")}


def test_a_short_page_shows_the_first_of_a_long_one_and_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        spot = Spot(50.79 + number / 500, -0.67)
        kept = {"places": (*at(spot), *at(Spot(50.9, -0.6)))} if number % 2 else {}
        listed(f"Éa {number:02}", terms=("talk",), description="piano" if number % 3 else "", **kept)
    wishes = [{}, {"words": "piano"}, {"near": BERSTED}, {"near": BERSTED, "words": "piano talk"}]
    before = [found(**wish) for wish in wishes]
    monkeypatch.setattr("wholeperson.directory.queries.fitting.ROWS_EACH", 1)  # as where most stand at many places
    monkeypatch.setattr("wholeperson.directory.queries.finding.A_PAGE", 2)
    for wish, was in zip(wishes, before, strict=True):
        now = found(**wish)
        assert (now.hits, now.total, now.facets) == (was.hits[:2], was.total, was.facets)
