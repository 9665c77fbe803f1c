"""Maps for hypothesis that hold every kind of part, with labels that no format likes."""

from hypothesis import strategies as st

from wholesystem.formats.names import Names
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

letters = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\"\\\n,;|#&<>[]{}()%~=:+-*/'")
words = st.text(letters, max_size=12)
labels = words.filter(lambda text: text.strip())
ids = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True) | st.sampled_from(
    ["end", "node", "graph", "class"]
)
shares = st.floats(0, 1).map(lambda size: round(size, 3))
spans = st.tuples(shares, shares).map(lambda pair: Interval(min(pair), max(pair)))
strengths = st.none() | st.sampled_from(["weak", "medium", "strong"]) | spans
times = st.tuples(shares, shares).map(lambda pair: Interval(0.5 + min(pair), 0.5 + max(pair)))
speeds = st.none() | st.sampled_from(["days", "weeks", "months", "years"]) | times
rooms = st.none() | st.tuples(shares, shares).map(lambda pair: Interval(min(pair) - 1, max(pair)))
sources = st.lists(st.builds(Source, labels, st.sampled_from(["", "12", "12-14, 20"])), max_size=2).map(tuple)
places = st.tuples(*[st.integers(0, 9000).map(lambda at: at / 4)] * 2)


@st.composite
def variables(draw, name):
    faces = draw(st.sampled_from([(), (), ("pull", "help")]))
    return Variable(
        id=name,
        label=draw(labels),
        says=draw(words),
        kind=draw(st.sampled_from(["level", "level", "stock", "constant"])),
        harm=draw(st.booleans()),
        shown=draw(st.sampled_from(["core", "around"])),
        size=draw(st.sampled_from(["large", "small"])),
        speed=draw(speeds),
        room=draw(rooms),
        facets=tuple(Facet(face, draw(labels), draw(st.booleans())) for face in faces),
        note=draw(words),
        sources=draw(sources),
    )


@st.composite
def links(draw, name, ends, signed):
    source, target = ends
    claims = draw(st.lists(st.builds(Claim, by=labels, polarity=st.sampled_from("+-"), strength=strengths), max_size=2))
    signs = ["+", "-"] + (["disputed"] if claims else []) + ([] if signed else [None])
    return Link(
        id=name,
        source=source.id,
        target=target.id,
        polarity=draw(st.sampled_from(signs)),
        delayed=draw(st.sampled_from([False, True, None])),
        speed=draw(speeds),
        order=draw(st.sampled_from([1, 3])),
        strength=draw(strengths),
        facet=draw(st.sampled_from([face.id for face in source.facets] or [""])),
        target_facet=draw(st.sampled_from([face.id for face in target.facets] or [""])),
        confidence=draw(st.sampled_from(["stated", "implied", "uncertain"])),
        drawn=draw(st.sampled_from(["likely", "possible", "unknown"])),
        why=draw(words),
        delay_basis=draw(words),
        claims=tuple(claims),
        sources=draw(sources),
    )


@st.composite
def maps(draw):
    """A map of either kind, with up to five variables and eight links, doubles left out."""
    made = [draw(variables(name)) for name in draw(st.lists(ids, min_size=1, max_size=5, unique=True))]
    signed = draw(st.booleans())
    names, seen, arrows = Names(), set(), []
    for _ in range(draw(st.integers(0, 8))):
        ends = draw(st.sampled_from(made)), draw(st.sampled_from(made))
        if ends[1].kind == "constant":
            continue
        link = draw(links(names.give(draw(ids)), ends, signed))
        key = (link.tail, link.head, link.polarity, link.delayed)
        if key not in seen:
            seen.add(key)
            arrows.append(link)
    nodes = [node for variable in made for node in variable.nodes]
    parts = {
        "id": draw(ids),
        "title": draw(labels),
        "lead": draw(words),
        "about": draw(words),
        "variables": made,
        "links": arrows,
        "sources": draw(sources),
        "subsystems": draw(st.sampled_from([(), (SubSystem(id="part", label="A part", variables=(made[0].id,)),)])),
        "layouts": draw(layouts(made)),
    }
    if not signed:
        return InfluenceMap(**parts)
    chosen = {"drivers": tuple(nodes[:1]), "outcomes": tuple(nodes[-1:])} if draw(st.booleans()) else {}
    a_map = SystemsMap(**parts, **chosen)
    named = [LoopName(name=draw(labels), links=loop.links, says=draw(words)) for loop in a_map.loops()[:2]]
    return SystemsMap(**parts, **chosen, loop_names=tuple(named))


@st.composite
def layouts(draw, made):
    name = draw(st.sampled_from(["", "wide", "tall"]))
    if not name:
        return {}
    one = Layout(2400, 2400, {variable.id: draw(places) for variable in made})
    return {name: one} | ({"other": one} if draw(st.booleans()) else {})


SMALL = SystemsMap(
    id="tea",
    title="Tea",
    variables=(
        Variable(id="tea", label="Hot, “black” tea", says="How much.", kind="stock", speed="days", note="A note"),
        Variable(id="talk", label="Talk", facets=(Facet("kind", "Kind"), Facet("harsh", "Harsh", harm=True))),
    ),
    links=(
        Link(
            id="warms", source="tea", target="talk", polarity="+", target_facet="kind", why="It warms", strength="weak"
        ),
        Link(
            id="thirst",
            source="talk",
            target="tea",
            facet="kind",
            polarity="disputed",
            delayed=None,
            claims=(Claim(by="Ann", polarity="+"), Claim(by="Bo", polarity="-", strength=Interval(0.2, 0.4))),
            sources=(Source("RSA", "12"),),
        ),
    ),
    loop_names=(LoopName(name="Round", links=("warms", "thirst")),),
    layouts={"wide": Layout(300, 200, {"tea": (100, 50), "talk": (200, 150)})},
)
