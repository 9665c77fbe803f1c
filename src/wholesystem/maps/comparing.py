"""What differs between two maps: variables, links and loops, as data and as plain sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any

from wholesystem.maps.loops import Loop, Loops
from wholesystem.maps.map import AnyMap, SystemsMap
from wholesystem.maps.parts import Link, Variable
from wholesystem.maps.telling import listed

SIGNS = {"+": "+ (more gives more)", "-": "− (more gives less)", "disputed": "disputed", None: "without a sign"}
DELAYS = {True: "delayed", False: "not delayed", None: "of unknown delay"}
NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is in both maps and differs.

    Attributes:
        id: its id.
        fields: the value before and the value after of each field that differs, as plain data.
    """

    id: str
    fields: Mapping[str, tuple[Any, Any]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Differences:
    """What was added, dropped and changed, by id, in the order of the maps."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.dropped or self.changed)

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON; each change as ``{"id", "fields": {name: {"before", "after"}}}``."""
        changed = [
            {"id": one.id, "fields": {name: {"before": a, "after": b} for name, (a, b) in one.fields.items()}}
            for one in self.changed
        ]
        return {"added": list(self.added), "dropped": list(self.dropped), "changed": changed}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two maps.

    Attributes:
        variables: by variable id.
        links: by link id; a link that was turned round or given other ends counts as changed.
        loops: by loop id, which is made of the link ids alone.
        complete: whether every loop of both maps was compared.
        longest: up to how many links every loop was compared, where not complete; else None.
        says: all of it in plain sentences.
    """

    variables: Differences
    links: Differences
    loops: Differences
    complete: bool
    longest: int | None
    says: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON, in the shape of ``map compare --json``."""
        loops = {**self.loops.as_data(), "complete": self.complete, "longest": self.longest}
        return {
            "variables": self.variables.as_data(),
            "links": self.links.as_data(),
            "loops": loops,
            "says": list(self.says),
        }


def compare_maps(a: AnyMap, b: AnyMap) -> Comparison:
    """What it takes to get from one map to another.

    Parts are matched by their ids, so the maps should come from one source: two versions, or two groups that drew on
    the same list. Where one of the maps has too many loops to list, only loops short enough to be listed completely
    in both are compared, and ``longest`` says up to how many links.

    Args:
        a: the map before.
        b: the map after.

    Example:
        >>> from wholesystem import catalogue
        >>> both = compare_maps(catalogue.load("the-hold"), catalogue.load("user-generated-system"))
        >>> both.links.dropped, len(both.variables.added)
        ((), 23)
    """
    variables = _differences(a.variables, b.variables)
    links = _differences(a.links, b.links)
    before, after, longest = _loops(a, b)
    loops = _loop_differences(before, after)
    says = [*_says(a, b, variables, links), *_loop_says(b, loops, {loop.id: loop for loop in (*before, *after)})]
    if not (variables or links or loops):
        says.append("The two maps have the same variables, links and loops.")
    if longest is not None:
        says.append(f"There are too many loops to list them all: loops of up to {longest} links were compared.")
    return Comparison(variables, links, loops, longest is None, longest, tuple(says))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _differences(
    before: Sequence[Variable] | Sequence[Link], after: Sequence[Variable] | Sequence[Link]
) -> Differences:
    old: dict[str, Variable | Link] = {part.id: part for part in before}
    new: dict[str, Variable | Link] = {part.id: part for part in after}
    changed = []
    for name, part in old.items():
        if name in new:
            pairs = ((one.name, getattr(part, one.name), getattr(new[name], one.name)) for one in fields(part))
            differing = {key: (_plain(one), _plain(other)) for key, one, other in pairs if one != other}
            if differing:
                changed.append(Change(name, MappingProxyType(differing)))
    return Differences(
        tuple(name for name in new if name not in old), tuple(name for name in old if name not in new), tuple(changed)
    )


def _loops(a: AnyMap, b: AnyMap) -> tuple[list[Loop], list[Loop], int | None]:
    """The loops that can be compared, and up to which length; None where these are all."""
    both = [one.loops() if isinstance(one, SystemsMap) else Loops((), True, None, 0) for one in (a, b)]
    if all(loops.complete for loops in both):
        return [*both[0]], [*both[1]], None
    longest = min(loops.all_up_to for loops in both if not loops.complete)
    before, after = ([loop for loop in loops if loop.length <= longest] for loops in both)
    return before, after, longest


def _loop_differences(before: list[Loop], after: list[Loop]) -> Differences:
    old, new = ({loop.id: loop for loop in loops} for loops in (before, after))
    changed = []
    for name, loop in old.items():
        if name in new:
            pairs = ((key, getattr(loop, key), getattr(new[name], key)) for key in ("kind", "delayed", "name"))
            differing = {key: (one, other) for key, one, other in pairs if one != other}
            if differing:
                changed.append(Change(name, MappingProxyType(differing)))
    return Differences(
        tuple(name for name in new if name not in old), tuple(name for name in old if name not in new), tuple(changed)
    )


def _says(a: AnyMap, b: AnyMap, variables: Differences, links: Differences) -> Iterator[str]:
    if variables.added:
        yield f"New: {_some([b.variable(name).label for name in variables.added])}."
    if variables.dropped:
        yield f"No longer there: {_some([a.variable(name).label for name in variables.dropped])}."
    for change in variables.changed:
        yield f"“{b.variable(change.id).label}” differs in its {_words(change)}."
    if links.added:
        yield f"New arrows: {_some([_ends(b, name) for name in links.added], quoted=False)}."
    if links.dropped:
        yield f"Arrows no longer there: {_some([_ends(a, name) for name in links.dropped], quoted=False)}."
    for change in links.changed:
        yield from _link_says(a, b, change)


def _loop_says(b: AnyMap, loops: Differences, known: Mapping[str, Loop]) -> Iterator[str]:
    for what, names in (("New loops", loops.added), ("Loops no longer there", loops.dropped)):
        if names:
            titles = [known[name].name for name in names if known[name].name]
            yield f"{what}: {len(names)}{f', among them {_some(titles)}' if titles else ''}."
    for change in loops.changed:
        if "kind" in change.fields:
            loop = known[change.id]
            title = f"“{loop.name}”" if loop.name else f"The loop {_way(b, loop)}"
            yield f"{title} was {change.fields['kind'][0]} and is now {change.fields['kind'][1]}."


def _link_says(a: AnyMap, b: AnyMap, change: Change) -> Iterator[str]:
    told = {"polarity", "delayed"}
    where = f"The arrow from {_ends(b, change.id)}"
    if {"source", "target", "facet", "target_facet"} & change.fields.keys():
        told |= {"source", "target", "facet", "target_facet"}
        yield f"{where} ran from {_ends(a, change.id)}."
    if "polarity" in change.fields:
        before, after = (SIGNS[value] for value in change.fields["polarity"])
        yield f"{where} was {before} and is now {after}."
    if "delayed" in change.fields:
        before, after = (DELAYS[value] for value in change.fields["delayed"])
        yield f"{where} was {before} and is now {after}."
    if change.fields.keys() - told:
        yield f"{where} differs in its {_words(change, told)}."


def _words(change: Change, told: set[str] | None = None) -> str:
    words = [name.replace("_", " ") for name in change.fields if name not in (told or ())]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _ends(a_map: AnyMap, name: str) -> str:
    link = a_map.link(name)
    return f"“{a_map.label(link.tail)}” to “{a_map.label(link.head)}”"


def _way(a_map: AnyMap, loop: Loop) -> str:
    return " → ".join(f"“{a_map.label(node)}”" for node in (*loop.nodes, loop.nodes[0]))


def _some(labels: list[str], *, quoted: bool = True) -> str:
    """The first few labels, and how many more there are."""
    first, more = labels[:NAMED_AT_MOST], len(labels) - NAMED_AT_MOST
    said = listed(first) if quoted and more <= 0 else ", ".join(f"“{one}”" if quoted else one for one in first)
    return f"{said} and {more} more" if more > 0 else said
