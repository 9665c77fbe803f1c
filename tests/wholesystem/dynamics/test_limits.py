"""Where the model has to meet other methods: press perturbation, cognitive maps, linear sampling, ODE solvers, PySD."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, sure
from tests.wholesystem.dynamics.vensim import vensim
from wholesystem import dynamics
from wholesystem.errors import QuestionError

SMALL = 1e-4
W = np.array([[0, 0.5, 0, 0], [0, 0, -0.4, 0.3], [0.6, 0, 0, 0], [0, 0.2, 0.3, 0]])
NAMES = "abcd"


def linear_map(b=0.0, delayed=False, kind="level", speed=4.0):
    links = [
        known(f"l{i}{j}", NAMES[j], NAMES[i], W[i, j], delayed=delayed)
        for i in range(4)
        for j in range(4)
        if W[i, j] != 0
    ]
    return a_map([sure(name, speed, b, kind=kind) for name in NAMES], links)


@pytest.mark.parametrize("delayed", [False, True])
def test_a_small_standing_push_ends_at_the_inverse_of_one_minus_w(delayed):
    assert np.abs(np.linalg.eigvals(np.abs(W))).max() < 1
    run = dynamics.simulate(linear_map(delayed=delayed), weeks=3000, draws=1, pushes=[dynamics.Push("a", SMALL)])
    expected = np.linalg.solve(np.eye(4) - W, [SMALL, 0, 0, 0])
    assert np.abs(run.final[:, 0] - expected).max() < 1e-3 * SMALL


@pytest.mark.parametrize("delayed", [False, True])
def test_with_room_it_ends_at_the_inverse_of_one_minus_dw_times_du(delayed):
    the_map = linear_map(b=0.5, delayed=delayed)
    run = dynamics.simulate(the_map, weeks=3000, draws=1, pushes=[dynamics.Push("a", SMALL)])
    bend = np.eye(4) / math.cosh(0.5) ** 2
    expected = np.linalg.solve(np.eye(4) - bend @ W, bend @ [SMALL, 0, 0, 0])
    answer = dynamics.press(the_map, "a", draws=1)
    assert answer.stable.all()
    assert np.allclose(answer.effect[:, 0] * SMALL, expected, atol=1e-12)
    assert np.abs(run.final[:, 0] - expected).max() < 1e-3 * SMALL


def test_the_analytic_answer_holds_with_stocks_auxiliaries_and_delays():
    the_map = a_map(
        [sure("a", b=0.2), sure("s", kind="stock"), sure("x", kind="auxiliary", b=-0.3), sure("k", kind="constant")],
        [
            known("as", "a", "s", 0.5, delayed=True, order=3),
            known("sx", "s", "x", -0.6),
            known("xs", "x", "s", 0.8),
            known("xa", "x", "a", 0.2, delayed=True),
            known("ka", "k", "a", 0.2),
        ],
    )
    answer = dynamics.press(the_map, "a", draws=2)
    run = dynamics.simulate(the_map, weeks=6000, draws=2, pushes=[dynamics.Push("a", SMALL)])
    assert answer.unstable_share == 0
    assert np.abs(run.final - answer.effect * SMALL).max() < 2e-3 * SMALL
    assert answer.signs("x") == (0.0, 1.0)


def test_the_analytic_answer_is_never_given_for_what_does_not_settle():
    runaway = a_map([sure("a")], [known("aa", "a", "a", 1.0)])
    answer = dynamics.press(runaway, "a", draws=3)
    assert answer.unstable_share == 1
    assert np.isnan(answer.effect).all()
    assert answer.signs("a") == (0.0, 0.0)


def test_a_delay_can_keep_what_would_settle_from_settling():
    def ring(delayed):
        links = [known("ab", "a", "b", 1, delayed=delayed, order=3), known("ba", "b", "a", -1)]
        return a_map([sure("a", 2, kind="stock"), sure("b", kind="auxiliary")], links)

    assert dynamics.press(ring(False), "a", draws=3).unstable_share == 0
    assert dynamics.press(ring(True), "a", draws=30).unstable_share > 0.5


def test_a_map_of_auxiliaries_alone_answers_at_once():
    the_map = a_map([sure("x", kind="auxiliary"), sure("y", kind="auxiliary")], [known("xy", "x", "y", 0.5)])
    assert np.allclose(dynamics.press(the_map, "x", draws=300).effect.T, [1, 0.5])


def test_a_constant_cannot_be_pressed():
    with pytest.raises(QuestionError, match="Hold it"):
        dynamics.press(everything(), "given")


def test_one_step_as_long_as_tau_is_a_cognitive_map_with_tanh():
    with pytest.warns(dynamics.StepWarning):
        ensemble = dynamics.draw(linear_map(speed=1.0), draws=1, step=1.0)
    state = np.array([[0.3, -0.5, 0.1, 0.8]])
    run = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=3, start=dynamics.Start("here", state))
    for _ in range(3):
        state = np.tanh(state @ W.T)
    assert np.abs(run.final[:, 0] - state).max() < 1e-12


def test_small_stocks_follow_the_linear_sampling_method():
    speed, weeks = 20.0, 40
    start = SMALL * np.array([[1.0, -0.5, 0.2, 0.4]])
    with pytest.warns(dynamics.StepWarning):
        ensemble = dynamics.draw(linear_map(kind="stock", speed=speed), draws=1, step=1 / 64)
    run = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=weeks, start=dynamics.Start("near", start))
    expected = expm(W / speed * weeks) @ start[0]
    assert np.abs(run.final[:, 0] - expected).max() < 2e-3 * SMALL


def test_a_finer_step_converges_to_what_an_ode_solver_says():
    the_map = linear_map(b=0.3)
    push, weeks = [0.6, 0, -0.4, 0], 30

    def slope(_, x):
        return (np.tanh(W @ x + push + 0.3) - math.tanh(0.3) - x) / 4.0

    exact = solve_ivp(slope, (0, weeks), np.zeros(4), rtol=1e-10, atol=1e-12, t_eval=range(weeks + 1)).y
    far = []
    for step in (1 / 4, 1 / 64):
        with pytest.warns(dynamics.StepWarning):
            run = dynamics.simulate(
                the_map, weeks=weeks, draws=1, step=step, pushes=[dynamics.Push("a", 0.6), dynamics.Push("c", -0.4)]
            )
        far.append(max(np.abs(run.paths(name)[:, 0] - exact[at]).max() for at, name in enumerate(NAMES)))
    assert far[1] < 1e-3
    assert far[1] < far[0] / 8


@pytest.mark.filterwarnings("ignore")
def test_pysd_plays_the_same_draw_the_same_way(tmp_path):
    pysd = pytest.importorskip("pysd")
    ensemble, push = dynamics.draw(everything(), draws=3, seed=8), dynamics.Push("level", 0.4, 3, 20)
    text, name = vensim(ensemble, 1, 60, push)
    (tmp_path / "one.mdl").write_text(text)
    theirs = pysd.read_vensim(str(tmp_path / "one.mdl")).run()
    ours = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=60, pushes=[push])
    for node in ensemble.map.nodes:
        assert np.abs(theirs[name[node]].to_numpy() - ours.paths(node)[:, 1]).max() < 1e-6
