"""The parts of a map refuse what no map could hold, in a sentence, and cannot be changed."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from tests.wholesystem.maps.made import FACES, a_map, link
from wholesystem.errors import MapError, QuestionError, UnknownNameError, nearest, shown
from wholesystem.maps import (
    Claim,
    Facet,
    InfluenceMap,
    Interval,
    Layout,
    Link,
    LoopName,
    Source,
    SubSystem,
    SystemsMap,
    Variable,
)

Anything: Any = Any
BAD: list[tuple[Callable[[], object], str]] = [
    (lambda: Interval(2, 1), "it runs from 2 down to 1"),
    (lambda: Interval(float("nan"), 1), "NaN is not a number"),
    (lambda: Interval(0, float("inf")), "Infinity is not a number"),
    (lambda: Interval(0, 10**400), "is not a number"),
    (lambda: Interval(0, True), "true is not a number"),
    (lambda: Interval("a", 1), '"a" is not a number'),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Source(""), "it has no report"),
    (lambda: Source("RSA", "four"), 'Write them like "1024" or "1024-1026, 1030"'),
    (lambda: Source("RSA", 4), "its lines is 4, which is not text"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Facet("A b", "a"), 'its id is "A b"'),
    (lambda: Facet("a", " "), "facet 'a': it has no label"),
    (lambda: Variable(id="", label="A"), "it has no id"),
    (lambda: Variable(id="a--b", label="A"), "its id is"),
    (lambda: Variable(id="a" * 81, label="A"), "at most 80"),
    (lambda: Variable(id="a\n", label="A"), "its id is"),
    (lambda: Variable(id="a", label=None), "its label is null, which is not text"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="\x00"), "a character that cannot be shown"),
    (lambda: Variable(id="a", label="\ud800"), "a character that cannot be shown"),
    (lambda: Variable(id="a", label="A", kind="flow"), "Use one of: level, stock, auxiliary, constant"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="A", shown="no"), "Use one of: core, around"),
    (lambda: Variable(id="a", label="A", size="huge"), "Use one of: large, small"),
    (lambda: Variable(id="a", label="A", harm=1), "Write true or false"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="A", says=1), "its says is 1"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="A", note=1), "its note is 1"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="A", speed="soon"), "Use days, weeks, months, years"),
    (lambda: Variable(id="a", label="A", speed=Interval(0, 1)), "Start above 0"),
    (lambda: Variable(id="a", label="A", room=0.2), "its room is 0.2"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Variable(id="a", label="A", facets=FACES[:1]), 'its facets are ["pull"]'),
    (lambda: Variable(id="a", label="A", facets=(FACES[0], FACES[0])), "two or more different faces"),
    (lambda: Claim(by="", polarity="+"), "it has no by"),
    (lambda: Claim(by="us", polarity="disputed"), "Use one of: +, -"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Claim(by="us", polarity="+", strength="huge"), "Use weak, medium, strong"),
    (lambda: link("l", "", "b"), "it has no source"),
    (lambda: link("l", "a", ""), "it has no target"),
    (lambda: link("l", "a", "b", "positive"), "Use one of: +, -, disputed"),
    (lambda: link("l", "a", "b", "disputed"), "no claim says who holds what"),
    (lambda: link("l", "a", "b", delayed="maybe"), "Write true, false or unknown"),
    (lambda: link("l", "a", "b", order=2), "Use 1 or 3"),
    (lambda: link("l", "a", "b", order=True), "Use 1 or 3"),
    (lambda: link("l", "a", "b", speed=6), "its speed is 6"),
    (lambda: link("l", "a", "b", strength=Interval(0, 1.1)), "Stay between 0 and 1"),
    (lambda: link("l", "a", "b", strength=Interval(-0.1, 1)), "Stay between 0 and 1"),
    (lambda: link("l", "a", "b", confidence="sure"), "Use one of: stated, implied, uncertain"),
    (lambda: link("l", "a", "b", drawn="yes"), "Use one of: likely, possible, unknown"),
    (lambda: link("l", "a", "b", why=["because"]), "which is not text"),
    (lambda: link("l", "a", "b", facet=1), "which is not text"),
    (lambda: SubSystem(id="a", label="", variables=()), "it has no label"),
    (lambda: SubSystem(id="a", label="A", variables=(), tone="pink"), "Use one of: hold, struggle"),
    (lambda: LoopName(name="", links=("a",)), "it has no name"),
    (lambda: LoopName(name="Round", links=()), "it names no links"),
    (lambda: LoopName(name="Round", links=("a",), says=0), "its says is 0"),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: Layout(0, 10, {}), "Give its width and height in pixels, above 0"),
    (lambda: Layout(10, float("inf"), {}), "its size is 10 by Infinity"),
    (lambda: Layout("wide", 10, {}), 'its size is "wide" by 10'),  # type: ignore[arg-type]  # wrong on purpose
    (lambda: a_map(""), "it has no variables"),
    (lambda: a_map(id="A"), 'its id is "A"'),
    (lambda: a_map(title=" "), "it has no title"),
    (lambda: a_map(lead=7), "its lead is 7"),
    (lambda: a_map(about="\x00"), "its about holds a character"),
    (lambda: a_map("a", layouts={"wide": Layout(9, 9, {"a": (float("nan"), 0)})}), "is not two numbers"),
    (lambda: a_map("a", layouts={"wide": Layout(9, 9, {"a": (0, 10**400)})}), "is not two numbers"),
]


@pytest.mark.parametrize(("make", "says"), BAD)
def test_a_bad_value_is_refused_in_a_sentence(make: Callable[[], object], says: str) -> None:
    with pytest.raises(MapError) as refused:
        make()
    assert says in str(refused.value)
    for one in refused.value.problems:
        assert one.where
        assert one.what.endswith(".")
        assert one.remedy.endswith((".", "?"))


@pytest.mark.parametrize(
    "part",
    [
        Interval(0, 1),
        Source("RSA"),
        FACES[0],
        Variable(id="a", label="A"),
        Claim(by="us", polarity="+"),
        link("l", "a", "b"),
        SubSystem(id="a", label="A", variables=()),
        LoopName(name="Round", links=("a",)),
        Layout(9, 9, {}),
        a_map(),
    ],
    ids=lambda part: type(part).__name__,
)
def test_no_part_can_be_changed(part: Any) -> None:
    for one in fields(part):
        with pytest.raises(FrozenInstanceError):
            setattr(part, one.name, None)


def test_what_a_map_was_made_from_can_change_without_changing_the_map() -> None:
    places = {"a": (1.0, 2.0)}
    layouts = {"wide": Layout(9, 9, places)}
    given: dict[str, Any] = {key: [] for key in ("subsystems", "sources", "loop_names", "drivers", "outcomes")}
    one = a_map("a b", layouts=layouts, **given)
    places["a"] = (5.0, 5.0)
    layouts.clear()
    for value in given.values():
        value.append("a")
    assert one.layouts["wide"].places["a"] == (1.0, 2.0)
    assert all(getattr(one, key) == () for key in given)
    kept: Any = one.layouts
    with pytest.raises(TypeError):
        kept["tall"] = None
    kept = one.layouts["wide"].places
    with pytest.raises(TypeError):
        kept["a"] = (0, 0)


def two_faced() -> SystemsMap:
    family = Variable(id="family", label="Friends and Family", facets=FACES)
    home = SubSystem(id="home", label="Home", variables=("family",))
    others = (Variable(id="fear", label="Fear", harm=True), Variable(id="rest", label="Rest"))
    return SystemsMap(
        id="small",
        title="Small",
        variables=(family, *others),
        links=(
            link("pull-fear", "family", "fear", facet="pull"),
            link("rest-support", "rest", "family", target_facet="support"),
        ),
        subsystems=(home,),
    )


def test_a_two_faced_variable_is_two_nodes() -> None:
    one = two_faced()
    assert one.nodes == ("family/pull", "family/support", "fear", "rest")
    assert (one.links[0].tail, one.links[0].head) == ("family/pull", "fear")
    assert (one.links[1].tail, one.links[1].head) == ("rest", "family/support")


def test_a_face_is_called_by_the_variable_and_itself() -> None:
    one = two_faced()
    assert [one.label(node) for node in (*one.nodes, "family")] == [
        "Friends and Family: a pull",
        "Friends and Family: a support",
        "Fear",
        "Rest",
        "Friends and Family",
    ]


def test_harm_is_the_variables_or_the_faces_own() -> None:
    one = two_faced()
    assert [node for node in (*one.nodes, "family") if one.is_harm(node)] == ["family/pull", "fear"]


def test_a_variable_knows_its_sub_system_where_it_has_one() -> None:
    one = two_faced()
    part = one.subsystem_of("family")
    assert part is not None
    assert part.id == "home"
    assert one.subsystem_of("fear") is None


def test_names_that_exist_are_found() -> None:
    one = two_faced()
    assert one.variable("fear").label == "Fear"
    assert one.link("pull-fear").target == "fear"
    assert one.node("family/pull") == "family/pull"


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda one: one.variable("feer"), 'has no variable "feer". Did you mean "fear"?'),
        (lambda one: one.link("pul-fear"), 'has no link "pul-fear". Did you mean "pull-fear"?'),
        (lambda one: one.node("family/pul"), 'has no variable "family/pul". Did you mean "family/pull"?'),
        (lambda one: one.node("family"), 'more than one face. Say which: "family/pull" or "family/support".'),
        (lambda one: one.label("zzz"), "There is: family, fear, rest."),
        (lambda one: one.is_harm("zzz"), "There is: family, fear, rest."),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(
    ask: Callable[[SystemsMap], object], says: str
) -> None:
    with pytest.raises(UnknownNameError) as refused:
        ask(two_faced())
    assert says in str(refused.value)


def test_the_nearest_name_is_named_or_a_few_or_that_there_is_none() -> None:
    assert nearest("a", []) == "There is none yet."
    assert nearest("zzz", ["a", "b"]) == "There is: a, b."
    many = nearest("zzz", [f"a{n}" for n in range(13)])
    assert many.endswith(", ….")
    assert many.count("a") == 12


def test_a_value_is_shown_as_a_map_file_writes_it() -> None:
    assert [shown(one) for one in (None, False, 1.5, "a", [1])] == ["null", "false", "1.5", '"a"', "[1]"]
    assert shown("a" * 78) == '"' + "a" * 78 + '"'
    assert len(shown("a" * 79)) == 80
    assert shown("a" * 79).endswith("…")


def test_an_influence_map_may_leave_signs_out_and_has_no_loops() -> None:
    one = InfluenceMap(id="m", title="M", variables=a_map().variables, links=(Link(id="l", source="a", target="b"),))
    assert one.links[0].polarity is None
    assert not hasattr(one, "loops")


def test_parallel_links_are_fine_while_they_differ_in_sign_or_delay() -> None:
    one = a_map("a b", link("l", "a", "b"), link("m", "a", "b", "-"), link("n", "a", "b", delayed=True))
    assert len(one.links) == 3
    with pytest.raises(MapError, match="it doubles link 'l'"):
        a_map("a b", link("l", "a", "b"), link("m", "a", "b"))


def test_auxiliaries_may_make_a_ring_when_a_link_is_delayed_and_a_long_chain_when_none_is() -> None:
    parts = [Variable(id=f"v{n}", label="V", kind="auxiliary") for n in range(1500)]
    chain = [link(f"l{n}", f"v{n}", f"v{n + 1}") for n in range(1499)]
    late = link("last", "v1499", "v0", delayed=True)
    assert len(SystemsMap(id="m", title="M", variables=tuple(parts), links=(*chain, late)).links) == 1500
    with pytest.raises(MapError, match="a loop of auxiliaries alone"):
        SystemsMap(id="m", title="M", variables=tuple(parts), links=(*chain, link("last", "v1499", "v0")))


@pytest.mark.parametrize("number", [0, -3])
def test_loops_of_no_links_cannot_be_asked_for(number: int) -> None:
    with pytest.raises(QuestionError, match="Ask for at least 1"):
        a_map().loops(longest=number)
    with pytest.raises(QuestionError, match="Ask for at least 1"):
        a_map().loops(at_most=number)
