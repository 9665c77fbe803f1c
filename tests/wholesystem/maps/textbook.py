"""The textbooks' diagrams of the nine archetypes, as small maps of invented variables."""

from collections.abc import Iterable

from wholesystem.maps import Claim, Link, SystemsMap, Variable
from wholesystem.maps.parts import Polarity

SIGNS: dict[str, Polarity] = {"+": "+", "-": "-", "?": "disputed"}
Arrow = tuple[str, str, str, bool | None]


def drawn(arrows: Iterable[Arrow], *, harms: Iterable[str] = (), more: Iterable[str] = ()) -> SystemsMap:
    """Make a map of arrows; a sign of "?" is one that two groups do not agree on."""
    arrows = list(arrows)
    names = dict.fromkeys([*(end for arrow in arrows for end in arrow[:2]), *more])
    links = []
    for at, (source, target, sign, delayed) in enumerate(arrows):
        claims = (Claim(by="one group", polarity="+"), Claim(by="another", polarity="-")) if sign == "?" else ()
        links.append(
            Link(
                id=f"l{at:03}-{source}-{target}",
                source=source,
                target=target,
                polarity=SIGNS[sign],
                delayed=delayed,
                claims=claims,
            )
        )
    variables = tuple(Variable(id=name, label=name.title(), harm=name in set(harms)) for name in names)
    return SystemsMap(id="drawn", title="Drawn", variables=variables, links=tuple(links))


SHIFTING: list[Arrow] = [
    ("problem", "quick", "+", False),
    ("quick", "problem", "-", False),
    ("problem", "lasting", "+", False),
    ("lasting", "problem", "-", True),
    ("quick", "effect", "+", False),
    ("effect", "lasting", "-", False),
]
SHIFTING_ROLES = {
    "symptom": "problem",
    "symptomatic-solution": "quick",
    "fundamental-solution": "lasting",
    "side-effect": "effect",
}

# Each archetype: its diagram, the roles that it has to show, and which other archetypes are part of it.
TEXTBOOK: dict[str, tuple[list[Arrow], dict[str, str], set[str]]] = {
    "shifting-the-burden": (SHIFTING, SHIFTING_ROLES, set()),
    "addiction": ([*SHIFTING, ("effect", "quick", "+", False)], SHIFTING_ROLES, {"shifting-the-burden"}),
    "fixes-that-fail": (
        [
            ("problem", "quick", "+", False),
            ("quick", "problem", "-", False),
            ("quick", "later", "+", False),
            ("later", "problem", "+", True),
        ],
        {"symptom": "problem", "fix": "quick", "consequence": "later"},
        set(),
    ),
    "limits-to-growth": (
        [
            ("effort", "result", "+", False),
            ("result", "effort", "+", False),
            ("result", "brake", "+", False),
            ("brake", "result", "-", False),
            ("room", "brake", "-", False),
        ],
        {"growing-action": "effort", "condition": "result", "limiting-action": "brake", "limit": "room"},
        set(),
    ),
    "success-to-the-successful": (
        [
            ("share", "ann", "+", False),
            ("ann", "share", "+", False),
            ("share", "bob", "-", False),
            ("bob", "share", "-", False),
        ],
        {"allocation": "share", "one": "ann", "other": "bob"},
        set(),
    ),
    "escalation": (
        [
            ("lead", "worry-of-ann", "-", False),
            ("worry-of-ann", "ann", "+", False),
            ("ann", "lead", "+", False),
            ("lead", "worry-of-bob", "+", False),
            ("worry-of-bob", "bob", "+", False),
            ("bob", "lead", "-", False),
        ],
        {"standing": "lead", "one": "worry-of-ann", "other": "worry-of-bob"},
        set(),
    ),
    "eroding-goals": (
        [
            ("gap", "action", "+", False),
            ("action", "state", "+", True),
            ("state", "gap", "-", False),
            ("gap", "pressure", "+", False),
            ("pressure", "goal", "-", False),
            ("goal", "gap", "+", False),
        ],
        {"gap": "gap", "goal": "goal", "corrective-action": "action", "condition": "state"},
        set(),
    ),
    "tragedy-of-the-commons": (
        [
            ("ann", "gain-of-ann", "+", False),
            ("gain-of-ann", "ann", "+", False),
            ("bob", "gain-of-bob", "+", False),
            ("gain-of-bob", "bob", "+", False),
            ("ann", "use", "+", False),
            ("bob", "use", "+", False),
            ("use", "gain-of-ann", "-", True),
            ("use", "gain-of-bob", "-", True),
        ],
        {"commons": "use", "one": "ann", "other": "bob", "gain-of-one": "gain-of-ann", "gain-of-other": "gain-of-bob"},
        set(),
    ),
    "growth-and-underinvestment": (
        [
            ("effort", "demand", "+", False),
            ("demand", "effort", "+", False),
            ("demand", "quality", "-", False),
            ("quality", "demand", "+", False),
            ("quality", "building", "-", False),
            ("building", "places", "+", True),
            ("places", "quality", "+", False),
        ],
        {
            "growing-action": "effort",
            "demand": "demand",
            "performance": "quality",
            "investment": "building",
            "capacity": "places",
        },
        set(),
    ),
}
