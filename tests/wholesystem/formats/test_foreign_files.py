"""Files as the other programs write them, made up for these tests: what comes in, and what is said not to."""

import json

import pytest

from tests.wholesystem.formats.packing import pack
from wholesystem import formats
from wholesystem.errors import MapError
from wholesystem.formats import lzstring
from wholesystem.formats.lzstring import decompress
from wholesystem.maps import Claim, InfluenceMap, Interval, SystemsMap


def read(text, file, name=None):
    raw = text if isinstance(text, bytes) else text.encode()
    return formats.parse(raw, file, name)


def arrows(a_map):
    return {(link.source, link.target): link.polarity for link in a_map.links}


def said(lost):
    return "\n".join(str(one) for one in lost)


KUMU = {
    "name": "Tea",
    "description": "About tea",
    "elements": [
        {"_id": "elem-1", "attributes": {"label": "Tea", "element type": "Thing", "description": "Hot", "tags": ["x"]}},
        {"_id": "elem-2", "attributes": {"label": "Talk", "size": "huge", "Colour": "red"}},
        {"label": "Rest", "position": {"x": 7, "y": 9}, "type": "Thing", "kind": "stock"},
        {"label": "Rest"},
    ],
    "connections": [
        {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "attributes": {"type": "+", "tags": ["Delayed"]}},
        {
            "_id": "conn-2",
            "from": "elem-2",
            "to": "elem-1",
            "direction": "mutual",
            "attributes": {"polarity": "opposite"},
        },
        {"from": "Talk", "to": "Rest", "reversed": True, "strength": "0.2 to 0.1"},
        {"from": "Talk", "to": "Nobody", "type": "+"},
        {"from": "elem-1", "to": "elem-2", "type": "+", "delayed": True, "label": "again"},
        {"from": "elem-1", "to": "Rest", "direction": "undirected", "type": "+", "order": "many"},
    ],
    "loops": [
        {"attributes": {"label": "Round", "description": "And round."}, "connections": ["conn-1", "conn-2"]},
        {"label": "Broken", "connections": ["conn-1"]},
        {"label": "None", "connections": None},
    ],
    "maps": [
        {
            "name": "One",
            "elements": [{"element": "elem-1", "position": {"x": -20, "y": 30}}],
            "size": {"width": "wide"},
        },
        {"name": "Two"},
    ],
}


def test_kumu():
    a_map, lost = read(json.dumps(KUMU), "tea.json")
    assert isinstance(a_map, SystemsMap)
    assert [variable.id for variable in a_map.variables] == ["elem-1", "elem-2", "rest"]
    assert (a_map.title, a_map.about) == ("Tea", "About tea")
    assert a_map.variable("elem-1").note == "Hot"
    assert a_map.variable("rest").kind == "stock"
    assert a_map.link("conn-1").delayed is True
    assert arrows(a_map) == {
        ("elem-1", "elem-2"): "+",
        ("elem-2", "elem-1"): "-",
        ("elem-1", "rest"): "+",
        ("elem-2", "rest"): "-",
    } | {("elem-1", "elem-2"): "-"}
    assert [link.id for link in a_map.links][:3] == ["conn-1", "conn-2", "elem-1-elem-2"]
    assert [loop.name for loop in a_map.loop_names] == ["Round"]
    assert a_map.layouts["wide"].places == {"elem-1": (80.0, 30.0), "rest": (107.0, 9.0)}
    for words in (
        "“Rest”: a second variable of this name is left out",
        "view “Two”: left out",
        "element “elem-2”: its colour",
        "element “elem-1”: its tags, element type",
        "element “Rest”: its type",
        "variable 'elem-2': its size: its size is 'huge'.",
        "it goes both ways and is read as two links",
        "it has no direction",
        "its strength: '0.2 to 0.1' is not understood",
        "the order of its delay: 'many' is not understood",
        "the link elem-2 → Nobody: left out: there is no “Nobody”",
        "left out: it doubles link 'conn-1'",
        "loop 'Broken': left out",
        "loop 'None': left out",
        "its places are moved by 100 and 0",
        "1 variables have no place: elem-2",
        "1 ids of variables are made from their names",
    ):
        assert words in said(lost)


