"""A picture as SVG is well-formed, escaped, and its marks say what the links say."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.wholesystem.maps.made import a_map, link
from wholesystem import catalogue
from wholesystem.drawing import Look, draw, svg
from wholesystem.maps import Claim, InfluenceMap, Link, SubSystem, SystemsMap, Variable

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>alert('1')</script> & \"tea\" 😀 ]]>"
SIGNS = {"+": "same", "-": "opposite", "disputed": "disputed", None: "unsigned"}


def written(one: SystemsMap | InfluenceMap, look: Look | None = None, shape: str = "wide") -> Element:
    """The picture, read back by an XML parser."""
    return fromstring(svg.write(draw(one, shape, True), look))


def part(root: Element, name: str) -> Element:
    (found,) = [one for one in root.iter() if one.get("data-part") == name]
    return found


@pytest.mark.parametrize("name", catalogue.names())
def test_dotted_solid_and_delay_marks_match_the_links(name: str) -> None:
    one = catalogue.load(name)
    root = written(one)
    arrows = {at.get("data-part"): at for at in root if (at.get("class") or "").startswith("arrow ")}
    assert set(arrows) == {each.id for each in one.links}
    for each in one.links:
        arrow = arrows[each.id]
        assert arrow.get("class") == f"arrow {SIGNS[each.polarity]}"
        classes = [path.get("class") for path in arrow]
        assert classes == ["way", *(["delay", "delay"] if each.delayed else []), "head"]


@pytest.mark.parametrize("name", catalogue.names())
def test_every_label_is_in_the_picture_to_the_letter(name: str) -> None:
    one = catalogue.load(name)
    root = written(one)
    for variable in one.variables:
        said = " ".join(line.text or "" for line in part(root, variable.id).iter(f"{SVG}tspan"))
        assert said == " ".join(variable.label.split())


@pytest.mark.parametrize("shape", ["wide", "tall"])
def test_no_label_is_smaller_than_fifteen(shape: str) -> None:
    for name in catalogue.names():
        sizes = {
            float(text.get("font-size", 22)) for text in written(catalogue.load(name), shape=shape).iter(f"{SVG}text")
        }
        assert min(sizes) >= 15


def test_every_text_is_escaped() -> None:
    parts = (
        SubSystem(id="p", label=NASTY, variables=("a", "b"), tone="hold"),
        SubSystem(id="q", label="Q", variables=("c", "d"), tone="recovery"),
    )
    variables = tuple(Variable(id=name, label=f"{NASTY} {name}", size="small") for name in "abcd")
    one = SystemsMap(id="m", title=NASTY, variables=variables, links=(link("l", "a", "b"),), subsystems=parts)
    look = Look(href=lambda kind, name: f"/{NASTY}/{name}", name=lambda kind, name: NASTY, label=NASTY, style="a>b{}")
    text = svg.write(draw(one), look)
    assert "<script" not in text
    root = fromstring(text)
    assert root.get("aria-label") == NASTY
    assert part(root, "a").get("href") == f"/{NASTY}/a"
    names = [text.text for text in root.iter(f"{SVG}text") if (text.get("class") or "").startswith("ground-name")]
    assert names == [NASTY, "Q"]


def test_a_single_ground_needs_no_name() -> None:
    parts = (SubSystem(id="p", label="P", variables=("a", "b"), tone="hold"),)
    root = written(a_map("a b", subsystems=parts))
    assert [one.get("class") for one in root][:1] == ["ground hold"]
    assert not [one for one in root.iter() if (one.get("class") or "").startswith("ground-name")]


def hold() -> SystemsMap:
    one = catalogue.load("the-hold")
    assert isinstance(one, SystemsMap)
    return one


def test_what_is_lit_lights_up_and_the_picture_knows_that_something_is() -> None:
    loop = next(loop for loop in hold().loops() if loop.name)
    root = written(hold(), Look(lit={"the-fix", "fix-buzz", loop.id}, kept={"class": "drawing", "id": "map"}))
    lit = {one.get("data-part") for one in root if (one.get("class") or "").endswith(" lit")}
    assert lit == {"the-fix", "fix-buzz", loop.id}
    assert (root.get("class"), root.get("id")) == ("drawing some-lit", "map")
    assert written(hold(), Look(lit={"the-fix"})).get("class") == "some-lit"
    assert written(hold()).get("class") is None


def test_parts_open_addresses_where_there_are_any() -> None:
    look = Look(href=lambda kind, name: f"/{kind}/{name}/", name=lambda kind, name: f"{kind} {name}", label="The Hold")
    root = written(hold(), look)
    circle, arrow = part(root, "the-fix"), part(root, "fix-buzz")
    assert (circle.tag, circle.get("href"), circle.get("aria-label")) == (
        f"{SVG}a",
        "/variable/the-fix/",
        "variable the-fix",
    )
    assert (arrow.tag, arrow.get("data-opens"), arrow.get("aria-hidden")) == (f"{SVG}g", "/link/fix-buzz/", "true")
    assert arrow[0].get("class") == "reach"
    loop = next(loop for loop in hold().loops() if loop.name)
    assert part(root, loop.id).get("href") == f"/loop/{loop.id}/"
    assert root.get("role") == "group"


def test_a_picture_alone_opens_nothing() -> None:
    root = written(hold(), Look(label="The Hold"))
    assert root.get("role") == "img"
    assert not [one for one in root.iter() if one.tag == f"{SVG}a" or one.get("href") or one.get("data-opens")]
    assert written(hold()).get("role") is None


def test_a_part_is_called_by_its_id_where_nobody_gives_it_a_name() -> None:
    root = written(hold(), Look(href=lambda kind, name: name))
    assert part(root, "the-fix").get("aria-label") == "the-fix"


def test_a_picture_to_keep_brings_its_style_its_paper_and_its_size() -> None:
    root = written(hold(), Look(style=svg.PAPER_STYLE))
    box = (root.get("viewBox") or "").split()
    assert [root.get("width"), root.get("height")] == box[2:]
    assert root[0].text == svg.PAPER_STYLE
    paper = root[1]
    assert [paper.get(key) for key in ("x", "y", "width", "height")] == box


def test_a_badge_says_the_kind_and_the_mark_of_its_loop() -> None:
    root = written(hold())
    badges = [one for one in root if (one.get("class") or "").startswith("badge")]
    said = {one.get("data-part"): (one.get("class"), one.findtext(f"{SVG}text")) for one in badges}
    for loop in hold().loops():
        if loop.name:
            kind, mark = said[loop.id]
            assert kind == f"badge {loop.kind}"
            assert mark
            assert mark[0] == loop.kind[0].upper()
    assert len(said) == len(hold().loop_names)


def test_small_circles_disputed_and_unsigned_arrows_say_so() -> None:
    claims = (Claim(by="us", polarity="+"), Claim(by="them", polarity="-"))
    small = (Variable(id="a", label="A", size="small"), Variable(id="b", label="B"))
    disputed = link("l", "a", "b", "disputed", claims=claims, delayed=None)
    root = written(SystemsMap(id="m", title="M", variables=small, links=(disputed,)))
    assert part(root, "a").get("class") == "circle plain small"
    assert part(root, "b").get("class") == "circle plain"
    assert [path.get("class") for path in part(root, "l")] == ["way", "head"]
    assert part(root, "l").get("class") == "arrow disputed"
    unsigned = InfluenceMap(id="m", title="M", variables=small, links=(Link(id="l", source="a", target="b"),))
    assert part(written(unsigned), "l").get("class") == "arrow unsigned"
