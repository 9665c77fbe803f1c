"""Every way in which a map file goes wrong is told with its place, what is wrong and what to do."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from wholesystem import catalogue
from wholesystem.cli import main
from wholesystem.errors import MapError, Problem
from wholesystem.maps import check_file, read_map
from wholesystem.maps.text import BYTES_AT_MOST, load_text

BROKEN = Path(__file__).parent / "broken"
YAML = "it cannot be read as YAML"
QUOTES = "Put it in quotation marks."
START = 'Start with "id:", "title:"'
LIST = 'Start each one on a line of its own, after "- ".'
SIZE = "Write size: [960, 640]"
SIGNS = "Use one of: +, -, disputed."

# file: the line that the sentence names (0 for none), the part, what is wrong, what to do
TABLE: dict[str, tuple[int, str, str, str]] = {
    "a-list-at-top.yaml": (1, "", "it is not a map file.", START),
    "a-picture.yaml": (1, "", "it is not UTF-8 text.", "Save it again as UTF-8."),
    "alias-to-nothing.yaml": (
        4,
        "",
        "it cannot be read as YAML: found undefined alias.",
        "Check the indentation, and put text that holds :",
    ),
    "auxiliary-on-itself.yaml": (
        6,
        "link 'one'",
        "it stands in a loop of auxiliaries alone, in which everything would ha",
        "Make one of these variables a level, or mark one",
    ),
    "bare-minus.yaml": (
        10,
        "",
        "it cannot be read as YAML: block sequence entries are not allowed in t",
        "Check the indentation, and put text that holds :",
    ),
    "bare-plus-one.yaml": (7, "link 'one'", "its polarity is 1.", SIGNS),
    "bracket-left-open.yaml": (
        4,
        "",
        "it cannot be read as YAML: did not find expected ',' or ']'.",
        "Check the indentation, and put text that holds :",
    ),
    "claim-disputed.yaml": (7, "link 'one', a claim", 'its polarity is "disputed".', "Use one of: +, -."),
    "claim-without-group.yaml": (7, "link 'one', a claim", "it has no by.", 'Add "by:".'),
    "claims-are-a-word.yaml": (
        7,
        "link 'one', a claim",
        '"everyone" cannot be read.',
        'Write a list, each as "name: value" pairs.',
    ),
    "colon-in-text.yaml": (
        3,
        "",
        "it cannot be read as YAML: mapping values are not allowed in this context.",
        "Check the indentation, and put text that holds :",
    ),
    "comma-at-the-end.json": (
        4,
        "",
        "it cannot be read as JSON: expecting property name enclosed in double ",
        "Check commas, brackets and quotation marks there.",
    ),
    "constant-pushed.yaml": (
        7,
        "link 'one'",
        'it pushes "welcome", which is a constant and so is given.',
        "Turn the link round, or make the variable a level.",
    ),
    "control-character.yaml": (
        4,
        "variable 'eating'",
        "its label holds a character that cannot be shown.",
        "Type it again without it.",
    ),
    "delayed-maybe.yaml": (7, "link 'one'", 'its delayed is "maybe".', "Write true, false or unknown."),
    "disputed-without-claims.yaml": (
        7,
        "link 'one'",
        "its sign is disputed, yet no claim says who holds what.",
        "List the claims.",
    ),
    "doubled-facets.yaml": (
        4,
        "variable 'family'",
        'its facets are ["pull", "pull"].',
        "Name two or more different faces, or none.",
    ),
    "doubled-link-id.yaml": (8, "link 'one'", "the id stands 2 times.", "Give each one an id of its own."),
    "doubled-link.yaml": (
        8,
        "link 'two'",
        "it doubles link 'one': same ends, sign, delay and facet.",
        "Keep one of the two and put both reasons there.",
    ),
    "doubled-sub-system.yaml": (8, "sub-system 'home'", "the id stands 2 times.", "Give each one an id of its own."),
    "doubled-variable.yaml": (5, "variable 'eating'", "the id stands 2 times.", "Give each one an id of its own."),
    "driver-is-a-number.yaml": (9, "the map", "7 under drivers is not an id.", "Write an id as text."),
    "empty.yaml": (0, "", "it is empty.", START),
    "facet-missing.yaml": (
        9,
        "link 'one'",
        '"family" has more than one face, and the link does not say which it uses.',
        "Set facet to one of: pull, support.",
    ),
    "facet-of-one-faced.yaml": (7, "link 'one'", '"eating" has no face "pull".', "Leave facet out."),
    "facet-unknown.yaml": (9, "link 'one'", '"family" has no face "pul".', "Set facet to one of: pull, support."),
    "facets-are-words.yaml": (
        4,
        "variable 'family', a facet",
        '["pull", "support"] cannot be read.',
        'Write a list, each as "name: value" pairs.',
    ),
    "half-a-character.json": (
        3,
        "",
        "it cannot be read as YAML: found invalid Unicode character escape code.",
        "Check the indentation, and put text that holds :",
    ),
    "harm-is-a-word.yaml": (4, "variable 'eating'", 'its harm is "maybe".', "Write true or false."),
    "holds-itself.yaml": (4, "", "it holds too many parts, or repeats itself.", "Write each part out once."),
    "id-in-capitals.yaml": (
        4,
        "variable 'Eating'",
        'its id is "Eating".',
        "Use at most 80 lower-case letters and numbers, i",
    ),
    "id-is-a-day.yaml": (4, "variable", 'its id is "2026-11-21", which is not text.', QUOTES),
    "id-is-a-number.yaml": (4, "variable", "its id is 12, which is not text.", QUOTES),
    "id-is-no.yaml": (4, "variable", "its id is read as true or false, as yes, no, on and off are too.", QUOTES),
    "id-too-long.yaml": (
        4,
        "variable 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        'its id is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        "Use at most 80 lower-case letters and numbers, i",
    ),
    "id-with-spaces.yaml": (
        1,
        "the map",
        'its id is "the kitchen".',
        "Use at most 80 lower-case letters and numbers, i",
    ),
    "in-two-sub-systems.yaml": (
        8,
        "sub-system 'hall'",
        "\"eating\" is already in 'home'.",
        "Keep it in one of the two.",
    ),
    "includes-another.yaml": (6, "the map", 'it includes "the-hold".', "Only maps of the catalogue can."),
    "influence-with-drivers.yaml": (
        10,
        "the map",
        "an influence map has no drivers.",
        "Leave them out, or make it a systems map.",
    ),
    "influence-with-loops.yaml": (
        11,
        "the map",
        "an influence map has no loops.",
        "Leave them out, or make it a systems map.",
    ),
    "key-is-a-list.yaml": (3, "", "a name before a colon is not plain text.", "Use a plain word before the colon."),
    "key-twice.json": (3, "", '"id" stands there twice.', "Keep one of the two."),
    "key-twice.yaml": (6, "", '"title" stands there twice.', "Keep one of the two."),
    "kind-is-no.yaml": (3, "the map", "its kind is false.", "Use systems or influence."),
    "label-empty.yaml": (4, "variable 'eating'", "it has no label.", "Add its label."),
    "label-is-yes.yaml": (
        4,
        "variable 'eating'",
        "its label is read as true or false, as yes, no, on and off are too.",
        QUOTES,
    ),
    "label-missing.yaml": (4, "variable 'eating'", "it has no label.", 'Add "label:".'),
    "layout-beyond-counting.yaml": (7, "layout 'wide'", "it is not a drawing's size and places.", SIZE),
    "layout-is-a-list.yaml": (6, "the map", "its layout is not a list of drawings.", "Write wide: or tall: under it."),
    "layout-nonsense.yaml": (7, "layout 'wide'", "it is not a drawing's size and places.", SIZE),
    "layout-nowhere.yaml": (7, "layout 'wide'", 'the place of "eating" is not two numbers.', "Give x and y in pixels."),
    "layout-of-unknown.yaml": (
        7,
        "layout 'wide'",
        'it places "eatin", and no variable has that id.',
        'Did you mean "eating"?',
    ),
    "layout-place-in-words.yaml": (7, "layout 'wide'", "it is not a drawing's size and places.", SIZE),
    "layout-without-size.yaml": (
        7,
        "a layout",
        "its size is 0.0 by 640.0.",
        "Give its width and height in pixels, above 0.",
    ),
    "links-not-a-list.yaml": (6, "the map", "links is not a list.", LIST),
    "loop-left-open.yaml": (
        9,
        "loop 'Round'",
        "its links do not lead round to where they start.",
        "List them in order, all round.",
    ),
    "loop-of-no-links.yaml": (10, "loop 'Round'", "it names no links.", "List its links in order."),
    "loop-of-unknown-link.yaml": (
        10,
        "loop 'Round'",
        'it uses link "tow", and no link has that id.',
        'Did you mean "two"?',
    ),
    "loop-twice-round.yaml": (10, "loop 'Round'", "it passes the same variable twice.", "Name two loops instead."),
    "loop-without-name.yaml": (10, "loop", "it has no name.", 'Add "name:".'),
    "merge-key.yaml": (5, "", "a name before a colon is not plain text.", "Use a plain word before the colon."),
    "nested-a-little-too-deep.json": (1, "", "its parts are nested too deep.", "A map needs five levels at most."),
    "nested-too-deep.json": (0, "", "its brackets are nested too deep.", "A map needs five levels at most."),
    "nested-too-deep.yaml": (2, "", "its parts are nested too deep.", "A map needs five levels at most."),
    "no-ending": (0, "", "its name has no ending.", "Map files end in .yaml, .yml, .json."),
    "no-id.yaml": (1, "the map", "it has no id.", "Add its id."),
    "no-sign.yaml": (7, "link 'one'", "it has no sign.", 'Say "+" (same direction), "-" (opposite) or disp'),
    "no-such-day.yaml": (3, "", '"2026-02-30" cannot be read.', QUOTES),
    "no-title.yaml": (1, "the map", "it has no title.", "Add its title."),
    "no-variables.yaml": (1, "the map", "it has no variables.", "Add at least one thing that can rise or fall."),
    "not-utf-8.yaml": (3, "", "it is not UTF-8 text.", "Save it again as UTF-8."),
    "one-facet-only.yaml": (
        4,
        "variable 'family'",
        'its facets are ["pull"].',
        "Name two or more different faces, or none.",
    ),
    "only-a-comment.yaml": (0, "", "it is empty.", START),
    "only-a-word.yaml": (1, "", "it is not a map file.", START),
    "order-true.yaml": (7, "link 'one'", "the order of its delay is true.", "Use 1 or 3."),
    "order-two.yaml": (7, "link 'one'", "the order of its delay is 2.", "Use 1 or 3."),
    "outcomes-is-a-word.yaml": (9, "the map", "outcomes is not a list.", LIST),
    "own-tag.yaml": (3, "", "it uses the tag !things.", "Leave tags that start with ! out."),
    "python-tag.yaml": (3, "", '"kitchen" cannot be read.', QUOTES),
    "quotation-mark-left-open.yaml": (
        7,
        "",
        "it cannot be read as YAML: found unexpected end of stream.",
        "Check the indentation, and put text that holds :",
    ),
    "raw-control-character.yaml": (
        0,
        "",
        "it holds characters that YAML does not allow.",
        "Save it again as plain text.",
    ),
    "repeats-without-end.yaml": (1, "", "it holds too many parts, or repeats itself.", "Write each part out once."),
    "ring-of-auxiliaries.yaml": (
        7,
        "link 'one'",
        "it stands in a loop of auxiliaries alone, in which everything would ha",
        "Make one of these variables a level, or mark one",
    ),
    "room-is-a-number.yaml": (4, "variable 'eating'", "its room is 0.2.", "Write {low: -0.2, high: 0.6}."),
    "sign-in-words.yaml": (7, "link 'one'", 'its polarity is "positive".', SIGNS),
    "source-is-a-number.yaml": (7, "link 'one'", "its source is 3, which is not text.", QUOTES),
    "source-is-a-word.yaml": (7, "source", '"RSA" is not a source.', 'Write it as "name: value" lines.'),
    "source-lines-in-words.yaml": (
        7,
        "source",
        'its lines are "page four".',
        'Write them like "1024" or "1024-1026, 1030".',
    ),
    "source-missing.yaml": (7, "link 'one'", "it has no source.", 'Add "source:".'),
    "source-without-report.yaml": (7, "source", "it has no report.", 'Add "report:".'),
    "speed-as-text.yaml": (7, "link 'one'", 'its speed is "6".', "Use days, weeks, months, years, or a low and a h"),
    "speed-nothing.yaml": (7, "link 'one'", "its speed starts at 0 weeks.", "Start above 0."),
    "speed-number-in-quotes.yaml": (
        7,
        "link 'one', its speed",
        '"2" is not a number.',
        "Give a low and a high number.",
    ),
    "strength-above-one.yaml": (
        7,
        "link 'one'",
        "its strength runs from 0.5 to 1.7.",
        "Stay between 0 and 1; the sign says which way it pushes.",
    ),
    "strength-backwards.yaml": (
        7,
        "link 'one', its strength",
        "it runs from 0.5 down to 0.2.",
        "Put the lower number first.",
    ),
    "strength-below-nothing.yaml": (
        7,
        "link 'one'",
        "its strength runs from -0.5 to 0.2.",
        "Stay between 0 and 1; the sign says which way it pushes.",
    ),
    "strength-beyond-counting.yaml": (
        7,
        "link 'one', its strength",
        "1000000000000000000000000000000000000000000000000000000000000000000000",
        "Give a low and a high number.",
    ),
    "strength-half-a-span.yaml": (
        7,
        "link 'one', its strength",
        '{"low": 0.1} cannot be read.',
        "Write {low: 0.2, high: 0.5}.",
    ),
    "strength-huge.yaml": (
        7,
        "link 'one'",
        'its strength is "huge".',
        "Use weak, medium, strong, or a low and a high.",
    ),
    "strength-is-a-number.yaml": (
        7,
        "link 'one'",
        "its strength is 0.4.",
        "Use weak, medium, strong, or a low and a high.",
    ),
    "strength-not-a-number.yaml": (
        7,
        "link 'one', its strength",
        "NaN is not a number.",
        "Give a low and a high number.",
    ),
    "strength-without-end.yaml": (
        7,
        "link 'one', its strength",
        "Infinity is not a number.",
        "Give a low and a high number.",
    ),
    "sub-system-of-a-word.yaml": (
        7,
        "sub-system 'home', its list of ids",
        '"eating" cannot be read.',
        "Write a list of ids.",
    ),
    "sub-system-of-nothing.yaml": (
        7,
        "sub-system 'home'",
        'it holds "eatin", and no variable has that id.',
        'Did you mean "eating"?',
    ),
    "tab-before-a-word.yaml": (
        4,
        "",
        "it cannot be read as YAML: found character that cannot start any token.",
        "Check the indentation, and put text that holds :",
    ),
    "tag-that-does-not-fit.yaml": (3, "", '"perhaps" cannot be read.', QUOTES),
    "target-facet-missing.yaml": (
        9,
        "link 'one'",
        '"family" has more than one face, and the link does not say which it uses.',
        "Set target_facet to one of: pull, support.",
    ),
    "thousands-of-digits.json": (0, "", "it holds a number of thousands of digits.", "Shorten the number."),
    "title-is-a-list.yaml": (2, "the map", 'its title is ["The", "kitchen"], which is not text.', QUOTES),
    "two-documents.yaml": (
        6,
        "",
        "it cannot be read as YAML: but found another document.",
        "Check the indentation, and put text that holds :",
    ),
    "unknown-confidence.yaml": (
        7,
        "link 'one'",
        'its confidence is "sure".',
        "Use one of: stated, implied, uncertain.",
    ),
    "unknown-driver.yaml": (9, "drivers", '"eatin" is not one of the variables.', 'Did you mean "eating"?'),
    "unknown-facet-word.yaml": (4, "variable 'family', a facet", 'it has no part "labl".', 'Did you mean "label"?'),
    "unknown-kind-of-variable.yaml": (
        4,
        "variable 'eating'",
        'its kind is "level2".',
        "Use one of: level, stock, auxiliary, constant.",
    ),
    "unknown-kind.yaml": (3, "the map", 'its kind is "system".', "Use systems or influence."),
    "unknown-outcome.yaml": (9, "outcomes", '"welcom" is not one of the variables.', 'Did you mean "welcome"?'),
    "unknown-source.yaml": (
        7,
        "link 'one'",
        'its source is "eatin", and no variable has that id.',
        'Did you mean "eating"? Or add the variable.',
    ),
    "unknown-target.yaml": (
        7,
        "link 'one'",
        'its target is "welcom", and no variable has that id.',
        'Did you mean "welcome"? Or add the variable.',
    ),
    "unknown-tone.yaml": (
        7,
        "sub-system 'home'",
        'its tone is "pink".',
        "Use one of: hold, struggle, recovery, plain.",
    ),
    "unknown-top-word.yaml": (3, "the map", '"variablez" is not a part of a map file.', 'Did you mean "variables"?'),
    "unknown-variable-word.yaml": (
        4,
        "variable 'eating'",
        '"labl" is not a part of a map file.',
        'Did you mean "label"?',
    ),
    "utf-16.json": (1, "", "it is not UTF-8 text.", "Save it again as UTF-8."),
    "variable-is-a-word.yaml": (4, "variable", '"eating" is not a variable.', 'Write it as "name: value" lines.'),
    "variables-by-name.yaml": (4, "the map", "variables is not a list.", LIST),
    "why-is-a-list.yaml": (7, "link 'one'", 'its why is ["a", "b"], which is not text.', QUOTES),
    "wrong-ending.txt": (0, "", "its name ends in .txt.", "Map files end in .yaml, .yml, .json."),
    "yaml-in-json.json": (
        1,
        "",
        "it cannot be read as JSON: expecting value.",
        "Check commas, brackets and quotation marks there.",
    ),
}
JARGON = re.compile(
    r"NoneType|Traceback|\bdict\b|\bstr\b|\bint\b|\bfloat\b|\bNone\b|\bTrue\b|\bFalse\b|datetime|Error\b|object at|"
    r"\b(Interval|Variable|Facet|SubSystem|LoopName|Marked|_Reader|_Builder)\b|__|<class"
)


def problem(name: str) -> Problem:
    """The first problem of a broken file."""
    return check_file(BROKEN / name)[0]


def test_every_broken_file_is_in_the_table_and_every_row_has_its_file() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(TABLE)
    assert len(TABLE) >= 40


@pytest.mark.parametrize("name", TABLE)
def test_a_broken_file_is_refused_with_its_place_the_mistake_and_the_remedy(name: str) -> None:
    line, part, what, remedy = TABLE[name]
    found = problem(name)
    assert found.where.startswith(name)
    assert f", line {line}" in f"{found.where}," if line else ", line" not in found.where, found.where
    assert re.search(rf"line {line}\b", found.where) or not line
    assert part in found.where
    assert what in found.what
    assert remedy in found.remedy


@pytest.mark.parametrize("name", TABLE)
def test_each_sentence_ends_as_one_and_speaks_no_python(name: str) -> None:
    for found in check_file(BROKEN / name):
        assert found.what.endswith(".")
        assert found.remedy.endswith((".", "?"))
        assert str(found) == f"{found.where}: {found.what} {found.remedy}"
        assert not JARGON.search(str(found)), str(found)
        assert len(str(found)) < 500


@pytest.mark.parametrize("name", TABLE)
def test_the_command_says_the_same_and_ends_with_one(name: str) -> None:
    runner = CliRunner()
    told = runner.invoke(main, ["map", "check", str(BROKEN / name)])
    assert told.exit_code == 1
    assert name in told.stdout
    asked = runner.invoke(main, ["map", "check", str(BROKEN / name), "--json"])
    assert asked.exit_code == 1
    answer = json.loads(asked.stdout)
    assert list(answer) == ["ok", "problems"]
    assert answer["ok"] is False
    assert answer["problems"]
    assert all(list(one) == ["where", "what", "remedy"] for one in answer["problems"])


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(
        "id: A\ntitle: 3\nvariables:\n  - {id: a, labl: A}\n  - {id: b, label: B, harm: 7}\nlinks:\n  - [a]\n"
    )
    where = [one.where for one in check_file(file)]
    assert where == [
        "many.yaml, line 4, variable 'a'",
        "many.yaml, line 5, variable 'b'",
        "many.yaml, line 7, link",
        "many.yaml, line 2, the map",
    ]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    (found,) = check_file(tmp_path / "kitchen.yaml")
    assert str(found).endswith("kitchen.yaml: there is no such file. Check the name and the folder.")


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "kitchen.yaml").mkdir()
    (found,) = check_file(str(tmp_path / "kitchen.yaml"))
    assert "kitchen.yaml: it is a folder." in str(found)


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path) -> None:
    (found,) = check_file(tmp_path / f"{'a' * 300}.yaml")
    assert found.what == "it cannot be opened (File name too long)."
    assert found.remedy == "Check its name, and whether you may read it."


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * BYTES_AT_MOST)
    assert check_file(file)[0].what == "it is empty."
    file.write_bytes(b"#" * (BYTES_AT_MOST + 1))
    (found,) = check_file(file)
    assert str(found) == "large.yaml: it holds 4,000,001 bytes. Map files hold up to 4,000,000."


def test_a_good_file_has_no_problems_in_yaml_and_in_json(tmp_path: Path) -> None:
    for name, text in (("a.yaml", "id: a\ntitle: A\nvariables: [{id: b, label: B}]\n"), ("a.json", "")):
        file = tmp_path / name
        file.write_text(text or '{"id": "a", "title": "A", "variables": [{"id": "b", "label": "B"}]}')
        assert check_file(file) == ()


def test_a_byte_order_mark_at_the_start_is_let_be(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: a\ntitle: A\nvariables: [{id: b, label: B}]\n")
    assert check_file(file) == ()


def test_json_means_the_same_to_us_as_to_json(tmp_path: Path) -> None:
    title = "Tea 😀 a/b \u2028 \u0085 back\\\\slash \\ud83d and 'quotes\""
    data = {
        "id": "a",
        "title": title,
        "variables": [{"id": "b", "label": "yes", "room": {"low": -1e-05, "high": 2e2}, "harm": False, "speed": None}],
    }
    for ascii_only in (True, False):
        file = tmp_path / "a.json"
        text = json.dumps(data, ensure_ascii=ascii_only, indent="\t").replace("a/b", "a\\/b")
        file.write_text(text, encoding="utf-8")
        read = read_map(file)
        assert read.title == title
        room = read.variables[0].room
        assert room is not None
        assert (room.low, room.high) == (-1e-05, 200.0)


def test_a_text_of_hundreds_of_thousands_of_brackets_does_no_harm() -> None:
    for text in ("[" * 200_000, "- " * 200_000, "{a: " * 100_000):
        with pytest.raises(MapError, match="nested too deep"):
            load_text(text, "a.yaml")


def test_a_map_that_joins_one_that_does_not_exist_has_a_problem_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "joined.yaml"
    file.write_text("id: joined\ntitle: Joined\nincludes: [the-hold, the-hld]\nvariables: []\n")
    (found,) = check_file(file, include=catalogue.load)
    assert found.where == "joined.yaml, line 3, the map"
    assert 'Did you mean "the-hold"?' in found.remedy
