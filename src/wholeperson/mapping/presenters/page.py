"""What the map page and the list of maps show, from plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.behind import Behind, behind, loops_of
from wholesystem import catalogue, drawing
from wholesystem.drawing import svg
from wholesystem.maps import AnyMap, InfluenceMap, Loop

NOT_YOU = "This is a picture of how things push each other. It is not you, and it cannot say what will happen to you."
BESIDE_AT_MOST = 780


@dataclass(frozen=True, kw_only=True)
class LoopLine:
    """A loop in the list beside the picture."""

    id: str
    mark: str
    kind: str
    name: str
    says: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A map drawn twice, for a desk and for a phone."""

    wide: SafeString
    tall: SafeString
    full: bool


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """Everything that the page of one map shows."""

    id: str
    title: str
    lead: str
    about: tuple[str, ...]
    tone: str
    plays: bool
    picture: Picture
    loops: tuple[LoopLine, ...]
    loops_count: str
    behind: Behind | None
    around: bool
    around_count: int
    around_href: str
    reading: str
    reports: tuple[catalogue.Report, ...]
    not_you: str = NOT_YOU


def map_page(a_map: AnyMap, asked: Mapping[str, str]) -> MapPage:
    """The page of one map, with the part open that the address asks for.

    Raises:
        UnknownNameError: where the address asks for a part that the map does not have.
    """
    more = [variable for variable in a_map.variables if variable.shown == "around"]
    around = asked.get("around") == "yes" or _outside(a_map, asked)
    opened = behind(a_map, asked, around=around)
    reading = catalogue.reading(a_map.id)
    loops = loop_lines(a_map, around=around)
    tones = {part.tone for part in a_map.subsystems} - {"plain"}
    return MapPage(
        id=a_map.id,
        title=a_map.title,
        lead=a_map.lead,
        about=paragraphs(a_map.about),
        tone=tones.pop() if len(tones) == 1 else "plain",
        plays=not isinstance(a_map, InfluenceMap),
        picture=picture(a_map, around=around, lit=opened.lit if opened else ()),
        loops=loops,
        loops_count=_count(a_map),
        behind=opened,
        around=around,
        around_count=len(more),
        around_href=words.address(a_map.id, around=not around),
        reading=reading.title if reading else "",
        reports=reports_of(a_map),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Text as paragraphs; a single line break in a data file is only where its line was full."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _outside(a_map: AnyMap, asked: Mapping[str, str]) -> bool:
    """Whether what the address asks for stands outside the first picture, so that the whole has to be shown."""
    outside = {variable.id for variable in a_map.variables if variable.shown == "around"}
    if asked.get("variable") in outside:
        return True
    ends = [{link.source, link.target} for link in a_map.links if link.id == asked.get("link")]
    rounds = [
        {node.partition("/")[0] for node in loop.nodes} for loop in loops_of(a_map) if loop.id == asked.get("loop")
    ]
    return any(names & outside for names in (*ends, *rounds))


def picture(a_map: AnyMap, *, around: bool, lit: Collection[str] = ()) -> Picture:
    """Both drawings of a map, with the parts that light up."""
    wide = drawing.draw(a_map, "wide", around)

    def name(kind: str, part: str) -> str:
        if kind == "variable":
            return a_map.variable(part).label
        loop = next(loop for loop in loops_of(a_map) if loop.id == part)
        return f"Loop {drawing.marks(a_map)[part]}: {words.loop_name(a_map, loop)}"

    def href(kind: str, part: str) -> str:
        return words.address(a_map.id, around=around, **{kind: part})

    written = {
        shape: svg.write(
            drawing.draw(a_map, shape, around),
            drawing.Look(lit=frozenset(lit), href=href, name=name, label=_says(a_map), kept={"class": f"map {shape}"}),
        )
        for shape in ("wide", "tall")
    }
    safe = {shape: mark_safe(one) for shape, one in written.items()}  # noqa: S308  # ElementTree escapes every text
    return Picture(wide=safe["wide"], tall=safe["tall"], full=wide.width > BESIDE_AT_MOST)


def _says(a_map: AnyMap) -> str:
    return (
        f"{a_map.title}, drawn: {len(a_map.variables)} circles and {len(a_map.links)} arrows. "
        "The same is told in the list."
    )


def loop_lines(a_map: AnyMap, *, around: bool) -> tuple[LoopLine, ...]:
    """The loops that the picture marks, in the order of their marks."""
    marks = drawing.marks(a_map)
    chosen = [loop for loop in loops_of(a_map) if loop.id in marks]
    return tuple(_loop_line(a_map, loop, marks[loop.id], around) for loop in chosen)


def _loop_line(a_map: AnyMap, loop: Loop, mark: str, around: bool) -> LoopLine:
    return LoopLine(
        id=loop.id,
        mark=mark,
        kind=loop.kind,
        name=words.loop_name(a_map, loop),
        says=loop.says or words.KINDS[loop.kind],
        href=words.address(a_map.id, around=around, loop=loop.id),
    )


def _count(a_map: AnyMap) -> str:
    if isinstance(a_map, InfluenceMap):
        return ""
    return str(a_map.loops())


def reports_of(a_map: AnyMap) -> tuple[catalogue.Report, ...]:
    """The reports that a map was read from."""
    named = {source.report for part in (*a_map.variables, *a_map.links, a_map) for source in part.sources}
    return tuple(report for name, report in catalogue.reports().items() if name in named)
