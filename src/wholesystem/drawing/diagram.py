"""A map as shapes: circles, arrows, loop badges and grounds, before anybody decides how they are written down."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from wholesystem.drawing import placing, routing
from wholesystem.drawing.ground import outline
from wholesystem.drawing.routing import Arrow
from wholesystem.drawing.words import in_circle, width, wrap
from wholesystem.maps import AnyMap, Layout, Loop, SystemsMap, Variable

FONT = 18.0
LEAD = 1.16
SMALL_RADIUS = 15.0
LABEL_ROOM = {"wide": 150.0, "tall": 112.0}
LARGE_RADIUS = {"wide": (50.0, 58.0, 66.0, 74.0), "tall": (42.0, 47.0, 52.0, 56.0)}
FONTS = {"wide": FONT, "tall": 17.5}
PADS = {"wide": 40.0, "tall": 6.0}
GROUND_PADS = {"wide": 30.0, "tall": 14.0}
BADGE_RADIUS = 19.0
BADGES_AT_MOST = 9
GAP_AT_MOST = 84.0
ROUNDS = 60
ROOM = 6.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A variable in the picture; ``inside`` says whether its label stands in the circle or below it."""

    id: str
    label: str
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    inside: bool
    tone: str
    large: bool

    def box(self, font: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the circle and its label."""
        half = self.radius
        bottom = self.y + self.radius
        if not self.inside:
            half = max(half, *(width(line, font) / 2 for line in self.lines))
            bottom += 4 + len(self.lines) * font * LEAD
        return self.x - half, self.y - self.radius, self.x + half, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The mark of a loop: R or B and a number, in the middle of the loop."""

    loop: Loop
    mark: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The soft ground of a sub-system, as a closed smooth path, and where its name stands."""

    id: str
    label: str
    tone: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawn map: everything has a place in a box that starts at ``left``, ``top``."""

    map: AnyMap
    shape: str
    font: float
    left: float
    top: float
    width: float
    height: float
    grounds: tuple[Ground, ...]
    arrows: tuple[Arrow, ...]
    circles: tuple[Circle, ...]
    badges: tuple[Badge, ...]


def marks(a_map: AnyMap) -> dict[str, str]:
    """The mark of each loop that the picture shows, by its id: R1, B1 …, those with names first."""
    if not isinstance(a_map, SystemsMap):
        return {}
    loops = a_map.loops()
    named = [loop for loop in loops if loop.name]
    chosen = named or list(loops[:BADGES_AT_MOST])
    count = {"R": 0, "B": 0, "?": 0}
    found = {}
    for loop in chosen:
        letter = {"reinforcing": "R", "balancing": "B"}.get(loop.kind, "?")
        count[letter] += 1
        found[loop.id] = f"{letter}{count[letter]}"
    return found


@lru_cache(maxsize=256)
def draw(a_map: AnyMap, shape: str = "wide", around: bool = False) -> Diagram:
    """Lay a map out as shapes.

    Args:
        a_map: the map.
        shape: ``wide`` for a desk and for paper, ``tall`` for a phone (360 pixels wide).
        around: show also what people told around the core of the map.

    Returns:
        The drawing. It is the same on every visit: kept positions where the map has them, else placed by
        `placing.place`, which does not depend on chance.
    """
    shown = [variable for variable in a_map.variables if around or variable.shown == "core"]
    if not shown:
        shown = list(a_map.variables)
    ids = {variable.id for variable in shown}
    links = [link for link in a_map.links if link.source in ids and link.target in ids]
    layout = a_map.layouts.get(shape)
    if layout is None or not ids <= set(layout.places):
        layout = placing.place([variable.id for variable in shown], links, a_map.subsystems, shape)
    font = FONTS[shape]
    circles = tuple(_circle(a_map, variable, layout, shape, font) for variable in shown)
    circles = _apart(circles, font, sideways=shape == "wide")
    if shape == "tall":
        circles = _closed_up(circles, font)
    arrows = routing.route(links, {circle.id: circle for circle in circles}, font, strict=shape == "tall")
    badges = _badges(a_map, circles, arrows)
    grounds = _grounds(a_map, circles, font, GROUND_PADS[shape])
    left, top, right, bottom = _bounds(circles, arrows, font, PADS[shape], named=len(grounds) > 1)
    return Diagram(
        map=a_map, shape=shape, font=font, left=left, top=top, width=right - left, height=bottom - top,
        grounds=grounds, arrows=arrows, circles=circles, badges=badges,
    )  # fmt: skip


def _circle(a_map: AnyMap, variable: Variable, layout: Layout, shape: str, font: float) -> Circle:
    x, y = layout.places[variable.id]
    part = a_map.subsystem_of(variable.id)
    tone = part.tone if part else "plain"
    radius, lines = SMALL_RADIUS, None
    if variable.size == "large":
        for radius in LARGE_RADIUS[shape]:
            lines = in_circle(variable.label, radius, font, font * LEAD)
            if lines:
                break
        else:
            radius = LARGE_RADIUS[shape][0] * 0.6
    inside = lines is not None
    return Circle(
        id=variable.id, label=variable.label, x=x, y=y, radius=radius, inside=inside, tone=tone,
        lines=lines or wrap(variable.label, LABEL_ROOM[shape], font), large=variable.size == "large",
    )  # fmt: skip


def _apart(circles: tuple[Circle, ...], font: float, *, sideways: bool) -> tuple[Circle, ...]:
    """Move circles whose labels meet a little apart: on a phone only down the page, which has no end."""
    placed = list(circles)
    for _ in range(ROUNDS):
        moved = False
        for at, one in enumerate(placed):
            for other in range(at + 1, len(placed)):
                across, down = _overlap(one.box(font), placed[other].box(font))
                if across <= 0 or down <= 0:
                    continue
                moved = True
                if sideways and across < down:
                    step = (across / 2 + 0.5) * (1 if one.x <= placed[other].x else -1)
                    pair = replace(one, x=one.x - step), replace(placed[other], x=placed[other].x + step)
                else:
                    step = (down / 2 + 0.5) * (1 if one.y <= placed[other].y else -1)
                    pair = replace(one, y=one.y - step), replace(placed[other], y=placed[other].y + step)
                one, placed[other] = pair
                placed[at] = one
        if not moved:
            break
    return tuple(placed)


def _overlap(one: Box, other: Box) -> tuple[float, float]:
    """How far two boxes, with a little room around them, lie over each other across and down; above 0 where they do."""
    across = min(one[2], other[2]) - max(one[0], other[0]) + ROOM
    down = min(one[3], other[3]) - max(one[1], other[1]) + ROOM
    return across, down


def _closed_up(circles: tuple[Circle, ...], font: float) -> tuple[Circle, ...]:
    """Close the gaps that hidden circles leave, so that nobody scrolls through empty paper on a phone."""
    moved: dict[str, float] = {}
    bottom, shift = -1e9, 0.0
    for circle in sorted(circles, key=lambda circle: circle.box(font)[1]):
        _, top, _, low = circle.box(font)
        if bottom > -1e9 and top - bottom > GAP_AT_MOST:
            shift += top - bottom - GAP_AT_MOST
        moved[circle.id] = circle.y - shift
        bottom = max(bottom, low)
    return tuple(replace(circle, y=moved[circle.id]) for circle in circles)


def _badges(a_map: AnyMap, circles: tuple[Circle, ...], arrows: tuple[Arrow, ...]) -> tuple[Badge, ...]:
    """Put each loop's badge in the middle of its arrows, moved off circles and off other badges."""
    if not isinstance(a_map, SystemsMap):
        return ()
    mark = marks(a_map)
    by_link = {arrow.link.id: arrow for arrow in arrows}
    taken = [(circle.x, circle.y, circle.radius + 24) for circle in circles]
    taken += [(x, y, 23.0) for arrow in arrows for x, y in arrow.points[::4]]
    taken += [(arrow.end[0], arrow.end[1], 27.0) for arrow in arrows]
    taken += [(arrow.middle[0], arrow.middle[1], 32.0) for arrow in arrows if arrow.link.delayed]
    badges = []
    for loop in a_map.loops():
        if loop.id not in mark or not all(link in by_link for link in loop.links):
            continue
        middles = [by_link[link].middle for link in loop.links]
        x = sum(at[0] for at in middles) / len(middles)
        y = sum(at[1] for at in middles) / len(middles)
        x, y = placing.free_spot(x, y, taken)
        taken.append((x, y, 40.0))
        badges.append(Badge(loop=loop, mark=mark[loop.id], x=x, y=y))
    return tuple(badges)


def _grounds(a_map: AnyMap, circles: tuple[Circle, ...], font: float, pad: float) -> tuple[Ground, ...]:
    grounds = []
    for part in a_map.subsystems:
        boxes = [circle.box(font) for circle in circles if circle.id in part.variables]
        if len(boxes) < 2 or part.tone == "plain":
            continue
        path, (x, y) = outline(boxes, pad)
        grounds.append(Ground(id=part.id, label=part.label, tone=part.tone, path=path, x=x, y=y))
    return tuple(grounds)


def _bounds(
    circles: Collection[Circle], arrows: Collection[Arrow], font: float, pad: float, *, named: bool
) -> tuple[float, float, float, float]:
    """The box of everything that is read; the soft grounds may run over its edges, and their names may not."""
    boxes = [circle.box(font) for circle in circles]
    boxes += [(x, y, x, y) for arrow in arrows for x, y in arrow.points]
    return (
        min(box[0] for box in boxes) - pad,
        min(box[1] for box in boxes) - max(pad, 24.0) - (font * 1.6 if named else 0.0),
        max(box[2] for box in boxes) + pad,
        max(box[3] for box in boxes) + max(pad, 24.0),
    )


def keep_places(a_map: AnyMap) -> AnyMap:
    """The map with a place for every circle in both drawings, so that it looks the same at every visit."""
    names = [variable.id for variable in a_map.variables]
    layouts = dict(a_map.layouts)
    for shape in FONTS:
        if shape not in layouts or not set(names) <= set(layouts[shape].places):
            layouts[shape] = placing.place(names, a_map.links, a_map.subsystems, shape)
    return replace(a_map, layouts=layouts)
