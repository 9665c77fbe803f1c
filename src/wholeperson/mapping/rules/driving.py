"""Which loops drive a run, and when: what leads week by week, joined to a few spans that can be told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wholeperson.mapping.rules import scenario as scenarios
from wholeperson.mapping.rules.scenario import Move, Scenario
from wholesystem import dynamics
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap

DRAWS = 60
LOOPS_AT_MOST = 400  # every loop of a map of the catalogue; beyond, the strongest are looked for along the run
SHORTEST = 4  # weeks
SPANS_AT_MOST = 8
BESIDE_AT_MOST = 2
SETTLES = "self"
SHARED = "shared"
FEW = 5  # where it takes more loops than this to explain half, none of them leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some weeks in which one loop leads.

    Attributes:
        start: the first week.
        end: the first week after it.
        leader: the id of the loop that explains most; `SETTLES` where things mostly settle by themselves, `SHARED`
            where many loops share it.
        beside: the loops that are most often among those that together explain half, the leader left out.
        together: how many it takes in the middle of the span to explain half, each circle's own settling counted.
        share: in how many of 100 draws these explain half, on average.
    """

    start: int
    end: int
    leader: str
    beside: tuple[str, ...]
    together: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """A run and what drove it.

    Attributes:
        spans: in order of time, without gaps that are told; empty where no loop moves.
        apart: loops that turn in parts of the map of their own, which are not in the spans.
        moves: the moves in words; empty where the map's drivers push.
        drivers: labels of the drivers, where these push.
        searched: how many loops there are and how many were looked at.
        assumptions: plain sentences.
        draws: how many.
        weeks: how long.
    """

    spans: tuple[Span, ...]
    apart: tuple[str, ...]
    moves: tuple[str, ...]
    drivers: tuple[str, ...]
    searched: str
    assumptions: tuple[str, ...]
    draws: int
    weeks: int


@lru_cache(maxsize=64)
def drive(a_map: SystemsMap, moves: tuple[Move, ...], years: int) -> Driven:
    """What drives a run of these moves, or of the map's own drivers where there are none.

    Raises:
        QuestionError: where the map cannot answer it, or a harm would be raised.
        UnknownNameError: where a move names what the map does not have.
    """
    asked = Scenario(a=moves, watch=a_map.nodes[0], years=years)
    scenarios.check(a_map, asked)
    if not moves and not a_map.drivers:
        raise QuestionError("Nothing pushes on this map by itself. Choose a change first, in What if.")
    given = scenarios.inputs(a_map, moves)
    found = dynamics.dominance(
        a_map,
        weeks=asked.weeks,
        draws=DRAWS,
        seed=asked.seed,
        pushes=(*(scenarios.base(a_map, asked) if moves else ()), *given.pushes),
        holds=given.holds,
        changes=given.changes,
        at_most=LOOPS_AT_MOST,
    )
    largest: tuple[str, ...] = max(found.partitions, key=len) if found.partitions else ()
    main = set(largest)
    told = [one for one in found.dominant if set(one.loops) <= main]
    apart = {loop for one in found.dominant for loop in one.loops if loop not in main and not _settles(loop)}
    return Driven(
        spans=spans(told),
        apart=tuple(sorted(apart)),
        moves=tuple(scenarios.move_words(a_map, move) for move in moves),
        drivers=() if moves else tuple(a_map.label(node) for node in a_map.drivers),
        searched=found.searched,
        assumptions=found.assumptions,
        draws=found.draws,
        weeks=asked.weeks,
    )


def spans(dominant: Sequence[dynamics.Dominant]) -> tuple[Span, ...]:
    """Sets of loops, week by week, as a few spans by what leads.

    Neighbours with one leader are joined. Then the shortest span goes to the longer of its neighbours, for as long as
    it is shorter than a month or there are too many to tell.
    """
    groups = _joined([[one] for one in dominant])
    while len(groups) > 1:
        at = min(range(len(groups)), key=lambda at: (_weeks(groups[at]), at))
        if _weeks(groups[at]) >= SHORTEST and len(groups) <= SPANS_AT_MOST:
            break
        beside = [other for other in (at - 1, at + 1) if 0 <= other < len(groups)]
        into = max(beside, key=lambda other: _weeks(groups[other]))
        first, last = sorted((at, into))
        groups = _joined([*groups[:first], groups[first] + groups[last], *groups[last + 1 :]])
    return tuple(_span(group) for group in groups)


def _settles(loop: str) -> bool:
    return loop.startswith("self:")


def _weeks(group: Sequence[dynamics.Dominant]) -> int:
    return sum(one.end - one.start for one in group)


def _leader(group: Sequence[dynamics.Dominant]) -> str:
    """The loop that leads in most of a group's weeks."""
    weeks: Counter[str] = Counter()
    for one in group:
        first = SHARED if len(one.loops) > FEW else one.loops[0]
        weeks[SETTLES if _settles(one.loops[0]) else first] += one.end - one.start
    return weeks.most_common(1)[0][0]


def _joined(groups: Sequence[list[dynamics.Dominant]]) -> list[list[dynamics.Dominant]]:
    joined: list[list[dynamics.Dominant]] = []
    for group in groups:
        if joined and _leader(joined[-1]) == _leader(group):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _span(group: Sequence[dynamics.Dominant]) -> Span:
    leader, total = _leader(group), _weeks(group)
    weeks: Counter[str] = Counter()
    for one in group:
        for loop in one.loops:
            weeks[loop] += 0 if _settles(loop) or loop == leader else one.end - one.start
    counts = sorted(count for one in group for count in [len(one.loops)] * (one.end - one.start))
    share = sum(one.share_of_draws * (one.end - one.start) for one in group) / total
    return Span(
        start=group[0].start,
        end=group[-1].end,
        leader=leader,
        beside=tuple(loop for loop, often in weeks.most_common(BESIDE_AT_MOST) if often * 3 >= total),
        together=counts[len(counts) // 2],
        share=round(100 * share),
    )
