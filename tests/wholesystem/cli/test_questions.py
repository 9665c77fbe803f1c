"""The commands that ask a map something, or turn it into another format."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from wholesystem import cli, formats
from wholesystem.maps import Link, SystemsMap, Variable, as_data

FEW = ("--draws", "6", "--seed", "3")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments))


def data(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def two_ways(tmp_path: Path) -> str:
    """A map that rests in two places besides today: a strong reinforcing pair without room to one side."""
    variables = tuple(Variable(id=name, label=name.title(), speed="weeks") for name in ("hope", "help"))
    links = (
        Link(id="hope-help", source="hope", target="help", polarity="+", strength="strong"),
        Link(id="help-hope", source="help", target="hope", polarity="+", strength="strong"),
        Link(id="hope-hope", source="hope", target="hope", polarity="+", strength="strong"),
    )
    a_map = SystemsMap(
        id="two-ways", title="Two ways", variables=variables, links=links, drivers=("hope",), outcomes=("hope",)
    )
    file = tmp_path / "two-ways.json"
    file.write_text(json.dumps(as_data(a_map)))
    return str(file)


def test_dominance_has_its_shape() -> None:
    told = data("map", "dominance", "the-struggle", *FEW, "--weeks", "30")
    assert set(told) == {"weeks", "draws", "seed", "reference", "loops", "dominant", "searched", "assumptions"}
    assert (told["draws"], told["seed"], told["weeks"][-1]) == (6, 3, 30)
    assert set(next(iter(told["loops"].values()))) == {"median", "low", "high"}
    assert set(told["dominant"][0]) == {"from", "to", "loops", "share_of_draws"}
    assert "drivers" in told["reference"]


def test_dominance_in_words_names_loops_and_fading() -> None:
    said = run("map", "dominance", "the-struggle", *FEW, "--weeks", "30", "--push", "decision-to-recover=0.5").stdout
    assert "settles" in said
    assert "What was assumed:" in said


def test_leverage_has_its_shape_and_raises_no_harm() -> None:
    many = ("--draws", "40", "--seed", "3")
    told = data("map", "leverage", "the-struggle", "--outcome", "tendency-to-recover", *many)
    assert set(told) == {
        "outcome", "reference", "weeks", "draws", "seed", "links", "variables", "learn_next", "assumptions",
    }  # fmt: skip
    assert set(told["links"][0]) == {"change", "move", "effect", "low", "high", "agreement"}
    assert set(told["learn_next"][0]) == {"part", "what", "correlation"}
    moves = {one["change"]: one["move"] for one in told["variables"]}
    assert moves["labelling"] == "ease"
    assert "friends-and-family" not in moves


def test_leverage_in_words_says_how_sure() -> None:
    said = run("map", "leverage", "the-struggle", "--outcome", "tendency-to-recover", *FEW).stdout
    assert "of 100 runs" in said
    assert "Supporting" in said


def test_an_unknown_outcome_suggests_the_right_one() -> None:
    result = run("map", "leverage", "the-struggle", "--outcome", "tendency-to-recovr")
    assert result.exit_code == 1
    assert "tendency-to-recover" in result.stderr


def test_tipping_has_its_shape(two_ways: str) -> None:
    told = data("map", "tipping", two_ways, "--outcome", "hope", *FEW)
    assert set(told) == {"states", "pushes", "assumptions"}
    assert set(told["states"][0]) == {"id", "share_of_draws", "values"}
    assert set(told["states"][0]["values"]["hope"]) == {"median", "low", "high"}
    assert set(told["pushes"][0]) == {"variable", "weeks", "size", "from", "to", "share_of_draws"}


def test_tipping_in_words_begins_with_how_many_runs_can_tip(two_ways: str) -> None:
    said = run("map", "tipping", two_ways, "--outcome", "hope", *FEW).stdout
    assert "of runs have more than one resting state" in said
    assert "turns it in" in said


def test_a_run_starts_from_a_resting_state(two_ways: str) -> None:
    states = data("map", "tipping", two_ways, "--outcome", "hope", *FEW)["states"]
    rest = next(state for state in states if state["id"] != "today")
    told = data("map", "simulate", two_ways, "--from", rest["id"], *FEW, "--weeks", "8")
    assert told["variables"]["hope"]["median"][0] == pytest.approx(rest["values"]["hope"]["median"], abs=0.2)
    assert any("resting state" in line for line in told["assumptions"])


def test_archetypes_have_their_shape_and_the_roles_of_the_table() -> None:
    (burden,) = [one for one in data("map", "archetypes", "the-hold") if one["archetype"] == "shifting-the-burden"]
    assert {"archetype", "roles", "loops", "missing"} <= set(burden)
    assert burden["roles"] == {
        "symptom": "the-escape",
        "symptomatic-solution": "the-fix",
        "fundamental-solution": "the-desire",
        "side-effect": "the-buzz",
        "obstacle": "difficulty-of-the-fundamental-solution",
    }
    assert burden["missing"] == []
    said = run("map", "archetypes", "user-generated-system").stdout
    assert "Nearly:" in said
    assert "symptomatic solution: The Fix" in said


def test_comparing_has_its_shape() -> None:
    told = data("map", "compare", "the-hold", "user-generated-system")
    assert set(told["variables"]) == {"added", "dropped", "changed"}
    assert "decision-to-recover" in told["variables"]["added"]
    assert set(told) >= {"variables", "links", "loops"}
    assert "New" in run("map", "compare", "the-hold", "user-generated-system").stdout


def test_converting_says_what_is_lost_and_reads_back(tmp_path: Path) -> None:
    out = tmp_path / "hold.mmd"
    told = data("map", "convert", "the-hold", str(out))
    assert set(told["lost"][0]) == {"where", "what"}
    assert formats.read(out).map.title == "The Hold"
    again = run("map", "convert", str(out), str(tmp_path / "again.csv"))
    assert again.exit_code == 0
    assert "not carried" in again.stdout
    assert run("map", "convert", "the-hold", str(tmp_path / "hold.xyz")).exit_code == 1


def test_xmile_is_one_draw_of_the_medians(tmp_path: Path) -> None:
    told = data("map", "convert", "the-hold", str(tmp_path / "hold.xmile"))
    assert any(one["where"].startswith("link") for one in told["lost"])
    assert (tmp_path / "hold.xmile").read_text().startswith("<?xml")
