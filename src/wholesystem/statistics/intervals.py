"""How far a share could be off because only some people were asked."""

import math
from statistics import NormalDist
from typing import NamedTuple

from wholesystem.errors import QuestionError


class PercentInterval(NamedTuple):
    """The lower and upper edge of an interval, in percent."""

    low: float
    high: float


def proportion_interval(percent: float, n: int, confidence: float = 0.95) -> PercentInterval:
    """The Wilson score interval of a share, in percent; it stays within 0 to 100 even for small n.

    It says how far chance alone could move the figure if people had been asked at random. It knows nothing of who was
    asked and who was not.

    Args:
        percent: the share found, from 0 to 100.
        n: how many people answered, at least 1.
        confidence: how often such intervals hold the true share, between 0 and 1.

    Returns:
        The lower and the upper edge, in percent.

    Raises:
        QuestionError: where percent, n or confidence are no such numbers.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927) 209-212, doi 10.1080/01621459.1927.10502953.

    >>> low, high = proportion_interval(50, 100)
    >>> round(low, 1), round(high, 1)
    (40.4, 59.6)
    """
    if not _is_number(percent) or not 0 <= percent <= 100:
        raise QuestionError(f"The share is {percent!r}. Give a percentage from 0 to 100.")
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise QuestionError(f"The number of answers is {n!r}. Give a whole number of at least 1.")
    if not _is_number(confidence) or not 0 < confidence < 1:
        raise QuestionError(f"The confidence is {confidence!r}. Give a number between 0 and 1, for example 0.95.")
    share = percent / 100
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle, scale = share + z * z / (2 * n), 1 + z * z / n
    # Rounding must not leave the scale where nobody or everybody said yes.
    return PercentInterval(100 * max(0.0, (middle - spread) / scale), 100 * min(1.0, (middle + spread) / scale))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
