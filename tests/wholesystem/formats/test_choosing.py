"""Choosing a format by name, by ending, and by what a file holds; writing files."""

import pytest

from wholesystem import catalogue, formats
from wholesystem.errors import MapError, UnknownNameError
from wholesystem.formats import registry
from wholesystem.formats.flat import unflat
from wholesystem.formats.names import sign_in
from wholesystem.maps import InfluenceMap, Interval, Layout, Link, SystemsMap, Variable

ONE = Variable(id="one", label="One")


def small(links=(), kind=SystemsMap, **more):
    return kind(id="small", title="Small", variables=(ONE,), links=links, **more)


def test_a_file_is_written_by_its_ending_and_read_back(tmp_path):
    a_map = catalogue.load("the-hold")
    for file, name in (("a.yaml", None), ("a.kumu.json", None), ("a.json", None), ("a.gv", None), ("a.txt", "yaml")):
        formats.write(a_map, tmp_path / file, name)
        assert len(formats.read(tmp_path / file, name).map.links) == len(a_map.links)


def test_names_that_do_not_exist_are_answered_with_the_nearest(tmp_path):
    with pytest.raises(UnknownNameError, match='Did you mean "graphml"'):
        formats.render(small(), "graphmll")
    with pytest.raises(MapError, match="belongs to no format"):
        formats.write(small(), tmp_path / "a.docx")
    with pytest.raises(MapError, match="is only read, not written"):
        formats.write(small(), tmp_path / "a.sd-ai.json")
    with pytest.raises(MapError, match="it cannot be written"):
        formats.write(small(), tmp_path / "nowhere" / "a.dot")


def test_text_that_is_none_is_written_as_a_question_mark_and_said(tmp_path):
    lost = formats.write(small(layouts={"wide \ud800": Layout(9, 9, {"one": (1, 2)})}), tmp_path / "a.json")
    assert "characters that are no text" in str(lost[-1])
    assert list(formats.read(tmp_path / "a.json").map.layouts) == ["wide ?"]


def test_a_map_of_the_catalogue_can_be_included():
    raw = b"id: more\ntitle: More\nincludes: [the-hold]\nvariables: [{id: new, label: New}]\nlinks: []\n"
    a_map = formats.parse(raw, "more.yaml", include=catalogue.load).map
    assert len(a_map.variables) == len(catalogue.load("the-hold").variables) + 1
    with pytest.raises(MapError, match="Only maps of the catalogue can"):
        formats.parse(raw, "more.yaml")
    with pytest.raises(MapError, match="line 2"):
        formats.parse(b"id: [", "more.yaml")


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("+", "+"),
        ("−", "-"),
        ("+++", "+"),
        ("---", "-"),
        ("Positive influence", "+"),
        ("s", "+"),
        ("o", "-"),
        (-0.5, "-"),
        ("0", None),
        (True, None),
        (None, None),
        ("", None),
        ("sample", None),
        ("-ve", "-"),
        (2, "+"),
    ],
)
def test_words_for_signs(word, sign):
    assert sign_in(word) == sign


def test_what_mental_modeler_cannot_hold_of_a_strength_is_said():
    links = (
        Link(id="a", source="one", target="one", polarity="+", strength=Interval(0, 0)),
        Link(id="b", source="one", target="one", polarity="-", strength="weak"),
    )
    lost = [str(one) for one in formats.render(small(links[:1]), "mmp").lost]
    assert "link 'a': its strength: only its sign is written" in lost
    unsigned = small([Link(id="c", source="one", target="one", strength="weak")], InfluenceMap)
    lost = [str(one) for one in formats.render(unsigned, "mmp").lost]
    assert "link 'c': its strength: it has no sign to stand with" in lost
    lost = [str(one) for one in formats.render(small(links[1:]), "fcm").lost]
    assert "link 'b': its strength: a matrix has no words and spans, 0.25 is written" in lost
    assert "-0.25" in formats.render(small(links[1:]), "fcm").text


def test_places_that_are_missing_are_made_and_said():
    two = (ONE, Variable(id="two", label="Two"))
    a_map = SystemsMap(id="a", title="A", variables=two, links=(), layouts={"wide": Layout(9, 9, {"one": (1.5, 2)})})
    for name in ("loopy", "vensim"):
        text, lost = formats.render(a_map, name)
        assert "places are made" in str(lost[0])
        assert len(formats.parse(text.encode(), "a.x", name).map.layouts["wide"].places) == 2


def test_names_that_vensim_cannot_tell_apart_get_a_number():
    two = (
        Variable(id="a", label="The Fix"),
        Variable(id="b", label="the_fix", note="a~b"),
        Variable(id="c", label="Time"),
    )
    text, lost = formats.render(SystemsMap(id="a", title="A\nB", variables=two, links=()), "vensim")
    back = formats.parse(text.encode(), "a.mdl").map
    assert [one.label for one in back.variables] == ["The Fix", "the_fix (2)", "Time (2)"]
    assert (back.title, back.variables[1].note) == ("A B", "a b")
    assert sum("to tell it apart" in one.what for one in lost) == 2


def test_a_title_on_two_lines_is_one_line_in_mermaid():
    text, lost = formats.render(SystemsMap(id="a", title="A\nB", variables=(ONE,), links=()), "mermaid")
    assert formats.parse(text.encode(), "a.mmd").map.title == "A B"
    assert "the line breaks in its title" in str(lost[-1])


def test_attributes_of_others_that_mean_something_else_are_said():
    told = []
    attributes = {"sources": "a book", "claims": '["Ann"]', "harm": "maybe", "subsystems": '{"a": 1}', "order": "x"}
    assert not unflat(attributes, attributes, "here", lambda where, what: told.append((where, what)))
    assert len(told) == len(attributes)
    assert unflat(
        {"drivers": ["a"], "delayed": 1, "speed": "unknown"}, ("drivers", "delayed", "speed", "room"), "", print
    ) == {
        "drivers": ("a",),
        "delayed": True,
        "speed": None,
    }


def test_weights_that_are_numbers_come_back_as_they_are():
    links = (Link(id="one-one", source="one", target="one", polarity="-", strength=Interval(0.3, 0.3)),)
    text, lost = formats.render(small(links), "fcm")
    assert formats.parse(text.encode(), "a.csv").map.links == links
    assert not [one for one in lost if "link" in one.where]


def test_a_matrix_of_rows_is_known_by_its_rows() -> None:
    assert registry.of_file("a.json", '{"1": [{"from": "a", "to": "b", "weight": 0.5}]}').name == "fcm-json"
