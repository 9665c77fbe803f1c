"""Bad files: a sentence that says where and what to do, never a traceback, and soon."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wholesystem.formats.made_maps import SMALL
from wholesystem import formats
from wholesystem.errors import MapError
from wholesystem.formats import dot
from wholesystem.formats.files import BYTES_AT_MOST

READABLE = list(formats.FORMATS.values())
WRITABLE = [one for one in READABLE if one.write]
SNIPPETS = [
    '"',
    "[",
    "{",
    "}",
    "]",
    "<",
    ">",
    "|",
    "~",
    ",",
    ":",
    "\n",
    "\\",
    "\x00",
    "é",
    "->",
    "--",
    "#",
    "1e999",
    "null",
]
MORE = {
    "fcm-json": '{"Ann": [{"from": "a", "to": "b", "+H": 1}, {"from": "b", "to": "a", "-VL": 1}]}',
    "sd-ai": '{"variables": [{"name": "a"}], "relationships": [{"from": "a", "to": "a", "polarity": "+"}]}',
}


def whole(found):
    if found.write:
        return formats.render(SMALL, found.name).text
    return MORE[found.name]


def try_to_read(raw, found):
    """Read it, or be told why not."""
    try:
        formats.parse(raw, "damaged" + found.endings[0], found.name)
    except MapError as error:
        problems = error.problems
    else:
        return
    assert problems
    for problem in problems:
        assert problem.where.startswith("damaged")
        assert problem.what
        assert problem.remedy


@pytest.mark.parametrize("found", READABLE, ids=lambda one: one.name)
@given(data=st.data())
def test_a_file_with_pieces_put_in_and_cut_out_is_read_or_refused(found, data):
    text = whole(found)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.sampled_from([0, 1, 5, 300]))
        text = text[:at] + data.draw(st.sampled_from(SNIPPETS)) + text[at + cut :]
    try_to_read(text.encode(), found)


@pytest.mark.parametrize("found", READABLE, ids=lambda one: one.name)
@given(raw=st.binary(max_size=60))
def test_noise_is_read_or_refused(found, raw):
    try_to_read(raw, found)
    try_to_read(whole(found).encode()[: 7 * len(raw)] + raw, found)


PARTS = (
    "id", "_id", "label", "name", "note", "title", "grp", "from", "to", "polarity", "type", "tags", "reversed",
    "delayed", "strength", "claims", "facets", "sources", "size", "x", "y", "influence", "relationships",
    "attributes", "position", "element", "connections", "elements", "links", "insert", "ops", "harm", "speed",
    "kind", "order",
)  # fmt: skip
TOPS = (
    "elements", "connections", "loops", "maps", "nodes", "edges", "styles", "samples", "concepts", "info",
    "groupNames", "scenarios", "variables", "relationships", "model", "feedback", "attributes", "name",
    "description", "mapTitle", "title", "Ann",
)  # fmt: skip
simple = st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=4)
part = st.dictionaries(st.sampled_from(PARTS), simple | st.lists(simple, max_size=2), max_size=6)
plain = part | st.lists(part, max_size=2) | simple


def kinds_of_json():
    """The skeleton of each JSON format, with something else put into every place."""
    inner = st.dictionaries(st.sampled_from(PARTS), plain, max_size=4)
    return st.dictionaries(st.sampled_from(TOPS), st.lists(inner, max_size=3) | plain, max_size=4)


@pytest.mark.parametrize("name", ["kumu", "prsm", "mmp", "sd-ai", "fcm-json", "json", "loopy"])
@given(data=kinds_of_json())
def test_json_with_the_wrong_things_in_the_right_places_is_read_or_refused(name, data):
    try_to_read(json.dumps(data).encode("utf-8", "replace"), formats.FORMATS[name])


@pytest.mark.parametrize(
    ("file", "raw", "says"),
    [
        ("a.json", b"[" * 200_000, "nested too deep"),
        ("a.yaml", b"[" * 200_000, "nested too deep"),
        ("a.kumu.json", b'{"elements":' + b"[" * 200_000, "nested too deep"),
        ("a.json", b'{"elements": [{"label": ' + b"9" * 5000 + b"}]}", "too long"),
        ("a.graphml", b'<!DOCTYPE x [<!ENTITY a "ha">]><graphml>&a;</graphml>', "DOCTYPE"),
        ("a.graphml", '<?xml version="1.0" encoding="utf-16"?>\n<!doctype x><graphml/>'.encode("utf-16"), "DOCTYPE"),
        ("a.graphml", b"<graphml>\n<graph>", "line 2: it cannot be read as XML"),
        ("a.graphml", b"<graphml/>", "it holds no graph"),
        ("a.graphml", b"<graphml><graph/></graphml>", "it holds no variables"),
        ("a.mmp", b'{"concepts": [', "line 1: it cannot be read as JSON"),
        ("a.dot", b"digraph { a -> b -> c; $ }", "line 1: '$ }' is not understood"),
        ("a.dot", b"digraph {\n a:north -> b }", "line 2: a port"),
        ("a.dot", b"digraph { a -> ; }", "a name is expected"),
        ("a.dot", b"digraph { a [label=", "it ends in the middle"),
        ("a.dot", b"hello {", "does not start like a graph"),
        ("a.mmd", b"sequenceDiagram\n a->>b: hi", "it holds no flowchart"),
        ("a.mmd", b"flowchart LR\n a ~~> b", "line 2: '~~> b' is not understood"),
        ("a.mmd", b"flowchart LR\n a -->", "line 2: '' is not understood"),
        ("a.mmd", b'flowchart LR\n a["x" y] --> b', "line 2"),
        ("a.mmd", b"flowchart LR\n " + b"a" * 30_000, "too long"),
        (
            "a.mmd",
            b"flowchart LR\n" + (b"&".join([b"a"] * 200) + b"-->" + b"&".join([b"b"] * 200)),
            "more than 20,000 links",
        ),
        ("a.csv", b"", "it is empty"),
        ("a.csv", b",a,b\na,0,1\nc,0,0", "row 3: its first cell is 'c'"),
        ("a.csv", b',a\na,"' + b"x" * 140_000, "cannot be read as CSV"),
        ("a.prsm", "ᮡ".encode(), "neither JSON nor PRSM's compressed text (it breaks off)"),
        ("a.prsm", "ᮡ".encode() * 1_000_001, "too long"),
        ("a.prsm", b'{"nodes": 1}', "no factors and links"),
        ("a.loopy", b"?data=%7B%7D", "not the data of a LOOPY map"),
        ("a.mdl", b"{UTF-8}\n", "it holds no variables"),
        ("a.xmile", b"<other/>", "it is <other> and not <xmile>"),
        ("a.yaml", b"a" * 4_000_001, "4,000,001 characters"),
        ("a.csv", ("," + ",".join(map(str, range(6000)))).encode(), "more than 5,000 variables"),
        ("a.tiff", b"", "its ending belongs to no format"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_soon(file, raw, says):
    started = time.process_time()
    with pytest.raises(MapError) as refusal:
        formats.parse(raw, file)
    assert says in str(refusal.value)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("found", "many"),
    [
        ("dot", "digraph {" + '"' * 100_001 + "}"),
        ("dot", "digraph {" + "/*" * 200_000),
        ("mermaid", "flowchart LR\n" + "a -- b " * 2500),
        ("mermaid", "flowchart LR\n" + "a -. x" * 3000),
        ("vensim", '"' * 400_000 + "|" * 100_000),
        ("vensim", " " * 300_000 + "|"),
        ("vensim", ("a=" + '"' + "b" * 300) * 3000 + "|"),
        ("vensim", "x= A FUNCTION OF(" + "-" * 200_000 + ")~~|"),
        ("prsm", "\u7fff" * 300_000),
        ("prsm", " " * 1000 + "ƠƠ" * 200_000),
        ("loopy", "?data=" + "%25" * 300_000),
        ("graphml", "<a>" * 200_000 + "</a>" * 200_000),
        ("xmile", "<xmile>" + "<variables>" * 3000 + "</variables>" * 3000 + "</xmile>"),
        ("fcm", "from,to,word\n" + "a,b,+H\n" * 50_000),
    ],
    ids=lambda text: text[:12],
)
def test_a_file_made_to_take_long_does_not(found, many):
    started = time.process_time()
    try_to_read(many.encode(), formats.FORMATS[found])
    assert time.process_time() - started < 10


def test_a_file_that_is_missing_a_folder_or_too_large_is_refused(tmp_path):
    with pytest.raises(MapError, match="there is no such file"):
        formats.read(tmp_path / "none.dot")
    with pytest.raises(MapError, match="it is a folder"):
        formats.read(tmp_path)
    large = tmp_path / "large.csv"
    with large.open("wb") as out:
        out.truncate(BYTES_AT_MOST + 1)
    with pytest.raises(MapError, match="Files may hold up to"):
        formats.read(large)


def test_a_chain_too_long_to_follow_is_refused():
    nodes = "".join(f'n{at} [kind="auxiliary"]; n{at} -> n{at + 1} [label="+"];' for at in range(1500))
    with pytest.raises(MapError, match="its parts are nested too deep"):
        formats.parse(f"digraph {{ {nodes} n1500 [kind=auxiliary] }}".encode(), "a.dot")


def test_a_file_with_too_many_words_is_refused(monkeypatch):
    monkeypatch.setattr(dot, "TOKENS_AT_MOST", 5)
    with pytest.raises(MapError, match="line 2: it is too long"):
        formats.parse(b"digraph {\n a -> b; }", "a.dot")


def test_more_links_than_a_map_may_have_are_refused():
    rows = "a -> b;" * 20_001
    with pytest.raises(MapError, match="more than 20,000 links"):
        formats.parse(f"digraph {{ {rows} }}".encode(), "a.dot")
