"""What a run tells: bands, shares, shapes, comparisons, what is known, what is assumed."""

import numpy as np
import pytest

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, sure
from wholesystem import dynamics
from wholesystem.dynamics.shapes import SHAPES, saturated, shapes, turns
from wholesystem.errors import QuestionError
from wholesystem.maps import Interval, Variable

WEEKS = np.arange(101) / 100


def test_a_band_is_the_median_and_quantiles_of_each_week():
    run = dynamics.simulate(everything(), weeks=20, draws=40, pushes=[dynamics.Push("level", 0.5)])
    band = run.band("slow", low=0.1, high=0.9)
    assert np.array_equal(band.low, np.quantile(run.paths("slow"), 0.1, axis=1))
    assert (band.low <= band.median).all()
    assert (band.median <= band.high).all()
    assert run.band("slow", 0.1, 0.9) is band
    assert run.weeks.tolist() == list(range(21))
    assert (run.seed, run.draws, run.map_id, run.version) == (1, 40, "small", run.ensemble.version)


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        (0.04 * WEEKS, "stays"),
        (0.8 * WEEKS, "rises"),
        (-0.8 * WEEKS, "falls"),
        (0.6 * (1 - np.exp(-12 * WEEKS)), "settles"),
        (np.where(WEEKS < 0.2, 3 * WEEKS, 0.6 - 0.3 * (WEEKS - 0.2)), "overshoots"),
        (0.4 * np.sin(12 * WEEKS), "swings"),
        (0.97 * np.minimum(1, 2 * WEEKS), "runs to the limit"),
    ],
)
def test_every_shape_is_told_from_the_others(path, shape):
    paths = path[:, None]
    full = saturated(paths, "stock", np.zeros(1))
    assert shapes(paths, full[-1]) == {name: float(name == shape) for name in SHAPES}


def test_a_run_of_two_weeks_has_no_last_quarter_to_settle_in():
    assert shapes(np.array([[0.0], [0.3], [0.3]]), np.array([False]))["rises"] == 1


def test_wobbles_too_small_to_see_are_no_turns():
    assert turns((0.5 * WEEKS + 0.02 * np.sin(60 * WEEKS))[:, None]).tolist() == [0]


def test_a_summary_counts_from_where_the_run_started():
    the_map = a_map([sure("a", 100), sure("k", kind="constant")], [known("ka", "k", "a", 1)])
    start = dynamics.Start("up", np.array([[0.9, 0.0]]))
    told = dynamics.simulate(the_map, weeks=50, draws=1, start=start).summary("a")
    assert (told.up, told.down, told.unmoved) == (0, 1, 0)
    assert told.shapes["falls"] == 1
    held = dynamics.simulate(the_map, weeks=5, draws=1, holds=[dynamics.Hold("k", 1)]).summary("k")
    assert (held.up, held.saturates) == (1, 0)


def test_a_draw_saturates_at_the_end_of_its_own_range():
    roomy = Variable(id="a", label="A", speed=Interval(2, 2), room=Interval(0.5, 0.5))
    pushed = dynamics.simulate(a_map([roomy]), weeks=60, draws=2, pushes=[dynamics.Push("a", 4)])
    assert pushed.summary("a").saturates == 1
    assert pushed.summary("a").shapes["runs to the limit"] == 1
    assert pushed.final.max() < 0.6  # 1 - tanh(0.5): the room that was left


def test_two_runs_are_compared_draw_by_draw():
    ensemble = dynamics.draw(everything(), draws=30)
    small, large = (
        dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=20, pushes=[dynamics.Push("level", size)])
        for size in (0.1, 0.4)
    )
    told = dynamics.compare(small, large, "level")
    difference = large.paths("level") - small.paths("level")
    assert np.array_equal(told.difference.median, np.median(difference, axis=1))
    assert told.above == (difference[-1] > 0).mean()
    assert told.above + told.below + told.equal == 1
    same = dynamics.compare(small, small, "apart")
    assert same.equal == 1


def test_runs_that_share_no_draws_or_weeks_are_not_compared():
    run = dynamics.simulate(everything(), weeks=5, draws=5)
    with pytest.raises(QuestionError, match="do not share their draws"):
        dynamics.compare(run, dynamics.simulate(everything(), weeks=5, draws=5, seed=2), "level")
    with pytest.raises(QuestionError, match="do not share their draws"):
        dynamics.compare(run, dynamics.simulate(everything(), weeks=5, draws=6), "level")
    with pytest.raises(QuestionError, match="not equally long"):
        dynamics.compare(run, dynamics.simulate(everything(), weeks=6, draws=5), "level")


