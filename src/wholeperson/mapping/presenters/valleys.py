"""Resting states as valleys with a ball, for people who never saw such a picture: a wide valley is a common one."""

from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree

WIDTH, HEIGHT, TOP, FLOOR = 320, 170, 46, 118
NARROWEST = 50
BALL = 13
VALLEYS_AT_MOST = 5


def write(shares: Sequence[float], label: str) -> str:
    """Valleys in the order given, each as wide as its share but never too narrow to see, with its number below.

    The ball lies in the first. All valleys are drawn alike in depth, because how deep they are is not known.
    """
    shares = shares[:VALLEYS_AT_MOST]
    widths = _widths(shares)
    svg = ElementTree.Element(
        "svg",
        {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "class": "valleys", "role": "img", "aria-label": label},
    )
    edges = [sum(widths[:at]) + (WIDTH - sum(widths)) / 2 for at in range(len(widths) + 1)]
    line = f"M{edges[0]:.0f} {TOP}" + "".join(_dip(left, right) for left, right in pairwise(edges))
    ground = f"{line}V{FLOOR + 14}H{edges[0]:.0f}Z"
    ElementTree.SubElement(svg, "path", {"class": "ground", "d": ground})
    ElementTree.SubElement(svg, "path", {"class": "line", "d": line})
    for at, (left, right) in enumerate(pairwise(edges)):
        middle = f"{(left + right) / 2:.0f}"
        number = ElementTree.SubElement(svg, "text", {"x": middle, "y": str(HEIGHT - 12), "text-anchor": "middle"})
        number.text = str(at + 1)
        if at == 0:
            ElementTree.SubElement(
                svg, "circle", {"class": "ball", "cx": middle, "cy": str(FLOOR - BALL), "r": str(BALL)}
            )
    return ElementTree.tostring(svg, encoding="unicode")


def _widths(shares: Sequence[float]) -> list[float]:
    """Shares of the width; the narrow ones are widened, and the others give way."""
    room = WIDTH - 8 - NARROWEST * len(shares)
    whole = sum(shares) or 1.0
    return [NARROWEST + room * share / whole for share in shares]


def _dip(left: float, right: float) -> str:
    """Down from a rim, along the floor, and up to the next, as a steady hand draws it."""
    middle, lean = (left + right) / 2, (right - left) / 4
    return (
        f"C{left + lean:.0f} {TOP} {middle - lean:.0f} {FLOOR} {middle:.0f} {FLOOR}"
        f"S{right - lean:.0f} {TOP} {right:.0f} {TOP}"
    )
