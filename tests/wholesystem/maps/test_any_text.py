"""Whatever a file holds, reading it gives a map or problems in sentences, and nothing else."""

import contextlib
import json
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wholesystem import catalogue
from wholesystem.errors import MapError, UnknownNameError
from wholesystem.maps import AnyMap, as_data, check_file, from_data, read_map

VALUES = """~ / null / yes / no / off / true / 0 / 1 / -1 / 2 / 3 / 0.5 / 1.7 / .nan / .inf / -.inf / 1e400 / 0x1F / 0b
/ 1:60 / 2026-11-21 / 2026-02-30 / '' / "" / + / - / "-" / "+" / [] / {} / [[]] / {a: 1} / [a, b] / *x / &x / !t
/ !!bool / !!int / !!float / !!timestamp / !!binary / !!set / ? / : / | / > / # / the-fix / wide / <<
/ "\\x01" / "\\ud800" / 😀 / {low: 1} / {low: 0, high: 1} / {low: 2, high: 1} / {word: weak} / {low: x, high: 2}
/ a: b: c"""
SCALARS = st.sampled_from([*re.split(r"\s+/\s+", VALUES), "\t", "9" * 400, "9" * 5000])
ANY_TEXT = st.text(max_size=80) | st.text("abid:-[]{},&*!|>#'\"% \n\t?<", max_size=60)
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@cache
def good_lines() -> tuple[tuple[str, ...], ...]:
    folder = Path(catalogue.__file__).parent / "maps"
    written = [(folder / f"{name}.yaml").read_text(encoding="utf-8") for name in ("the-hold", "the-struggle")]
    dumped = yaml.safe_dump(as_data(catalogue.load("whole-person-recovery-system")), sort_keys=False)
    return tuple(tuple(text.splitlines()) for text in (*written, dumped))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def read(file: Path, text: str) -> AnyMap | None:
    """Read the text as a file; anything but a map or problems in sentences fails the test."""
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    problems = check_file(file)
    for one in problems:
        assert one.where
        assert one.what.endswith(".")
        assert one.remedy.endswith((".", "?"))
    try:
        found = read_map(file)
    except (MapError, UnknownNameError):
        assert problems
        return None
    assert not problems
    return found


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    lines = list(draw(st.sampled_from(good_lines())))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        deed = draw(st.sampled_from(["delete", "double", "replace", "value", "move", "swap"]))
        if deed == "delete" and len(lines) > 1:
            del lines[at]
        elif deed == "double":
            lines.insert(at, lines[at])
        elif deed == "replace":
            lines[at] = draw(ANY_TEXT).replace("\n", " ")
        elif deed == "value":
            key, colon, _ = lines[at].partition(": ")
            lines[at] = f"{key}{colon or ': '}{draw(SCALARS)}"
        elif deed == "move":
            lines[at] = draw(st.sampled_from([" ", "  ", "\t", "- "])) + lines[at]
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@given(text=ANY_TEXT, ending=st.sampled_from(["yaml", "json"]))
def test_any_text_is_a_map_or_has_problems(folder: Path, text: str, ending: str) -> None:
    read(folder / f"text.{ending}", text)


@given(raw=st.binary(max_size=60))
def test_any_bytes_are_a_map_or_have_problems(folder: Path, raw: bytes) -> None:
    file = folder / "bytes.yaml"
    file.write_bytes(raw)
    assert check_file(file)


@settings(max_examples=150)
@given(text=spoiled())
def test_a_good_file_with_mistakes_is_a_map_or_has_problems(folder: Path, text: str) -> None:
    found = read(folder / "spoiled.yaml", text)
    if found is not None:  # what is accepted is whole: it can be written, and read back
        assert as_data(from_data(json.loads(json.dumps(as_data(found))))) == as_data(found)


@given(data=PLAIN)
def test_any_data_in_place_of_a_map_has_problems(data: Any) -> None:
    with pytest.raises(MapError) as refused:
        from_data(data)
    assert refused.value.problems


PLACES = st.sampled_from(
    [("variables", 0, key) for key in ("id", "label", "kind", "harm", "speed", "room", "facets", "sources", "note")]
    + [("links", 0, key) for key in ("id", "source", "polarity", "delayed", "speed", "order", "strength", "facet")]
    + [("links", 0, "claims"), ("links", 0, "why"), ("subsystems", 0, "variables"), ("loops", 0, "links")]
    + [("layout", "wide", "size"), ("layout", "wide", "variables")]
    + [
        (key,)
        for key in ("id", "title", "kind", "lead", "includes", "drivers", "layout", "variables", "links", "loops")
    ]
)


@settings(max_examples=150)
@given(place=PLACES, value=PLAIN)
def test_any_value_in_any_place_of_a_good_map_is_a_map_or_has_problems(place: tuple[Any, ...], value: Any) -> None:
    data = json.loads(json.dumps(as_data(catalogue.load("the-hold"))))
    inside = data
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    with contextlib.suppress(MapError):
        found = from_data(data)
        assert as_data(from_data(json.loads(json.dumps(as_data(found))))) == as_data(found)
