"""The loops are those that networkx finds on the same links, with the right kind, and never said to be all when not."""

from collections import Counter
from itertools import product

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wholesystem.maps.made import FACES, a_map, link, maps
from wholesystem import catalogue
from wholesystem.maps import AnyMap, Claim, LoopName, SubSystem, SystemsMap, Variable, loop_id
from wholesystem.maps.loops import BOUNDED_LENGTH

SYSTEMS = [name for name in catalogue.names() if isinstance(catalogue.load(name), SystemsMap)]


def referee(a_map: SystemsMap) -> Counter[frozenset[str]]:
    """Every loop as its set of links: networkx's rounds over nodes, times the parallel links of each step."""
    between: dict[tuple[str, str], list[str]] = {}
    for one in a_map.links:
        between.setdefault((one.tail, one.head), []).append(one.id)
    graph = networkx.DiGraph()
    graph.add_nodes_from(a_map.nodes)
    graph.add_edges_from(between)
    found: Counter[frozenset[str]] = Counter()
    for nodes in networkx.simple_cycles(graph):
        steps = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
        found.update(frozenset(way) for way in product(*(between[step] for step in steps)))
    return found


def full(count: int) -> SystemsMap:
    """Everything pushes everything else."""
    names = [f"v{n:02}" for n in range(count)]
    return a_map(" ".join(names), *(link(f"{a}-{b}", a, b) for a in names for b in names if a != b))


@settings(max_examples=120)
@given(one=maps(most=5, links=12, signed=True))
def test_the_loops_are_those_that_networkx_finds(one: SystemsMap) -> None:
    loops = one.loops()
    assert loops.complete
    assert Counter(frozenset(loop.links) for loop in loops) == referee(one)
    ends = {one_link.id: (one_link.tail, one_link.head) for one_link in one.links}
    for loop in loops:
        way = [ends[name] for name in loop.links]
        assert loop.nodes == tuple(tail for tail, _ in way)
        assert [head for _, head in way] == [*loop.nodes[1:], loop.nodes[0]]
        assert len(set(loop.nodes)) == loop.length == len(loop.links)


@pytest.mark.parametrize("name", SYSTEMS)
def test_each_map_of_the_catalogue_has_the_loops_that_networkx_finds(name: str) -> None:
    one = catalogue.load(name)
    assert isinstance(one, SystemsMap)
    assert Counter(frozenset(loop.links) for loop in one.loops()) == referee(one)
    assert one.loops().complete


@given(one=maps(most=5, links=10, signed=True))
def test_a_loop_turns_where_an_odd_number_of_its_links_do(one: SystemsMap) -> None:
    for loop in one.loops():
        signs = [one.link(name).polarity for name in loop.links]
        product_of_signs = 1
        for sign in signs:
            product_of_signs *= {"+": 1, "-": -1, "disputed": 0}[str(sign)]
        assert loop.kind == {1: "reinforcing", -1: "balancing", 0: "unknown"}[product_of_signs]
        assert loop.delayed == any(one.link(name).delayed is True for name in loop.links)


@pytest.mark.parametrize(("signs", "kind"), [("++", "reinforcing"), ("--", "reinforcing"), ("+-", "balancing")])
def test_two_links_make_the_kind_that_the_report_says(signs: str, kind: str) -> None:
    (loop,) = a_map("a b", link("l", "a", "b", signs[0]), link("m", "b", "a", signs[1])).loops()
    assert loop.kind == kind


def test_a_disputed_sign_leaves_the_kind_open() -> None:
    claims = (Claim(by="us", polarity="+"), Claim(by="them", polarity="-"))
    (loop,) = a_map("a b", link("l", "a", "b", "disputed", claims=claims), link("m", "b", "a", "-")).loops()
    assert loop.kind == "unknown"


def test_links_side_by_side_make_loops_of_their_own() -> None:
    one = a_map("a b", link("l", "a", "b"), link("m", "a", "b", "-"), link("n", "b", "a"), link("o", "b", "a", "-"))
    assert [(loop.links, loop.kind) for loop in one.loops()] == [
        (("l", "n"), "reinforcing"),
        (("l", "o"), "balancing"),
        (("m", "n"), "balancing"),
        (("m", "o"), "reinforcing"),
    ]


def test_a_link_from_a_variable_to_itself_is_a_loop() -> None:
    (loop,) = a_map("a b", link("l", "a", "a", "-"), link("m", "a", "b")).loops()
    assert (loop.links, loop.nodes, loop.kind, loop.length) == (("l",), ("a",), "balancing", 1)


def test_the_faces_of_a_variable_are_not_one_way_through() -> None:
    family = Variable(id="family", label="Family", facets=FACES)
    ways = (link("l", "family", "rest", facet="pull"), link("m", "rest", "family", target_facet="support"))
    back = link("n", "rest", "family", target_facet="pull")
    rest = Variable(id="rest", label="Rest")
    assert not SystemsMap(id="m", title="M", variables=(family, rest), links=ways).loops()
    (loop,) = SystemsMap(id="m", title="M", variables=(family, rest), links=(*ways, back)).loops()
    assert loop.nodes == ("family/pull", "rest")


@given(
    links=st.lists(st.text("abc-", min_size=1, max_size=4), min_size=1, max_size=7, unique=True), by=st.integers(0, 6)
)
def test_a_loop_keeps_its_id_wherever_one_starts_to_read(links: list[str], by: int) -> None:
    turn = by % len(links)
    assert loop_id(links) == loop_id([*links[turn:], *links[:turn]])
    assert len(loop_id(links)) == 10


