"""Whether the parts of a map fit together: every problem found is told, not only the first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from wholesystem.errors import MapError, Problem, nearest
from wholesystem.maps.checks import check_id, check_text, is_number
from wholesystem.maps.parts import Link, LoopName, SubSystem, Variable


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a map before anybody knows whether they fit."""

    id: str
    title: str
    texts: Mapping[str, str]
    signed: bool
    variables: Sequence[Variable]
    links: Sequence[Link]
    subsystems: Sequence[SubSystem]
    places: Mapping[str, Mapping[str, tuple[float, float]]]
    loop_names: Sequence[LoopName] = ()
    drivers: Sequence[str] = ()
    outcomes: Sequence[str] = ()


def problems(a_map: Parts) -> Iterator[Problem]:
    """Everything that keeps the parts of a map from fitting together."""
    yield from _head(a_map)
    yield from _repeated("variable", [variable.id for variable in a_map.variables])
    yield from _repeated("link", [link.id for link in a_map.links])
    yield from _repeated("sub-system", [part.id for part in a_map.subsystems])
    variables = {variable.id: variable for variable in a_map.variables}
    for link in a_map.links:
        yield from _ends(link, variables)
        yield from _faces(link, variables)
    yield from _doubled(a_map.links)
    yield from _subsystems(a_map, variables)
    yield from _layouts(a_map, variables)
    if a_map.signed:
        yield from _systems(a_map, variables)


def _head(a_map: Parts) -> Iterator[Problem]:
    checks = [partial(check_id, "the map", a_map.id), partial(check_text, "the map", "title", a_map.title, needed=True)]
    checks += [partial(check_text, "the map", name, text, needed=False) for name, text in a_map.texts.items()]
    for check in checks:
        try:
            check()
        except MapError as error:
            yield from error.problems
    if not a_map.variables:
        yield Problem("the map", "it has no variables.", "Add at least one thing that can rise or fall.")


def _repeated(part: str, ids: Iterable[str]) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Problem(f"{part} '{name}'", f"the id stands {count} times.", "Give each one an id of its own.")


def _ends(link: Link, variables: dict[str, Variable]) -> Iterator[Problem]:
    for name, end in (("source", link.source), ("target", link.target)):
        if end not in variables:
            yield Problem(
                f"link '{link.id}'",
                f'its {name} is "{end}", and no variable has that id.',
                f"{nearest(end, variables)} Or add the variable.",
            )
    target = variables.get(link.target)
    if target is not None and target.kind == "constant":
        yield Problem(
            f"link '{link.id}'",
            f'it pushes "{link.target}", which is a constant and so is given.',
            "Turn the link round, or make the variable a level.",
        )


def _faces(link: Link, variables: dict[str, Variable]) -> Iterator[Problem]:
    for name, end, face in (("facet", link.source, link.facet), ("target_facet", link.target, link.target_facet)):
        if end not in variables:
            continue
        faces = [facet.id for facet in variables[end].facets]
        if faces and not face:
            yield Problem(
                f"link '{link.id}'",
                f'"{end}" has more than one face, and the link does not say which it uses.',
                f"Set {name} to one of: {', '.join(faces)}.",
            )
        elif face and face not in faces:
            remedy = f"Set {name} to one of: {', '.join(faces)}." if faces else f"Leave {name} out."
            yield Problem(f"link '{link.id}'", f'"{end}" has no face "{face}".', remedy)


def _doubled(links: Iterable[Link]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], str] = {}
    for link in links:
        same = (link.tail, link.head, link.polarity, link.delayed)
        if same in seen:
            yield Problem(
                f"link '{link.id}'",
                f"it doubles link '{seen[same]}': same ends, sign, delay and facet.",
                "Keep one of the two and put both reasons there.",
            )
        else:
            seen[same] = link.id


def _subsystems(a_map: Parts, variables: dict[str, Variable]) -> Iterator[Problem]:
    home: dict[str, str] = {}
    for part in a_map.subsystems:
        where = f"sub-system '{part.id}'"
        for name in part.variables:
            if name not in variables:
                yield Problem(where, f'it holds "{name}", and no variable has that id.', nearest(name, variables))
            elif name in home:
                yield Problem(where, f"\"{name}\" is already in '{home[name]}'.", "Keep it in one of the two.")
            else:
                home[name] = part.id


def _layouts(a_map: Parts, variables: dict[str, Variable]) -> Iterator[Problem]:
    for name, places in a_map.places.items():
        where = f"layout '{name}'"
        for variable, (x, y) in places.items():
            if variable not in variables:
                what = f'it places "{variable}", and no variable has that id.'
                yield Problem(where, what, nearest(variable, variables))
            if not (is_number(x) and is_number(y)):
                yield Problem(where, f'the place of "{variable}" is not two numbers.', "Give x and y in pixels.")


def _systems(a_map: Parts, variables: dict[str, Variable]) -> Iterator[Problem]:
    for link in a_map.links:
        if link.polarity is None:
            yield Problem(
                f"link '{link.id}'",
                "it has no sign.",
                'Say "+" (same direction), "-" (opposite) or disputed; or make this an influence map.',
            )
    yield from _named_loops(a_map)
    nodes = [node for variable in variables.values() for node in variable.nodes]
    for what, names in (("drivers", a_map.drivers), ("outcomes", a_map.outcomes)):
        for name in names:
            if name not in nodes:
                yield Problem(what, f'"{name}" is not one of the variables.', nearest(name, nodes))
    yield from _auxiliaries(a_map, variables)


def _named_loops(a_map: Parts) -> Iterator[Problem]:
    links = {link.id: link for link in a_map.links}
    for loop in a_map.loop_names:
        where = f"loop '{loop.name}'"
        unknown = [name for name in loop.links if name not in links]
        for name in unknown:
            yield Problem(where, f'it uses link "{name}", and no link has that id.', nearest(name, links))
        if unknown:
            continue
        path = [links[name] for name in loop.links]
        heads = [link.head for link in path]
        if any(before.head != after.tail for before, after in zip(path, path[1:] + path[:1], strict=True)):
            yield Problem(where, "its links do not lead round to where they start.", "List them in order, all round.")
        elif len(set(heads)) != len(heads):
            yield Problem(where, "it passes the same variable twice.", "Name two loops instead.")


def _auxiliaries(a_map: Parts, variables: dict[str, Variable]) -> Iterator[Problem]:
    """Refuse a ring in which everything answers at once: nothing in it could ever move first."""
    at_once = [node for variable in variables.values() if variable.kind == "auxiliary" for node in variable.nodes]
    before: dict[str, dict[str, Link]] = {node: {} for node in at_once}
    for link in a_map.links:
        if link.tail in before and link.head in before and link.delayed is not True:
            before[link.head].setdefault(link.tail, link)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        ring = error.args[1]
        links = [before[head][tail] for tail, head in pairwise(ring)]
        yield Problem(
            f"link '{links[0].id}'",
            "it stands in a loop of auxiliaries alone, in which everything would have to happen at once: "
            f"{' → '.join(ring)} (links {', '.join(link.id for link in links)}).",
            "Make one of these variables a level, or mark one of these links as delayed.",
        )
