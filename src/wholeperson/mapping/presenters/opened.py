"""A map that somebody opened from a file of their own: drawn and told once, and kept nowhere."""

import inspect
from dataclasses import dataclass

from django.utils.safestring import mark_safe

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.formats import lost_lines
from wholeperson.mapping.presenters.page import BESIDE_AT_MOST, NOT_YOU, Picture
from wholesystem import drawing
from wholesystem.drawing import svg
from wholesystem.formats import FORMATS, Read
from wholesystem.maps import AnyMap, SystemsMap

DRAWN_AT_MOST = (80, 300)  # circles and arrows: more would neither be readable nor soon there
FOLLOWED_AT_MOST = (300, 1200)
LOOPS_AT_MOST = 200
SHOWN_AT_MOST = 12


@dataclass(frozen=True, kw_only=True)
class OpenedLoop:
    """A loop of an opened map."""

    mark: str
    kind: str
    name: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The page: the form, and what was read or what stands in the way."""

    title: str = ""
    lead: str = ""
    finding: str = ""
    picture: Picture | None = None
    too_large: str = ""
    plays: bool = False
    loops: tuple[OpenedLoop, ...] = ()
    loops_count: str = ""
    circles: tuple[tuple[str, str], ...] = ()
    arrows: tuple[tuple[str, str, str], ...] = ()
    lost: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    read: tuple[str, ...] = tuple(one.title for one in FORMATS.values())
    not_you: str = NOT_YOU


def opened(found: Read) -> Opened:
    """What was read."""
    a_map = found.map
    fits = _fits(a_map, DRAWN_AT_MOST)
    loops, count = _loops(a_map) if _fits(a_map, FOLLOWED_AT_MOST) else ((), "")
    return Opened(
        title=a_map.title,
        lead=a_map.lead,
        finding=_finding(a_map, count),
        picture=_picture(a_map) if fits else None,
        too_large="" if fits else _too_large(),
        plays=isinstance(a_map, SystemsMap),
        loops=loops,
        loops_count=count,
        circles=tuple((one.label, one.says) for one in a_map.variables),
        arrows=tuple((a_map.label(one.tail), a_map.label(one.head), words.sign_words(one)) for one in a_map.links),
        lost=lost_lines(found.lost),
    )


def _fits(a_map: AnyMap, at_most: tuple[int, int]) -> bool:
    return len(a_map.variables) <= at_most[0] and len(a_map.links) <= at_most[1]


def _too_large() -> str:
    return f"It has more than {DRAWN_AT_MOST[0]} circles or {DRAWN_AT_MOST[1]} arrows, so it is listed and not drawn."


def _finding(a_map: AnyMap, count: str) -> str:
    circles, arrows = len(a_map.variables), len(a_map.links)
    parts = [f"{circles} circle{'s'[: circles != 1]}", f"{arrows} arrow{'s'[: arrows != 1]}"]
    loops = f", and {count}" if count else ""
    return f"We read {' and '.join(parts) if not loops else ', '.join(parts)}{loops}."


def _loops(a_map: AnyMap) -> tuple[tuple[OpenedLoop, ...], str]:
    if not isinstance(a_map, SystemsMap):
        return (), ""
    found = a_map.loops(at_most=LOOPS_AT_MOST)
    first = sorted(found, key=lambda loop: (not loop.name, loop.length))[:SHOWN_AT_MOST]
    marks = {"reinforcing": "R", "balancing": "B"}
    shown = tuple(
        OpenedLoop(
            mark=marks.get(loop.kind, "?"), kind=loop.kind, name=words.loop_name(a_map, loop),
            says=loop.says or words.KINDS[loop.kind],
        )
        for loop in first
    )  # fmt: skip
    return shown, str(found)


def _picture(a_map: AnyMap) -> Picture:
    # What was drawn before is remembered for public maps; somebody's own map is drawn past that memory.
    draw = inspect.unwrap(drawing.draw)
    drawn = {shape: draw(a_map, shape, True) for shape in ("wide", "tall")}
    written = {
        shape: mark_safe(svg.write(one, drawing.Look(label=f"{a_map.title}, drawn", kept={"class": f"map {shape}"})))  # noqa: S308  # ElementTree escapes every text
        for shape, one in drawn.items()
    }
    return Picture(wide=written["wide"], tall=written["tall"], full=drawn["wide"].width > BESIDE_AT_MOST)
