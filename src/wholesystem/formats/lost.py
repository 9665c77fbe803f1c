"""What a format cannot hold: said part by part, never left out in silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, NamedTuple

from wholesystem.formats.names import link_ids, variable_ids
from wholesystem.maps import AnyMap, InfluenceMap, Link, SystemsMap, Variable


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that did not come across, or that was made or guessed on the way.

    Attributes:
        where: the part, for example ``link 'table-welcome'``, or ``the map``.
        what: what became of it, in words.
    """

    where: str
    what: str

    def __str__(self) -> str:
        """Both as one line."""
        return f"{self.where}: {self.what}"


class Read(NamedTuple):
    """A map that was read, and what was left out, made or guessed while reading it."""

    map: AnyMap
    lost: tuple[Lost, ...]


OF_A_VARIABLE: Mapping[str, str] = MappingProxyType(
    {
        "says": "what it means",
        "kind": "its kind",
        "harm": "that it is a harm",
        "shown": "that it stands around the core",
        "size": "its size",
        "speed": "how fast it answers",
        "room": "its room",
        "facets": "its faces",
        "note": "its note",
        "sources": "its sources",
    }
)
OF_A_LINK: Mapping[str, str] = MappingProxyType(
    {
        "delayed": "its delay",
        "speed": "how long its delay takes",
        "order": "the order of its delay",
        "strength": "its strength",
        "facet": "the face it starts from",
        "target_facet": "the face it pushes",
        "confidence": "how sure it is",
        "drawn": "whether it was drawn",
        "why": "its evidence",
        "delay_basis": "why it is delayed",
        "claims": "who claims what",
        "sources": "its sources",
    }
)
OF_A_MAP: Mapping[str, str] = MappingProxyType(
    {
        "id": "its id",
        "title": "its title",
        "lead": "its lead",
        "about": "its description",
        "sources": "its sources",
        "subsystems": "its sub-systems",
        "layouts": "its layouts",
        "loop_names": "the names of its loops",
        "drivers": "its drivers",
        "outcomes": "its outcomes",
    }
)
DEFAULTS: Mapping[str, Any] = MappingProxyType({one.name: one.default for one in (*fields(Variable), *fields(Link))})


def same(label: str) -> str:
    """The label, unchanged: for formats that hold every label to the letter."""
    return label


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """What a format can hold.

    Attributes:
        variables: names of a `Variable`'s parts, ``id`` among them where ids stay.
        links: names of a `Link`'s parts.
        whole: names of a map's parts; ``size`` where a layout keeps its size, ``place`` where variables have places.
        parallel: whether two links with the same ends can stand side by side.
        label: how a label reads back.
        place: how a coordinate reads back.
        unsigned: whether a link can stand without a sign.
        perhaps: whether it can say that nobody knows whether a link is delayed.
        needs_places: whether every variable has to stand somewhere.
    """

    variables: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    parallel: bool = True
    label: Callable[[str], str] = field(default=same)
    place: Callable[[float], float] = field(default=float)
    unsigned: bool = True
    perhaps: bool = True
    needs_places: bool = False


class Plan(NamedTuple):
    """What is written: the links that can stand, the places, and what is lost."""

    links: tuple[Link, ...]
    places: Mapping[str, tuple[float, float]]
    lost: tuple[Lost, ...]


def of(part: Variable | Link) -> str:
    """How a part is named in sentences."""
    return f"{'link' if isinstance(part, Link) else 'variable'} '{part.id}'"


def plan(a_map: AnyMap, holds: Holds) -> Plan:
    """Work out what a format can take of a map, and list what it cannot."""
    links, doubled = _standing(a_map, holds)
    if not holds.parallel:  # such formats go row by row
        row = {variable.id: at for at, variable in enumerate(a_map.variables)}
        links = tuple(sorted(links, key=lambda link: (row[link.source], row[link.target])))
    lost = [
        *_whole(a_map, holds, links),
        *_variables(a_map, holds),
        *(_parts(link, OF_A_LINK, holds.links, _perhaps(link, holds)) for link in links),
        *doubled,
    ]
    lost += _ids(a_map, links, holds)
    name = next(iter(a_map.layouts), "")
    places = a_map.layouts[name].places if name and "place" in holds.whole else {}
    return Plan(links, places, tuple(one for one in lost if one is not None))


def _missing(part: Any, phrases: Mapping[str, str], held: frozenset[str]) -> Iterator[str]:
    for name, phrase in phrases.items():
        if name not in held and getattr(part, name) != DEFAULTS[name]:
            yield phrase