def test_a_blueprint_with_nothing_but_names():
    text = '{"elements": [{"label": "A"}, {"label": ""}, 3], "connections": [{"from": "A", "to": "A"}, {"tags": 3}]}'
    a_map, lost = read(text, "a.json")
    assert isinstance(a_map, InfluenceMap)
    assert a_map.variables[1].label == "(no name)"
    assert "it has no name in the file" in said(lost)
    assert "the link  → : left out: there is no “”" in said(lost)
    assert "1 of 1 links have no sign, so it is an influence map: a-a" in said(lost)


OLD_PRSM = {
    "version": "1.4.2",
    "samples": {"edges": {"edge1": {"groupLabel": "-ve"}, "edge2": {"groupLabel": "Reciprocal influence"}}},
    "nodes": [
        {"id": 1, "label": "Hot\n tea", "x": 10, "y": -5, "title": "One<br>two<p>three"},
        {"id": "b", "label": "Talk", "x": None, "y": None, "thumbUp": ["me"]},
        {"id": "c", "label": "Group", "isCluster": True},
    ],
    "edges": [
        {"id": "e", "from": 1, "to": "b", "grp": "edge1", "title": "Why<br/>not", "label": "sometimes"},
        {"id": "f", "from": "b", "to": 1, "grp": "edge2", "label": "+"},
        {"id": "g", "source": "b", "target": "b", "grp": "edge2", "label": ""},
    ],
    "underlay": [1],
    "history": [2],
}


def test_prsm_of_old():
    a_map, lost = read(json.dumps(OLD_PRSM), "tea.prsm")
    assert [(one.id, one.label, one.note) for one in a_map.variables] == [
        ("1", "Hot tea", "One\ntwo\nthree"),
        ("b", "Talk", ""),
    ]
    assert arrows(a_map) == {("1", "b"): "-", ("b", "1"): "+", ("b", "b"): None}
    assert a_map.link("e").why == "sometimes\nWhy\nnot"
    assert a_map.layouts["wide"].places == {"1": (10.0, 80.0)}
    for words in ("the votes on it", "its style “Reciprocal influence” says no sign", "clusters are not variables"):
        assert words in said(lost)
    assert "its underlay and history" in said(lost)


def test_prsm_of_today_is_compressed_and_its_notes_are_pieces():
    data = {
        "mapTitle": "Tea",
        "description": {"text": "About"},
        "nodes": [
            {
                "id": "a",
                "label": "A😀",
                "note": {"ops": [{"insert": "One "}, {"insert": {"image": 1}}, {"insert": "two\n"}]},
            }
        ],
        "edges": [],
    }
    a_map, _ = read(pack(json.dumps(data, ensure_ascii=False)), "tea.prsm")
    assert (a_map.title, a_map.about) == ("Tea", "About")
    assert (a_map.variables[0].label, a_map.variables[0].note) == ("A😀", "One two")


@pytest.mark.parametrize("text", ["hello", "", "a" * 3000, "abcabcabc" * 50 + "é…ﷺ", "tobeornottobe" * 200])
def test_what_is_packed_is_unpacked(text):
    assert decompress(pack(text)) == text


def test_packed_text_that_is_none_or_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(lzstring, "AT_MOST", 100)
    with pytest.raises(ValueError, match="too long"):
        decompress(pack("a" * 101))
    for packed, words in (("\u6020" * 40, "not compressed by lz-string"), ("", "it breaks off")):
        with pytest.raises(ValueError, match=words):
            decompress(packed)


