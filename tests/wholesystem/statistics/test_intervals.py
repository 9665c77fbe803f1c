"""Wilson's interval, against published numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesystem.errors import QuestionError
from wholesystem.statistics import proportion_interval


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (Wilson without continuity correction).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_it_gives_the_published_intervals(count, n, low, high):
    found = proportion_interval(100 * count / n, n)
    assert found.low / 100 == pytest.approx(low, abs=6e-5)
    assert found.high / 100 == pytest.approx(high, abs=6e-5)


@given(st.floats(0, 100), st.integers(1, 10_000))
def test_it_holds_the_share_and_stays_on_the_scale(percent, n):
    low, high = proportion_interval(percent, n)
    assert 0 <= low <= percent + 1e-9
    assert percent - 1e-9 <= high <= 100
    wider = proportion_interval(percent, n, confidence=0.99)
    assert wider.low <= low
    assert wider.high >= high


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((101, 5), "from 0 to 100"),
        ((float("nan"), 5), "from 0 to 100"),
        (("half", 5), "from 0 to 100"),
        ((50, 0), "at least 1"),
        ((50, 2.5), "at least 1"),
        ((50, 5, 1.0), "between 0 and 1"),
    ],
)
def test_what_is_no_share_is_refused(arguments, says):
    with pytest.raises(QuestionError, match=says):
        proportion_interval(*arguments)