def test_draws_that_contradict_what_happened_are_left_out():
    ensemble = dynamics.draw(everything(), draws=200, seed=2)
    pushed = [dynamics.Push("friends/support", 1.0)]
    rose = dynamics.Known(node="harm", week=30, moved="rose", pushes=pushed)
    left, share = dynamics.keep_draws(ensemble, [rose])
    assert share == left.draws / 200
    assert 0.1 < share < 0.9
    assert (left.sign[-1] == 1).all()  # only the claim that says so can be right
    run = dynamics.simulate(ensemble.map, ensemble=left, weeks=5)
    assert any(f"{share:.1%} were kept" in line and "Harm rose by week 30" in line for line in run.assumptions)
    fell, share_fell = dynamics.keep_draws(
        ensemble, [dynamics.Known(node="harm", week=30, moved="fell", pushes=pushed)]
    )
    still = dynamics.Known(node="harm", week=30, moved="unmoved", pushes=pushed)
    assert share + share_fell + still.holds_in(ensemble).mean() == pytest.approx(1)
    again, both = dynamics.keep_draws(left, [dynamics.Known(node="apart", week=3, moved="unmoved", pushes=pushed)])
    assert both == share
    assert "was unmoved" in again.known[-1]
    with pytest.raises(QuestionError, match="none agrees"):
        dynamics.keep_draws(fell, [rose])


def test_the_assumptions_name_everything():
    run = dynamics.simulate(
        everything(),
        weeks=12,
        draws=10,
        seed=7,
        pushes=[dynamics.Push("harm", 0.3, 2, 5), dynamics.Push("friends/pull", -0.2)],
        holds=[dynamics.Hold("friends/pull", 0.5, 3)],
        pulses=[dynamics.Pulse("stock", 0.5, 4)],
        changes=[dynamics.Change("level-slow", "weak")],
        start=dynamics.Start("rest-2", np.zeros((10, 10))),
    )
    told = "\n".join(run.assumptions)
    for line in (
        "forecasts nothing",
        "Strength strong: drawn evenly from 0.6 to 1, for the links level-slow.",
        "Strength 0.5 to 0.5: drawn evenly from 0.5 to 0.5, for the links second-first.",
        "The sign of link support-harm is disputed: each draw follows one of 2 claims",
        "and its strength, where the claim gives one",
        "Speed 2 to 9: 2 to 9 weeks, log-uniform, for the variables friends/pull, friends/support.",
        "slow-stock (third order)",
        "each is in half of the draws: level-second, first-level.",
        "standing pull b drawn evenly from 0.2 to 0.4, for the variables slow.",
        "Each face of a two-faced variable moves by itself, with its own speed and room: friends.",
        "0.5 week in",
        "Harm is pushed by +0.3 from week 2 to before week 5 (a knock to be understood, never a lever).",
        "Friends: A pull is pushed by -0.2 from week 0 on.",
        "Friends: A pull is held at +0.5 from week 3 on (a knock to be understood, never a lever).",
        "Stock jumps by +0.5 as week 4 begins.",
        "link level-slow is weak instead, at the same quantile",
        'starts from "rest-2"',
        "Reference: none",
        "10 draws from seed 7; version",
    ):
        assert line in told, line
    plain = dynamics.simulate(a_map([sure("a", kind="constant")]), weeks=1, draws=1)
    assert "starts from today" in "\n".join(plain.assumptions)


def test_a_disputed_sign_follows_the_share_of_claims_and_their_strengths():
    ensemble = dynamics.draw(everything(), draws=2000)
    sign, strength = ensemble.sign[-1], ensemble.strength[-1]
    assert abs((sign > 0).mean() - 0.5) < 0.04
    assert (strength[sign < 0] <= -0.6).all()  # claim B says strong
    assert strength[sign > 0].min() < 0.3  # claim A says nothing


def test_an_unknown_delay_is_there_in_half_of_the_draws():
    ensemble = dynamics.draw(everything(), draws=2000)
    at = [link.id for link in ensemble.map.links].index("level-second")
    present = ensemble.delay[at] > 0
    assert abs(present.mean() - 0.5) < 0.04
    assert ensemble.delay[at][present].min() >= 4
    assert ensemble.delay[at].max() <= 26
    assert not ensemble.delay.flags.writeable


def test_times_are_spread_evenly_on_a_logarithmic_scale():
    ensemble = dynamics.draw(a_map(["a"]), draws=4000)
    assert abs(np.log(ensemble.tau[0]).mean() - np.log(52) / 2) < 0.06
    assert np.abs(ensemble.room).max() <= 0.6
