"""The commands of the library: what they say, in words and as JSON, and how they end."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from wholesystem import catalogue, cli, dynamics
from wholesystem.cli import group
from wholesystem.maps import SystemsMap, as_data

PROGRAM = Path(sys.executable).with_name("wholeperson")
FEW = ("--weeks", "26", "--draws", "8")
SYSTEMS = [name for name in catalogue.names() if isinstance(catalogue.load(name), SystemsMap)]


def run(*arguments: str) -> Result:
    """Run the command in this process; an exception that is not an ending fails the test."""
    result = CliRunner().invoke(cli.main, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def data(*arguments: str) -> Any:
    """What the command says as JSON, and nothing beside it."""
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def kitchen(tmp_path: Path) -> Path:
    file = tmp_path / "kitchen.yaml"
    file.write_text(
        "id: the-kitchen\ntitle: The kitchen\n"
        "variables:\n  - {id: eating, label: Eating}\n  - {id: welcome, label: Welcome}\nlinks:\n"
        '  - {id: eating-welcome, source: eating, target: welcome, polarity: "+", strength: strong, speed: weeks}\n'
    )
    return file


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of the simulation, and a short run of it in its place."""
    asked: list[dict[str, Any]] = []
    real = dynamics.simulate

    def simulate(a_map: SystemsMap, **more: Any) -> dynamics.Run:
        asked.append(more)
        return real(a_map, **more)

    monkeypatch.setattr(dynamics, "simulate", simulate)
    return asked


def test_the_list_names_every_map_of_the_catalogue() -> None:
    cards = data("map", "list")
    assert [card["id"] for card in cards] == list(catalogue.names())
    assert list(cards[0]) == ["id", "title", "kind", "variables", "links"]
    hold = {"id": "the-hold", "title": "The Hold", "kind": "systems", "variables": 12, "links": 18}
    assert cards[0] == hold
    assert {card["kind"] for card in cards} == {"systems", "influence"}


def test_the_list_in_words_has_a_line_for_each() -> None:
    lines = run("map", "list").stdout.splitlines()
    assert len(lines) == len(catalogue.names())
    assert lines[0].split("  ")[0] == "the-hold"
    assert lines[0].endswith("The Hold (12 variables, 18 links)")


@pytest.mark.parametrize("name", catalogue.names())
def test_show_gives_the_whole_map_as_data(name: str) -> None:
    shown = data("map", "show", name)
    assert shown == json.loads(json.dumps(as_data(catalogue.load(name))))
    assert {"id", "title", "kind", "variables", "links", "subsystems"} <= set(shown)
    for variable in shown["variables"]:
        assert {"id", "label", "harm"} <= set(variable)
        assert isinstance(variable["harm"], bool)
    for link in shown["links"]:
        keys = ("id", "source", "target", "polarity", "delayed", "strength", "speed", "facet", "confidence", "claims")
        assert {*keys, "sources"} <= set(link)
        assert link["polarity"] in ("+", "-", "disputed", *([None] if shown["kind"] == "influence" else []))
        assert link["delayed"] in (True, False, None)
        assert link["strength"] is None or set(link["strength"]) in ({"word"}, {"low", "high"})
        assert link["confidence"] in ("stated", "implied", "uncertain")


def test_show_in_words_tells_variables_and_arrows() -> None:
    said = run("map", "show", "the-hold").stdout
    assert "The Fix [the-fix]" in said
    assert "The Buzz → − The Desire  [buzz-desire, stated]" in said
    assert "The Fix → + The Escape (delayed)  [fix-escape-aftermath, stated]" in said
    assert "→  " in run("map", "show", "influence-crawley").stdout


def test_show_opens_a_file(kitchen: Path) -> None:
    assert data("map", "show", str(kitchen))["title"] == "The kitchen"


def test_check_says_that_a_good_file_is_good(kitchen: Path) -> None:
    assert data("map", "check", str(kitchen)) == {"ok": True, "problems": []}
    assert run("map", "check", str(kitchen)).stdout == "kitchen.yaml is a good map file.\n"


