"""The catalogue agrees with what was read out of the reports, and borrows no run of their words."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from wholesystem import catalogue
from wholesystem.maps import Link, LoopName, SystemsMap, Variable, loop_id

SYSTEMS = ["the-hold", "the-struggle", "the-recovery", "user-generated-system", "whole-person-recovery-system"]
INFLUENCE = {"crawley": "influence-crawley", "bognor-regis": "influence-bognor-regis"}
RUN = 7
OURS = ("lead", "about", "says", "note", "why", "delay_basis", "text", "title", "warning", "base")


@pytest.fixture(scope="session")
def seed(shared: Path) -> dict[str, Any]:
    """The maps as they were read out of the report's prose."""
    maps: dict[str, Any] = yaml.load((shared / "data" / "seed-maps.yaml").read_text(), Loader=yaml.CSafeLoader)["maps"]
    return maps


def numbers(part: Link | Variable) -> set[int]:
    """The lines of a part's sources, each one by itself."""
    found = set()
    for span in (span for source in part.sources for span in source.lines.split(",")):
        first, _, last = span.strip().partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def same(ours: Link, claim: dict[str, Any]) -> None:
    assert (ours.source, ours.target) == (claim["from"], claim["to"])
    assert (ours.polarity or "unspecified") == claim["polarity"]
    assert {True: True, False: False, None: "unknown"}[ours.delayed] == claim["delayed"]
    assert ours.confidence == claim["confidence"]
    assert ours.facet == claim.get("facet", "")
    assert ours.drawn == claim.get("drawn", ours.drawn)
    assert numbers(ours) == set(claim["source_lines"])
    assert {source.report for source in ours.sources} == {"RSA"}


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_link_that_was_read_is_in_the_map_and_says_the_same(seed: dict[str, Any], name: str) -> None:
    one = catalogue.load(name)
    claims = [*seed[name]["links"], *seed[name].get("extensions", [])]
    assert claims
    for claim in claims:
        same(one.link(claim["id"]), claim)


def test_every_association_that_was_read_is_in_its_workshops_map(seed: dict[str, Any]) -> None:
    claims = seed["influence-map"]["links"]
    assert claims
    for claim in claims:
        same(catalogue.load(INFLUENCE[claim["site"]]).link(claim["id"]), claim)
    assert len(claims) == sum(len(catalogue.load(name).links) for name in INFLUENCE.values())


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_variable_keeps_the_name_that_people_gave_it(seed: dict[str, Any], name: str) -> None:
    one = catalogue.load(name)
    for node in [*seed[name]["nodes"], *seed[name].get("extension_nodes", [])]:
        ours = one.variable(node["id"])
        assert ours.label == node["label"]
        assert numbers(ours) == set(node["source_lines"])
        assert [facet.id for facet in ours.facets] == node.get("facets", [])


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_loop_that_was_read_has_the_kind_that_was_read(seed: dict[str, Any], name: str) -> None:
    one = catalogue.load(name)
    assert isinstance(one, SystemsMap)
    kinds = {loop.id: loop.kind for loop in one.loops()}
    for loop in seed[name]["loops"]:
        assert kinds[loop_id(loop["links"])] == loop["kind"], loop["id"]


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_loop_that_was_read_has_a_name_in_our_map(seed: dict[str, Any], name: str) -> None:
    one = catalogue.load(name)
    assert isinstance(one, SystemsMap)
    named: set[str] = {loop_id(loop.links) for loop in one.loop_names if isinstance(loop, LoopName)}
    assert {loop["id"] for loop in seed[name]["loops"] if loop_id(loop["links"]) not in named} == set()


def test_the_figures_are_those_of_the_survey(shared: Path) -> None:
    with (shared / "data" / "rsa-survey-2010.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    ours = {figure.id: figure for figure in catalogue.figures()}
    assert set(ours) == set(rows)
    for name, row in rows.items():
        assert ours[name].percent == float(row["percent"]), name
        assert ours[name].qualifier == row["qualifier"], name
        assert int(row["source_line"]) in ours[name].lines, name


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


def our_texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in OURS and isinstance(value, str):
                yield value
            yield from our_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from our_texts(value)


def test_no_run_of_seven_words_is_taken_from_the_reports(shared: Path) -> None:
    borrowed_from: set[tuple[str, ...]] = set()
    for report in sorted((shared / "seeds").glob("*.txt")):
        borrowed_from |= runs(report.read_text(encoding="utf-8", errors="replace"))
    assert len(borrowed_from) > 50_000
    labels = {run for name in catalogue.names() for one in catalogue.load(name).variables for run in runs(one.label)}
    folder = Path(catalogue.__file__).parent
    borrowed = {}
    for file in [*(folder / "maps").iterdir(), *(folder / "readings").iterdir(), folder / "figures.yaml"]:
        for text in our_texts(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)):
            taken = (runs(text) & borrowed_from) - labels
            if taken:
                borrowed[file.name] = [" ".join(run) for run in taken]
    assert borrowed == {}
