"""The one compiled kernel: many draws of a map stepped side by side.

Draws stand in blocks of up to `LANES`, so that the innermost loops run over neighbours in memory and the compiler turns
them into vector instructions. Nothing here depends on which thread runs a block or how wide it is, so results are
bit-equal for any number of threads. Contracted multiply-adds stay off for the same reason, and because
`tanh(b) - tanh(b)` has to be exactly 0.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numba
import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats, Ints

LANES = 64
LEVEL, STOCK, AUXILIARY, CONSTANT = 0, 1, 2, 3


class Wires(NamedTuple):
    """Who listens to whom. Rows are nodes, auxiliaries first, then the stages of delays.

    Attributes:
        kinds: the kind of each node row.
        terms: where the terms of each node row begin in `sources`; one number more than there are node rows.
        sources: the row that each term reads.
        stages: the row that each stage row follows.
    """

    kinds: Ints
    terms: Ints
    sources: Ints
    stages: Ints


class Numbers(NamedTuple):
    """What was drawn, draws side by side in blocks: each array has shape (blocks, rows or terms, lanes).

    Attributes:
        weight: the strength of each term.
        room: the standing pull b of each node row.
        rate: dt over the time of each row, 0 where it has none.
        start: the value at which each row starts.
        lean: what pushes each node row in this draw alone, in the weeks that say so.
    """

    weight: Floats
    room: Floats
    rate: Floats
    start: Floats
    lean: Floats


class Weekly(NamedTuple):
    """What happens, shape (weeks + 1, node rows): added to z, held (not-a-number where free), jumped.

    `lean`, shape (weeks + 1,), is true in the weeks in which each draw's own push acts.
    """

    push: Floats
    hold: Floats
    pulse: Floats
    lean: Bools


class Kept(NamedTuple):
    """What is written down: `now` each whole week, `before` one step earlier unless it is empty, `final` at the end.

    Attributes:
        watch: the rows for `now` and `before`, whose shape is (watched rows, weeks + 1, draws).
        now: filled in.
        before: filled in.
        final: filled in for every row, shape (rows, 1, draws).
    """

    watch: Ints
    now: Floats
    before: Floats
    final: Floats


F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile with Numba: kept on disk, free of Python's lock, dividing as the processor does."""
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


@compiled
def tanh(value: float) -> float:
    """The hyperbolic tangent to within 3e-14, without branches, so that it runs on many lanes at once.

    Lambert's continued fraction of tanh(y) = p/q at y = value/16, then four doublings: with a = q + p and b = q - p
    standing for e^y and e^-y, a doubling is a square. Odd to the last bit; beyond 16 it is 1 within 3e-14.

    Source: J. H. Lambert, "Mémoire sur quelques propriétés remarquables des quantités transcendantes" (1768).

    >>> abs(tanh(0.5) - 0.46211715726000975) < 1e-13
    True
    """
    y = min(max(value, -16.0), 16.0) * 0.0625
    square = y * y
    p = ((square + 105.0) * square + 945.0) * y
    q = (15.0 * square + 420.0) * square + 945.0
    a = q + p
    b = q - p
    a *= a
    b *= b
    a *= a
    b *= b
    a *= a
    b *= b
    a *= a
    b *= b
    return (a - b) / (a + b)


@compiled
def _pull(row: int, pushed: float, wires: Wires, weight: Floats, room: Floats, state: Floats, z: Floats) -> None:
    """Put z + b of one variable into `z`: its room, the push on it, and every link into it."""
    for lane in range(z.size):
        z[lane] = pushed + room[row, lane]
    for term in range(wires.terms[row], wires.terms[row + 1]):
        source = wires.sources[term]
        for lane in range(z.size):
            z[lane] += weight[term, lane] * state[source, lane]


@compiled
def _enter(week: int, kinds: Ints, weekly: Weekly, start: Floats, lean: Floats, state: Floats) -> None:
    """What happens as a week begins: constants are given, pulses jump, holds overrule."""
    leans = 1.0 if weekly.lean[week] else 0.0
    for row in range(kinds.size):
        hold, pulse = weekly.hold[week, row], weekly.pulse[week, row]
        if not np.isnan(hold):
            for lane in range(state.shape[1]):
                state[row, lane] = hold
        elif kinds[row] == CONSTANT:
            for lane in range(state.shape[1]):
                state[row, lane] = min(max(start[row, lane] + leans * lean[row, lane], -1.0), 1.0)
        elif pulse != 0.0:
            limit = 1.0 if kinds[row] == STOCK else 2.0
            for lane in range(state.shape[1]):
                state[row, lane] = min(max(state[row, lane] + pulse, -limit), limit)