MMP = """<?xml version="1.0" encoding="UTF-8"?>
<mentalmodeler>
  <info><id>7</id><name>Tea</name><author>me</author></info>
  <groupNames><group><name>x</name></group></groupNames>
  <concepts>
    <concept><id>101</id><name>Hot &amp; tea</name><notes>A note</notes><units>cups</units><x>20</x><y>30.5</y>
      <preferredState>-1</preferredState>
      <relationships>
        <relationship><id>102</id><influence>H+</influence><notes>It warms</notes>
          <confidence>2</confidence></relationship>
        <relationship><id>101</id><influence>-0.25</influence></relationship>
      </relationships></concept>
    <concept><id>102</id><name>Talk</name><units></units>
      <relationships>
        <relationship><id>101</id><influence>L-</influence></relationship>
        <relationship><id>102</id><influence>7</influence></relationship>
      </relationships></concept>
  </concepts>
  <scenarios><scenario><name>More tea</name><concepts><concept><id>101</id></concept></concepts></scenario></scenarios>
</mentalmodeler>"""


def test_mental_modeler_of_old():
    a_map, lost = read(MMP, "tea.mmp")
    assert isinstance(a_map, SystemsMap)
    assert a_map.title == "Tea"
    assert [(one.id, one.label) for one in a_map.variables] == [("101", "Hot & tea"), ("102", "Talk")]
    assert [(one.polarity, one.strength) for one in a_map.links] == [
        ("+", "strong"),
        ("-", Interval(0.25, 0.25)),
        ("-", "weak"),
        ("+", None),
    ]
    assert a_map.links[0].why == "It warms"
    assert a_map.layouts["wide"].places == {"101": (20.0, 30.5)}
    for words in ("its units and preferredState: cups, -1", "its confidence, 2", "its influence, '7'", "its scenarios"):
        assert words in said(lost)


def test_mental_modeler_of_today():
    data = {
        "info": {"name": "Tea"},
        "groupNames": {"0": ""},
        "concepts": [
            {"id": "a", "name": "A", "relationships": [{"id": "b", "influence": 0.62}, {"id": "a", "influence": "?"}]},
            {"id": "b", "name": "B", "relationships": [{"id": "a", "influence": None}], "preferredState": "null"},
        ],
        "scenarios": [{"name": "x"}],
    }
    a_map, lost = read(json.dumps(data), "tea.json")
    assert [(one.polarity, one.strength) for one in a_map.links] == [
        ("+", Interval(0.62, 0.62)),
        (None, None),
        (None, None),
    ]
    assert "its influence, '?'" in said(lost)
    assert read("<mentalModeler><concepts><concept><name>A</name></concept></concepts></mentalModeler>", "a.xml").map


def test_a_matrix_of_weights():
    text = "\ufeff;Hot tea;Talk;\nHot tea;0;0.75;\nTalk;-2;;\nmore;1;1;\n"
    a_map, lost = read(text, "tea.csv")
    assert arrows(a_map) == {("hot-tea", "talk"): "+", ("talk", "hot-tea"): "-"}
    assert [one.strength for one in a_map.links] == [Interval(0.75, 0.75), None]
    assert "its strength, -2, which is not from -1 to 1" in said(lost)
    assert "1 rows below the last variable" in said(lost)


def test_a_matrix_of_words_by_several_raters():
    a_map, lost = read(",A,B\nA,NA,+H;−VL; \nB,+VH;+M,nonsense\n", "tea.csv")
    first, second = a_map.links
    assert first.polarity == "disputed"
    assert first.claims == (
        Claim(by="Rater 1", polarity="+", strength=Interval(0.5, 1)),
        Claim(by="Rater 2", polarity="-", strength=Interval(0, 0.25)),
    )
    assert (second.polarity, second.strength) == ("+", Interval(0.25, 1))
    assert "Rater 1 sees no link" in said(lost)
    assert "Rater 1 says 'nonsense', which is no rating" in said(lost)


