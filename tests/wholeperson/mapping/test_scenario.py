"""What may be asked of a map, and how it stands in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.mapping.rules import scenario as scenarios
from wholeperson.mapping.rules.asking import Asked, Row
from wholeperson.mapping.rules.scenario import Move, Scenario, read_move
from wholesystem import catalogue
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import Link, SystemsMap, Variable

HOLD = catalogue.load("the-hold")
STRUGGLE = catalogue.load("the-struggle")
assert isinstance(HOLD, SystemsMap)
assert isinstance(STRUGGLE, SystemsMap)

names = st.sampled_from(["the-desire", "friends-and-family/pull-to-use", "fix-buzz"])
weeks = st.integers(0, 500)


@given(names, st.sampled_from(sorted(scenarios.WORDS)), weeks, st.none() | weeks)
def test_a_move_reads_back_from_its_address(what: str, how: str, start: int, end: int | None) -> None:
    move = Move(what, how, start, end)
    assert read_move(str(move)) == move


@pytest.mark.parametrize(
    "text", ["", "the-fix", "the-fix.more@x", "the-fix.more@3", "the-fix.more@3-b", "a.b" + "c" * 300]
)
def test_what_is_no_move_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(QuestionError, match="Choose one from the list"):
        read_move(text)


@pytest.mark.parametrize("how", scenarios.RAISES)
@pytest.mark.parametrize("a_map", [HOLD, STRUGGLE], ids=lambda a_map: a_map.id)
def test_a_harm_is_never_raised(a_map: SystemsMap, how: str) -> None:
    harms = [node for node in a_map.nodes if a_map.is_harm(node)]
    assert harms
    for node in harms:
        assert not scenarios.may_make(a_map, Move(node, how))
        with pytest.raises(QuestionError, match="never offered to be raised"):
            scenarios.check(a_map, Scenario(a=(Move(node, how),), watch=a_map.nodes[0]))


@pytest.mark.parametrize("how", ["less", "keep-low", "keep-as-today"])
def test_a_harm_can_be_eased(how: str) -> None:
    assert scenarios.may_make(HOLD, Move("homelessness", how))


def test_friends_and_family_are_never_offered_as_a_whole() -> None:
    assert not scenarios.may_make(STRUGGLE, Move("friends-and-family", "less"))
    assert scenarios.may_make(STRUGGLE, Move("friends-and-family/pull-to-use", "less"))
    assert not scenarios.may_make(STRUGGLE, Move("friends-and-family/pull-to-use", "more"))


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (Move("the-desire", "sideways"), "not a change that we know"),
        (Move("the-desire", "more", 400), "start after the run ends"),
        (Move("the-desire", "more", 20, 20), "end before it starts"),
        (Move("fix-buzz", "weaker", 3), "changed for the whole run"),
    ],
)
def test_a_move_that_means_nothing_is_refused_with_a_sentence(move: Move, words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        scenarios.check_move(HOLD, move, 260)


def test_an_unknown_name_suggests_the_right_one() -> None:
    with pytest.raises(UnknownNameError, match="the-desire"):
        scenarios.check_move(HOLD, Move("the-desir", "more"), 260)


def test_only_the_years_that_are_offered_are_played() -> None:
    with pytest.raises(QuestionError, match="1, 2, 5 or 10 years"):
        scenarios.check(HOLD, Scenario(a=(Move("the-desire", "more"),), watch="the-fix", years=3))


def small(strength: str | None) -> SystemsMap:
    given = Variable(id="given", label="Given", kind="constant")
    thing = Variable(id="thing", label="Thing")
    link = Link(id="a-link", source="given", target="thing", polarity="+", strength=strength)
    return SystemsMap(id="small", title="Small", variables=(given, thing), links=(link,))


def test_a_constant_is_kept_and_never_pushed() -> None:
    with pytest.raises(QuestionError, match="kept high or low"):
        scenarios.check_move(small(None), Move("given", "more"), 52)
    assert scenarios.may_make(small(None), Move("given", "keep-high"))


@pytest.mark.parametrize(
    ("word", "how", "after"),
    [
        ("weak", "stronger", "medium"),
        ("medium", "stronger", "strong"),
        ("medium", "weaker", "weak"),
        ("weak", "weaker", "off"),
        (None, "stronger", "strong"),
        (None, "weaker", "weak"),
        ("strong", "taken-away", "off"),
    ],
)
def test_an_arrow_moves_by_one_word(word: str | None, how: str, after: str) -> None:
    inputs = scenarios.inputs(small(word), (Move("a-link", how),))
    assert [(change.link, change.to) for change in inputs.changes] == [("a-link", after)]


def test_a_strong_arrow_cannot_become_stronger() -> None:
    with pytest.raises(QuestionError, match="already as strong"):
        scenarios.check_move(small("strong"), Move("a-link", "stronger"), 52)


def test_moves_become_pushes_holds_and_changes() -> None:
    moves = (Move("the-desire", "more", 4, 30), Move("homelessness", "keep-low"), Move("fix-buzz", "weaker"))
    inputs = scenarios.inputs(HOLD, moves)
    assert [(push.node, push.size, push.start, push.end) for push in inputs.pushes] == [("the-desire", 0.3, 4, 30)]
    assert [(hold.node, hold.value) for hold in inputs.holds] == [("homelessness", -0.5)]
    assert [change.link for change in inputs.changes] == ["fix-buzz"]


def test_arrows_alone_are_seen_by_pushing_the_drivers() -> None:
    arrow = Scenario(a=(Move("fix-buzz", "weaker"),), watch="the-fix")
    assert [push.node for push in scenarios.base(HOLD, arrow)] == list(HOLD.drivers)
    both = Scenario(a=(Move("fix-buzz", "weaker"), Move("the-desire", "more")), watch="the-fix")
    assert scenarios.base(HOLD, both) == ()
    with pytest.raises(QuestionError, match="only when something pushes"):
        scenarios.base(small(None), Scenario(a=(Move("a-link", "weaker"),), watch="thing"))


def test_a_move_is_told_in_words() -> None:
    assert scenarios.move_words(HOLD, Move("the-desire", "more", 3, 9)) == "The Desire: more, from week 3, until week 9"
    assert scenarios.move_words(HOLD, Move("fix-buzz", "taken-away")) == "The Fix → The Buzz: taken away"


def test_a_scenario_has_an_address_that_holds_the_question_and_nothing_else() -> None:
    scenario = Scenario(a=(Move("the-desire", "more"),), b=(Move("the-fix", "less", 3, 9),), watch="the-fix", seed=4)
    asked = Asked(rows={"a": (Row(name="a1"),)}, watch="the-fix", years=5, scenario=scenario)
    assert asked.address == "a=the-desire.more&b=the-fix.less%403-9&watch=the-fix&years=5&seed=4"
    assert Asked(rows={}, watch="the-fix", years=5, scenario=None).address == ""
