"""Who works with whom: sentences first, then a drawing, then the same as a table. Organizations, never people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from wholeperson.directory.presenters.saying import joined
from wholeperson.directory.queries import Runs, Tie
from wholeperson.directory.rules import ties as rules
from wholesystem import drawing
from wholesystem.drawing import Diagram
from wholesystem.drawing import routing as routes
from wholesystem.maps import InfluenceMap, Link, Variable

LEADS, SHARES, WORKS = "leads to", "shares people", "works with"
SAYS = {
    LEADS: ("leads people to", "is met by people who come from"),
    SHARES: ("shares people with", "shares people with"),
    WORKS: ("works with", "works with"),
}
CLASSES = {LEADS: "leads", SHARES: "shares", WORKS: "works"}
DRAWN_AT_MOST = 24
SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
LONGEST_LABEL = 44


@dataclass(frozen=True)
class Circle:
    """One organization in the drawing."""

    href: str
    name: str
    tone: str
    x: str
    y: str
    radius: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Arrow:
    """One tie in the drawing. Only a way that leads somewhere has a head."""

    kind: str
    way: str
    head: str


@dataclass(frozen=True)
class Drawing:
    """The drawing, as a page writes it down."""

    shape: str
    box: str
    font: float
    circles: tuple[Circle, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class Line:
    """One organization in the table: what it runs, and how it is tied to others."""

    number: int
    name: str
    runs: tuple[tuple[UUID, str], ...]
    tied: tuple[str, ...]
    part: str


@dataclass(frozen=True, kw_only=True)
class WhoPage:
    """Everything that the page shows."""

    title: str
    told: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    left_out: int
    lines: tuple[Line, ...]
    places: tuple[tuple[str, str, bool], ...]


def who_page(
    runs: Sequence[Runs], told: Sequence[Tie], *, title: str, places: tuple[tuple[str, str, bool], ...]
) -> WhoPage:
    """Put sentences, drawing and table together."""
    names = {one.id: one.name for one in runs}
    known = [tie for tie in told if tie.one in names and tie.other in names and tie.one != tie.other]
    tied = rules.neighbours(names, [(tie.one, tie.other) for tie in known])
    between = set(rules.connectors(tied))
    shown = sorted(names, key=lambda one: (-len(tied[one]), names[one]))[:DRAWN_AT_MOST]
    number = {one: at for at, one in enumerate(names, start=1)}
    return WhoPage(
        title=title, told=tuple(_told(names, tied)),
        drawings=_drawings([(number[one], names[one], one in between, not tied[one]) for one in sorted(
            shown, key=lambda one: number[one])],
            [(number[tie.one], number[tie.other], tie.kind) for tie in known
             if tie.one in shown and tie.other in shown]) if known else (),
        left_out=len(names) - len(shown),
        lines=tuple(
            Line(number[one.id], one.name, one.resources, tuple(_ties_of(one.id, known, names)),
                 "connects others" if one.id in between else "" if tied[one.id] else "stands alone")
            for one in runs
        ),
        places=places,
    )  # fmt: skip


def _ties_of(one: UUID, known: Sequence[Tie], names: Mapping[UUID, str]) -> list[str]:
    said = []
    for tie in known:
        if one in (tie.one, tie.other):
            forth, back = SAYS.get(tie.kind, (tie.kind, tie.kind))
            text = f"{forth} {names[tie.other]}" if tie.one == one else f"{back} {names[tie.one]}"
            said.append(f"{text} ({tie.words})" if tie.words else text)
    return said


def _told(names: Mapping[UUID, str], tied: Mapping[UUID, frozenset[UUID]]) -> list[str]:
    """Say what the drawing shows."""
    connect, by_themselves = rules.connectors(tied), rules.alone(tied)
    said = []
    if connect:
        first, *others = connect
        said.append(f"{names[first]} connects more of the others than anybody else: many ways lead through it.")
        if apart := rules.cut_off(tied, first):
            cut = joined([names[one] for one in apart[:3]])
            rest = " and others" if len(apart) > 3 else ""
            said.append(f"If it were not there, {cut}{rest} would no longer reach the rest.")
        if others:
            also = joined([names[one] for one in others])
            said.append(f"{also} also {'connects' if len(others) == 1 else 'connect'} others.")
    if len(apart_groups := [one for one in rules.groups(tied) if len(one) > 1]) > 1:
        said.append(f"{_count(len(apart_groups))} groups work among themselves and do not reach each other.")
    if by_themselves:
        some = joined([names[one] for one in by_themselves[:5]])
        more = " and others" if len(by_themselves) > 5 else ""
        stand = "stands alone, or nobody" if len(by_themselves) == 1 else "stand alone, or nobody"
        said.append(f"{some}{more} {stand} has told us yet whom they work with.")
    return said


def _count(number: int) -> str:
    return SMALL[number] if number < len(SMALL) else str(number)


Node = tuple[int, str, bool, bool]


def _drawings(nodes: Sequence[Node], links: Sequence[tuple[int, int, str]]) -> tuple[Drawing, ...]:
    return _drawn(tuple(nodes), tuple(dict.fromkeys(links)))


@lru_cache(maxsize=64)
def _drawn(nodes: tuple[Node, ...], links: tuple[tuple[int, int, str], ...]) -> tuple[Drawing, ...]:
    """Draw it once; it is asked for often and seldom changes. Laid out by the library, as every other map here."""
    variables = [Variable(id=f"o-{number}", label=_short(name)) for number, name, _, _ in nodes]
    kinds = {f"l-{at}": kind for at, (_, _, kind) in enumerate(links)}
    ways = [Link(id=f"l-{at}", source=f"o-{one}", target=f"o-{other}") for at, (one, other, _) in enumerate(links)]
    a_map = InfluenceMap(id="who", title="Who works with whom", variables=tuple(variables), links=tuple(ways))
    tones = {
        f"o-{number}": "connects" if connects else "alone" if alone else "" for number, _, connects, alone in nodes
    }
    names = {f"o-{number}": name for number, name, _, _ in nodes}
    return tuple(_written(drawing.draw(a_map, shape), kinds, tones, names) for shape in ("wide", "tall"))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[:LONGEST_LABEL].rsplit(' ', 1)[0]} …"


def _written(diagram: Diagram, kinds: Mapping[str, str], tones: Mapping[str, str], names: Mapping[str, str]) -> Drawing:
    lead = diagram.font * 1.16
    circles = []
    for one in diagram.circles:
        first = one.y - (len(one.lines) - 1) * lead / 2 + diagram.font * 0.34
        if not one.inside:
            first = one.y + one.radius + 4 + diagram.font
        lines = tuple((line, f"{first + at * lead:.1f}") for at, line in enumerate(one.lines))
        circles.append(
            Circle(
                f"#{one.id}", names[one.id], tones[one.id], f"{one.x:.1f}", f"{one.y:.1f}", f"{one.radius:.0f}", lines
            )
        )
    arrows = tuple(_arrow(one, kinds[one.link.id]) for one in diagram.arrows)
    box = f"{diagram.left:.0f} {diagram.top:.0f} {diagram.width:.0f} {diagram.height:.0f}"
    return Drawing(diagram.shape, box, diagram.font, tuple(circles), arrows)


def _arrow(arrow: routes.Arrow, kind: str) -> Arrow:
    (x0, y0), (cx, cy), (x1, y1), (hx, hy) = arrow.start, arrow.control, arrow.end, arrow.heading
    size = routes.HEAD
    back = f"{x1 - hx * size * 0.7:.1f} {y1 - hy * size * 0.7:.1f}" if kind == LEADS else f"{x1:.1f} {y1:.1f}"
    head = ""
    if kind == LEADS:
        left = x1 - hx * size - hy * size * 0.48, y1 - hy * size + hx * size * 0.48
        right = x1 - hx * size + hy * size * 0.48, y1 - hy * size - hx * size * 0.48
        head = f"M{x1:.1f} {y1:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"
    return Arrow(CLASSES.get(kind, "works"), f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {back}", head)