def test_a_list_of_ratings():
    text = "expert,from,to,word,+H,-L\nAnn,A,B,+H,,\nBo,A,B,,,1\n,B,A,,1,0.5\nCy,A,,+M,,\nDi,B,B,,,\n"
    a_map, lost = read(text, "tea.csv")
    assert arrows(a_map) == {("a", "b"): "disputed", ("b", "a"): "+"}
    assert [claim.by for claim in a_map.links[0].claims] == ["Ann", "Bo"]
    assert a_map.links[1].claims[0].by == "Rater 3"
    assert "the link A → : left out" in said(lost)
    assert "Di says '', which is no rating" in said(lost)


def test_loopy():
    nodes = "[[1,100,200.5,0.5,%22hot%2520%2526%2520tea%22,0],[2,300,50,1,%22talk%22,3],[3]]"
    text = f"http://ncase.me/loopy/v1.1/?embed=1&data=[{nodes},[[1,2,9,3,0],[2,1,9,-1,0],[1]],[[5,5,%22note%250Atwo%22],[1,1,%22%22]],2]"
    a_map, lost = read(text, "tea.url.txt")
    assert arrows(a_map) == {("hot-tea", "talk"): "+", ("talk", "hot-tea"): "-"}
    assert a_map.variables[0].label == "hot & tea"
    assert a_map.about == "note\ntwo"
    assert "its strength of 3" in said(lost)
    assert "the places of its texts" in said(lost)
    plain = read('[[[1,2,3,0,"a"]],[[1,1,0,0]]]', "a.json").map
    assert (plain.variables[0].label, plain.links[0].polarity, plain.about) == ("a", None, "")
    assert read("%5B%5B%5B1,2,3,0,%22a%22%5D%5D,%5B%5D%5D", "a.txt").map.variables[0].label == "a"


YED = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <!-- made by hand -->
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key attr.name="Weight" attr.type="double" for="edge" id="d9"/>
  <key attr.name="description" for="edge" id="d8"/>
  <key attr.name="width" for="graph" id="w"/>
  <graph edgedefault="directed" id="G">
    <data key="w">5</data>
    <node id="n0"><data key="d6"><y:ShapeNode>
      <y:Geometry x="10" y="20"/><y:NodeLabel>Hot tea</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1::n0"><graph><node id="n2"/></graph></node>
    <edge id="e0" source="n0" target="n2"><data key="d9">-2.5</data><data key="d8">Why</data></edge>
    <edge source="n2" target="n0" directed="false"><data key="d10">
      <y:P><y:EdgeLabel> + </y:EdgeLabel><y:EdgeLabel/></y:P></data></edge>
    <hyperedge/>
  </graph>
