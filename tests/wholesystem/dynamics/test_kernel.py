"""The kernel does what the equations say: a referee in plain Python agrees on every kind of part."""

import numpy as np
import pytest

from tests.wholesystem.dynamics.referee import referee
from tests.wholesystem.dynamics.small_maps import a_map, everything, known, sure
from wholesystem import dynamics
from wholesystem.dynamics.batch import Columns, play_columns
from wholesystem.dynamics.kernel import tanh
from wholesystem.maps import Interval, Variable

pytestmark = pytest.mark.kernel

SCENES = {
    "a standing push": {"pushes": [dynamics.Push("level", 0.4)]},
    "pushes that add up, come and go": {
        "pushes": [
            dynamics.Push("slow", 0.4, start=1, end=5),
            dynamics.Push("slow", -0.9, 3),
            dynamics.Push("first", 0.2),
        ]
    },
    "a hold that ends": {"holds": [dynamics.Hold("level", -0.7, start=2, end=6)]},
    "holds of an auxiliary, a stock and a constant": {
        "holds": [
            dynamics.Hold("first", 0.6, end=4),
            dynamics.Hold("stock", 0.3, 2, 7),
            dynamics.Hold("given", 1, 1, 5),
        ]
    },
    "pulses, one of them past the bounds": {
        "pulses": [dynamics.Pulse("level", 0.8, 2), dynamics.Pulse("stock", -2, 3), dynamics.Pulse("stock", 0.5, 99)]
    },
    "a hold over a push and a pulse": {
        "pushes": [dynamics.Push("harm", 1.5)],
        "holds": [dynamics.Hold("harm", 0.2, 1, 4)],
        "pulses": [dynamics.Pulse("harm", 1, 2)],
    },
}


def compare_with_referee(ensemble, weeks, started=None, off=(), **scene):
    changes = [dynamics.Change(name, "off") for name in off]
    run = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=weeks, start=started, changes=changes, **scene)
    values = None if started is None else started.values
    for draw in range(ensemble.draws):
        expected = referee(ensemble, draw, weeks, start=values, off=off, **scene)
        ours = np.array([run.paths(node)[:, draw] for node in run.nodes]).T
        assert np.abs(ours - expected).max() < 1e-6
        assert np.abs(run.final[:, draw] - expected[-1]).max() < 1e-6


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_the_referee_agrees_with(scene):
    compare_with_referee(dynamics.draw(everything(), draws=3, seed=5), weeks=8, **scene)


def test_the_referee_agrees_from_another_start():
    ensemble = dynamics.draw(everything(), draws=2, seed=3)
    values = np.linspace(-0.9, 0.9, 2 * len(ensemble.map.nodes)).reshape(2, -1)
    compare_with_referee(ensemble, weeks=6, started=dynamics.Start("elsewhere", values))


def test_the_referee_agrees_where_links_are_off():
    ensemble = dynamics.draw(everything(), draws=2, seed=3)
    compare_with_referee(ensemble, weeks=6, off=("level-slow", "slow-stock"), pushes=[dynamics.Push("level", 0.5)])


def test_draws_of_different_steps_stand_in_blocks_of_their_own():
    quick = Variable(id="quick", label="Quick", speed=Interval(0.26, 9))
    ensemble = dynamics.draw(a_map([quick, sure("other")], [known("a", "quick", "other", 0.5)]), draws=40, seed=2)
    assert len(set(ensemble.step.tolist())) == 4
    compare_with_referee(ensemble, weeks=4, pushes=[dynamics.Push("quick", 0.4)])


def test_tanh_is_right_to_thirteen_digits():
    values = np.concatenate([np.linspace(-20, 20, 4001), np.linspace(-1e-4, 1e-4, 501), [1e300, -1e300, 0.0]])
    ours = np.array([tanh(value) for value in values])
    assert np.abs(ours - np.tanh(values)).max() < 1e-13
    assert tanh(0.0) == 0.0
    assert all(tanh(-value) == -tanh(value) for value in values)


def test_what_nothing_reaches_stays_exactly_where_it_is():
    run = dynamics.simulate(everything(), weeks=6, draws=3, pushes=[dynamics.Push("level", 0.5)])
    assert (run.paths("apart") == 0).all()
    assert (run.paths("given") == 0).all()
    assert not run.paths("apart").flags.writeable


def test_nothing_moves_from_today_until_something_pushes():
    run = dynamics.simulate(everything(), weeks=6, draws=3)
    assert (run.final == 0).all()
    late = dynamics.simulate(everything(), weeks=6, draws=3, pushes=[dynamics.Push("level", 0.5, start=4)])
    assert all((late.paths(node)[:5] == 0).all() for node in late.nodes if node != "level" and node != "second")
    assert (late.paths("level")[:5] == 0).all()


def test_columns_with_pushes_of_their_own_play_like_runs_of_their_own():
    ensemble = dynamics.draw(everything(), draws=2, seed=5)
    nodes, leans = ensemble.map.nodes, {"level": 0.4, "given": 0.3, "first": -0.2}
    lean = np.zeros((len(nodes), 2 * len(leans)))
    for at, (node, size) in enumerate(leans.items()):
        lean[nodes.index(node), 2 * at : 2 * at + 2] = size
    columns = Columns(np.tile([0, 1], len(leans)), lean=lean)
    ends = play_columns(ensemble, dynamics.Scenario(weeks=6), columns, until=4)
    for at, (node, size) in enumerate(leans.items()):
        way = (
            {"holds": [dynamics.Hold(node, size, 0, 4)]}
            if node == "given"
            else {"pushes": [dynamics.Push(node, size, 0, 4)]}
        )
        run = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=6, **way)
        assert np.abs(ends[:, 2 * at : 2 * at + 2] - run.final).max() < 1e-12
