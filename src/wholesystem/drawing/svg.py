"""A drawn map as SVG: for a page (with links, and classes that the page's styles colour) or to keep (styled)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from wholesystem.drawing.diagram import BADGE_RADIUS, LEAD, Badge, Circle, Diagram, Ground
from wholesystem.drawing.routing import HEAD, Arrow

PAPER_STYLE = """
svg{font-family:"Atkinson Hyperlegible Next","Atkinson Hyperlegible",Verdana,sans-serif}
.paper{fill:#FBF7F0}.ground{opacity:.75}
.ground.hold{fill:#F3E6EE}.ground.struggle{fill:#FBEFD5}.ground.recovery{fill:#E2F1E9}
.circle circle{fill:#fff;stroke-width:3}.circle.hold circle{stroke:#6B3A5B}.circle.struggle circle{stroke:#8A5A00}
.circle.recovery circle{stroke:#1F6B4F}.circle.plain circle{stroke:#22302E}
text{fill:#22302E}.arrow .way{fill:none;stroke:#22302E;stroke-width:2.6;stroke-linecap:round}
.arrow .head{fill:#22302E}.arrow.opposite .way{stroke:#1B5E78;stroke-width:3;stroke-dasharray:.1 7}
.arrow.opposite .head{fill:#1B5E78}.arrow.disputed .way{stroke-dasharray:9 6 .1 6}
.arrow .delay{stroke:#22302E;stroke-width:2.4;stroke-linecap:round}
.arrow.unsigned .way{stroke:#5A6663}.arrow.unsigned .head{fill:#5A6663}
.badge circle{fill:#fff;stroke:#5A6663;stroke-width:2}.badge text{font-weight:700}
.badge.reinforcing circle{fill:#22302E;stroke:#22302E}.badge.reinforcing text{fill:#fff}
.ground-name{font-family:Fraunces,Georgia,serif;font-size:22px}
"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a diagram is written down.

    Attributes:
        lit: ids of variables, links and loops that light up; all else steps back where there are any.
        href: gives the address that a part opens, from its kind (variable, link, loop) and id; None for a picture.
        name: gives the words that a screen reader says for a part.
        style: style sheet to put into the picture itself; empty where the page styles it.
        label: what the whole picture is called.
        kept: attributes for the outermost element.
    """

    lit: Collection[str] = ()
    href: Callable[[str, str], str] | None = None
    name: Callable[[str, str], str] = lambda kind, name: name
    style: str = ""
    label: str = ""
    kept: dict[str, str] = field(default_factory=dict)


def write(diagram: Diagram, look: Look | None = None) -> str:
    """Write a diagram as one ``<svg>`` element; every text in it is escaped."""
    look = look or Look()
    box = f"{diagram.left:.0f} {diagram.top:.0f} {diagram.width:.0f} {diagram.height:.0f}"
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": box, **look.kept})
    if look.style:
        root.set("width", f"{diagram.width:.0f}")
        root.set("height", f"{diagram.height:.0f}")
        SubElement(root, "style").text = look.style
        left, top, width, height = box.split()
        SubElement(root, "rect", {"class": "paper", "x": left, "y": top, "width": width, "height": height})
    if look.label:
        root.set("role", "group" if look.href else "img")
        root.set("aria-label", look.label)
    if look.lit:
        root.set("class", f"{look.kept.get('class', '')} some-lit".strip())
    for ground in diagram.grounds:
        SubElement(root, "path", {"class": f"ground {ground.tone}", "d": ground.path})
    for arrow in diagram.arrows:
        _arrow(root, arrow, look)
    for ground in diagram.grounds if len(diagram.grounds) > 1 else ():
        _ground_name(root, ground)
    for circle in diagram.circles:
        _circle(root, circle, diagram.font, look)
    for badge in diagram.badges:
        _badge(root, badge, diagram.font, look)
    return tostring(root, encoding="unicode")


def _part(root: Element, kind: str, name: str, classes: str, look: Look) -> Element:
    """The element that holds one part: a link where it opens something, with its words for a screen reader."""
    lit = " lit" if name in look.lit else ""
    keys = {"class": f"{classes}{lit}", "data-part": name}
    if look.href is None:
        return SubElement(root, "g", keys)
    if kind == "link":
        # Arrows open with a pointer; for the keyboard each stands in the list, where it is easier to find.
        return SubElement(root, "g", {**keys, "data-opens": look.href(kind, name), "aria-hidden": "true"})
    return SubElement(root, "a", {**keys, "href": look.href(kind, name), "aria-label": look.name(kind, name)})


def _ground_name(root: Element, ground: Ground) -> None:
    keys = {"class": f"ground-name {ground.tone}", "x": f"{ground.x:.0f}", "y": f"{ground.y + 6:.0f}"}
    SubElement(root, "text", {**keys, "text-anchor": "middle"}).text = ground.label


def _arrow(root: Element, arrow: Arrow, look: Look) -> None:
    sign = {"+": "same", "-": "opposite", "disputed": "disputed"}.get(arrow.link.polarity or "", "unsigned")
    part = _part(root, "link", arrow.link.id, f"arrow {sign}", look)
    (x0, y0), (cx, cy), (x1, y1) = arrow.start, arrow.control, arrow.end
    hx, hy = arrow.heading
    back_x, back_y = x1 - hx * HEAD * 0.7, y1 - hy * HEAD * 0.7
    way = f"M{x0:.1f} {y0:.1f}Q{cx:.1f} {cy:.1f} {back_x:.1f} {back_y:.1f}"
    if look.href is not None:
        SubElement(part, "path", {"class": "reach", "d": way})
    SubElement(part, "path", {"class": "way", "d": way})
    if arrow.link.delayed:
        (mx, my), (sx, sy) = arrow.middle, arrow.slope
        for shift in (-3.5, 3.5):
            ax, ay = mx + sx * shift, my + sy * shift
            ends = f"M{ax - sy * 8:.1f} {ay + sx * 8:.1f}L{ax + sy * 8:.1f} {ay - sx * 8:.1f}"
            SubElement(part, "path", {"class": "delay", "d": ends})
    left = x1 - hx * HEAD - hy * HEAD * 0.48, y1 - hy * HEAD + hx * HEAD * 0.48
    right = x1 - hx * HEAD + hy * HEAD * 0.48, y1 - hy * HEAD - hx * HEAD * 0.48
    head = f"M{x1:.1f} {y1:.1f}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"
    SubElement(part, "path", {"class": "head", "d": head})


def _circle(root: Element, circle: Circle, font: float, look: Look) -> None:
    part = _part(root, "variable", circle.id, f"circle {circle.tone}{'' if circle.large else ' small'}", look)
    SubElement(part, "circle", {"cx": f"{circle.x:.0f}", "cy": f"{circle.y:.0f}", "r": f"{circle.radius:.0f}"})
    lead = font * LEAD
    if circle.inside:
        first = circle.y - (len(circle.lines) - 1) * lead / 2 + font * 0.34
    else:
        first = circle.y + circle.radius + 4 + font
    _lines(part, circle.lines, circle.x, first, font)


def _lines(part: Element, lines: tuple[str, ...], x: float, first: float, font: float) -> None:
    text = SubElement(part, "text", {"text-anchor": "middle", "font-size": f"{font:g}"})
    for at, line in enumerate(lines):
        place = {"x": f"{x:.0f}", "y": f"{first + at * font * LEAD:.1f}"}
        SubElement(text, "tspan", place).text = line


def _badge(root: Element, badge: Badge, font: float, look: Look) -> None:
    part = _part(root, "loop", badge.loop.id, f"badge {badge.loop.kind}", look)
    SubElement(part, "circle", {"cx": f"{badge.x:.0f}", "cy": f"{badge.y:.0f}", "r": f"{BADGE_RADIUS:g}"})
    keys = {"x": f"{badge.x:.0f}", "y": f"{badge.y + font * 0.34:.1f}", "text-anchor": "middle"}
    keys["font-size"] = f"{font:g}"
    SubElement(part, "text", keys).text = badge.mark
