"""Rules by which the map stays true: how old a look is, whose turn it is, what tells where. All names are invented."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from wholeperson.directory.public import Entry, EntryError, Often, Opens, OtherTimes, ResourceKind, Rule, Whom
from wholeperson.directory.rules import corrections, entries, principles, rows, seeing, staleness
from wholeperson.directory.rules.changes import changed
from wholeperson.directory.rules.corrections import About, CorrectionError
from wholeperson.directory.rules.mailboxes import looks_like_a_persons
from wholeperson.directory.rules.principles import CharterError, Principle
from wholeperson.directory.rules.rows import Round
from wholeperson.directory.rules.seeing import LookingError, Seen, Way
from wholeperson.directory.rules.staleness import Freshness
from wholeperson.directory.rules.turns import AT_MOST, Hand, deal

TODAY = date(2026, 11, 21)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (0, "Checked today by a peer, in person."), (1, "Checked yesterday by a peer, in person."),
        (4, "Checked four days ago by a peer, in person."), (7, "Checked one week ago by a peer, in person."),
        (21, "Checked three weeks ago by a peer, in person."), (61, "Checked two months ago by a peer, in person."),
        (183, "Checked six months ago by a peer, in person."),
        (184, "Nobody has looked for more than half a year. Ring first."),
    ],
)  # fmt: skip
def test_a_page_says_when_somebody_last_looked(days: int, says: str) -> None:
    assert staleness.sentence(ago(days), "by a peer, in person", TODAY) == says


F, A, S = Freshness.FRESH, Freshness.AGEING, Freshness.STALE


def test_an_entry_is_fresh_then_ageing_then_stale_and_unknown_is_stale() -> None:
    limits = {
        0: Freshness.FRESH,
        90: Freshness.FRESH,
        91: Freshness.AGEING,
        183: Freshness.AGEING,
        184: Freshness.STALE,
    }
    assert {days: staleness.freshness(ago(days), TODAY) for days in limits} == limits
    assert staleness.is_stale(None, TODAY)
    assert staleness.sentence(None, "", TODAY) == "We do not know when somebody last looked. Ring first."
    assert staleness.sentence(ago(2), "", TODAY) == "Checked two days ago."
    assert staleness.how_long_ago(400) == "13 months ago"


def test_every_free_text_of_an_entry_that_is_kept_safe_is_looked_over() -> None:
    where = "12 Invented Street"
    texts = {
        "name": {"name": where}, "summary": {"summary": where}, "description": {"description": where},
        "alert": {"alert": where},
        "opens": {"opens": (Opens(rule=Rule(time(9), time(10), days=("MO",)), words=where),)},
        "other_times": {"other_times": (OtherTimes(TODAY, TODAY, why=where),)},
        "contacts": {"contacts": (Whom(role="Staff", words=where),)},
        "first": {"facts": {"first": where}}, "languages": {"facts": {"languages": ["English", where]}},
    }  # fmt: skip
    for field, said in texts.items():
        safe = Entry(**{"name": "Invented house", "kind": ResourceKind.HOUSING, "kept_safe": True, **said})
        with pytest.raises(EntryError) as problem:
            entries.check(safe, frozenset())
        assert problem.value.field == field
        open_one = Entry(**{"name": "Invented house", "kind": ResourceKind.HOUSING, **said})
        entries.check(open_one, frozenset())
    strange = Entry(name="x", kind=ResourceKind.HOUSING, kept_safe=True, facts={"unheard": where})
    assert [one.field for one in entries.problems(strange, frozenset())] == ["unheard", "unheard"]


@pytest.mark.parametrize("address", ["sam.example@hub.example", "s.example@hub.example", "Sam_Lee-Example@hub.example"])
def test_an_address_that_looks_like_a_persons_own_is_known(address: str) -> None:
    assert looks_like_a_persons(address)


@pytest.mark.parametrize(
    "address",
    ["hello@hub.example", "front.desk@hub.example", "drop-in@x.example", "a.b.c.d@x.example", "hub2.3@x.example"],
)
def test_an_address_of_a_team_is_known(address: str) -> None:
    assert not looks_like_a_persons(address)


def test_what_differs_is_named_field_by_field_and_answer_by_answer() -> None:
    before = Entry(name="A", kind=ResourceKind.GROUP, terms=("talk", "music"), facts={"cost": "free", "pets": "yes"})
    after = Entry(name="B", kind=ResourceKind.GROUP, terms=("music", "talk"), facts={"cost": "some", "bus": "7"})
    assert changed(before, after) == ("name", "facts.bus", "facts.cost", "facts.pets")
    assert changed(before, before) == ()


def test_turns_go_to_whoever_has_fewest_and_never_the_same_entry_twice() -> None:
    one, two, busy = Hand(uuid4()), Hand(uuid4(), open=1), Hand(uuid4(), open=AT_MOST)
    due = [UUID(int=number) for number in range(1, 7)]
    one.had.add(due[0])
    assert list(deal(due, [one, two, busy])) == [
        (two.membership, due[0]), (one.membership, due[1]), (one.membership, due[2])
    ]  # fmt: skip
    assert list(deal(due, [])) == []


def test_a_look_says_the_way_and_never_who() -> None:
    assert seeing.how("peer", Way.WENT) == "by a peer, in person"
    assert seeing.how("worker", Way.FROM_THERE) == "by a worker, who is from there"
    assert seeing.how("coordinator", Way.RANG) == "by the alliance, by phone"
    assert seeing.how("coordinator", Way.FROM_THERE) == "by the alliance"
    seeing.check(Seen.RIGHT, Way.WENT, "A blue door.", kept_safe=False)
    seeing.check(Seen.RIGHT, Way.RANG, "", kept_safe=True)


@pytest.mark.parametrize(
    ("seen", "way", "street", "safe", "field"),
    [
        (Seen.RIGHT, Way.WENT, "", True, "way"), (Seen.RIGHT, Way.RANG, "A door", True, "street"),
        (Seen.RIGHT, Way.RANG, "A door", False, "street"), (Seen.COULD_NOT, Way.WENT, "A door", False, "street"),
    ],
)  # fmt: skip
def test_a_look_that_does_not_fit_says_what_would(seen: Seen, way: Way, street: str, safe: bool, field: str) -> None:
    with pytest.raises(LookingError) as problem:
        seeing.check(seen, way, street, kept_safe=safe)
    assert problem.value.field == field


@pytest.mark.parametrize(
    ("about", "words", "safe", "waiting"),
    [
        (About.OTHER, " ", False, 0), (About.TIMES, "x" * 1001, False, 0), (About.MOVED, "", True, 0),
        (About.TIMES, "It is at 1 Invented Road", True, 0), (About.TIMES, "", False, corrections.OPEN_AT_MOST),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_says_what_would(about: About, words: str, safe: bool, waiting: int) -> None:
    with pytest.raises(CorrectionError):
        corrections.check(about, words, kept_safe=safe, waiting=waiting)


def test_that_a_place_is_not_safe_is_always_heard_and_said_to_nobody() -> None:
    corrections.check(About.NOT_SAFE, "", kept_safe=False, waiting=corrections.OPEN_AT_MOST)
    corrections.check(About.TIMES, "", kept_safe=True, waiting=0)
    assert set(corrections.LOOKING) == set(About) - {About.NOT_SAFE}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ((), ""), ((Principle("One", ""),) * 16, ""), ((Principle(" ", "words"),), "0-title"),
        ((Principle("One", ""), Principle("x" * 121, "")), "1-title"), ((Principle("One", "x" * 601),), "0-words"),
    ],
)  # fmt: skip
def test_a_charter_says_what_could_be_put_right(said: tuple[Principle, ...], field: str) -> None:
    with pytest.raises(CharterError) as problem:
        principles.check(said)
    assert problem.value.field == field


def test_each_rule_that_a_row_can_say_comes_back_as_it_was() -> None:
    said = (
        Opens(rule=Rule(time(9), time(10), days=("MO", "TH"))),
        Opens(rule=Rule(time(9), time(10), interval=2, days=("MO",), start=TODAY, end=TODAY)),
        Opens(rule=Rule(time(9), time(10), Often.MONTHLY, days=("+2TH",))),
        Opens(rule=Rule(time(9), time(10), interval=6, days=("SU",), start=TODAY), words="Rare"),
        Opens(rule=Rule(time(9), time(10), Often.MONTHLY, month_days=(1,))),
        Opens(rule=Rule(time(9), time(10), Often.MONTHLY, days=("5TH",))),
        Opens(rule=Rule(time(9), time(10), Often.WEEKLY, month_days=(1,), days=("MO",))),
    )
    made = rows.rows_of(said)
    assert [row.comes for row in made] == [
        Round.EVERY_WEEK, Round.SECOND_WEEK, Round.SECOND, *[Round.AS_IT_WAS] * 4
    ]  # fmt: skip
    back = [rows.opens_of(row, said) for row in made]
    assert back[2].rule.days == ("2TH",)
    assert [*back[:2], *back[3:]] == [*said[:2], *said[3:]]
    # Without the rule that it was, it is the first one of the month: nothing is made up that nobody said.
    assert rows.opens_of(made[3], ()).rule.days == ("1SU",)


def test_everything_in_an_entry_that_could_be_put_right_is_named() -> None:
    entry = Entry(
        name=" ", kind=ResourceKind.GROUP, website="http://[", terms=("unheard",), youngest=130, oldest=3,
        opens=(Opens(rule=Rule(time(9), time(10))),), other_times=(OtherTimes(TODAY, ago(1)),),
        contacts=(Whom(role="a", first=True), Whom(role="b", first=True)), facts={"cost": "dear", "women_only": ""},
    )  # fmt: skip
    assert [one.field for one in entries.problems(entry, frozenset())] == [
        "name", "website", "terms", "oldest", "oldest", "opens", "other_times", "contacts", "cost"
    ]  # fmt: skip
    fine = Entry(name="A", kind=ResourceKind.GROUP, website="https://a.example/", youngest=1, oldest=2)
    assert list(entries.problems(fine, frozenset())) == []
