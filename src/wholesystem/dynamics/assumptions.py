"""Everything that a run assumes, in plain sentences."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np

from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Hold, Pulse, Push
from wholesystem.dynamics.intervals import BENDS, REMEMBERS, ROOM, SPEED, STRENGTH, UNSTATED, of_node
from wholesystem.dynamics.scenario import Scenario
from wholesystem.maps import Interval, SystemsMap

KNOCK = "a knock to be understood, never a lever"
MEANING = (
    "This shows how the map behaves when it is played; it forecasts nothing. "
    "Values are changes from today on a scale without units, where 0 is today."
)


def sentences(ensemble: Ensemble, scenario: Scenario, reference: str = "") -> tuple[str, ...]:
    """What a run on these draws assumes.

    Args:
        ensemble: the draws.
        scenario: what happens.
        reference: a sentence that names the reference run, where the question needs one.
    """
    said = [
        MEANING,
        *_strengths(ensemble.map),
        *_disputed(ensemble.map),
        *_speeds(ensemble.map),
        *_delays(ensemble.map),
        *_rooms(ensemble.map),
        *_faces(ensemble.map),
        _step(ensemble),
        *_known(ensemble),
        *_happens(ensemble.map, scenario),
        _start(scenario),
        reference or "Reference: none; values are compared with the start.",
        f"{ensemble.draws} draws from seed {ensemble.seed}; version {ensemble.version}.",
    ]
    return tuple(said)


def _grouped(
    pairs: Iterable[tuple[str, str | Interval | None]], words: dict[str, Interval]
) -> Iterator[tuple[str, Interval, str]]:
    """What people said, its interval, and the names of the parts they said it of."""

    def key(pair: tuple[str, str | Interval | None]) -> str:
        stated = pair[1]
        return f"{stated.low:g} to {stated.high:g}" if isinstance(stated, Interval) else stated or UNSTATED

    for said, group in groupby(sorted(pairs, key=key), key):
        parts = list(group)
        stated = parts[0][1]
        span = stated if isinstance(stated, Interval) else words[said]
        yield said, span, ", ".join(name for name, _ in parts)


def _strengths(a_map: SystemsMap) -> Iterator[str]:
    pairs = [(link.id, link.strength) for link in a_map.links]
    for said, span, names in _grouped(pairs, dict(STRENGTH)):
        yield f"Strength {said}: drawn evenly from {span.low:g} to {span.high:g}, for the links {names}."


def _disputed(a_map: SystemsMap) -> Iterator[str]:
    for link in a_map.links:
        if link.polarity == "disputed":
            up = sum(claim.polarity == "+" for claim in link.claims)
            own = " and its strength, where the claim gives one" if any(c.strength for c in link.claims) else ""
            yield (
                f"The sign of link {link.id} is disputed: each draw follows one of {len(link.claims)} claims, "
                f"all equally likely, of which {up} say it pushes the same way; it takes that claim's sign{own}."
            )


def _speeds(a_map: SystemsMap) -> Iterator[str]:
    pairs = [(node, v.speed) for node in a_map.nodes if (v := of_node(a_map, node)).kind in REMEMBERS]
    for said, span, names in _grouped(pairs, dict(SPEED)):
        yield f"Speed {said}: {span.low:.3g} to {span.high:.3g} weeks, log-uniform, for the variables {names}."


def _delays(a_map: SystemsMap) -> Iterator[str]:
    pairs = [
        (f"{link.id} (third order)" if link.order > 1 else link.id, link.speed)
        for link in a_map.links
        if link.delayed is not False
    ]
    for said, span, names in _grouped(pairs, dict(SPEED)):
        yield f"Delay {said}: {span.low:.3g} to {span.high:.3g} weeks on average, log-uniform, for the links {names}."
    unknown = [link.id for link in a_map.links if link.delayed is None]
    if unknown:
        yield f"Nobody knows whether these links are delayed; each is in half of the draws: {', '.join(unknown)}."


def _rooms(a_map: SystemsMap) -> Iterator[str]:
    pairs = [(node, v.room) for node in a_map.nodes if (v := of_node(a_map, node)).kind in BENDS]
    for said, span, names in _grouped(pairs, {UNSTATED: ROOM}):
        yield (
            f"Room to rise or to fall {said}: standing pull b drawn evenly from {span.low:g} to {span.high:g}, "
            f"for the variables {names}."
        )


def _faces(a_map: SystemsMap) -> Iterator[str]:
    two = [variable.id for variable in a_map.variables if variable.facets]
    if two:
        yield f"Each face of a two-faced variable moves by itself, with its own speed and room: {', '.join(two)}."


def _step(ensemble: Ensemble) -> str:
    steps, counts = np.unique(ensemble.step, return_counts=True)
    shares = ", ".join(
        f"{step:g} week in {count / ensemble.draws:.0%} of the draws" for step, count in zip(steps, counts, strict=True)
    )
    return (
        f"Explicit Euler steps, the largest of 1, 1/2, 1/4, 1/8 week that suits the draw unless set by hand: {shares}."
    )


def _known(ensemble: Ensemble) -> Iterator[str]:
    if ensemble.known:
        yield (
            f"Draws that contradict what people know were left out; {ensemble.kept:.1%} were kept. "
            f"Known: {'; '.join(ensemble.known)}."
        )


def _happens(a_map: SystemsMap, scenario: Scenario) -> Iterator[str]:
    for change in scenario.changes:
        yield f"Changed: link {change.link} is {change.to} instead, at the same quantile of each draw."
    yield from (happening(a_map, one) for one in scenario.happenings)


def happening(a_map: SystemsMap, one: Push | Hold | Pulse) -> str:
    """One thing that happens, as a sentence; a harm that is raised is named as what it is."""
    name, raised = a_map.label(one.node), one.value if isinstance(one, Hold) else one.size
    if isinstance(one, Pulse):
        said = f"{name} jumps by {one.size:+g} as week {one.week} begins"
    else:
        when = f"from week {one.start}" + (f" to before week {one.end}" if one.end is not None else " on")
        said = f"{name} is {'held at' if isinstance(one, Hold) else 'pushed by'} {raised:+g} {when}"
    return f"{said} ({KNOCK})." if raised > 0 and a_map.is_harm(one.node) else f"{said}."


def _start(scenario: Scenario) -> str:
    if scenario.start is None:
        return "It starts from today, where everything is 0 and nothing moves until something pushes."
    says = f" {scenario.start.says}" if scenario.start.says else ""
    return f'It starts from "{scenario.start.id}", with every delay filled by what it starts from.{says}'