@pytest.mark.parametrize("name", SYSTEMS)
def test_loops_are_those_of_the_map(name: str) -> None:
    one = catalogue.load(name)
    assert isinstance(one, SystemsMap)
    told = data("map", "loops", name)
    assert told["complete"] is True
    assert told["at_least"] == len(told["loops"])
    assert [(loop["id"], loop["links"]) for loop in told["loops"]] == [
        (loop.id, list(loop.links)) for loop in one.loops()
    ]
    for loop in told["loops"]:
        assert {"id", "name", "kind", "links", "delayed"} <= set(loop)
        assert loop["kind"] in ("reinforcing", "balancing", "unknown")
        assert isinstance(loop["delayed"], bool)


def test_short_loops_alone_are_not_called_all() -> None:
    told = data("map", "loops", "the-hold", "--longest", "2")
    assert (told["complete"], told["longest"]) == (False, 2)
    assert all(len(loop["links"]) <= 2 for loop in told["loops"])
    assert "at least" in run("map", "loops", "the-hold", "--longest", "2").stdout


def test_loops_in_words_show_the_way_round() -> None:
    said = run("map", "loops", "the-hold").stdout
    assert said.startswith("7 loops in The Hold\n")
    assert "reinforcing, delayed  The trap: " in said
    assert "balancing  Quick relief: The Buzz → The Escape → The Fix → The Buzz" in said


@pytest.mark.kernel
def test_simulate_gives_bands_for_every_variable(kitchen: Path) -> None:
    told = data("map", "simulate", str(kitchen), *FEW, "--seed", "3", "--push", "eating=+0.3")
    assert list(told) == ["weeks", "seed", "draws", "version", "variables", "assumptions"]
    assert told["weeks"] == list(range(27))
    assert (told["seed"], told["draws"]) == (3, 8)
    assert set(told["variables"]) == {"eating", "welcome"}
    for band in told["variables"].values():
        assert list(band) == ["median", "low", "high"]
        assert [len(values) for values in band.values()] == [27] * 3
        assert all(
            low <= middle <= high for low, middle, high in zip(band["low"], band["median"], band["high"], strict=True)
        )
    assert told["variables"]["eating"]["low"][-1] > 0
    assert told["assumptions"]
    assert all(isinstance(line, str) for line in told["assumptions"])


@pytest.mark.kernel
def test_the_same_seed_says_the_same_twice(kitchen: Path) -> None:
    asked = ("map", "simulate", str(kitchen), *FEW, "--push", "eating=0.3")
    assert data(*asked) == data(*asked)
    assert data(*asked) != data(*asked, "--seed", "2")


@pytest.mark.kernel
def test_simulate_in_words_tells_shares_and_assumptions(kitchen: Path) -> None:
    said = run("map", "simulate", str(kitchen), *FEW, "--push", "eating=+0.9").stdout
    assert "  Eating: rises in 100% of runs, falls in 0%" in said
    assert "What was assumed:" in said
    outcomes = run("map", "simulate", "the-hold", *FEW).stdout
    assert outcomes.startswith("  The Desire: ")
    assert "Homelessness: rises" not in outcomes


@pytest.mark.kernel
def test_a_push_holds_from_its_first_week_and_not_in_its_last(kitchen: Path) -> None:
    asked = ("map", "simulate", str(kitchen), "--weeks", "40", "--draws", "8")
    pushed = data(*asked, "--push", "eating=+0.9@10-20")["variables"]["eating"]["median"]
    assert pushed[:11] == [0.0] * 11
    assert pushed[11] > 0  # week 10 is pushed, and shows at its end
    rises = [after > before for before, after in pairwise(pushed)]
    assert rises[10:20] == [True] * 10
    assert rises[20] is False  # week 20 is not
    held = data(*asked, "--hold", "eating=0.8@10-20")["variables"]["eating"]["median"]
    assert held[9] == 0
    assert held[10:20] == [0.8] * 10
    assert held[20] <= 0.8
    assert held[21] < 0.8


