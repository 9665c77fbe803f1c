"""A map as tables and text: the same content, first for the keyboard and the screen reader."""

from dataclasses import dataclass

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.behind import loops_of
from wholeperson.mapping.presenters.page import reports_of
from wholesystem import catalogue
from wholesystem.maps import AnyMap, InfluenceMap, Loop, independent_loops

LOOPS_AT_MOST = 60


@dataclass(frozen=True, kw_only=True)
class VariableRow:
    """One variable in the table."""

    label: str
    href: str
    says: str
    part: str


@dataclass(frozen=True, kw_only=True)
class LinkRow:
    """One link in the table."""

    href: str
    source: str
    target: str
    sign: str
    delay: str
    sure: str
    why: str
    sources: str


@dataclass(frozen=True, kw_only=True)
class LoopRow:
    """One loop in the table."""

    href: str
    name: str
    kind: str
    way: str
    length: int


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A whole map as tables."""

    id: str
    title: str
    lead: str
    about: str
    plays: bool
    variables: tuple[VariableRow, ...]
    links: tuple[LinkRow, ...]
    loops: tuple[LoopRow, ...]
    loops_count: str
    loops_left: int
    reduced: bool
    reports: tuple[catalogue.Report, ...]


def listing(a_map: AnyMap) -> Listing:
    """A whole map as tables."""
    few = _too_many(a_map)
    loops = sorted(few or loops_of(a_map), key=lambda loop: (not loop.name, loop.length))
    return Listing(
        id=a_map.id,
        title=a_map.title,
        lead=a_map.lead,
        about=a_map.about,
        plays=not isinstance(a_map, InfluenceMap),
        variables=tuple(_variables(a_map)),
        links=tuple(_links(a_map)),
        loops=tuple(
            LoopRow(
                href=words.address(a_map.id, loop=loop.id),
                name=loop.name or "no name yet",
                kind=words.KIND_NAMES[loop.kind],
                way=" → ".join(a_map.label(node) for node in (*loop.nodes, loop.nodes[0])),
                length=loop.length,
            )
            for loop in loops[:LOOPS_AT_MOST]
        ),
        loops_count="" if isinstance(a_map, InfluenceMap) else str(a_map.loops()),
        loops_left=max(len(loops) - LOOPS_AT_MOST, 0),
        reduced=bool(few),
        reports=reports_of(a_map),
    )


def _too_many(a_map: AnyMap) -> tuple[Loop, ...]:
    """Where nobody could list every loop: the shortest that together lead over every arrow that is on one."""
    if isinstance(a_map, InfluenceMap) or a_map.loops().complete:
        return ()
    return independent_loops(a_map)


def _variables(a_map: AnyMap) -> list[VariableRow]:
    rows = []
    for variable in a_map.variables:
        part = a_map.subsystem_of(variable.id)
        faces = f" Faces: {', '.join(facet.label for facet in variable.facets)}." if variable.facets else ""
        rows.append(
            VariableRow(
                label=variable.label,
                href=words.address(a_map.id, variable=variable.id),
                says=f"{variable.says}{faces}",
                part=part.label if part else "",
            )
        )
    return rows


def _links(a_map: AnyMap) -> list[LinkRow]:
    return [
        LinkRow(
            href=words.address(a_map.id, link=link.id),
            source=a_map.label(link.tail),
            target=a_map.label(link.head),
            sign=words.sign_words(link),
            delay=words.delay_words(link),
            sure=link.confidence,
            why=link.why,
            sources=words.source_words(link.sources),
        )
        for link in a_map.links
    ]
