"""Small maps made by hypothesis, and one by hand, for the tests of maps and of drawings."""

import math
from typing import Any

from hypothesis import strategies as st

from wholesystem.maps import (
    Claim,
    Facet,
    InfluenceMap,
    Interval,
    Layout,
    Link,
    LoopName,
    Source,
    SubSystem,
    SystemsMap,
    Variable,
)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
LABELS = WORDS.filter(lambda text: bool(text.strip()))
SHARES = st.floats(0, 1, allow_nan=False)
SPEEDS = st.none() | st.sampled_from(["days", "weeks", "months", "years"])
SOURCES = st.lists(st.builds(Source, LABELS, st.sampled_from(["", "4", "10-12, 30"])), max_size=2).map(tuple)
FACES = (Facet("pull", "a pull", harm=True), Facet("support", "a support"))


def link(name: str, source: str, target: str, polarity: Any = "+", **more: Any) -> Link:
    """Make a link in one line."""
    return Link(id=name, source=source, target=target, polarity=polarity, **more)


def a_map(names: str = "a b c", *links: Link, **more: Any) -> SystemsMap:
    """Make a map of plain variables, named by words."""
    variables = tuple(Variable(id=name, label=name.title()) for name in names.split())
    return SystemsMap(**{"id": "small", "title": "Small", "variables": variables, "links": links, **more})


@st.composite
def spans(draw: st.DrawFn, low: float, high: float) -> Interval:
    ends = sorted([draw(st.floats(low, high)), draw(st.floats(low, high))])
    return Interval(*ends)


@st.composite
def variables(draw: st.DrawFn, name: str) -> Variable:
    return Variable(
        id=name,
        label=draw(LABELS),
        says=draw(WORDS),
        kind=draw(st.sampled_from(["level", "stock"])),
        harm=draw(st.booleans()),
        shown=draw(st.sampled_from(["core", "around"])),
        size=draw(st.sampled_from(["large", "small"])),
        speed=draw(SPEEDS | spans(0.1, 900)),
        room=draw(st.none() | spans(-1, 1)),
        facets=draw(st.sampled_from([(), FACES])),
        note=draw(WORDS),
        sources=draw(SOURCES),
    )


def _face(draw: st.DrawFn, variable: Variable) -> str:
    return draw(st.sampled_from([facet.id for facet in variable.facets])) if variable.facets else ""


@st.composite
def signed_links(draw: st.DrawFn, name: str, ends: tuple[Variable, ...], *, signed: bool) -> Link:
    source, target = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
    polarity: Any = draw(st.sampled_from(["+", "-", "disputed"] if signed else [None, "+", "-"]))
    claims = (Claim(by="one group", polarity="-"), Claim(by="another", polarity="+", strength="weak"))
    return Link(
        id=name,
        source=source.id,
        target=target.id,
        polarity=polarity,
        delayed=draw(st.sampled_from([True, False, None])),
        speed=draw(SPEEDS),
        order=draw(st.sampled_from([1, 3])),
        strength=draw(st.sampled_from([None, "weak", "medium", "strong"]) | spans(0, 1)),
        facet=_face(draw, source),
        target_facet=_face(draw, target),
        confidence=draw(st.sampled_from(["stated", "implied", "uncertain"])),
        why=draw(WORDS),
        claims=claims if polarity == "disputed" else (),
        sources=draw(SOURCES),
    )


@st.composite
def maps(draw: st.DrawFn, most: int = 6, links: int = 9, *, signed: bool | None = None) -> Any:
    """Make a whole map with every kind of part, of either kind."""
    names = [f"v{number}" for number in range(draw(st.integers(1, most)))]
    made = tuple(draw(variables(name)) for name in names)
    signed = draw(st.booleans()) if signed is None else signed
    drawn: dict[tuple[Any, ...], Link] = {}
    for number in range(draw(st.integers(0, links))):
        one = draw(signed_links(f"l{number}", made, signed=signed))
        drawn.setdefault((one.tail, one.head, one.polarity, one.delayed), one)
    half = tuple(names[: math.ceil(len(names) / 2)])
    place = st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000))
    parts: dict[str, Any] = {
        "id": "made",
        "title": draw(LABELS),
        "lead": draw(WORDS),
        "about": draw(WORDS),
        "variables": made,
        "links": tuple(drawn.values()),
        "subsystems": draw(st.sampled_from([(), (SubSystem(id="part", label="Part", variables=half, tone="hold"),)])),
        "sources": draw(SOURCES),
        "layouts": draw(st.sampled_from([{}, {"wide": Layout(960, 640.5, {name: draw(place) for name in names})}])),
    }
    if not signed:
        return InfluenceMap(**parts)
    nodes = [node for variable in made for node in variable.nodes]
    plain = SystemsMap(**parts)
    named = tuple(LoopName(name="Round", links=loop.links, says=draw(WORDS)) for loop in plain.loops()[:1])
    return SystemsMap(**parts, loop_names=named, drivers=tuple(nodes[:1]), outcomes=tuple(nodes[-2:]))
