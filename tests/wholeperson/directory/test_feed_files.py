"""The two commands of the feed: giving everything out as files, and looking over what others send."""

import csv
import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import click
import pytest
from click.testing import CliRunner
from django.test import Client

from tests.listing import listed, weekly
from wholeperson.directory import commands
from wholeperson.directory.commands import opening, writing
from wholeperson.directory.outside import looking
from wholeperson.directory.public import Spot, Where, Whom
from wholeperson.directory.rules.hsds import validating
from wholeperson.directory.rules.hsds.checking import Weight
from wholeperson.directory.rules.hsds.usable import hints_of
from wholeperson.directory.rules.hsds.validating import MissingError, UnreadableError

TODAY = date(2026, 11, 21)
ID = "ac148810-d857-441c-9679-408f346de14b"
OTHER = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
RUN_BY = {"id": OTHER, "name": "The Hub", "description": "Invented."}
SERVICE = {"id": ID, "name": "Tea", "status": "active", "description": "Tea.", "assured_date": "2026-11-01",
           "organization": RUN_BY}  # fmt: skip
ABOUT = {"version": "HSDS-UK-3.0", "profile": "https://example.net/p", "openapi_url": "https://example.net/o",
         "licence": "OGL"}  # fmt: skip


def page(*contents: Any, pages: int = 1, number: int = 1) -> dict[str, Any]:
    return {
        "total_items": len(contents) * pages, "total_pages": pages, "page_number": number, "size": len(contents),
        "first_page": number == 1, "last_page": number == pages, "empty": not contents, "contents": list(contents),
    }  # fmt: skip


def a_feed() -> dict[str, Any]:
    """Give an invented feed, by its addresses."""
    at = {"id": ID, "service_id": ID, "location": {"id": OTHER, "location_type": "physical"}}
    one = {"id": ID, "name": "Talk", "description": "Talk.", "taxonomy": "Ours"}
    lists = {"services": SERVICE, "service_at_locations": at, "organizations": RUN_BY, "taxonomy_terms": one,
             "taxonomies": {"id": ID, "name": "Ours", "description": "Ours."}}  # fmt: skip
    feed: dict[str, Any] = {"/": ABOUT}
    for name, row in lists.items():
        feed |= {f"/{name}": page(row), f"/{name}/{row['id']}": row}
    return feed


def looked(feed: dict[str, Any]) -> validating.Verdict:
    def read(path: str) -> Any:
        if "?" in path and path not in feed:
            return page()
        if path not in feed:
            raise MissingError("There is nothing here.")
        if isinstance(feed[path], Exception):
            raise feed[path]
        return feed[path]

    return validating.of_feed(read, TODAY)


@pytest.mark.needs("N1")
def test_a_feed_that_does_all_it_says_passes() -> None:
    verdict = looked(a_feed())
    assert verdict.says == "pass", verdict.problems
    assert f"/services/{ID}" in verdict.looked_at


@pytest.mark.parametrize(
    ("path", "answer", "verdict", "says"),
    [
        ("/", None, "wrong", "nothing here"),
        ("/services", None, "wrong", "nothing here"),
        ("/services", UnreadableError("What came is not JSON."), "wrong", "not JSON"),
        (f"/services/{ID}", None, "wrong", "nothing here"),
        (f"/services/{ID}", SERVICE | {"id": OTHER}, "wrong", "Asked for"),
        (f"/services/{ID}", [], "wrong", "not an object"),
        ("/services", page(SERVICE | {"status": "open"}), "wrong", "standard’s words"),
        ("/services", page("text"), "wrong", "not an object"),
        ("/services", {"services": []}, "wrong", "no list of contents"),
        ("/services", page(SERVICE) | {"size": "one"}, "wrong", "This is a text"),
        ("/services", page(SERVICE) | {"size": 7, "empty": True}, "warn", "says that it holds 7"),
        ("/services", {"contents": [SERVICE]}, "warn", "does not say total_items"),
        ("/services", page(), "warn", "no service in the list"),
        ("/organizations", None, "warn", "nothing here"),
        ("/organizations", page() | {"empty": False}, "warn", "whether it is empty"),
        ("/taxonomies", page({"id": "6"}), "warn", "cannot be read"),
        ("/services?search=zzqxj", page(SERVICE), "warn", "search changes nothing"),
        ("/", {key: ABOUT[key] for key in ("version", "profile", "openapi_url")}, "warn", "licence"),
    ],
)
def test_what_is_wrong_with_a_feed_is_said(path: str, answer: Any, verdict: str, says: str) -> None:
    feed = a_feed() | {path: answer}
    if answer is None:
        del feed[path]
    found = looked(feed)
    assert found.says == verdict
    assert found.ok is (verdict != "wrong")
    assert says in " ".join(one.what for one in found.problems)
    assert all(one.where and one.what.endswith(".") and one.remedy.endswith(".") for one in found.problems)


