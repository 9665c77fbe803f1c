"""The shortest independent loop set, the cycle rank, and how honestly a map counts its loops."""

import time
from collections import defaultdict

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wholesystem.maps.test_archetypes import chance, systems
from tests.wholesystem.maps.textbook import drawn
from wholesystem.maps import Link, SystemsMap, cycle_rank, independent_loops, loop_id

PARTIES = ("ann", "bob", "cas")
ARMS_RACE = drawn([(one, other, "-" if one == other else "+", False) for one in PARTIES for other in PARTIES])


def test_the_arms_race_of_three_has_eight_loops_rank_seven_and_six_to_read() -> None:
    assert len(ARMS_RACE.loops()) == 8
    assert cycle_rank(ARMS_RACE) == 7
    found = independent_loops(ARMS_RACE)
    assert [loop.length for loop in found] == [1, 1, 1, 2, 2, 2]


def test_links_side_by_side_each_make_a_loop_and_names_stay() -> None:
    hold = systems("the-hold")
    found = independent_loops(hold)
    assert {"Quick relief", "The real answer", "What long use leaves behind"} <= {loop.name for loop in found}
    on_loops = {link for loop in hold.loops() for link in loop.links}
    assert {link for loop in found for link in loop.links} == on_loops


def test_of_ways_of_one_length_the_ids_decide() -> None:
    a_map = drawn([("a", "b", "+", False), ("b", "d", "+", False), ("a", "c", "+", False), ("c", "d", "+", False),
                   ("d", "a", "+", False)])  # fmt: skip
    assert [loop.links[0] for loop in independent_loops(a_map)] == ["l000-a-b", "l002-a-c"]


def test_a_map_without_loops_has_none() -> None:
    a_map = drawn([("a", "b", "+", False)])
    assert independent_loops(a_map) == ()
    assert cycle_rank(a_map) == 0


@given(st.integers(0, 300), st.integers(3, 9))
def test_the_set_covers_every_link_on_a_loop_with_loops_of_the_map_and_no_more_than_the_rank(
    seed: int, size: int
) -> None:
    a_map = chance(size, 2, seed)
    found = independent_loops(a_map)
    every = {loop.id: loop for loop in a_map.loops()}
    assert all(every[loop.id] == loop for loop in found)
    assert {link for loop in found for link in loop.links} == {link for loop in every.values() for link in loop.links}
    assert len(found) <= cycle_rank(a_map)
    seen: set[str] = set()
    for loop in found:
        assert not set(loop.links) <= seen
        seen |= set(loop.links)


@given(st.integers(0, 100))
def test_the_rank_is_that_of_networkx(seed: int) -> None:
    a_map = chance(9, 2, seed)
    graph = networkx.MultiDiGraph([(link.tail, link.head) for link in a_map.links])
    parts = [graph.subgraph(part) for part in networkx.strongly_connected_components(graph)]
    assert cycle_rank(a_map) == sum(part.number_of_edges() - part.number_of_nodes() + 1 for part in parts)


def by_hand(a_map: SystemsMap, longest: int) -> set[str]:
    """Every loop, by trying every way."""
    out: dict[str, list[Link]] = defaultdict(list)
    for link in a_map.links:
        out[link.tail].append(link)
    found: set[str] = set()

    def go(root: str, node: str, path: list[str], seen: set[str]) -> None:
        for link in out[node]:
            if link.head == root:
                found.add(loop_id([*path, link.id]))
            elif link.head > root and link.head not in seen and len(path) + 1 < longest:
                go(root, link.head, [*path, link.id], seen | {link.head})

    for root in a_map.nodes:
        go(root, root, [], {root})
    return found


@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(1, 4), st.integers(1, 9))
def test_loops_up_to_any_length_are_all_found(seed: int, size: int, degree: int, longest: int) -> None:
    a_map = chance(size, min(degree, size - 1), seed)
    found = a_map.loops(longest=longest)
    assert {loop.id for loop in found} == by_hand(a_map, longest)
    assert found.complete == (len(found) == len(by_hand(a_map, size)))
    few = a_map.loops(longest=longest, at_most=4)
    assert len(few) == min(len(found), 4)
    assert [loop for loop in few if loop.length <= few.all_up_to] == [
        loop for loop in found if loop.length <= few.all_up_to
    ]


@pytest.mark.parametrize("seed", range(4))
def test_sixty_variables_with_three_arrows_each_are_counted_honestly_and_soon(seed: int) -> None:
    a_map = chance(60, 3, seed)
    start = time.process_time()
    found = a_map.loops()
    assert time.process_time() - start < 3  # 0.1 s on a quiet machine
    assert not found.complete
    assert found.all_up_to == found.longest == 8
    assert str(found) == f"{len(found)} of at least 5001 loops, looked for up to 8 links long"


def test_loops_are_counted_told_apart_and_say_which_parts_they_touch() -> None:
    joined = systems("user-generated-system")
    loops = joined.loops()
    assert str(loops) == "326 loops"
    assert loops[:2] == (loops[0], loops[1])
    assert any(loop.crosses for loop in loops)
    assert str(joined.loops(longest=40)) == "326 loops"
    unsure = drawn([("a", "b", "?", False), ("b", "a", "+", False)])
    assert unsure.loops()[0].kind == "unknown"
    assert str(ARMS_RACE.loops(at_most=2)) == "2 of at least 3 loops, looked for up to 8 links long"
