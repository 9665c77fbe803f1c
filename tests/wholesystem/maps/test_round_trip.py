"""A map that is written reads back the same: as plain data, as JSON and as YAML."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from tests.wholesystem.maps.made import a_map, link, maps
from wholesystem import catalogue
from wholesystem.maps import AnyMap, Interval, as_data, from_data, read_map

UNKNOWN_KEYS = {
    "id",
    "source",
    "target",
    "polarity",
    "delayed",
    "strength",
    "speed",
    "facet",
    "confidence",
    "claims",
    "sources",
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def parts(one: AnyMap) -> dict[str, Any]:
    """Everything that a map holds, as it is held."""
    held = {name: value for name, value in vars(one).items() if not name.startswith("_") and name != "nodes"}
    return {"kind": one.kind, **held, "layouts": {name: vars(layout) for name, layout in one.layouts.items()}}


def same_everywhere(one: AnyMap, folder: Path) -> None:
    data = as_data(one)
    assert parts(from_data(data)) == parts(one)
    assert json.loads(json.dumps(data)) == data
    written = {
        "a.json": json.dumps(data),
        "b.json": json.dumps(data, ensure_ascii=False, indent=2),
        "a.yaml": yaml.safe_dump(data, sort_keys=False),
        "b.yaml": yaml.safe_dump(data, allow_unicode=True),
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
        assert as_data(read_map(folder / name)) == data, name


@pytest.mark.parametrize("name", catalogue.names())
def test_a_map_of_the_catalogue_reads_back_the_same(name: str, folder: Path) -> None:
    same_everywhere(catalogue.load(name), folder)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(one=maps())
def test_any_map_reads_back_the_same(one: AnyMap, folder: Path) -> None:
    same_everywhere(one, folder)


def test_words_of_strength_spans_and_what_nobody_knows_keep_apart() -> None:
    spans = a_map(
        "a b",
        link("l", "a", "b", strength="weak", speed="weeks", delayed=None),
        link("m", "b", "a", strength=Interval(0.1, 0.2), speed=Interval(1, 2), delayed=True),
        link("n", "b", "a", delayed=False),
    )
    first, second, third = as_data(spans)["links"]
    assert (first["strength"], first["speed"], first["delayed"], first["facet"]) == (
        {"word": "weak"},
        "weeks",
        None,
        None,
    )
    assert (second["strength"], second["speed"]) == ({"low": 0.1, "high": 0.2}, {"low": 1, "high": 2})
    assert (third["strength"], third["speed"], third["target_facet"]) == (None, None, None)
    assert set(first) >= UNKNOWN_KEYS


def test_delay_may_be_written_as_unknown_and_left_out_means_at_once() -> None:
    def delayed(**more: Any) -> bool | None:
        one = {"id": "l", "source": "a", "target": "a", "polarity": "+", **more}
        return (
            from_data({"id": "m", "title": "M", "variables": [{"id": "a", "label": "A"}], "links": [one]})
            .links[0]
            .delayed
        )

    assert delayed(delayed="unknown") is None
    assert delayed(delayed=None) is None
    assert delayed(delayed=True) is True
    assert delayed() is False


def test_the_lines_of_a_source_may_be_one_bare_number() -> None:
    data = {
        "id": "m",
        "title": "M",
        "sources": [{"report": "RSA", "lines": 1024}],
        "variables": [{"id": "a", "label": "A"}],
    }
    assert from_data(data).sources[0].lines == "1024"


def test_a_map_that_joins_others_begins_with_their_parts() -> None:
    data = {
        "id": "m",
        "title": "M",
        "includes": ["the-hold", "influence-crawley"],
        "variables": [{"id": "a", "label": "A"}],
    }
    with pytest.raises(Exception, match="has no sign"):  # its arrows are associations
        from_data(data, include=catalogue.load)
    joined = from_data({**data, "includes": ["the-hold"], "links": None}, include=catalogue.load)
    hold = catalogue.load("the-hold")
    assert [one.id for one in joined.variables] == [*(one.id for one in hold.variables), "a"]
    assert joined.links == hold.links
    assert joined.subsystems == hold.subsystems