@pytest.mark.kernel
def test_a_link_can_be_taken_away(kitchen: Path) -> None:
    asked = ("map", "simulate", str(kitchen), *FEW, "--push", "eating=+0.5")
    assert data(*asked)["variables"]["welcome"]["median"][-1] > 0
    assert data(*asked, "--link", "eating-welcome=off")["variables"]["welcome"]["median"][-1] == 0


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("text", "push"),
    [
        ("the-desire=+0.3@10-20", dynamics.Push("the-desire", 0.3, 10, 20)),
        ("the-desire=-0.3", dynamics.Push("the-desire", -0.3, 0, None)),
        ("the-desire=.5@4-", dynamics.Push("the-desire", 0.5, 4, None)),
        ("the-desire=5e-1", dynamics.Push("the-desire", 0.5, 0, None)),
    ],
)
def test_a_push_is_read_as_it_is_written(text: str, push: dynamics.Push, played: list[dict[str, Any]]) -> None:
    assert run("map", "simulate", "the-hold", *FEW, "--push", text).exit_code == 0
    assert played[0]["pushes"] == [push]


@pytest.mark.kernel
def test_pushes_holds_and_links_may_be_many(played: list[dict[str, Any]]) -> None:
    asked = (
        "--push",
        "the-desire=0.1",
        "--push",
        "the-fix=-0.1@1-2",
        "--hold",
        "the-buzz=0.8",
        "--link",
        "fix-buzz=weak",
    )
    assert run("map", "simulate", "the-hold", *FEW, *asked, "--seed", "9").exit_code == 0
    (given,) = played
    assert [push.node for push in given["pushes"]] == ["the-desire", "the-fix"]
    assert given["holds"] == [dynamics.Hold("the-buzz", 0.8)]
    assert given["changes"] == [dynamics.Change("fix-buzz", "weak")]
    ensemble = given["ensemble"]
    assert (given["weeks"], ensemble.draws, ensemble.seed) == (26, 8, 9)


@pytest.mark.parametrize(
    ("option", "text", "says"),
    [
        ("--push", "the-desire", "--push the-desire cannot be read. Write it like --push the-desire=+0.3@10-20"),
        ("--push", "the-desire=much", "cannot be read"),
        ("--push", "the-desire=+", "cannot be read"),
        ("--push", "the-desire=1e", "cannot be read"),
        ("--push", "the-desire=0.3@10", "cannot be read"),
        ("--push", "=0.3", "cannot be read"),
        ("--push", "", "cannot be read"),
        ("--push", "the-desire=0.3@1-99999999999", "cannot be read"),
        ("--push", "the-desire=0.3@x-5", "cannot be read"),
        ("--push", "the-desire=nan", "cannot be read"),
        ("--hold", "the-desire@3", "Write it like --hold the-desire"),
        ("--link", "fix-buzz", "--link fix-buzz cannot be read. Write it like --link fix-buzz=weak"),
        ("--link", "fix-buzz=huge", "(weak, medium, strong, off)"),
        ("--link", "=weak", "cannot be read"),
        ("--from", "yesterday", "Write --from today, or --from rest:13"),
        ("--from", "rest:x", "Write --from today, or --from rest:13"),
        ("--plot", "hold.png", "Name a file that ends in .svg, and not in “.png”."),
        ("--weeks", "0", "--weeks"),
        ("--draws", "none", "--draws"),
        ("--seed", "-1", "--seed"),
    ],
)
def test_what_is_asked_wrongly_ends_with_two_and_says_how(option: str, text: str, says: str) -> None:
    result = run("map", "simulate", "the-hold", option, text, "--json")
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--push", "the-fixx=0.3"), 'Did you mean "the-fix"?'),
        (("--push", "the-fix=99"), "from -10 to 10"),
        (("--push", "the-fix=1e999"), "from -10 to 10"),
        (("--push", "the-fix=0.3@20-10"), "at least 21"),
        (("--link", "fix-buz=weak"), 'Did you mean "fix-buzz"?'),
    ],
)
def test_what_cannot_be_done_ends_with_one_and_says_why(asked: tuple[str, ...], says: str) -> None:
    result = run("map", "simulate", "the-hold", *FEW, *asked, "--json")
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.kernel
def test_a_plot_shows_what_people_value(tmp_path: Path) -> None:
    file = tmp_path / "hold.svg"
    result = run("map", "simulate", "the-hold", *FEW, "--push", "the-escape=0.3", "--plot", str(file), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["draws"] == 8
    assert result.stderr == f"Drawn: {file}\n"
    drawn = file.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert [drawn.count(f">{label}<") for label in ("The Desire", "The Fix", "The Escape", "Homelessness")] == [
        1,
        1,
        1,
        0,
    ]


@pytest.mark.kernel
def test_a_plot_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    result = run("map", "simulate", "the-hold", *FEW, "--plot", str(tmp_path / "nowhere" / "hold.svg"))
    assert result.exit_code == 1
    assert "cannot be written: No such file or directory. Name a place that exists." in result.stderr


@pytest.mark.kernel
def test_progress_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = run("map", "simulate", "the-hold", *FEW)
    assert quiet.stderr == ""
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
    assert run("map", "simulate", "the-hold", *FEW).stderr == "Playing The Hold: 8 runs of 26 weeks …\n"


@pytest.mark.parametrize("command", ["loops", "simulate"])
def test_an_influence_map_cannot_be_played_and_says_so(command: str) -> None:
    result = run("map", command, "influence-crawley", "--json")
    assert result.exit_code == 1
    assert "is an influence map: its arrows have no signs" in result.stderr
    assert "wholeperson map list" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["show", "loops", "simulate"])