</graphml>"""


def test_graphml_of_yed():
    a_map, lost = read(YED, "tea.xml")
    assert [(one.id, one.label) for one in a_map.variables] == [("n0", "Hot tea"), ("n1-n0", "n1::n0"), ("n2", "n2")]
    assert arrows(a_map) == {("n0", "n2"): "-", ("n2", "n0"): "+"}
    assert a_map.link("e0").why == "Why"
    assert a_map.layouts["wide"].places == {"n0": (10.0, 20.0)}
    for words in ("its weight, -2.5", "it has no direction", "its hyperedges"):
        assert words in said(lost)


DOT = """/* drawn
by hand */ strict digraph "Tea map" {
  graph [label="Tea"]; rankdir=LR; bb="0,0,200,100"
  node [label="\\N"] # names
  edge [label="+"]; // signs
  subgraph cluster_0 { "hot tea" [pos="30,40!", label="Hot" + " tea", bold]; talk }
  subgraph { other }
  { "hot tea" -> talk -> "hot tea" [polarity=disputed; claims="[{\\"by\\": \\"Ann\\", \\"polarity\\": \\"+\\"}]"] }
  talk -> .5 [label="-", strength="0.2 to 0.4", delayed=maybe]
  talk [kind=stock, facets="3", pos="x,y"]; "graph" -> talk
}"""


def test_dot_by_hand():
    a_map, lost = read(DOT, "tea.gv")
    assert a_map.title == "Tea"
    labels = {one.id: one.label for one in a_map.variables}
    assert labels == {"hot-tea": "Hot tea", "talk": "talk", "other": "other", "5": ".5", "graph": "graph"}
    assert arrows(a_map) == {
        ("hot-tea", "talk"): "disputed",
        ("talk", "hot-tea"): "disputed",
        ("talk", "5"): "-",
        ("graph", "talk"): "+",
    }
    assert a_map.layouts["wide"].places["hot-tea"] == (30.0, 60.0)
    assert (a_map.layouts["wide"].width, a_map.layouts["wide"].height) == (200, 100)
    assert a_map.variable("talk").kind == "stock"
    assert a_map.links[2].strength == Interval(0.2, 0.4)
    assert "its delay: 'maybe' is not understood" in said(lost)
    assert "its faces: '3' is not understood" in said(lost)


def test_dot_without_directions():
    a_map, lost = read("graph { a -- b }", "tea.dot")
    assert arrows(a_map) == {("a", "b"): None}
    assert "its links have no direction" in said(lost)
    assert read("digraph x {a [label=b, pos=c]}", "tea.dot").map.variables[0].label == "b"


MERMAID = """# Notes
```mermaid
---
title: Tea for two
---
%% made by hand
flowchart LR; a1
  a1["Hot<br/>tea #amp; #quot;milk#quot;"]:::warm -->|+| b(Talk) & c{{Rest}}
  b -- "-" --> a1
  c ==>|"- delayed"| a1; %% why
  c -.->|perhaps delayed| b
  b --x d((Done))
  d <--> a1
  d -- makes people --> b
  subgraph One
  direction TB
  c --- c
  end
  classDef warm fill:#f00
```
That was it."""


def test_mermaid_by_hand():
    a_map, lost = read(MERMAID, "tea.md")
    assert a_map.title == "Tea for two"
    assert [one.label for one in a_map.variables] == ['Hot tea & "milk"', "Talk", "Rest", "Done"]
    assert [(one.source, one.target, one.polarity, one.delayed) for one in a_map.links] == [
        ("a1", "b", "+", False),
        ("a1", "c", "+", False),
        ("b", "a1", "-", False),
        ("c", "a1", "-", True),
        ("c", "b", None, None),
        ("b", "d", None, False),
        ("d", "a1", None, False),
        ("d", "b", None, False),
        ("c", "c", None, False),
    ]
    assert a_map.links[7].why == "makes people"
    assert "the box around a part: One" in said(lost)
    assert said(lost).count("without one clear direction") == 3


VENSIM = r"""{UTF-8}
"Hot, \"black\" tea"  = A FUNCTION OF( Talk,
    -Rest )
	~	cups
	~	Drunk
	with milk.
	|

Talk = INTEG ( chatting , 3) ~ ~ |
chatting= A FUNCTION OF("Hot, \"black\" tea")~~~:SUPPLEMENTARY|
Rest= 5 ~ Hour [0,?] ~ A pause. |

********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|
FINAL TIME  = 100 ~ Month ~ The final time. |

