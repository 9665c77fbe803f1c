"""What matters most on a map: asked once, and kept as plain values, so that a page can be shown again at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from wholeperson.mapping.rules import scenario
from wholesystem import dynamics
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap

DRAWS = 200
FINDINGS = 3
AMONG = 8
PAIRS_AMONG = 6
TOGETHER = 3
BEAM = 2
HOWS = {"strengthen": "stronger", "weaken": "weaker", "support": "more", "ease": "less"}


@dataclass(frozen=True, kw_only=True)
class Together:
    """A few changes made together, as they were played.

    Attributes:
        moves: the changes.
        figures: their effect together on the outcome.
        side_effects: the same for everything else that people value.
        adds: how much better (below 0: worse) together than each alone added up; None for more than two.
    """

    moves: tuple[dynamics.Move, ...]
    figures: dynamics.Figures
    side_effects: Mapping[str, dynamics.Figures]
    adds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Matters:
    """What matters most for an outcome.

    Attributes:
        best: the strongest changes that help, three at most.
        first_is_better: in what share of runs the first helps more than the second; None without a second.
        pair, trio: the best two, and the best three, changes together.
        searched: how the combinations were looked for.
        links, variables: every change that was played and is offered, strongest first.
        hurts, left_out, learn, small: as the library tells them.
        claims: for each disputed link, the strongest change under each claim.
    """

    outcome: str
    years: int
    more_is_better: bool
    best: tuple[dynamics.Lever, ...]
    first_is_better: float | None
    pair: Together | None
    trio: Together | None
    searched: str
    links: tuple[dynamics.Lever, ...]
    variables: tuple[dynamics.Lever, ...]
    hurts: tuple[dynamics.Lever, ...]
    left_out: tuple[dynamics.LeftOut, ...]
    learn: tuple[dynamics.Learn, ...]
    small: tuple[dynamics.SmallPush, ...]
    claims: tuple[tuple[str, Mapping[str, dynamics.Lever | None]], ...]
    draws: int
    assumptions: tuple[str, ...]


@lru_cache(maxsize=64)
def ask(a_map: SystemsMap, outcome: str, years: int, draws: int = DRAWS) -> Matters:
    """What matters most for an outcome.

    Raises:
        QuestionError: where the map declares nothing that pushes, or the years cannot be chosen.
        UnknownNameError: where there is no such outcome.
    """
    if years not in scenario.YEARS:
        raise QuestionError("We play 1, 2, 5 or 10 years. Choose one of these.")
    a_map.node(outcome)
    weeks = years * scenario.WEEKS_A_YEAR
    found = dynamics.leverage(a_map, outcome, weeks=weeks, draws=draws, bounded=True)
    best = found.best[:FINDINGS]
    together = found.combinations(TOGETHER, AMONG, BEAM)
    return Matters(
        outcome=outcome,
        years=years,
        more_is_better=found.more_is_better,
        best=best,
        first_is_better=found.better(best[0], best[1]) if len(best) > 1 else None,
        pair=_best_of(together, 2, found),
        trio=_best_of(together, TOGETHER, found),
        searched=together.searched,
        links=found.links,
        variables=found.variables,
        hurts=found.hurts,
        left_out=found.left_out,
        learn=found.learn_next,
        small=found.small_pushes(draws),
        claims=tuple((link.id, _by_claim(found, link.id)) for link in a_map.links if link.polarity == "disputed"),
        draws=found.draws,
        assumptions=found.assumptions,
    )


def _best_of(together: dynamics.Combinations, size: int, found: dynamics.Leverage) -> Together | None:
    """The best combination of a size that helps, with what a pair adds to each alone."""
    one = next((one for one in together.found if len(one.moves) == size and one.score > 0), None)
    if one is None:
        return None
    way = 1 if found.more_is_better else -1
    adds = None
    if size == 2:
        pairs = {frozenset((pair.one, pair.other)): pair for pair in found.pairs(PAIRS_AMONG)}
        pair = pairs.get(frozenset(one.moves))
        adds = way * pair.interaction.effect if pair else None
    return Together(moves=one.moves, figures=one.figures, side_effects=one.side_effects, adds=adds)


def _by_claim(found: dynamics.Leverage, link: str) -> Mapping[str, dynamics.Lever | None]:
    """The strongest change under each claim; None where no run follows the claim, or nothing helps."""
    try:
        answers = found.by_claim(link)
    except QuestionError:
        return {}
    return {sign: next(iter(one.best), None) for sign, one in answers.items()}


def as_asked(a_map: SystemsMap, move: dynamics.Move) -> scenario.Move | None:
    """A change as "What if …?" says it; None where it cannot be asked there.

    What is given can only be kept high there, so a support of it is that.
    """
    how = HOWS[move.move]
    one = scenario.Move(move.change, how)
    if not scenario.may_make(a_map, one) and how == "more":
        one = scenario.Move(move.change, "keep-high")
    return one if scenario.may_make(a_map, one) else None


def play_address(a_map: SystemsMap, moves: Sequence[dynamics.Move], outcome: str, years: int) -> str:
    """The address at which these changes can be played; empty where one of them cannot."""
    asked = [as_asked(a_map, move) for move in moves]
    if not all(asked):
        return ""
    pairs = [("a", str(one)) for one in asked]
    return f"/maps/{a_map.id}/what-if/?" + urlencode([*pairs, ("watch", outcome), ("years", years)])
