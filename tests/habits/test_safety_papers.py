"""The safety papers name only what is there, leave no line half filled, and call no risk lessened that has grown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tools import generate, privacy, roles
from tools.tree import ROOT
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote
from wholeperson.people.rules.roles import POWERS, SENTENCES, Power, Role

PAPERS = [ROOT / "SECURITY.md", *sorted((ROOT / "docs" / "safety").glob("*.md"))]
# Named in the papers, and still being built. Whoever brings one in takes its line away: a test says so.
ALLOWED_SOON: set[str] = set()
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)(?:::(\w+))?`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
RATING = re.compile(r"(\w+) × ([\w ]+) = (\d)")
KEPT_BY = ("code: ", "test: ", "training: ")
HAZARD = (
    "id", "hazard", "effect on a person", "causes", "initial",
    "controls", "residual", "what remains", "owner", "status",
)  # fmt: skip
STATUSES = {"controlled", "with the place", "open"}
Table = dict[str, dict[str, int]]


def paper(name: str) -> str:
    return (ROOT / "docs" / "safety" / name).read_text()


def there(path: str, root: Path = ROOT) -> Path | None:
    """Give the file or folder that a paper means, or nothing."""
    places = (root / path, root / "src" / "wholeperson" / path)
    return next((place for place in places if place.exists()), None)


def names_in(source: str) -> Iterator[str]:
    """Give what a module has at its top: functions, classes, settings, and what a door hands on."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom):
            yield from [alias.asname or alias.name for alias in node.names]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            yield from [one.id for one in ast.walk(target) if isinstance(one, ast.Name)] if target else []


def lost(text: str, root: Path = ROOT, soon: frozenset[str] = frozenset()) -> list[str]:
    """Say which paths and functions of a paper are not there."""
    said = []
    for path, name in NAMED.findall(text):
        found = there(path, root)
        if found is None:
            said += [] if path in soon else [f"{path} is not there."]
        elif name and name not in names_in(found.read_text()):
            said.append(f"{path} has no {name}.")
    return said


def loose(page: Path) -> list[str]:
    """Give the links of a page that lead to nothing in this tree."""
    return [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]


def rows(text: str, letter: str) -> list[list[str]]:
    """Give the cells of each row whose first cell is an id."""
    lines = [line for line in text.splitlines() if re.match(rf"\| {letter}-\d", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def gaps(ids: list[str], letter: str) -> list[str]:
    """Say where ids are not 01, 02, 03 and on."""
    wanted = [f"{letter}-{number:02}" for number in range(1, len(ids) + 1)]
    return [f"{one} stands where {other} belongs." for one, other in zip(ids, wanted, strict=True) if one != other]


def risks(text: str) -> Table:
    """Read the plan's own table: likelihood, then severity, then risk."""
    lines = text[text.index("| likelihood \\ severity") :].split("\n\n", maxsplit=1)[0].splitlines()
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: dict(zip(head[1:], map(int, row[1:]), strict=True)) for row in body}


def risk(cell: str, table: Table) -> int | None:
    """Read a rating; nothing where it does not follow from the table."""
    hit = RATING.fullmatch(cell)
    found = table.get(hit[2], {}).get(hit[1]) if hit else None
    return found if hit and found == int(hit[3]) else None


def wrong(row: list[str], table: Table) -> list[str]:
    """Say what is wrong with one hazard."""
    if len(row) != len(HAZARD) or not all(row):
        return [f"{row[0]} does not have these, each filled: {', '.join(HAZARD)}."]
    cells = dict(zip(HAZARD, row, strict=True))
    before, after = risk(cells["initial"], table), risk(cells["residual"], table)
    controls = re.split(r"; (?=code: |test: |training: )", cells["controls"])
    said = []
    if before is None or after is None:
        said.append("has a rating that does not follow from the plan's table")
    elif after > min(before, 3):
        said.append("has a residual risk above its initial one, or above 3")
    if not all(one.startswith(KEPT_BY) for one in controls):
        said.append("has a control that does not say by what it is kept")
    if not any(one.startswith(KEPT_BY[:2]) for one in controls):
        said.append("is kept down by training alone")
    if any(one.startswith("test: ") and "`tests/" not in one for one in controls):
        said.append("names a test without saying which")
    if cells["status"] not in STATUSES:
        said.append(f"has a status other than {', '.join(sorted(STATUSES))}")
    return [f"{cells['id']} {one}." for one in said]


HAZARDS = rows(paper("hazard-log.md"), "H")
THREATS = rows(paper("threat-model.md"), "T")
RISKS = risks(paper("clinical-risk-management-plan.md"))


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: page.name)
def test_what_a_paper_names_is_there(page: Path) -> None:
    assert lost(page.read_text(), soon=frozenset(ALLOWED_SOON)) == []
    assert loose(page) == []


def test_what_has_come_is_no_longer_called_soon() -> None:
    come = sorted(path for path in ALLOWED_SOON if there(path))
    assert not come, f"Take these out of ALLOWED_SOON: {', '.join(come)}"


def test_nothing_is_called_soon_that_no_paper_names() -> None:
    named = {path for page in PAPERS for path, _ in NAMED.findall(page.read_text())}
    assert named >= ALLOWED_SOON


