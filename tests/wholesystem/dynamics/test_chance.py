"""Random numbers that hang on nothing but the seed, the draw and the part's name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wholesystem.dynamics.referee import philox_plain
from wholesystem.dynamics.chance import name_hash, philox, uniforms

pytestmark = pytest.mark.kernel

ONES = 0xFFFFFFFF
# Random123's kat_vectors, philox4x32 10.
PUBLISHED = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), PUBLISHED)
def test_philox_gives_the_published_answers(counter, key, answer):
    words = [np.uint64(word) for word in (*counter, *key)]
    assert tuple(int(word) for word in philox(*words)) == answer
    assert philox_plain(counter, key) == answer


def test_a_number_is_the_upper_53_bits_of_what_philox_makes_of_seed_draw_and_name():
    seed, name, draw = 2**40 + 5, "link:a:strength", 2**33 + 7
    h = name_hash(name)
    counter = (draw & ONES, draw >> 32, h & ONES, h >> 32)
    w0, w1, _, _ = philox_plain(counter, (seed & ONES, seed >> 32))
    assert uniforms(seed, [name], np.array([draw]))[0, 0] == ((w0 >> 5) * 2**26 + (w1 >> 6)) / 2**53


@given(st.integers(0, 2**64 - 1), st.lists(st.text(), unique=True, min_size=2, max_size=4))
def test_other_names_and_more_draws_change_nothing(seed, names):
    alone = uniforms(seed, names[:1], np.arange(3))
    assert (uniforms(seed, names, np.arange(6))[:1, :3] == alone).all()
    assert ((alone >= 0) & (alone < 1)).all()


def test_the_numbers_are_spread_evenly():
    numbers = uniforms(1, ["a", "b"], np.arange(500))
    assert np.abs(numbers.mean(axis=1) - 0.5).max() < 0.05
    assert abs(np.corrcoef(numbers)[0, 1]) < 0.12
