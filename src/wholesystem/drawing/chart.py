"""Behaviour over time as a picture: bands before lines, today beside them, and no number that looks like a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SIZES = {"wide": (720.0, 320.0), "tall": (340.0, 300.0)}
MARGIN = {"left": 12.0, "right": 12.0, "top": 30.0, "bottom": 34.0}
POINTS = 100
LEAST = 0.25
WEEKS_A_YEAR = 52

PAPER_STYLE = """
svg{font-family:"Atkinson Hyperlegible Next","Atkinson Hyperlegible",Verdana,sans-serif}
.paper{fill:#fff}text{fill:#22302E}.grid{stroke:#E4DCCE;fill:none}
.today{stroke:#5A6663;stroke-width:2;stroke-dasharray:7 6}
.band.a{fill:#1B5E78;fill-opacity:.2}.line.a{stroke:#1B5E78}.band.b{fill:#8A5A00;fill-opacity:.2}
.line.b{stroke:#8A5A00;stroke-dasharray:10 6}.line{fill:none;stroke-width:3.5;stroke-linecap:round}
.edge{fill:none;stroke-width:1}
.edge.a{stroke:#1B5E78}.edge.b{stroke:#8A5A00;stroke-dasharray:4 4}
"""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One idea played: the middle of the runs and the band that nine in ten of them stay in.

    Attributes:
        mark: ``a`` or ``b``; chooses colour and pattern together.
        label: what it is called, at the end of its line.
        weeks: week numbers, shape (weeks,).
        median: the middle run of each week, shape (weeks,).
        low: the 5th percentile, shape (weeks,).
        high: the 95th percentile, shape (weeks,).
    """

    mark: str
    label: str
    weeks: Array
    median: Array
    low: Array
    high: Array


def write(
    series: Sequence[Series], *, shape: str = "wide", label: str, up: str = "more", down: str = "less", style: str = ""
) -> str:
    """Draw bands over time as one ``<svg>`` element.

    Args:
        series: one or two ideas over the same weeks.
        shape: ``wide`` or ``tall`` (drawn again for a phone).
        label: what the picture says, for a screen reader.
        up: the word above today's line.
        down: the word below it.
        style: style sheet to put into the picture itself; empty where the page styles it.
    """
    width, height = SIZES[shape]
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width:.0f} {height:.0f}"})
    root.set("class", f"chart {shape}")
    root.set("role", "img")
    root.set("aria-label", label)
    if style:
        root.set("width", f"{width:.0f}")
        root.set("height", f"{height:.0f}")
        SubElement(root, "style").text = style
        SubElement(root, "rect", {"class": "paper", "width": f"{width:.0f}", "height": f"{height:.0f}"})
    frame = _Frame(series, width, height)
    frame.axes(root, up, down)
    for one in series:
        frame.band(root, one)
    for one in series:
        frame.line(root, one)
    frame.names(root, series)
    return tostring(root, encoding="unicode")


class _Frame:
    """Where weeks and values stand on the paper."""

    def __init__(self, series: Sequence[Series], width: float, height: float) -> None:
        self.left, self.right = MARGIN["left"], width - MARGIN["right"]
        self.top, self.bottom = MARGIN["top"], height - MARGIN["bottom"]
        self.last = float(max(one.weeks[-1] for one in series))
        reach = max(float(np.abs([one.low, one.high]).max()) for one in series)
        self.reach = max(reach * 1.06, LEAST)

    def x(self, week: float) -> float:
        return self.left + (self.right - self.left) * week / max(self.last, 1.0)

    def y(self, value: float) -> float:
        return (self.top + self.bottom) / 2 - (self.bottom - self.top) / 2 * value / self.reach

    def axes(self, root: Element, up: str, down: str) -> None:
        for value in (-self.reach, self.reach):
            ends = f"M{self.left:.0f} {self.y(value):.0f}H{self.right:.0f}"
            SubElement(root, "path", {"class": "grid", "d": ends})
        SubElement(root, "path", {"class": "today", "d": f"M{self.left:.0f} {self.y(0):.1f}H{self.right:.0f}"})
        _text(root, up, self.left, self.top - 9, "start")
        _text(root, down, self.left, self.bottom - 8, "start")
        for week, word, anchor in self.ticks():
            _text(root, word, self.x(week), self.bottom + 24, anchor)

    def ticks(self) -> list[tuple[float, str, str]]:
        ticks = [(0.0, "now", "start")]
        years = self.last / WEEKS_A_YEAR
        if years >= 2:
            ticks.append((self.last / 2, _years(years / 2), "middle"))
        end = _years(years) if years >= 1 else f"{self.last:.0f} weeks"
        return [*ticks, (self.last, end, "end")]

    def _path(self, weeks: Array, values: Array) -> list[str]:
        keep = np.unique(np.linspace(0, len(weeks) - 1, min(POINTS, len(weeks))).round().astype(int))
        return [f"{self.x(float(weeks[at])):.1f} {self.y(float(values[at])):.1f}" for at in keep]

    def band(self, root: Element, one: Series) -> None:
        high, low = self._path(one.weeks, one.high), self._path(one.weeks, one.low)
        SubElement(root, "path", {"class": f"band {one.mark}", "d": f"M{'L'.join([*high, *low[::-1]])}Z"})
        for edge in (high, low):
            SubElement(root, "path", {"class": f"edge {one.mark}", "d": f"M{'L'.join(edge)}"})

    def line(self, root: Element, one: Series) -> None:
        way = self._path(one.weeks, one.median)
        SubElement(root, "path", {"class": f"line {one.mark}", "d": f"M{'L'.join(way)}"})

    def names(self, root: Element, series: Sequence[Series]) -> None:
        """Each idea's name at the end of its line, kept apart from the other's and from today's."""
        ends = sorted((self.y(float(one.median[-1])), at) for at, one in enumerate(series))
        taken: list[float] = []
        for y, at in ends:
            spot = y - 10
            while any(abs(spot - other) < 19 for other in taken):
                spot += 4
            taken.append(spot)
            text = _text(root, series[at].label, self.right, spot, "end")
            text.set("class", f"name {series[at].mark}")
        spot = self.y(0) - 7
        if all(abs(spot - other) > 18 for other in taken):
            _text(root, "as today", self.right, spot, "end")


def _text(root: Element, words: str, x: float, y: float, anchor: str) -> Element:
    keys = {"x": f"{x:.0f}", "y": f"{y:.0f}", "text-anchor": anchor, "font-size": "16"}
    text = SubElement(root, "text", keys)
    text.text = words
    return text


def _years(years: float) -> str:
    count = f"{years:.0f}" if years == round(years) else f"{years:.1f}"
    return "1 year" if count == "1" else f"{count} years"


def column(charts: Sequence[tuple[Series, str]]) -> str:
    """Several charts below each other, each under its title, as one styled ``<svg>`` to keep."""
    width, height = SIZES["wide"]
    head = 34.0
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "width": f"{width:.0f}"})
    total = (height + head) * len(charts)
    root.set("height", f"{total:.0f}")
    root.set("viewBox", f"0 0 {width:.0f} {total:.0f}")
    SubElement(root, "style").text = PAPER_STYLE
    SubElement(root, "rect", {"class": "paper", "width": f"{width:.0f}", "height": f"{total:.0f}"})
    for at, (series, title) in enumerate(charts):
        top = at * (height + head)
        part = SubElement(root, "g", {"transform": f"translate(0 {top + head:.0f})"})
        _text(root, title, MARGIN["left"], top + head - 8, "start").set("font-weight", "700")
        frame = _Frame([series], width, height)
        frame.axes(part, "more", "less")
        frame.band(part, series)
        frame.line(part, series)
    return tostring(root, encoding="unicode")
