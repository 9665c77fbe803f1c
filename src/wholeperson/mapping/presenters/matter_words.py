"""The words of "What matters most?": changes, shares, side effects, what to learn, and why a change is not offered."""

from collections.abc import Iterable, Mapping

from wholesystem import dynamics
from wholesystem.dynamics import findings
from wholesystem.maps import SystemsMap

UNMOVED = 0.01
COULD_GO_EITHER_WAY = 0.6
REASONS = (
    ("never made stronger", "What harms is not a means. What it does is never made stronger."),
    ("people do not agree whether", "People do not agree whether this would raise something that harms."),
    ("This raises", "This would raise something that harms."),
    ("less of it would raise", "This holds back something that harms, so it is not made weaker."),
    ("the face that helps", "What helps is never made weaker. Only the part that harms is."),
    ("What helps is never made weaker", "This helps, and nothing on it harms. What helps is never made weaker."),
    ("There is no word beyond", "It already is as strong, or as weak, as our words can say."),
    ("It would raise what harms", "We played it, and something that harms would rise."),
    ("is right in itself", "To ease what harms is right in itself. So we do not hold it against anybody here."),
)
LEARN = {
    "strength": "how strongly {link}",
    "sign": "which way it goes when {link}",
    "delay": "how long it takes until {link}",
    "speed": "how fast {node} changes",
    "room": "how much room {node} has left to rise or fall",
}


def label(a_map: SystemsMap, node: str) -> str:
    """A node's name inside a sentence; a face stands in brackets."""
    name, _, face = a_map.label(node).partition(": ")
    return f"{name} ({face})" if face and "/" in node else a_map.label(node)


def spoken(a_map: SystemsMap, text: str) -> str:
    """A sentence of the library, with faces in brackets, because a colon would cut it."""
    for node in a_map.nodes:
        if "/" in node:
            text = text.replace(a_map.label(node), label(a_map, node))
    return text


def doing(a_map: SystemsMap, move: dynamics.Move) -> str:
    """A change, as the beginning of a sentence."""
    return spoken(a_map, findings.doing(a_map, move))


def arrow(a_map: SystemsMap, name: str) -> str:
    """An arrow by the names of its two ends."""
    link = a_map.link(name)
    return f"{label(a_map, link.tail)} → {label(a_map, link.head)}"


def listed(parts: Iterable[str]) -> str:
    """Things one after another, as people say them."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def runs(share: float) -> str:
    """A share of runs; one that rounds away is still told."""
    if 0 < share < 0.01:
        return "fewer than 1 of 100 runs"
    if 0.99 < share < 1:
        return "more than 99 of 100 runs"
    return findings.runs(share)


def side_effects(a_map: SystemsMap, effects: Mapping[str, dynamics.Figures]) -> tuple[str, ...]:
    """What a change does to what else people value: what comes with it, what it costs, and what nobody can say."""
    good: list[str] = []
    bad: list[str] = []
    unsure: list[str] = []
    for node, told in effects.items():
        name = label(a_map, node)
        if abs(told.effect) < UNMOVED:
            continue
        if told.agreement < COULD_GO_EITHER_WAY:
            unsure.append(name)
            continue
        says = f"{'more' if told.effect > 0 else 'less'} {name} ({runs(told.agreement)})"
        (bad if (told.effect > 0) == a_map.is_harm(node) else good).append(says)
    told_well = (f"It also brings {listed(good)}.",) if good else ()
    told_ill = (f"It costs something, too: {listed(bad)}.",) if bad else ()
    not_known = (f"For {listed(unsure)} it could go either way.",) if unsure else ()
    return (*told_well, *told_ill, *not_known) or ("Nothing else that people value here moves much.",)


def learn(a_map: SystemsMap, one: dynamics.Learn, more_is_better: bool) -> str:
    """A number that nobody knows yet, and how the answer goes with it."""
    if one.part in a_map.nodes:
        what = LEARN[one.what].format(node=label(a_map, one.part))
    else:
        link = a_map.link(one.part)
        what = LEARN[one.what].format(link=f"{label(a_map, link.tail)} pushes {label(a_map, link.head)}")
    helps = "more" if (one.correlation > 0) == more_is_better else "less"
    return f"{what[0].upper()}{what[1:]}. {_WHERE[one.what]}, the best change helps {helps}."


_WHERE = {
    "strength": "Where it is stronger",
    "sign": "Where both go the same way",
    "delay": "Where it takes longer",
    "speed": "Where it is slower",
    "room": "Where it has less room to rise",
}


def reason(why: str) -> str:
    """Why a change is not offered, without the names, so that many can stand under one reason."""
    return next((heading for part, heading in REASONS if part in why), why)
