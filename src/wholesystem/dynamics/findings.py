"""What was found, in plain sentences; never a level, because nothing here is a forecast."""

from collections.abc import Iterator, Mapping

from wholesystem.dynamics.levers import Lever
from wholesystem.dynamics.moves import SUPPORT, Move
from wholesystem.maps import SystemsMap

_SURE = ((0.95, "Nearly every run agrees"), (0.75, "Most runs agree"), (0.6, "More runs agree than not"))


def runs(share: float) -> str:
    """A share of draws, as people say it.

    >>> runs(0.832)
    '83 of 100 runs'
    """
    return f"{share * 100:.0f} of 100 runs"


def doing(a_map: SystemsMap, move: Move) -> str:
    """What a move does, as the beginning of a sentence."""
    if not move.is_link:
        return f"{'Easing' if move.move == 'ease' else 'Supporting'} {a_map.label(move.change)}"
    link = a_map.link(move.change)
    how = "Making stronger" if move.move == "strengthen" else "Making weaker"
    return f"{how} what {a_map.label(link.tail)} does to {a_map.label(link.head)}"


def finding(a_map: SystemsMap, outcome: str, lever: Lever) -> str:
    """A plain sentence on one change, with how sure.

    Args:
        a_map: the map.
        outcome: the node that the question was about.
        lever: the change.
    """
    what, name = doing(a_map, lever.is_move), a_map.label(outcome)
    if lever.effect == 0:
        return f"{what} makes no difference to {name} in {runs(lever.agreement)}."
    way = "more" if lever.effect > 0 else "less"
    helps = "helps" if (lever.effect > 0) != a_map.is_harm(outcome) else "does not help"
    sure = next((words for least, words in _SURE if lever.agreement >= least), "The map cannot say for sure")
    return f"{what} {helps}: {way} {name} in {runs(lever.agreement)}. {sure}."


def assumed(a_map: SystemsMap, outcome: str, reach: Mapping[str, float]) -> Iterator[str]:
    """What a ranking assumes."""
    name = a_map.label(outcome)
    yield f"{'Less' if a_map.is_harm(outcome) else 'More'} of {name} counts as better."
    yield "Stronger and weaker: one word up or down at the same quantile of each draw; off is below weak."
    yield f"Support is a standing push of +{SUPPORT:g} from week 0, and a harm is only ever eased, by {-SUPPORT:g}."
    yield "Ranked by effect, agreement and reach; every draw counts the same."
    if reach:
        said = ", ".join(f"{change} {value:g}" for change, value in sorted(reach.items()))
        yield f"Reach, as people said it: {said}; 1 for everything else."
    else:
        yield "Reach is 1 for every change, because nobody said how far people can reach each."
    yield f"{name} itself is not listed: to push what is asked about is to assume the answer."
    yield (
        "A harm is never a lever: no change is offered that makes what a harm does stronger, that raises a harm or "
        "takes away what lessens it, or after which a harm stands more than 0.05 higher in at least half of the draws."
    )
