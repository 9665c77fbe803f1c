"""Behaviour over time as a picture: within its box, with names apart and no number that looks like a forecast."""

import re
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesystem.drawing import Series, chart

SVG = "{http://www.w3.org/2000/svg}"


def series(weeks: int = 104, ends: float = 0.5, mark: str = "a", label: str = "An idea") -> Series:
    """A straight way from today to where it ends."""
    time = np.arange(weeks + 1, dtype=float)
    middle = ends * time / max(weeks, 1)
    return Series(mark=mark, label=label, weeks=time, median=middle, low=middle - 0.1, high=middle + 0.1)


def drawn(*ideas: Series, **more: Any) -> Element:
    return fromstring(chart.write(ideas, label="What happens", **more))


def points(path: Element) -> list[tuple[float, float]]:
    pairs = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.get("d", ""))
    return [(float(x), float(y)) for x, y in pairs]


def texts(root: Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@given(
    shape=st.sampled_from(["wide", "tall"]),
    weeks=st.integers(0, 600),
    ends=st.lists(st.floats(-4, 4), min_size=1, max_size=2),
)
def test_every_line_and_band_lies_in_the_box(shape: str, weeks: int, ends: list[float]) -> None:
    root = drawn(*(series(weeks, end, "ab"[at]) for at, end in enumerate(ends)), shape=shape)
    width, height = (float(side) for side in (root.get("viewBox") or "").split()[2:])
    assert (width, height) == chart.SIZES[shape]
    ways = [path for path in root.iter(f"{SVG}path") if path.get("class", "").split()[0] in ("band", "line", "edge")]
    assert len(ways) == 4 * len(ends)
    for x, y in (point for way in ways for point in points(way)):
        assert 0 <= x <= width
        assert 0 <= y <= height
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x", -1)) <= width


def test_up_is_up_and_today_is_in_the_middle() -> None:
    root = drawn(series(ends=0.5))
    (line,) = [points(path) for path in root.iter(f"{SVG}path") if path.get("class") == "line a"]
    (today,) = [path for path in root.iter(f"{SVG}path") if path.get("class") == "today"]
    level = float((today.get("d") or "").split()[1].partition("H")[0])
    assert line[0][1] == pytest.approx(level, abs=0.1)
    assert line[-1][1] < level
    assert line[0][0] < line[-1][0]


def test_the_band_lies_around_the_line_and_is_drawn_before_it() -> None:
    root = drawn(series(), series(mark="b", ends=-0.2))
    classes = [path.get("class") for path in root.iter(f"{SVG}path")]
    assert classes.index("band b") < classes.index("line a")
    band = next(points(path) for path in root.iter(f"{SVG}path") if path.get("class") == "band a")
    line = next(points(path) for path in root.iter(f"{SVG}path") if path.get("class") == "line a")
    half = len(band) // 2
    for (_, above), (_, middle), (_, below) in zip(band[:half], line, band[: half - 1 : -1], strict=True):
        assert above <= middle <= below


def test_long_runs_are_thinned_and_end_where_they_end() -> None:
    root = drawn(series(weeks=5200))
    line = next(points(path) for path in root.iter(f"{SVG}path") if path.get("class") == "line a")
    assert len(line) == chart.POINTS
    assert line[-1][0] == pytest.approx(chart.SIZES["wide"][0] - chart.MARGIN["right"])


@pytest.mark.parametrize(
    ("weeks", "ticks"),
    [
        (0, ["now", "0 weeks"]),
        (20, ["now", "20 weeks"]),
        (52, ["now", "1 year"]),
        (78, ["now", "1.5 years"]),
        (104, ["now", "1 year", "2 years"]),
        (260, ["now", "2.5 years", "5 years"]),
    ],
)
def test_ticks_are_in_weeks_and_years(weeks: int, ticks: list[str]) -> None:
    said = texts(drawn(series(weeks=weeks)))
    assert said[: 2 + len(ticks)] == ["more", "less", *ticks]


@given(ends=st.tuples(st.floats(-3, 3), st.floats(-3, 3)))
def test_names_stand_apart_from_each_other_and_from_today(ends: tuple[float, float]) -> None:
    root = drawn(series(ends=ends[0], label="One"), series(ends=ends[1], mark="b", label="Other"))
    spots = [float(text.get("y", 0)) for text in root.iter(f"{SVG}text") if text.text in ("One", "Other", "as today")]
    assert len(spots) >= 2
    gaps = [abs(one - other) for at, one in enumerate(spots) for other in spots[:at]]
    assert min(gaps) >= 17


def test_today_is_named_where_there_is_room() -> None:
    assert "as today" in texts(drawn(series(ends=2.0)))
    assert "as today" not in texts(drawn(series(ends=0.0)))


def test_names_keep_their_colour_and_are_escaped() -> None:
    root = drawn(series(label="<b>& tea</b>"), up="freer", down="less free")
    (name,) = [text for text in root.iter(f"{SVG}text") if text.get("class") == "name a"]
    assert name.text == "<b>& tea</b>"
    assert texts(root)[:2] == ["freer", "less free"]


def test_a_page_styles_the_chart_and_paper_brings_its_own_style() -> None:
    plain, kept = drawn(series()), drawn(series(), style=chart.PAPER_STYLE, shape="tall")
    assert (plain.get("width"), plain.find(f"{SVG}style")) == (None, None)
    assert (kept.get("width"), kept.get("height")) == ("340", "300")
    assert kept.findtext(f"{SVG}style") == chart.PAPER_STYLE
    assert (kept.get("class"), kept.get("role"), kept.get("aria-label")) == ("chart tall", "img", "What happens")


def test_no_scale_of_numbers_is_printed() -> None:
    assert not [text for text in texts(drawn(series())) if re.search(r"\d\.\d|%", text) and "year" not in text]


@pytest.mark.parametrize("count", [1, 3])
def test_a_column_puts_each_chart_under_its_title(count: int) -> None:
    root = fromstring(chart.column([(series(), f"Chart {at} <&>") for at in range(count)]))
    parts = root.findall(f"{SVG}g")
    assert [part.findtext(f"{SVG}text") for part in parts] == ["more"] * count
    titles = [text for text in root.findall(f"{SVG}text") if text.get("font-weight") == "700"]
    assert [title.text for title in titles] == [f"Chart {at} <&>" for at in range(count)]
    tops = [float((part.get("transform") or "").split()[1].rstrip(")")) for part in parts]
    assert all(float(title.get("y", 0)) < top for title, top in zip(titles, tops, strict=True))
    assert float(root.get("height", 0)) == pytest.approx(tops[-1] + chart.SIZES["wide"][1])
