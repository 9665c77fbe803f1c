"""Loops that Matter: the papers' worked numbers, and what must hold of any map."""

import numpy as np
import pytest
import simlin

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, sure
from tests.wholesystem.dynamics.vensim import vensim
from wholesystem import dynamics
from wholesystem.dynamics.linkscores import trace_scores

PUSH = [dynamics.Push("a", 0.4)]


def test_link_scores_are_those_of_table_1_of_the_2020_paper():
    scores = dynamics.link_scores(lambda x, y: 2 * x + y, {"x": 5, "y": 4}, {"x": 7, "y": 5})
    assert scores == pytest.approx({"x": 4 / 5, "y": 1 / 5})


def test_flow_scores_are_those_of_table_3_of_the_2023_paper():
    assert dynamics.flow_scores({"in": (5, 10)}, {"out": (4, 5)}) == pytest.approx({"in": 5 / 4, "out": -1 / 4})
    assert dynamics.flow_scores({"in": (5, 5)}, {"out": (4, 4)}) == {"in": 0, "out": 0}


def test_a_negative_link_scores_negative_and_what_does_not_change_scores_0():
    scores = dynamics.link_scores(lambda x, y: x - 3 * y, {"x": 1, "y": 1}, {"x": 1, "y": 2})
    assert scores == {"x": 0, "y": -1}


def test_a_lone_loop_scores_minus_one_while_it_moves_and_0_before():
    found = dynamics.dominance(a_map([sure("a")]), weeks=12, draws=3, pushes=[dynamics.Push("a", 0.4, start=4)])
    assert list(found.loops) == ["self:a"]
    assert (found.loops["self:a"].median[:5] == 0).all()
    assert (found.loops["self:a"].median[5:] == -1).all()
    assert found.dominant == ()


def test_a_lone_reinforcing_loop_scores_one():
    the_map = a_map(
        [sure("a", 20, kind="stock"), sure("x", kind="auxiliary")],
        [known("ax", "a", "x", 0.5), known("xa", "x", "a", 0.5)],
    )
    scores = trace_scores(
        dynamics.draw(the_map, draws=2),
        dynamics.Scenario(weeks=5, start=dynamics.Start("little", np.full((2, 2), 1e-6))),
    )
    assert np.abs(scores["ax"][2:] - 1).max() < 1e-9
    assert np.abs(scores["xa"][2:] - 1).max() < 1e-5  # the stock's own fading is of second order here
    assert (scores["self:a"] <= 0).all()


def test_relative_scores_add_up_to_one_in_each_partition_and_keep_their_signs():
    links = [
        known("ab", "a", "b", 0.8),
        known("ba", "b", "a", -0.7),
        known("aa", "a", "a", 0.3),
        known("bc", "b", "c", 1),
    ]
    the_map = a_map([sure("a", b=0.2), sure("b"), sure("c")], links)
    found = dynamics.dominance(the_map, weeks=15, draws=1, pushes=PUSH)
    assert found.complete
    assert found.searched == "2 loops, and each variable's own fading."
    assert sorted(len(part) for part in found.partitions) == [1, 4]
    together = max(found.partitions, key=len)
    total = sum(np.abs(found.loops[name].median) for name in together)
    assert np.allclose(total[2:], 1)
    loops = {loop.links: found.loops[loop.id].median for loop in the_map.loops()}
    assert (loops["ab", "ba"] <= 0).all()
    assert (loops["aa",] >= 0).all()
    assert (found.loops["self:c"].median[3:] == -1).all()


@pytest.mark.kernel
def test_two_states_score_as_the_equations_say():
    w, tau, push = 0.6, 4.0, 0.4
    found = dynamics.dominance(
        a_map([sure("a", tau), sure("b", tau)], [known("ab", "a", "b", w), known("ba", "b", "a", w)]),
        weeks=8,
        draws=1,
        pushes=PUSH,
    )
    a = b = 0.0
    path = [(a, b)]
    for _ in range(8):
        a, b = a + (np.tanh(w * b + push) - a) / tau, b + (np.tanh(w * a) - b) / tau
        path.append((a, b))
    (a0, b0), (a1, b1) = path[6:8]
    flow_a, flow_b = np.tanh(w * b0 + push) - a0, np.tanh(w * a0) - b0
    change_a, change_b = np.tanh(w * b1 + push) - a1 - flow_a, np.tanh(w * a1) - b1 - flow_b
    into_a = abs((np.tanh(w * b1 + push) - np.tanh(w * b0 + push)) / change_a)
    into_b = abs((np.tanh(w * a1) - np.tanh(w * a0)) / change_b)
    own_a, own_b, ring = abs((a1 - a0) / change_a), abs((b1 - b0) / change_b), into_a * into_b
    total = own_a + own_b + ring
    assert found.loops["self:a"].median[7] == pytest.approx(-own_a / total)
    (name,) = (loop for loop in found.loops if not loop.startswith("self:"))
    assert found.loops[name].median[7] == pytest.approx(ring / total)