@compiled
def _move(row: int, kind: int, level: Floats, rate: Floats, z: Floats, state: Floats, after: Floats) -> None:
    """One Euler step of one level or stock; `z` holds z + b, `level` tanh(b)."""
    if kind == STOCK:
        for lane in range(state.shape[1]):
            pull = tanh(z[lane])
            after[row, lane] = state[row, lane] + rate[row, lane] * (pull - state[row, lane] * abs(pull))
    else:
        for lane in range(state.shape[1]):
            change = tanh(z[lane]) - level[row, lane] - state[row, lane]
            after[row, lane] = state[row, lane] + rate[row, lane] * change


@compiled
def _smooth(first: int, stages: Ints, rate: Floats, state: Floats, after: Floats) -> None:
    """One Euler step of every delay stage; stage rows stand after the variables, from `first`."""
    for stage in range(stages.size):
        row, source = first + stage, stages[stage]
        for lane in range(state.shape[1]):
            after[row, lane] = state[row, lane] + rate[row, lane] * (state[source, lane] - state[row, lane])


@compiled
def _note(week: int, watch: Ints, state: Floats, places: Ints, kept: Floats) -> None:
    """Write the watched rows of a block into the draws' own columns."""
    for at in range(watch.size):
        for lane in range(state.shape[1]):
            if places[lane] >= 0:
                kept[at, week, places[lane]] = state[watch[at], lane]


@compiled
def _answer(
    free: Bools, push: Floats, wires: Wires, weight: Floats, room: Floats, level: Floats, state: Floats, z: Floats
) -> None:
    """Auxiliaries answer at once, each after those that it listens to."""
    for row in range(wires.kinds.size):
        if wires.kinds[row] == AUXILIARY and free[row]:
            _pull(row, push[row], wires, weight, room, state, z)
            for lane in range(state.shape[1]):
                state[row, lane] = tanh(z[lane]) - level[row, lane]


@compiled
def _step(
    free: Bools, push: Floats, wires: Wires, weight: Floats, room: Floats, level: Floats, rate: Floats, state: Floats,
    after: Floats, z: Floats,
) -> None:  # fmt: skip
    """One Euler step of everything that remembers, from `state` into `after`; the rest is carried over."""
    for row in range(wires.kinds.size):
        if wires.kinds[row] <= STOCK and free[row]:
            _pull(row, push[row], wires, weight, room, state, z)
            _move(row, wires.kinds[row], level, rate, z, state, after)
        else:
            after[row] = state[row]
    _smooth(wires.kinds.size, wires.stages, rate, state, after)


@compiled
def play(
    first: int, last: int, wires: Wires, numbers: Numbers, weekly: Weekly, substeps: Ints, places: Ints, kept: Kept
) -> None:
    """Play the blocks from `first` to before `last`.

    Args:
        first: the first block.
        last: the block before which to stop.
        wires: who listens to whom.
        numbers: what was drawn.
        weekly: what happens.
        substeps: steps a week of each block.
        places: the draw in each lane, -1 where a lane only fills up its block, shape (blocks, lanes).
        kept: what is written down.
    """
    kinds, weeks = wires.kinds, weekly.push.shape[0] - 1
    lanes = places.shape[1]
    z, level, leant = np.empty(lanes), np.empty((kinds.size, lanes)), np.empty((kinds.size, lanes))
    for block in range(first, last):
        weight, room, rate, place = numbers.weight[block], numbers.room[block], numbers.rate[block], places[block]
        state, after = numbers.start[block].copy(), numbers.start[block].copy()
        for row in range(kinds.size):
            for lane in range(lanes):
                level[row, lane] = tanh(room[row, lane])
                leant[row, lane] = room[row, lane] + numbers.lean[block, row, lane]
        for week in range(weeks + 1):
            push, free = weekly.push[week], np.isnan(weekly.hold[week])
            _enter(week, kinds, weekly, numbers.start[block], numbers.lean[block], state)
            pull = leant if weekly.lean[week] else room
            for sub in range(substeps[block]):
                _answer(free, push, wires, weight, pull, level, state, z)
                if sub == 0:
                    _note(week, kept.watch, state, place, kept.now)
                if week == weeks:
                    break
                if kept.before.size > 0 and sub == substeps[block] - 1:
                    _note(week + 1, kept.watch, state, place, kept.before)
                _step(free, push, wires, weight, pull, level, rate, state, after, z)
                state, after = after, state
        _note(0, np.arange(state.shape[0]), state, place, kept.final)