def test_an_unknown_map_is_answered_with_the_nearest(command: str) -> None:
    result = run("map", command, "the-hld")
    assert result.exit_code == 1
    assert 'Did you mean "the-hold"?' in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("mpa",), 'There is no command “mpa”. Did you mean "map"?'), (("map", "lopps"), 'Did you mean "loops"?')],
)
def test_an_unknown_command_is_answered_with_the_nearest(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def joined(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Put one command of the platform in the place of all."""
    monkeypatch.setattr(group, "entry_points", lambda group: [EntryPoint(name, value, group)])


def test_a_command_of_the_platform_joins_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    joined(monkeypatch, "kettle", "wholesystem.cli.looking:list_maps")
    assert run("kettle", "--json").exit_code == 0
    assert "kettle" in run("--help").stdout
    assert run("map", "kettle").exit_code == 2


def test_without_the_platform_its_commands_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    joined(monkeypatch, "serve", "no_such_django.commands:serve")
    for arguments in (("serve",), ("serve", "--port", "8000", "here"), ("serve", "--help")):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "“serve” cannot start: no_such_django is not installed." in result.stderr
        assert "pip install 'whole-person[platform]'" in result.stderr


def test_without_the_platform_the_help_still_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    joined(monkeypatch, "serve", "no_such_django.commands:serve")
    result = run("--help")
    assert result.exit_code == 0
    assert "map" in result.stdout
    assert "It is a command of the platform." in result.stdout


def test_a_fault_of_our_own_is_not_taken_for_a_missing_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    joined(monkeypatch, "serve", "wholesystem.no_such_room:serve")
    with pytest.raises(ModuleNotFoundError, match="no_such_room"):
        run("serve")


def test_a_module_that_does_not_say_its_name_is_missing_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(self: EntryPoint) -> click.Command:
        raise ModuleNotFoundError

    joined(monkeypatch, "serve", "anything:serve")
    monkeypatch.setattr(EntryPoint, "load", load)
    assert run("serve").exit_code == 1


@pytest.mark.parametrize("arguments", [("--help",), ("map", "--help"), ("map", "simulate", "--help"), ("--version",)])
def test_help_and_version_end_well(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "wholeperson" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "check"),
    [
        (("map", "list", "--json"), 0, lambda out, err: json.loads(out) and not err),
        (("map", "show", "the-hld", "--json"), 1, lambda out, err: not out and 'Did you mean "the-hold"?' in err),
        (("map", "check", "nowhere.yaml", "--json"), 1, lambda out, err: json.loads(out)["ok"] is False),
        (("map", "simulate", "the-hold", "--push", "x"), 2, lambda out, err: not out and "cannot be read" in err),
    ],
)
def test_the_program_itself_ends_as_it_should(
    arguments: tuple[str, ...], code: int, check: Callable[[str, str], object]
) -> None:
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert check(done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