def test_a_path_or_a_function_that_is_not_there_is_found(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("LIMIT, OTHER = 1, 2\n\ndef test_it():\n    pass\n")
    named = "`tests/test_a.py`, `tests/test_a.py::test_it`, `tests/test_a.py::OTHER`, `tests/`, `make docs`"
    assert lost(named, tmp_path) == []
    assert lost("`tests/test_a.py::test_gone`", tmp_path) == ["tests/test_a.py has no test_gone."]
    assert lost("`people/rules/gone.py`", tmp_path) == ["people/rules/gone.py is not there."]
    assert lost("`people/rules/gone.py`", tmp_path, frozenset({"people/rules/gone.py"})) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("[a](a.md), [gone](gone.md), [elsewhere](https://example.org/)")
    assert loose(page) == ["gone.md"]


@pytest.mark.parametrize(("found", "letter"), [(HAZARDS, "H"), (THREATS, "T")], ids=["hazards", "threats"])
def test_ids_are_unique_and_without_gaps(found: list[list[str]], letter: str) -> None:
    assert gaps([row[0] for row in found], letter) == []


@pytest.mark.parametrize("ids", [["H-01", "H-01"], ["H-01", "H-03"], ["H-02"]])
def test_an_id_given_twice_or_left_out_is_found(ids: list[str]) -> None:
    assert gaps(ids, "H")


def test_ids_that_papers_name_exist() -> None:
    given = {row[0] for row in HAZARDS + THREATS}
    named = {one for page in PAPERS for one in re.findall(r"\b[HT]-\d\d\b", page.read_text())}
    assert named == given


def test_every_hazard_is_whole_and_rated_by_the_plan() -> None:
    assert len(HAZARDS) >= 20
    assert [problem for row in HAZARDS for problem in wrong(row, RISKS)] == []


WHOLE = [
    "H-01", "A name", "an effect", "a cause", "Major × Medium = 3", "code: a wall; test: a look (`tests/test_a.py`)",
    "Major × Low = 3", "something", "maker", "open",
]  # fmt: skip


def test_a_hazard_in_order_passes() -> None:
    assert wrong(WHOLE, RISKS) == []


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("what remains", "", "each filled"),
        ("initial", "Major × Medium = 4", "does not follow"),
        ("initial", "Dreadful × Medium = 3", "does not follow"),
        ("initial", "Minor × Low = 1", "above its initial one"),
        ("residual", "Catastrophic × Low = 4", "above 3"),
        ("controls", "people take care", "by what it is kept"),
        ("controls", "training: people take care", "training alone"),
        ("controls", "code: a wall; test: somebody looks", "which"),
        ("status", "closed", "status"),
    ],
)
def test_a_hazard_that_is_not_in_order_is_found(column: str, cell: str, says: str) -> None:
    row = [cell if name == column else whole for name, whole in zip(HAZARD, WHOLE, strict=True)]
    assert any(says in problem for problem in wrong(row, RISKS))


def test_a_hazard_with_a_column_left_out_is_found() -> None:
    assert wrong(WHOLE[:-1], RISKS)


@pytest.mark.parametrize("row", THREATS, ids=lambda row: row[0])
def test_every_threat_meets_something_in_the_code_and_says_what_is_left(row: list[str]) -> None:
    assert len(row) == 5
    assert all(row)
    assert NAMED.search(row[3])


def test_the_first_actor_is_the_controlling_partner() -> None:
    assert re.findall(r"(?m)^## (.+)", paper("threat-model.md"))[0] == "The controlling partner"


@pytest.mark.parametrize("name", ["impact-assessment-template.md", "appropriate-policy-document.md"])
def test_a_template_marks_what_is_left_to_the_place_and_asks_for_a_lawyer(name: str) -> None:
    assert paper(name).count("☐") > 5
    assert "lawyer" in paper(name)


def test_nobody_is_named_as_a_safety_officer() -> None:
    assert "nobody is named" in paper("clinical-risk-management-plan.md")


# ---- Made from the code ----------------------------------------------------------------------------------------------


def test_the_tables_are_among_the_documents_that_are_compared() -> None:
    made = {document.path.name: document.part for document in generate.DOCUMENTS}
    assert made["privacy.md"] == made["roles.md"] == ""
    assert made["impact-assessment-template.md"] == "what is kept"


def test_the_tables_of_keeping_follow_the_notes() -> None:
    def told(kept: str) -> tuple[str, str]:
        words = Field("words", Kind.SPECIAL, kept=kept, opens=NOBODY, erase=Erase.WITH_ROW)
        meta = SimpleNamespace(app_label="a", label="a.Diary")
        note = PrivacyNote(words, whose="person_id", called="My diary")
        model = type("Diary", (), {"__doc__": "A diary. More.", "_meta": meta, "privacy": note})
        return privacy.keeping([model]), privacy.table([model])

    short, fields = told("a day")
    assert "| My diary | `a.Diary` | about a person's health, life or beliefs | a day | goes with the row |" in short
    assert "| `words` | special | a day | nobody | goes with the row |" in fields
    assert told("a year") != (short, fields)


def test_every_model_with_a_note_is_in_the_tables() -> None:
    ours = privacy.noted()
    assert {"people.Person", "consent.Share", "trail.Line"} <= {model._meta.label for model in ours}
    assert all(f"`{model._meta.label}`" in privacy.make_keeping() for model in ours)


def test_the_table_of_roles_follows_the_powers() -> None:
    before = roles.make()
    assert all(SENTENCES[role] in before for role in Role)
    assert all(power.value in before for power in Power)
    assert roles.table({**POWERS, Role.OPERATOR: frozenset({Power.READ_COUNTS})}, SENTENCES) != before
