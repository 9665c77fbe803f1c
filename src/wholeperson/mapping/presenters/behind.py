"""What stands behind a part of a map: evidence, sources, figures, how sure we are."""

from collections.abc import Mapping
from dataclasses import dataclass

from wholeperson.mapping.presenters import words
from wholeperson.mapping.queries import activity_around
from wholeperson.mapping.rules.activity import Activity
from wholesystem import catalogue
from wholesystem.catalogue import Figure
from wholesystem.maps import AnyMap, Link, Loop, SystemsMap, Variable

TOLD_AT_MOST = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line that leads to another part of the map."""

    href: str
    words: str
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A survey figure as it is shown."""

    says: str
    size: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What stands behind one part, ready to show."""

    kind: str
    id: str
    title: str
    lead: str
    facts: tuple[str, ...]
    sources: str
    told: tuple[Told, ...] = ()
    more_told: tuple[Told, ...] = ()
    pushes: tuple[Line, ...] = ()
    pushed_by: tuple[Line, ...] = ()
    way: tuple[Line, ...] = ()
    loops: tuple[Line, ...] = ()
    lit: tuple[str, ...] = ()
    what_if: str = ""
    here: tuple[Activity, ...] = ()


def behind(a_map: AnyMap, asked: Mapping[str, str], *, around: bool) -> Behind | None:
    """What stands behind the part that the address asks for, or None where it asks for none.

    Raises:
        UnknownNameError: where the map has no such part.
    """
    if name := asked.get("variable"):
        return _variable(a_map, a_map.variable(name), around)
    if name := asked.get("link"):
        return _link(a_map, a_map.link(name), around)
    if name := asked.get("loop"):
        found = [loop for loop in loops_of(a_map) if loop.id == name]
        return _loop(a_map, found[0], around) if found else None
    return None


def loops_of(a_map: AnyMap) -> tuple[Loop, ...]:
    """The loops of a map; an influence map has none, as its arrows have no signs."""
    return tuple(a_map.loops()) if isinstance(a_map, SystemsMap) else ()


def _variable(a_map: AnyMap, variable: Variable, around: bool) -> Behind:
    out = [link for link in a_map.links if link.source == variable.id]
    into = [link for link in a_map.links if link.target == variable.id]
    facts = [f"It has more than one face: {', '.join(f.label for f in variable.facets)}."] if variable.facets else []
    if variable.note:
        facts.append(variable.note)
    told = tuple(_told(figure) for figure in catalogue.figures_behind(variable.id))
    if variable.harm:
        facts.append("It can be eased here. It is never offered to be raised.")
    return Behind(
        kind="variable",
        id=variable.id,
        title=variable.label,
        lead=variable.says,
        facts=tuple(facts),
        sources=words.source_words(variable.sources),
        told=told[:TOLD_AT_MOST],
        more_told=told[TOLD_AT_MOST:],
        pushes=tuple(_to_link(a_map, link, around) for link in out),
        pushed_by=tuple(_to_link(a_map, link, around) for link in into),
        loops=_on_loops(a_map, {link.id for link in (*out, *into)}, variable.nodes, around),
        lit=(variable.id, *(link.id for link in (*out, *into)), *_ends(out, into)),
        what_if=f"/maps/{a_map.id}/what-if/?about={variable.nodes[0]}" if isinstance(a_map, SystemsMap) else "",
        here=activity_around(variable.id),
    )


def _ends(out: list[Link], into: list[Link]) -> tuple[str, ...]:
    return (*(link.target for link in out), *(link.source for link in into))


def _link(a_map: AnyMap, link: Link, around: bool) -> Behind:
    facts = [words.CONFIDENCE[link.confidence], words.DRAWN[link.drawn]]
    if link.delayed:
        facts.append(f"It takes time. {link.delay_basis}".strip())
    elif link.delayed is None:
        facts.append("Nobody said whether it takes time.")
    if isinstance(link.strength, str):
        facts.append(f"People called it {words.STRENGTHS[link.strength]}.")
    facts += [f"{claim.by} say: {'same' if claim.polarity == '+' else 'opposite'} direction." for claim in link.claims]
    return Behind(
        kind="link",
        id=link.id,
        title=words.link_short(a_map, link),
        lead=words.link_sentence(a_map, link),
        facts=(*((link.why,) if link.why else ()), *facts),
        sources=words.source_words(link.sources),
        way=tuple(
            Line(href=words.address(a_map.id, around=around, variable=end), words=a_map.variable(end).label)
            for end in dict.fromkeys((link.source, link.target))
        ),
        loops=_on_loops(a_map, {link.id}, (), around),
        lit=(link.id, link.source, link.target),
        what_if=f"/maps/{a_map.id}/what-if/?about={link.id}" if isinstance(a_map, SystemsMap) else "",
    )


def _loop(a_map: AnyMap, loop: Loop, around: bool) -> Behind:
    facts = [words.KINDS[loop.kind]]
    if loop.delayed:
        facts.append("Part of it takes time, so what comes round comes late.")
    if loop.crosses:
        names = [part.label for part in a_map.subsystems if part.id in loop.subsystems]
        facts.append(f"It leads through {' and '.join(names)}.")
    if not loop.name:
        facts.append("Nobody has given it a name yet.")
    links = [a_map.link(name) for name in loop.links]
    return Behind(
        kind="loop",
        id=loop.id,
        title=words.loop_name(a_map, loop),
        lead=loop.says,
        facts=tuple(facts),
        sources=words.source_words(tuple(dict.fromkeys(source for link in links for source in link.sources))),
        way=tuple(_to_link(a_map, link, around) for link in links),
        lit=(loop.id, *loop.links, *(node.partition("/")[0] for node in loop.nodes)),
    )


def _to_link(a_map: AnyMap, link: Link, around: bool) -> Line:
    return Line(
        href=words.address(a_map.id, around=around, link=link.id),
        words=words.link_short(a_map, link),
        note=f"{words.sign_words(link)}{', takes time' if link.delayed else ''}",
    )


def _on_loops(a_map: AnyMap, links: set[str], nodes: tuple[str, ...], around: bool) -> tuple[Line, ...]:
    """The named loops that a part is on, then a few more."""
    on = [loop for loop in loops_of(a_map) if (set(loop.nodes) & set(nodes) if nodes else set(loop.links) & links)]
    on.sort(key=lambda loop: (not loop.name, loop.length))
    return tuple(
        Line(
            href=words.address(a_map.id, around=around, loop=loop.id),
            words=words.loop_name(a_map, loop),
            mark={"reinforcing": "R", "balancing": "B"}.get(loop.kind, "?"),
        )
        for loop in on[:6]
    )


def _told(figure: Figure) -> Told:
    percent = f"{figure.percent:g}"
    size = {"more-than": f"more than {percent} %", "less-than": f"under {percent} %", "about": f"about {percent} %"}
    shown = size.get(figure.qualifier, f"{percent} %")
    note = f"Base: {figure.base}." if figure.base else ""
    if figure.interval is not None:
        shown += f" ({figure.interval.low:.0f}–{figure.interval.high:.0f})"
        note = f"Of {figure.n} people asked by their peers."
    return Told(says=figure.says, size=shown, note=f"{note} {figure.report}, {_at(figure)}.".strip())


def _at(figure: Figure) -> str:
    return f"line{'s' if len(figure.lines) > 1 else ''} {', '.join(map(str, figure.lines))}"
