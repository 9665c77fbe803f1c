"""Which loops drive a run, and when, told as a story of spans."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.page import NOT_YOU, Picture, picture
from wholeperson.mapping.rules.driving import SETTLES, SHARED, Driven, Span
from wholeperson.mapping.rules.scenario import YEARS, Move
from wholesystem.maps import Loop, SystemsMap

NAMES = {SETTLES: "Things settle by themselves", SHARED: "Many loops share it"}
LETTERS = {"reinforcing": "R", "balancing": "B"}


@dataclass(frozen=True, kw_only=True)
class LoopLink:
    """A loop that leads, or that helps to lead."""

    name: str
    says: str
    href: str
    kind: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class SpanLine:
    """One span of the story."""

    number: int
    says: str
    more: str
    when: str
    name: str
    beside: str
    share: int
    href: str
    current: bool
    loops: tuple[LoopLink, ...]


@dataclass(frozen=True, kw_only=True)
class Drives:
    """The whole page."""

    id: str
    title: str
    pushed: str
    problem: str
    spans: tuple[SpanLine, ...]
    current: SpanLine | None
    before: str
    after: str
    years: tuple[tuple[int, str, bool], ...]
    moves: tuple[str, ...]
    apart: tuple[LoopLink, ...]
    searched: str
    assumptions: tuple[str, ...]
    draws: int
    picture: Picture | None
    not_you: str = NOT_YOU


def drives(
    a_map: SystemsMap, moves: tuple[Move, ...], years: int, driven: Driven | None, asked: str, problem: str
) -> Drives:
    """The page, with the span lit that the address asks for; anything else is the first."""
    count = len(driven.spans) if driven else 0
    number = int(asked) if asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= count else 1
    known = {loop.id: loop for loop in a_map.loops()}

    def at(number: int) -> str:
        pairs = [*(("a", str(move)) for move in moves), ("years", years), ("at", number)]
        return f"/maps/{a_map.id}/drives/?{urlencode(pairs)}#now"

    lines = tuple(
        _line(a_map, span, known, one, count, at(one), current=one == number)
        for one, span in enumerate(driven.spans if driven else (), 1)
    )
    current = lines[number - 1] if lines else None
    return Drives(
        id=a_map.id,
        title=a_map.title,
        pushed=_pushed(driven) if driven else "",
        problem=problem,
        spans=lines,
        current=current,
        before=at(number - 1) if number > 1 else "",
        after=at(number + 1) if number < count else "",
        years=tuple((year, "1 year" if year == 1 else f"{year} years", year == years) for year in YEARS),
        moves=tuple(str(move) for move in moves),
        apart=tuple(_loop(a_map, known[name]) for name in (driven.apart if driven else ()) if name in known),
        searched=driven.searched if driven else "",
        assumptions=driven.assumptions if driven else (),
        draws=driven.draws if driven else 0,
        picture=_picture(a_map, driven.spans[number - 1], known) if driven and lines else None,
    )


def _pushed(driven: Driven) -> str:
    if driven.moves:
        return f"What was changed: {'; '.join(driven.moves)}."
    return f"You asked for no change of your own, so the map's own drivers push: {', '.join(driven.drivers)}."


def _line(
    a_map: SystemsMap, span: Span, known: Mapping[str, Loop], number: int, count: int, href: str, *, current: bool
) -> SpanLine:
    loops = tuple(_loop(a_map, known[name]) for name in (span.leader, *span.beside) if name in known)
    name = NAMES.get(span.leader) or _short(a_map, known[span.leader])
    beside = [_short(a_map, known[loop]) for loop in span.beside if loop in known]
    return SpanLine(
        number=number,
        says=_says(span, name, number, count),
        more=_more(span, beside),
        when=_span_words(span),
        name=name[0].upper() + name[1:],
        beside="; ".join(beside),
        share=span.share,
        href=href,
        current=current,
        loops=loops,
    )


def _short(a_map: SystemsMap, loop: Loop) -> str:
    """A loop's name in quotation marks, or where it leads, as far as a sentence can carry it."""
    if loop.name:
        return f"“{loop.name}”"
    third = max(1, loop.length // 3)
    through = [f"“{a_map.label(node)}”" for node in loop.nodes[::third][:3]]
    return f"the loop of {loop.length} arrow{'s'[: loop.length != 1]} through {' and '.join(through)}"


def _says(span: Span, name: str, number: int, count: int) -> str:
    if span.leader == SETTLES:
        what = "each thing mostly settles by itself, and no loop leads"
    elif span.leader == SHARED:
        what = "many loops share it, and none of them leads"
    else:
        verb = "leads" if number == 1 else "takes over"
        what = f"{name} {verb}"
    if count == 1:
        return f"All the way, {what}."
    if number == 1:
        return f"In the first {_long(span.end)}, {what}."
    return f"From {_month(span.start)} on, {what}." if number == count else f"From {_month(span.start)}, {what}."


def _more(span: Span, beside: list[str]) -> str:
    if span.leader == SHARED:
        most = f" Most often among them: {'; '.join(beside)}." if beside else ""
        return f"It takes {span.together} together to explain half of the change.{most}"
    return f"Beside it: {'; '.join(beside)}." if beside else ""


def _month(week: int) -> str:
    """A week as the month that it is in; the first is month 1."""
    return f"month {round(week * 12 / 52) + 1}"


def _long(weeks: int) -> str:
    months = round(weeks * 12 / 52)
    if months <= 1:
        return "month" if months else "weeks"
    return f"{months} months"


def _span_words(span: Span) -> str:
    first = round(span.start * 12 / 52) + 1
    last = max(first, round(span.end * 12 / 52))
    return f"month {first}" if first == last else f"months {first} to {last}"


def _loop(a_map: SystemsMap, loop: Loop) -> LoopLink:
    return LoopLink(
        name=loop.name or _short(a_map, loop),
        says=loop.says or words.KINDS[loop.kind],
        href=words.address(a_map.id, loop=loop.id),
        kind=loop.kind,
        mark=LETTERS.get(loop.kind, "?"),
    )


def _picture(a_map: SystemsMap, span: Span, known: Mapping[str, Loop]) -> Picture:
    """The map with the span's leading loop lit, or the most frequent of many; nothing where things settle."""
    loop = known.get(span.beside[0] if span.leader == SHARED and span.beside else span.leader)
    ends = {node.partition("/")[0] for node in loop.nodes} if loop else set()
    outside = {variable.id for variable in a_map.variables if variable.shown == "around"}
    leads = (known[name] for name in (span.leader, *span.beside) if name in known)
    return picture(
        a_map,
        around=any(outside & {node.partition("/")[0] for node in one.nodes} for one in leads),
        lit=(loop.id, *loop.links, *sorted(ends)) if loop else (),
    )