def test_a_second_page_that_is_the_first_is_seen() -> None:
    whole = page(SERVICE, pages=2)
    for second, says in ((whole, "first once more"), (UnreadableError("No JSON."), "No JSON")):
        found = looked(a_feed() | {"/services": whole, "/services?page=2": second})
        assert says in " ".join(one.what for one in found.problems)
    assert looked(a_feed() | {"/services": whole, "/services?page=2": page(SERVICE | {"id": OTHER})}).says == "pass"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"description": "<b>Tea</b>"}, "HTML"), ({"description": ""}, "Nothing says"),
        ({"url": "http://www.example.com/"}, "never filled in"), ({"minimum_age": -1}, "Nobody is -1"),
        ({"minimum_age": 18, "maximum_age": 16}, "below the youngest"),
        ({"assured_date": "2024-01-01"}, "last checked on"),
        ({"assured_date": None}, "when it was last checked"), ({"assurer_email": "anna.smith@x.org"}, "one person’s"),
        ({"contacts": [{"id": ID, "name": "Anna"}, "x"]}, "A person is named"),
        ({"contacts": [{"id": ID, "phones": [{"number": "ring Anna"}]}]}, "cannot be rung"),
    ],
)  # fmt: skip
def test_what_passes_and_still_misleads_is_a_warning(more: dict[str, Any], says: str) -> None:
    found = list(hints_of(SERVICE | more, TODAY))
    assert [one for one in found if says in one.what]
    assert {one.weight for one in found} == {Weight.WARNING}


def test_a_document_is_known_by_what_is_in_it() -> None:
    feed = a_feed()
    for value in feed.values():
        assert not [one for one in validating.of_document(value, TODAY) if one.weight is Weight.WRONG]
    wrong = {"id": 6, "name": "x", "organization_identifiers": []}
    assert {one.where for one in validating.of_document(wrong, TODAY)} == {"/id", "/description"}
    assert [one.where for one in validating.of_lines(["text"], TODAY, "f")] == ["f/1"]
    nothing = list(validating.of_document(page(), TODAY))
    assert not nothing


def run(*words: str) -> Any:
    return CliRunner().invoke(commands.directory, list(words))


def test_files_and_folders_are_looked_over_from_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "services.json").write_text(json.dumps(page(SERVICE)))
    (tmp_path / "services.ndjson").write_text(json.dumps(SERVICE) + "\n\n")
    good = run("validate", str(tmp_path), "--json")
    assert (good.exit_code, json.loads(good.stdout)["verdict"]) == (0, "pass")
    assert run("validate", str(tmp_path)).stdout.endswith("nothing stands out.\n")
    (tmp_path / "torn.json").write_text("{")
    bad = run("validate", str(tmp_path), "--json")
    said = json.loads(bad.stdout)
    assert (bad.exit_code, said["ok"]) == (1, False)
    assert set(said["problems"][0]) >= {"where", "what", "remedy"}
    (tmp_path / "torn.json").write_text(json.dumps(page(*[{"id": 6}] * 100)))
    many = run("validate", str(tmp_path / "torn.json"))
    assert (many.exit_code, "more; --json" in many.stdout) == (1, True)
    assert "Wrong: torn.json/contents/0/id: This is a number." in many.stdout


def test_where_nothing_is_a_sentence_says_so(tmp_path: Path) -> None:
    for source in (str(tmp_path / "nowhere"), str(tmp_path)):
        found = run("validate", source)
        assert (found.exit_code, "There is no" in found.output) == (1, True)
    assert run("validate").exit_code == 2


class Served(BaseHTTPRequestHandler):
    """Serves an invented feed, and what no feed of the standard sends."""

    feed: ClassVar[dict[str, Any]] = {}

    def do_GET(self) -> None:
        path = self.path.removeprefix("/open")
        found = self.feed.get(path, page() if "?" in path else None)
        self.send_response(404 if found is None else 500 if path == "/organizations" else 200)
        self.end_headers()
        self.wfile.write(b"<html>" if path == "/taxonomies" else json.dumps(found).encode())

    def log_message(self, *words: Any) -> None:
        pass