def test_other_loops_have_other_ids() -> None:
    hold = catalogue.load("user-generated-system")
    assert isinstance(hold, SystemsMap)
    loops = hold.loops()
    assert len({loop.id for loop in loops}) == len(loops)
    assert loop_id(["a", "b", "c"]) != loop_id(["a", "c", "b"])


@given(one=maps(most=5, links=10, signed=True))
def test_ids_do_not_depend_on_the_order_of_the_map(one: SystemsMap) -> None:
    other = SystemsMap(
        id=one.id,
        title=one.title,
        variables=one.variables[::-1],
        links=one.links[::-1],
        loop_names=one.loop_names,
        subsystems=one.subsystems,
    )
    assert list(one.loops()) == list(other.loops())


def test_a_name_stays_with_its_loop_wherever_it_starts() -> None:
    three = (link("l", "a", "b"), link("m", "b", "c"), link("n", "c", "a"))
    for links in (("l", "m", "n"), ("n", "l", "m")):
        (loop,) = a_map("a b c", *three, loop_names=(LoopName(name="Round", links=links, says="It goes."),)).loops()
        assert (loop.name, loop.says) == ("Round", "It goes.")
    (loop,) = a_map("a b c", *three).loops()
    assert (loop.name, loop.says) == ("", "")


def test_a_loop_names_the_sub_systems_that_it_touches_in_their_order() -> None:
    parts = (SubSystem(id="two", label="Two", variables=("b",)), SubSystem(id="one", label="One", variables=("a",)))
    links = (link("l", "a", "b"), link("m", "b", "a"), link("n", "b", "c"), link("o", "c", "b"))
    within, across = sorted(a_map("a b c", *links, subsystems=parts).loops(), key=lambda loop: loop.crosses)
    assert (within.subsystems, within.crosses) == (("two",), False)
    assert (across.subsystems, across.crosses) == (("two", "one"), True)


def test_the_shortest_loops_come_first() -> None:
    lengths = [loop.length for loop in full(5).loops()]
    assert lengths == sorted(lengths)


def test_a_search_that_found_all_says_so() -> None:
    loops = full(4).loops()
    assert (loops.complete, loops.longest, loops.at_least) == (True, None, len(loops))
    assert str(loops) == "20 loops"
    assert str(a_map("a", link("l", "a", "a")).loops()) == "1 loop"
    assert str(a_map().loops()) == "0 loops"


def test_a_search_for_short_loops_says_that_there_are_longer_ones() -> None:
    loops = full(4).loops(longest=2)
    assert (len(loops), loops.complete, loops.longest, loops.at_least) == (6, False, 2, 7)
    assert str(loops) == "6 of at least 7 loops, looked for up to 2 links long"


def test_a_search_for_short_loops_is_complete_where_there_are_no_longer_ones() -> None:
    pair = a_map("a b c", link("l", "a", "b"), link("m", "b", "a"), link("n", "b", "c"))
    loops = pair.loops(longest=2)
    assert (len(loops), loops.complete, loops.longest, loops.at_least) == (1, True, None, 1)
    assert pair.loops(longest=3).complete
    assert not pair.loops(longest=1).complete


def test_too_many_loops_are_told_as_too_many_and_the_short_ones_are_kept() -> None:
    loops = full(6).loops(at_most=50)
    assert (len(loops), loops.complete, loops.longest, loops.at_least) == (50, False, BOUNDED_LENGTH, 51)
    assert str(loops) == "50 of at least 51 loops, looked for up to 8 links long"


def test_too_many_short_loops_are_told_as_well() -> None:
    loops = full(6).loops(longest=3, at_most=10)
    assert (len(loops), loops.complete, loops.longest, loops.at_least) == (10, False, 3, 11)


def test_where_all_loops_are_long_a_bounded_search_finds_none_and_says_so() -> None:
    names = [f"v{n:02}" for n in range(12)]
    steps = [(names[n], names[(n + 1) % 12], sign) for n in range(12) for sign in "+-"]
    ring = a_map(" ".join(names), *(link(f"l{n}", a, b, sign) for n, (a, b, sign) in enumerate(steps)))
    loops = ring.loops(at_most=100)
    assert (len(loops), loops.complete, loops.at_least) == (0, False, 101)


@given(
    one=maps(most=5, links=12, signed=True),
    longest=st.integers(1, 6),
    most=st.integers(1, 9),
)
def test_a_bounded_search_is_never_called_complete_when_there_are_more(
    one: SystemsMap, longest: int, most: int
) -> None:
    every = one.loops()
    for loops in (one.loops(longest=longest), one.loops(at_most=most), one.loops(longest=longest, at_most=most)):
        assert loops.complete == (len(loops) == len(every))
        assert len(loops) <= loops.at_least <= len(every)
        assert {loop.id for loop in loops} <= {loop.id for loop in every}
        assert loops.complete or loops.at_least > len(loops)
        assert loops.complete or "at least" in str(loops)


def test_loops_can_be_taken_one_by_one_and_by_the_slice() -> None:
    loops = full(3).loops()
    assert loops[0] in loops
    assert loops[:2] == (loops[0], loops[1])
    assert len(loops) == 5


def test_what_cannot_be_played_has_no_loops_to_show() -> None:
    crawley: AnyMap = catalogue.load("influence-crawley")
    assert not isinstance(crawley, SystemsMap)
