"""Characters that no page can show: each is read as �, everything around it is kept, and it is said."""

import json

import pytest

from wholesystem import formats
from wholesystem.errors import MapError
from wholesystem.formats.texts import REPLACED, cleaned
from wholesystem.maps import SystemsMap

FACES = [{"id": "x", "label": "X\x00"}, {"id": "y", "label": "Y"}]
KUMU = {
    "name": "Tea\x01",
    "description": "About\x02",
    "elements": [
        {"id": "a", "label": "Hot\x00", "description": "Note\ud800"},
        {"id": "b", "label": "Cold", "facets": FACES},
    ],
    "connections": [{"id": "up", "from": "a", "to": "a", "type": "+", "description": "Why\uffff"}],
    "loops": [{"label": "Round\x07", "description": "Says\x0e", "connections": ["up"]}],
}


def said(lost):
    return {str(one) for one in lost}


def test_in_every_text_of_a_map():
    a_map, lost = formats.parse(json.dumps(KUMU).encode(), "tea.json", "kumu")
    assert isinstance(a_map, SystemsMap)
    assert (a_map.title, a_map.about) == ("Tea�", "About�")
    assert (a_map.variable("a").label, a_map.variable("a").note) == ("Hot�", "Note�")
    assert a_map.label("b/x") == "Cold: X�"
    assert a_map.link("up").why == "Why�"
    assert (a_map.loop_names[0].name, a_map.loop_names[0].says) == ("Round�", "Says�")
    assert said(lost) >= {
        f"the map: its title: {REPLACED}",
        f"the map: its description: {REPLACED}",
        f"variable 'a': its name: {REPLACED}",
        f"element “a”: its note: {REPLACED}",
        f"element “b”: its faces: {REPLACED}",
        f"connection “a → a”: its evidence: {REPLACED}",
        f"loop 'Round�': its name: {REPLACED}",
        f"loop 'Round�': what it says: {REPLACED}",
    }


@pytest.mark.parametrize(
    ("file", "raw", "label"),
    [
        ("a.csv", b",Hot\x00\nHot\x00,0", "Hot�"),
        ("a.dot", b'digraph { "Hot\x00" }', "Hot�"),
        ("a.mmd", b"flowchart LR\n a[Hot#0;]", "Hot�"),
        ("a.mmd", b"flowchart LR\n a[Hot#55296;]", "Hot�"),
        ("a.mdl", b"Hot\x01= A FUNCTION OF()\n\t~\n\t~\n\t|", "Hot�"),
        ("a.loopy", b"?data=[[[1,2,3,0.5,%22Hot%2500%22,0]],[],[],1]", "Hot�"),
        ("a.mmp", b'{"concepts": [{"id": "a", "name": "Hot\\u0000"}]}', "Hot�"),
        ("a.prsm", b'{"nodes": [{"id": "a", "label": "Hot\\u0000"}], "edges": []}', "Hot�"),
        ("a.sd-ai.json", b'{"variables": [{"name": "Hot\\ud800"}], "relationships": []}', "Hot�"),
    ],
)
def test_in_a_label_of_every_program(file, raw, label):
    a_map, lost = formats.parse(raw, file)
    assert a_map.variables[0].label == label
    assert f"variable '{a_map.variables[0].id}': its name: {REPLACED}" in said(lost)


def test_in_the_names_of_those_who_rate():
    raw = json.dumps({"Ann\x00": [{"from": "a", "to": "b", "+H": 1}], " ": [{"from": "a", "to": "b", "+H": 1}]})
    a_map, lost = formats.parse(raw.encode(), "a.fcm.json")
    assert [claim.by for claim in a_map.links[0].claims] == ["Ann�", "Rater 2"]
    assert f"link “a → b”: who says what: {REPLACED}" in said(lost)


def test_in_a_note_and_in_a_file_name():
    raw = json.dumps({"concepts": [{"id": "a", "name": "A", "notes": "Hot\x00"}]}).encode()
    a_map, lost = formats.parse(raw, "tea\x00.mmp")
    assert (a_map.title, a_map.variable("a").note) == ("tea�", "Hot�")
    assert f"variable 'a': its note: {REPLACED}" in said(lost)


def test_plain_data_is_cleaned_all_through():
    assert cleaned([{"a": "\x00"}, "b\x00", 1, None]) == [{"a": "�"}, "b�", 1, None]


@pytest.mark.parametrize("size", ["NaN", "1e999", "0", "-5", "9" * 400, '"wide"', "[1]", "true"])
def test_the_size_of_a_drawing_that_is_none_is_said(size):
    raw = f"""{{"elements": [{{"id": "a", "label": "A", "position": {{"x": 1, "y": 2}}}}],
              "maps": [{{"size": {{"width": {size}, "height": 9}}}}]}}"""
    a_map, lost = formats.parse(raw.encode(), "a.json", "kumu")
    assert (a_map.layouts["wide"].width, a_map.layouts["wide"].height) == (81.0, 82.0)
    assert "the map: the size of its drawing, which is not understood" in said(lost)


@pytest.mark.parametrize("inner", [[[1]], [{"a": 1}], [None]])
def test_a_sub_system_of_anything_but_names_is_refused(inner):
    data = {
        "elements": [{"id": "a", "label": "A"}],
        "attributes": {"subsystems": [{"id": "s", "label": "S", "variables": inner}]},
    }
    with pytest.raises(MapError, match=r"a\.json, sub-system 's'"):
        formats.parse(json.dumps(data).encode(), "a.json", "kumu")