@pytest.mark.needs("N1")
def test_an_address_is_looked_over_by_asking_it() -> None:
    Served.feed = a_feed()
    with HTTPServer(("127.0.0.1", 0), Served) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        found = looking.look_at(f"{address}/open/", TODAY)
        nothing = looking.look_at(f"{address}/nothing", TODAY)
        server.shutdown()
    assert found.says == "warn"
    assert {one.where: one.what for one in found.problems} == {
        "/organizations": "It answered with status 500.", "/taxonomies": "What came is not JSON.",
    }  # fmt: skip
    assert nothing.says == "wrong"
    assert "status 404" in nothing.problems[0].what
    with pytest.raises(looking.NothingThereError, match="Nobody answers"):
        looking.look_at(address, TODAY)


@pytest.mark.needs("N1")
def test_our_own_feed_is_looked_over_as_others_are(a_place: None) -> None:
    def read(path: str) -> Any:
        answer = Client().get(f"/open-referral{path}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    verdict = validating.of_feed(read, TODAY)
    assert [one for one in verdict.problems if one.weight is Weight.WRONG] == []
    assert {one.where.rpartition("/")[2] for one in verdict.problems} == {"assured_date", "description"}


@pytest.fixture
def a_place(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    hub = Where(name="The Hub", address="1 Invented Street", town="Bognor Regis", postcode="PO21 1AA",
                spot=Spot(50.78, -0.67))  # fmt: skip
    for number in range(3):
        listed(
            f"Tea {number}", places=(hub,), terms=("talk",), facts={"cost": "free", "languages": ["Polish", "Urdu"]},
            opens=(weekly("SU", "10:00", "12:00"),),
            contacts=(Whom(role="the kitchen", first=True, call="01632 960001"),),
        )  # fmt: skip
    listed("A safe house", by="Safe Homes", kept_safe=True)
    return


@pytest.mark.needs("N1")
def test_everything_is_given_out_as_files_that_pass(a_place: None, tmp_path: Path) -> None:
    planned, told = writing.steps(), []
    counts = writing.write(tmp_path, planned, told.append)
    assert sum(told) == planned.total
    assert (counts["services"], counts["organizations"], counts["services.csv"]) == (4, 2, 4)
    assert json.loads((tmp_path / "services.json").read_text())["total_items"] == 4
    assert len((tmp_path / "services.ndjson").read_text().splitlines()) == 4
    assert looking.look_at(str(tmp_path), TODAY).ok
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert package["licenses"][0]["path"].startswith("https://")
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(newline="") as opened:
            rows = list(csv.DictReader(opened))
        assert len(rows) == resource["rows"]
        assert len({row["id"] for row in rows}) == len(rows)
    with (tmp_path / "locations.csv").open(newline="") as opened:
        assert [row["name"] for row in csv.DictReader(opened)] == ["The Hub"]
    with (tmp_path / "phones.csv").open(newline="") as opened:
        assert all(row["contact_id"] for row in csv.DictReader(opened))
    assert not (tmp_path / writing.UNFINISHED).exists()
    writing.write(tmp_path, planned, lambda number: None)


def test_an_empty_map_is_given_out_too(db: None, tmp_path: Path) -> None:
    assert writing.write(tmp_path, writing.steps(), lambda number: None)["services"] == 0
    assert json.loads((tmp_path / "services.json").read_text())["empty"] is True


def test_the_command_says_what_it_wrote(a_place: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.importlib, "import_module", _prepared(opening.importlib.import_module, tmp_path))
    out = tmp_path / "out"
    found = run("export", str(out), "--data", str(tmp_path), "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["counts"]["services"] == 4
    assert "4 services" in run("export", str(out), "--data", str(tmp_path)).stdout
    (tmp_path / "file").write_text("")
    assert "cannot be written" in run("export", str(tmp_path / "file" / "under"), "--data", str(tmp_path)).output
    assert "There is no folder" in run("export", str(out), "--data", str(tmp_path / "none")).output


def _prepared(real: Any, folder: Path) -> Any:
    """The tables of the test stand already; the folder of a place is opened as it is."""
    prepare = real("wholeperson.config.prepare")

    class Prepared:
        NotReadyError = prepare.NotReadyError
        folder = staticmethod(prepare.folder)
        in_use = staticmethod(prepare.in_use)
        settings_for = staticmethod(lambda data: None)
        everything = staticmethod(lambda data: ())

    return lambda name: Prepared if name == "wholeperson.config.prepare" else real(name)


def test_a_command_whose_module_is_not_there_is_not_offered() -> None:
    context = click.Context(commands.directory)
    there = commands.directory.list_commands(context)
    assert {"export", "validate"} <= set(there) <= set(commands.COMMANDS)
    assert run("nothing").exit_code == 2
