"""Maps as files: kept in other programs' formats, opened from one's own, and loops named in the file."""

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping.presenters.formats import foreign, lost_lines
from wholeperson.mapping.rules.naming import with_name
from wholeperson.mapping.views.files import BYTES_AT_MOST
from wholesystem import catalogue, formats
from wholesystem.formats import FORMATS, Lost
from wholesystem.maps import Link, SystemsMap, Variable, as_data, from_data

pytestmark = pytest.mark.django_db
WRITTEN = [name for name, one in FORMATS.items() if one.write is not None and name != "json"]


def hold() -> SystemsMap:
    a_map = catalogue.load("the-hold")
    assert isinstance(a_map, SystemsMap)
    return a_map


def opened(client: Client, name: str, raw: bytes, status: int = 200) -> str:
    answer = client.post("/maps/open/", {"file": SimpleUploadedFile(name, raw)})
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_map_is_kept_in_every_format_and_opens_again(client: Client, name: str) -> None:
    answer = client.get(f"/maps/the-hold/save/{name}/")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert f"the-hold{FORMATS[name].endings[0]}" in answer["Content-Disposition"]
    assert answer.content.decode() == formats.render(hold(), name).text
    page = opened(client, f"hold{FORMATS[name].endings[0]}", answer.content)
    assert ("We read " if name == "xmile" else "We read 12 circles, ") in page  # XMILE has variables of its own
    assert ('class="map wide' in page) == (name != "xmile")  # which has a variable for every number
    assert "/maps/the-hold/" not in page


def test_before_saving_people_see_what_each_format_leaves_out(client: Client) -> None:
    page = unescape(text(client, "/maps/the-hold/save/"))
    for name in WRITTEN:
        assert f"/maps/the-hold/save/{name}/" in page
        assert all(line in page for line in lost_lines(formats.render(hold(), name).lost))
    assert "Not for this map" in text(client, "/maps/influence-crawley/save/")
    text(client, "/maps/influence-crawley/save/xmile/", status=404)
    assert foreign(hold(), "sd-ai") is None


def test_losses_of_one_kind_are_told_in_one_line() -> None:
    lost = [Lost(f"link '{at}'", "its delay") for at in "abcde"] + [Lost("the map", "its title")]
    assert lost_lines(lost) == ("link 'a', link 'b', link 'c' and 2 more: its delay", "the map: its title")


def test_the_form_says_that_nothing_is_stored_and_asks_for_no_session(client: Client) -> None:
    assert "Nothing is stored." in text(client, "/maps/open/")
    assert list(client.cookies) == ["csrftoken"]
    assert client.cookies["csrftoken"]["max-age"] == ""
    assert client.get("/maps/open/").status_code == 200
    assert client.delete("/maps/open/").status_code == 405


def test_a_file_sent_from_another_place_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = {"file": SimpleUploadedFile("a.json", b"{}")}
    assert strict.post("/maps/open/", sent).status_code == 403


def test_an_opened_map_tells_its_loops_and_what_was_guessed(client: Client) -> None:
    page = opened(client, "hold.csv", formats.render(hold(), "fcm").text.encode())
    assert "What was guessed or left out" in page
    whole = opened(client, "hold.json", json.dumps(as_data(hold())).encode())
    assert "The trap" in whole
    assert "7 loops in all." in whole
    assert "Everything in the file was read." in whole
    assert "It is not you" in whole
    unsigned = opened(client, "crawley.json", json.dumps(as_data(catalogue.load("influence-crawley"))).encode())
    assert "No loops yet" in unsigned


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("map.exe", b"nothing", "its ending belongs to no format"),
        ("map.json", b"{nothing", "it cannot be read as JSON"),
        ("map.json", b'{"kind": "systems"}', "map.json"),
        ("large.json", b" " * (BYTES_AT_MOST + 1), "larger than 4 MB"),
        ("larger.json", b" " * (BYTES_AT_MOST + 500_000), "larger than 4 MB"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_file_asked_for_again(
    client: Client, name: str, raw: bytes, says: str
) -> None:
    page = opened(client, name, raw, status=422)
    assert says in page
    assert "Choose the file again" in page


def test_no_file_at_all_is_asked_for(client: Client) -> None:
    answer = client.post("/maps/open/", {})
    assert answer.status_code == 422
    assert "No file was chosen yet." in answer.content.decode()


def ring(count: int) -> bytes:
    variables = tuple(Variable(id=f"v{at}", label=f"Number {at}") for at in range(count))
    links = tuple(
        Link(id=f"l{at}", source=f"v{at}", target=f"v{(at + 1) % count}", polarity="+") for at in range(count)
    )
    return json.dumps(as_data(SystemsMap(id="ring", title="Ring", variables=variables, links=links))).encode()


def test_a_large_map_is_listed_and_not_drawn(client: Client) -> None:
    page = opened(client, "ring.json", ring(81))
    assert "listed and not drawn" in page
    assert "We read 81 circles, 81 arrows, and 1 loop." in page
    assert "too large to follow" in opened(client, "ring.json", ring(301))


def test_words_in_a_file_stay_words(client: Client) -> None:
    raw = json.loads(ring(3))
    raw["title"] = raw["variables"][0]["label"] = "<script>alert(1)</script>"
    answer = client.post("/maps/open/", {"file": SimpleUploadedFile("a.json", json.dumps(raw).encode())})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_loop_gets_a_name_in_the_file_that_people_take_with_them(client: Client) -> None:
    nameless = next(loop for loop in hold().loops() if not loop.name)
    asked = {"loop": nameless.id, "name": "  Round   the houses\x00 "}
    kept = from_data(json.loads(client.get("/maps/the-hold/save/json/", asked).content))
    assert isinstance(kept, SystemsMap)
    named = {loop.id: loop.name for loop in kept.loops()}
    assert named[nameless.id] == "Round the houses"
    assert "The trap" in named.values()
    assert "Give it a name" in text(client, f"/maps/the-hold/?loop={nameless.id}")


def test_a_name_for_nothing_changes_nothing_and_a_new_name_replaces_the_old() -> None:
    trap = next(loop for loop in hold().loops() if loop.name == "The trap")
    assert with_name(hold(), "0123456789", "A name") == hold()
    assert with_name(hold(), trap.id, " \n ") == hold()
    again = with_name(hold(), trap.id, "x" * 200)
    assert len(again.loop_names) == len(hold().loop_names)
    assert next(loop for loop in again.loops() if loop.id == trap.id).name == "x" * 80