\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*Tea
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0
10,1,"Hot, \"black\" tea",275,69,40,20,3,3,0,0,0,0,0,0
10,2,Talk,91,71,8,8,0,3,0,0,-1,0,0,0
10,3,rest,100,200,8,8,0,3,0,0,-1,0,0,0
12,4,48,91,71,8,8,0,3,0,0,-1,0,0,0
1,5,7,2,4,0,0,22,0,0,0,-1--1--1,,1|(204,71)|
1,6,7,4,100,0,0,22,0,0,0,-1--1--1,,1|(130,71)|
11,7,48,167,71,6,8,34,3,0,0,1,0,0,0
10,8,chatting,167,90,19,11,40,3,0,0,-1,0,0,0
1,9,2,1,1,0,83,0,0,65,0,-1--1--1,,1|(0,0)|
1,10,3,1,1,0,0,0,0,64,0,-1--1--1,,1|(0,0)|
1,11,1,8,1,0,43,0,2,192,0,-1--1--1,|12||0-0-0,1|(0,0)|
10,12,Time,0,0,0,0
10,13
1,14,x,y,1,0,x,0,0,64
\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 2
10,1,Talk,91,71,8,8
10,2,Sleep,1.5,x,8,8
1,3,1,2,1,0,45,0,0,64,0
///---\\\
:L<%^E!@
10,9,Ghost,1,1"""


def test_vensim():
    a_map, lost = read(VENSIM, "tea.mdl")
    assert a_map.title == "Tea"
    assert [one.label for one in a_map.variables] == ['Hot, "black" tea', "Talk", "rest", "chatting", "Sleep"]
    tea, talk, rest, chatting, sleep = (one.id for one in a_map.variables)
    assert arrows(a_map) == {
        (chatting, talk): "+",
        (talk, tea): "+",
        (rest, tea): "-",
        (tea, chatting): "+",
        (talk, sleep): "-",
    }
    assert [one.delayed for one in a_map.links] == [False, True, False, False, False]
    assert a_map.variable(tea).note == "Drunk with milk."
    assert a_map.layouts["wide"].places[tea] == (275.0, 69.0)
    assert "variable “Talk”: its equation, INTEG ( chatting , 3)" in said(lost)
    assert "its views but the first" in said(lost)


def test_vensim_without_a_sketch():
    a_map, _ = read("{UTF-8}\nTea=A FUNCTION OF(-Talk)~~|Talk=A FUNCTION OF(Tea)~~|bad|", "tea.mdl")
    assert arrows(a_map) == {("talk", "tea"): "-", ("tea", "talk"): None}


XMILE = """<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><model><variables>
  <stock name="Hot\\ntea"><eqn>5</eqn><inflow>pouring</inflow><outflow>"sipping"</outflow></stock>
  <flow name="pouring"><doc>By hand.</doc><eqn>Hot_tea*2 {Talk} + pouring + MAX("sipping", 1)</eqn></flow>
  <flow name="sipping"/><aux name="Talk"/><aux name="talk"/><gf/>
</variables><views><view><aux name="Talk" x="10" y="20"/><other/>
  <connector polarity="-"><from>Hot_tea</from><to>pouring</to></connector><connector><from/><to/></connector>
