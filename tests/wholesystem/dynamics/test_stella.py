"""Loop scores beside Stella's own published percentages."""

import numpy as np
import pytest

from tests.wholesystem.dynamics.stella import arms_race, bass_diffusion, logistic_growth, stellas

MODELS = {"logistic_growth": logistic_growth, "bassDiffusion": bass_diffusion, "armsRace": arms_race}


def off_by(ours, theirs, shift):
    """How many points apart, once ours is moved along by so many steps; the beginnings are left out."""
    return np.abs(np.abs(np.roll(ours, shift)) - np.abs(theirs))[2:-2]


@pytest.mark.parametrize("name", MODELS)
def test_loop_scores_are_stellas_own(shared, name):
    ours, theirs = MODELS[name](), stellas(shared, name)
    assert set(ours) == set(theirs)
    for loop, percent in theirs.items():
        apart = min((off_by(ours[loop], percent, shift) for shift in (-1, 0, 1)), key=np.mean)
        assert np.median(apart) <= 0.1, loop
        assert np.quantile(apart, 0.95) <= 1, loop


@pytest.mark.parametrize("name", MODELS)
def test_relative_scores_of_these_models_add_up_to_a_hundred(name):
    total = sum(np.abs(row) for row in MODELS[name]().values())
    assert np.allclose(total[1:], 100)
