"""Chance that can be handed in: counter-based random numbers, one stream for each draw and each part's name.

Philox4x32-10 turns a counter and a key into four random words, with no state between calls. The key is the seed; the
counter is the draw's number and a hash of the part's name. So a number depends on nothing else: not on threads, not
on how many draws are asked for, not on other parts of the map.

Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC'11), doi 10.1145/2063384.2063405.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.dynamics.kernel import compiled

_WORD = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLY_0, _MULTIPLY_1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_0, _WEYL_1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_HIGH_BITS, _LOW_BITS, _SHIFT_LOW = np.uint64(5), np.uint64(6), np.float64(67108864.0)


@compiled
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four random 32-bit words, each in a uint64, from a counter of four words and a key of two."""
    for _ in range(10):
        p0 = _MULTIPLY_0 * c0
        p1 = _MULTIPLY_1 * c2
        c0, c1, c2, c3 = (p1 >> _HALF) ^ c1 ^ k0, p1 & _WORD, (p0 >> _HALF) ^ c3 ^ k1, p0 & _WORD
        k0 = (k0 + _WEYL_0) & _WORD
        k1 = (k1 + _WEYL_1) & _WORD
    return c0, c1, c2, c3


@compiled
def _fill(seed: np.uint64, hashes: NDArray[np.uint64], numbers: NDArray[np.uint64], out: Floats) -> None:
    """Fill `out` (hashes, numbers) with doubles in [0, 1): the upper 53 of the first 64 random bits."""
    k0, k1 = seed & _WORD, seed >> _HALF
    for at in range(hashes.size):
        h0, h1 = hashes[at] & _WORD, hashes[at] >> _HALF
        for draw in range(numbers.size):
            number = numbers[draw]
            w0, w1, _, _ = philox(number & _WORD, number >> _HALF, h0, h1, k0, k1)
            high, low = np.float64(w0 >> _HIGH_BITS), np.float64(w1 >> _LOW_BITS)
            out[at, draw] = (high * _SHIFT_LOW + low) / 9007199254740992.0


def name_hash(name: str) -> int:
    """A stable 64-bit number for a part's name, the same on every machine and in every version.

    >>> name_hash("link:fix-buzz:strength") == name_hash("link:fix-buzz:strength")
    True
    """
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def uniforms(seed: int, names: Sequence[str], numbers: Ints) -> Floats:
    """Random numbers from 0 to below 1, one for each name and draw.

    Args:
        seed: from 0 to below 2**64.
        names: what each number is for, for example ``link:fix-buzz:strength``.
        numbers: the draws' numbers, shape (draws,).

    Returns:
        An array of shape (names, draws).

    >>> import numpy as np
    >>> few, more = (uniforms(1, ["link:a:strength"], np.arange(n)) for n in (2, 5))
    >>> bool((few == more[:, :2]).all())
    True
    """
    hashes = np.array([name_hash(name) for name in names], dtype=np.uint64)
    out = np.empty((len(names), numbers.size))
    _fill(np.uint64(seed), hashes, numbers.astype(np.uint64), out)
    return out