</view></views></model></xmile>"""


def test_xmile_is_read_as_a_diagram():
    a_map, lost = read(XMILE, "tea.stmx")
    assert [(one.label, one.kind) for one in a_map.variables][:2] == [("Hot tea", "stock"), ("pouring", "level")]
    assert arrows(a_map) == {
        ("pouring", "hot-tea"): "+",
        ("sipping", "hot-tea"): "-",
        ("hot-tea", "pouring"): "-",
        ("sipping", "pouring"): None,
    }
    assert a_map.variable("pouring").says == "By hand."
    assert a_map.layouts["wide"].places == {"talk": (10.0, 20.0)}
    assert "its equations, numbers and units" in said(lost)
    assert "“talk”: a second variable" in said(lost)
    assert (
        read(
            "<xmile><header><name>A_b</name></header><variables><aux name='x'/></variables></xmile>", "x.xml"
        ).map.title
        == "A b"
    )


SD_AI = {
    "model": {
        "title": "Tea",
        "variables": [
            {"name": "Hot tea", "type": "stock", "equation": "1", "documentation": "Drunk"},
            {"name": "Talk", "type": "variable", "units": "hours"},
            {"name": "Rest"},
        ],
        "relationships": [
            {"from": "Hot_Tea", "to": "Talk", "polarity": "", "reasoning": "Warm", "polarityReasoning": "Up"},
            {"from": "Talk", "to": "hot tea", "polarity": "-"},
            {"from": "Rest", "to": "Talk", "polarity": "+"},
        ],
    },
    "feedback": {
        "feedbackLoops": [
            {
                "name": "B1",
                "links": [{"from": "Hot tea", "to": "Talk", "polarity": "+"}, {"from": "Talk", "to": "Hot tea"}],
                "Percent of Model Behavior Explained by Loop": [1],
            },
            {"identifier": "B2", "links": [{"from": "Rest", "to": "Nobody", "polarity": "+"}]},
        ]
    },
}


def test_sd_ai_takes_signs_from_loops():
    a_map, lost = read(json.dumps(SD_AI), "tea.json")
    assert isinstance(a_map, SystemsMap)
    assert arrows(a_map) == {("hot-tea", "talk"): "+", ("talk", "hot-tea"): "-", ("rest", "talk"): "+"}
    assert a_map.links[0].why == "Warm\nUp"
    assert (a_map.variables[0].kind, a_map.variables[0].says) == ("stock", "Drunk")
    assert [loop.name for loop in a_map.loop_names] == ["B1"]
    for words in (
        "its sign, +, is taken from a loop",
        "how much each loop explains",
        "loop 'B2': left out",
        "read as a level",
    ):
        assert words in said(lost)


def test_sd_ai_loops_that_disagree():
    data = {
        "variables": [{"name": "a"}, {"name": "b"}],
        "relationships": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}],
        "feedbackLoops": [
            {
                "name": "1",
                "links": [{"from": "a", "to": "b", "polarity": "+"}, {"from": "b", "to": "a", "polarity": "-"}],
            },
            {"name": "2", "links": [{"from": "a", "to": "b", "polarity": "-"}]},
        ],
    }
    a_map, lost = read(json.dumps(data), "tea.json")
    assert arrows(a_map) == {("a", "b"): None, ("b", "a"): "-"}
    assert "the loops of the file disagree" in said(lost)
    assert "loop '1': all of it: an influence map has no loops" in said(lost)


def test_a_byte_that_is_not_utf_8_is_said_with_its_line():
    a_map, lost = read(b'digraph {\n a [label="t\xe9a"] }', "tea.dot")
    assert a_map.variables[0].label == "t�a"
    assert str(lost[0]) == "line 2: a byte is not UTF-8 text and is read as �"
    assert read("digraph { a }".encode("utf-16"), "tea.dot").map.variables[0].id == "a"


def test_a_loop_that_passes_a_variable_twice_is_left_out():
    ends = [("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")]
    data = {
        "elements": [{"label": one} for one in "abc"],
        "connections": [{"id": f"c{at}", "from": a, "to": b, "type": "+"} for at, (a, b) in enumerate(ends)],
        "loops": [{"label": "Eight", "connections": ["c0", "c1", "c2", "c3"]}],
    }
    assert "passes a variable twice" in said(read(json.dumps(data), "a.json").lost)


def test_what_an_influence_map_has_not_is_said():
    data = {"elements": [{"label": "a"}], "kind": "influence", "drivers": ["a"], "outcomes": ["a"], "connections": []}
    a_map, lost = read(json.dumps(data), "a.json")
    assert isinstance(a_map, InfluenceMap)
    assert "its drivers: an influence map has none" in said(lost)


def test_parts_that_do_not_fit_together_are_refused_by_the_name_of_the_file():
    data = {"elements": [{"label": "a", "kind": "constant"}], "connections": [{"from": "a", "to": "a", "type": "+"}]}
    with pytest.raises(MapError, match=r"a\.json, link 'a-a'"):
        read(json.dumps(data), "a.json")


def test_a_line_of_a_sketch_that_is_too_long_is_passed_over():
    long = VENSIM.replace("10,13\n", "10,13," + "x" * 140_000 + "\n")
    assert len(read(long, "tea.mdl").map.variables) == 5


def test_parts_that_are_not_good_are_left_out_one_by_one():
    data = {
        "elements": [{"label": "a"}],
        "connections": [
            {"id": "one", "from": "a", "to": "a", "type": "+", "confidence": "sure", "why": "Because"},
            {"id": "two", "from": "a", "to": "a", "type": "disputed"},
        ],
    }
    a_map, lost = read(json.dumps(data), "a.json")
    assert a_map.link("one").why == "Because"
    assert "link 'one': how sure it is: its confidence is 'sure'" in said(lost)
    assert "link 'two': its sign: its sign is disputed" in said(lost)
