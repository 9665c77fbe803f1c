"""The strongest loops along a run, against all loops of maps small enough to list them."""

import numpy as np
import pytest

from tests.wholesystem.dynamics.small_maps import a_map, known, sure
from wholesystem import dynamics
from wholesystem.dynamics import discovery
from wholesystem.dynamics.linkscores import trace_scores


def random_map(nodes, links, seed):
    """Levels at other speeds, with links between any two, some side by side."""
    rng = np.random.default_rng(seed)
    names = [f"n{at}" for at in range(nodes)]
    weights = {}
    while len(weights) < links:
        (a, b), weight = rng.choice(nodes, 2, replace=False), rng.uniform(-0.9, 0.9)
        weights[a, b, weight > 0] = weight
    made = [known(f"l{at}", names[a], names[b], weights[a, b, up]) for at, (a, b, up) in enumerate(weights)]
    return a_map([sure(name, rng.uniform(2, 12)) for name in names], made)


def played(the_map, weeks=40, draws=3):
    pushes = [dynamics.Push(node, 0.4) for node in the_map.nodes[:3]]
    return trace_scores(dynamics.draw(the_map, draws=draws), dynamics.Scenario(weeks=weeks, pushes=pushes))


def found_on(the_map, scores, at_most=1000):
    return discovery.strongest_loops(the_map, scores, the_map.loops(at_most=1), at_most)


def is_real_and_simple(the_map, loop):
    links = {link.id: link for link in the_map.links}
    path = [links[name] for name in loop.links]
    joined = all(a.head == b.tail for a, b in zip(path, [*path[1:], path[0]], strict=True))
    return joined and len(set(loop.nodes)) == len(path) and loop.nodes == tuple(link.tail for link in path)


@pytest.mark.parametrize("seed", range(8))
def test_the_largest_loop_of_every_week_looked_at_is_found(seed):
    the_map = random_map(9, 26, seed)
    scores = played(the_map)
    loops, _ = found_on(the_map, scores)
    found = {loop.id for loop in loops}
    every = the_map.loops()
    assert every.complete
    assert found <= {loop.id for loop in every}
    size = {name: np.median(np.abs(score), axis=1) for name, score in scores.items()}
    rest = np.zeros(41)
    weekly = np.array([np.prod([size.get(name, rest) for name in loop.links], axis=0) for loop in every])
    weeks = np.unique(np.linspace(1, 40, discovery.WEEKS).round().astype(int))
    moving = [week for week in weeks if weekly[:, week].max() > 0]
    assert moving
    assert all(every[int(weekly[:, week].argmax())].id in found for week in moving)


def test_a_map_with_too_many_loops_is_answered_within_the_bound_and_says_so(monkeypatch):
    the_map = random_map(100, 300, 5)
    tried, search = [], discovery._rounds
    monkeypatch.setattr(discovery, "STEPS", 300_000)
    monkeypatch.setattr(discovery, "_rounds", lambda *asked: tried.append(search(*asked)) or tried[-1])
    answer = dynamics.dominance(the_map, weeks=52, draws=3, pushes=[dynamics.Push("n0", 0.4)], at_most=300)
    assert not answer.complete
    assert answer.searched.startswith("At least 301 loops are too many to score; the strongest ")
    assert "along the run itself, at 24 weeks" in answer.searched
    assert 0 < sum(not name.startswith("self:") for name in answer.loops) <= 300
    assert 0 < sum(taken for _, taken, _ in tried) <= 300_000
    loops, said = found_on(the_map, played(the_map), at_most=50)
    assert 0 < len(loops) <= 50
    assert f"the strongest {len(loops)} were found" in said
    assert all(is_real_and_simple(the_map, loop) for loop in loops)
    assert len({loop.id for loop in loops}) == len(loops)


def test_a_search_that_is_cut_short_says_so(monkeypatch):
    the_map = random_map(12, 60, 1)
    scores = played(the_map)
    assert "cut short" not in found_on(the_map, scores)[1]
    monkeypatch.setattr(discovery, "STEPS", 3000)
    loops, said = found_on(the_map, scores)
    assert said.endswith("; the search was cut short at 3,000 steps")
    assert all(is_real_and_simple(the_map, loop) for loop in loops)


def test_a_lone_loop_is_found_from_one_week_and_from_many():
    the_map = a_map([sure("a"), sure("b"), sure("c")], [known("ab", "a", "b", 0.8), known("ba", "b", "a", -0.7)])
    for weeks, said in ((30, "at 24 weeks"), (1, "at 1 week,")):
        scores = {name: np.full((weeks + 1, 2), 0.5) for name in ("ab", "ba", "self:a")}
        loops, searched = found_on(the_map, scores)
        assert [loop.links for loop in loops] == [("ab", "ba")]
        assert loops[0].kind == "balancing"
        assert said in searched


def test_of_links_side_by_side_each_makes_a_loop_and_a_faint_one_is_left_out():
    ways = [known("ab", "a", "b", 0.8), known("ab2", "a", "b", -0.4)]
    ways.append(known("ab3", "a", "b", 0.1, delayed=True, speed="weeks"))
    the_map = a_map([sure("a"), sure("b")], [*ways, known("ba", "b", "a", 0.7), known("aa", "a", "a", 0.2)])
    sizes = {"ab": 0.8, "ab2": -0.9, "ab3": 0.0001, "ba": 1.0, "aa": 0.5}
    scores = {name: np.full((6, 2), size) for name, size in sizes.items()}
    assert {loop.links for loop in found_on(the_map, scores)[0]} == {("ab2", "ba"), ("ab", "ba"), ("aa",)}
    assert [loop.links for loop in found_on(the_map, scores, at_most=1)[0]] == [("ab2", "ba")]


def test_at_rest_and_without_links_that_move_anything_none_is_found():
    the_map = a_map([sure("a")], [known("aa", "a", "a", 0.2)])
    assert found_on(the_map, {"aa": np.zeros((4, 2))})[0] == ()
    assert found_on(the_map, {})[0] == ()