def test_a_path_through_a_delay_is_the_product_over_its_stages():
    links = [known("aa", "a", "a", 0.5, delayed=True, order=3, speed=None)]
    the_map = a_map([sure("a")], links)
    scores = trace_scores(dynamics.draw(the_map, draws=4), dynamics.Scenario(weeks=10, pushes=PUSH))
    assert set(scores) == {"aa", "self:a"}  # loops wholly inside the delay are dropped
    assert (scores["aa"][4:] > 0).all()


def test_every_kind_of_part_is_scored_and_a_held_one_drives_nothing():
    found = dynamics.dominance(
        everything(),
        weeks=10,
        draws=5,
        holds=[dynamics.Hold("slow", 0.5, 0, 6), dynamics.Hold("given", 0.5)],
        changes=[dynamics.Change("level-slow-late", "off")],
        at_most=100,
    )
    assert (found.loops["self:slow"].low[:7] == 0).all()
    assert found.loops["self:slow"].low[8] < 0
    assert not found.loops["self:apart"].low.any()
    assert all(np.abs(band.high).max() <= 1 for band in found.loops.values())
    assert "Reference: the run with what is named here." in found.assumptions
    assert (found.draws, found.seed, found.weeks.size) == (5, 1, 11)


def test_the_sets_that_dominate_explain_half_and_follow_each_other():
    found = dynamics.dominance(everything(), weeks=40, draws=20)
    assert "declared drivers" in found.reference
    assert found.dominant
    assert all(0 < one.share_of_draws <= 1 for one in found.dominant)
    for before, after in zip(found.dominant, found.dominant[1:], strict=False):
        assert before.end <= after.start
        assert before.end < after.start or set(before.loops) != set(after.loops)


def test_where_there_are_too_many_loops_the_answer_says_so():
    names = "abcdef"
    links = [known(f"{x}{y}", x, y, 0.3) for x in names for y in names if x != y]
    found = dynamics.dominance(a_map([sure(name) for name in names], links), weeks=5, draws=2, pushes=PUSH, at_most=20)
    assert not found.complete
    assert found.searched.startswith("At least 21 loops are too many to score; the strongest ")
    assert 6 < len(found.loops) <= 26


def test_bands_are_the_same_whether_weeks_are_taken_together_or_apart(monkeypatch):
    whole = dynamics.dominance(everything(), weeks=9, draws=4, pushes=[dynamics.Push("level", 0.3)])
    monkeypatch.setattr("wholesystem.dynamics.driving._CELLS", 1)
    apart = dynamics.dominance(everything(), weeks=9, draws=4, pushes=[dynamics.Push("level", 0.3)])
    assert all(np.array_equal(band.median, apart.loops[name].median) for name, band in whole.loops.items())
    assert whole.dominant == apart.dominant


def test_pysimlin_scores_the_same_loops_the_same_way(tmp_path):
    links = [
        known("ab", "a", "b", 0.8),
        known("ba", "b", "a", -0.7),
        known("bs", "b", "s", 0.9),
        known("sx", "s", "x", 0.8),
        known("xa", "x", "a", 0.6),
        known("sa", "s", "a", -0.5),
    ]
    the_map = a_map(
        [sure("a", 4, 0.2), sure("b", 6, -0.3), sure("s", 8, kind="stock"), sure("x", b=0.1, kind="auxiliary")], links
    )
    ensemble, push = dynamics.draw(the_map, draws=1), dynamics.Push("a", 0.5, 2, 99)
    text, name = vensim(ensemble, 0, 60, push)
    (tmp_path / "one.mdl").write_text(text)
    theirs = {
        frozenset(one for one in loop.variables if "flow" not in one): np.array(loop.behavior_time_series)
        for loop in simlin.load(tmp_path / "one.mdl").run(analyze_loops=True).loops
    }
    ours = dynamics.dominance(the_map, ensemble=ensemble, weeks=60, pushes=[push]).loops
    around = {loop.id: loop.nodes for loop in the_map.loops()} | {f"self:{node}": (node,) for node in "abs"}
    assert len(theirs) == len(ours) == 6
    for loop, nodes in around.items():
        other = theirs[frozenset(name[node].replace(" ", "_") for node in nodes)]
        # From the push on: before it theirs scores the rounding of its own tanh, ours says 0 at rest.
        assert np.abs(ours[loop].median[3:] - other[3:]).max() < 1e-3