def _perhaps(link: Link, holds: Holds) -> str:
    unsaid = link.delayed is None and "delayed" in holds.links and not holds.perhaps
    return "its delay, of which nobody knows: none is written" if unsaid else ""


def _parts(part: Variable | Link, phrases: Mapping[str, str], held: frozenset[str], more: str) -> Lost | None:
    said = [*_missing(part, phrases, held), *([more] if more else [])]
    if isinstance(part, Link) and part.polarity == "disputed" and "claims" not in held:
        said.append("its sign, which is disputed")
    return Lost(of(part), ", ".join(said)) if said else None


def _variables(a_map: AnyMap, holds: Holds) -> Iterator[Lost | None]:
    for variable in a_map.variables:
        back = holds.label(variable.label)
        more = f"its name to the letter: it is written as “{back}”" if back != variable.label else ""
        yield _parts(variable, OF_A_VARIABLE, holds.variables, more)


def _standing(a_map: AnyMap, holds: Holds) -> tuple[tuple[Link, ...], list[Lost]]:
    """The links that stay apart from each other in a format that holds less, and the others."""
    seen: dict[tuple[object, ...], str] = {}
    links, lost = [], []
    for link in a_map.links:
        sign = link.polarity if link.polarity != "disputed" or "claims" in holds.links else None
        key: tuple[object, ...] = (
            link.tail if "facet" in holds.links else link.source,
            link.head if "target_facet" in holds.links else link.target,
        )
        if holds.parallel:
            late = link.delayed if "delayed" in holds.links else False
            key = (*key, sign, late if holds.perhaps else bool(late))
        if sign is None and not holds.unsigned:
            lost.append(Lost(of(link), "all of it: this format has no link without a sign"))
        elif key in seen:
            lost.append(Lost(of(link), f"all of it: this format cannot tell it from link '{seen[key]}'"))
        else:
            seen[key] = link.id
            links.append(link)
    return tuple(links), lost


def _whole(a_map: AnyMap, holds: Holds, links: Iterable[Link]) -> Iterator[Lost]:
    said = [
        phrase
        for name, phrase in OF_A_MAP.items()
        if name not in holds.whole and name not in ("layouts", "id", "title") and getattr(a_map, name, None)
    ]
    said += [OF_A_MAP[name] for name in ("id", "title") if name not in holds.whole]
    said += _layouts(a_map, holds)
    signs = [link.polarity if link.polarity != "disputed" or "claims" in holds.links else None for link in links]
    if "kind" not in holds.whole:
        if isinstance(a_map, SystemsMap) and None in signs:
            said.append("that it is a systems map: a link without a sign makes it an influence map")
        if isinstance(a_map, InfluenceMap) and None not in signs:
            said.append("that it is an influence map: it reads back as a systems map")
    if said:
        yield Lost("the map", ", ".join(said))


def _layouts(a_map: AnyMap, holds: Holds) -> Iterator[str]:
    if not a_map.layouts:
        if holds.needs_places:
            yield "its layouts: it has none, so that places are made"
        return
    if "place" not in holds.whole:
        yield OF_A_MAP["layouts"]
        return
    first, *others = a_map.layouts
    layout = a_map.layouts[first]
    if others:
        yield f"its layouts but the first: {', '.join(others)}"
    if first != "wide":
        yield f"the name of its layout, {first}"
    if "size" not in holds.whole:
        yield "the size of its layout"
    if holds.needs_places and len(layout.places) < len(a_map.variables):
        yield "its layout has not every variable: places are made"
    if any((holds.place(x), holds.place(y)) != (x, y) for x, y in layout.places.values()):
        yield "its places to the fraction of a pixel"


def _ids(a_map: AnyMap, links: tuple[Link, ...], holds: Holds) -> list[Lost | None]:
    old = [variable.id for variable in a_map.variables]
    new = old if "id" in holds.variables else variable_ids([holds.label(one.label) for one in a_map.variables])
    lost: list[Lost | None] = [
        Lost(f"variable '{before}'", f"its id: it reads back as '{after}'")
        for before, after in zip(old, new, strict=True)
        if before != after
    ]
    if "id" not in holds.links:
        back = dict(zip(old, new, strict=True))
        made = link_ids([(back[link.source], back[link.target]) for link in links])
        lost += [
            Lost(of(link), f"its id: it reads back as '{after}'")
            for link, after in zip(links, made, strict=True)
            if link.id != after
        ]
    return lost


class Written(NamedTuple):
    """A map as another program's text, and what that text does not hold."""

    text: str
    lost: tuple[Lost, ...]
