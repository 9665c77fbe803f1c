"""The nine archetypes as patterns: who pushes whom, with which sign, and where the pattern has its delay.

The structures are those of Senge (1990), Kim (1992), Braun (2002) and Wolstenholme (2003), told as signed graphs.
A role that stands in the middle of a way (a side effect, a consequence, a limiting action, a commons) may be named
for its rise or for its fall, so both pairs of signs are looked for. Where a map says which of its variables are harms,
a harm plays no role in which less of it would be a loss, and no such role is reached by way of one.
"""

from dataclasses import dataclass
from types import MappingProxyType

LATE, QUICK, ANY = "late", "quick", ""

IDS = (
    "shifting-the-burden", "addiction", "fixes-that-fail", "limits-to-growth", "success-to-the-successful",
    "escalation", "eroding-goals", "tragedy-of-the-commons", "growth-and-underinvestment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow of a pattern; in a map it may be a way of several links.

    Attributes:
        tail: the role it starts from.
        head: the role it points at.
        sign: +1, -1, or 0 for either.
        pace: `QUICK` where no link on it may be known to take time.
        at_most: how many links it may have.
        through: roles that it may lead through on its way.
        unharmed: it leads through no harm on its way: nobody should have to be hurt to get there.
    """

    tail: str
    head: str
    sign: int
    pace: str = ANY
    at_most: int = 3
    through: tuple[str, ...] = ()
    unharmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One archetype, or one of its forms, as a signed graph over roles.

    Attributes:
        archetype: its id.
        roles: in the order in which they are told.
        edges: the arrows between the roles.
        loops: each as the places of its edges, all round.
        late: places of edges of which at least one takes time; empty where the pattern needs no delay.
        even: two groups of edges of which either both or neither is known to take time.
        same: roles that make it the same finding; the others are chosen as short as can be.
        harm: roles that are harms, in a map that says which of its variables are.
        good: roles that are never a harm.
        twins: roles that can change places without changing the pattern.
        limited: the role on which something bears from outside, which plays the role ``limit``.
        spare: a role without which there is a near miss that is worth telling.
        flaw: what is missing, where this is a pattern with one thing missing: ``sign``, ``way`` or ``role``.
        at: the edge that the flaw is about, as it ought to be.
    """

    archetype: str
    roles: tuple[str, ...]
    edges: tuple[Edge, ...]
    loops: tuple[tuple[int, ...], ...]
    late: tuple[int, ...] = ()
    even: tuple[tuple[int, ...], ...] = ()
    same: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    limited: str = ""
    spare: str = ""
    flaw: str = ""
    at: Edge | None = None


def _shifting(sign: int) -> Pattern:
    return Pattern(
        archetype="shifting-the-burden",
        roles=("symptom", "symptomatic-solution", "fundamental-solution", "side-effect"),
        edges=(
            Edge("symptom", "symptomatic-solution", 1, QUICK),
            Edge("symptomatic-solution", "symptom", -1, QUICK, through=("side-effect",)),
            Edge("symptom", "fundamental-solution", 1, unharmed=True),
            Edge("fundamental-solution", "symptom", -1),
            Edge("symptomatic-solution", "side-effect", sign, unharmed=sign < 0),
            Edge("side-effect", "fundamental-solution", -sign, unharmed=sign < 0),
        ),
        loops=((0, 1), (2, 3), (0, 4, 5, 3)),
        late=(3,),
        same=("symptom", "symptomatic-solution", "fundamental-solution"),
        harm=("symptom",),
        good=("fundamental-solution",) if sign > 0 else ("fundamental-solution", "side-effect"),
        spare="side-effect",
    )


def _fixes(sign: int) -> Pattern:
    return Pattern(
        archetype="fixes-that-fail",
        roles=("symptom", "fix", "consequence"),
        edges=(
            Edge("symptom", "fix", 1, QUICK),
            Edge("fix", "symptom", -1, QUICK, through=("consequence",)),
            Edge("fix", "consequence", sign, unharmed=sign < 0),
            Edge("consequence", "symptom", sign, unharmed=sign < 0),
        ),
        loops=((0, 1), (0, 2, 3)),
        late=(2, 3),
        same=("symptom", "fix"),
        harm=("symptom",),
        good=() if sign > 0 else ("consequence",),
    )


def _limits(sign: int) -> Pattern:
    return Pattern(
        archetype="limits-to-growth",
        roles=("condition", "growing-action", "limiting-action"),
        edges=(
            # Any variable on the growing loop could be called its action, so it is the one just before the condition.
            Edge("growing-action", "condition", 1, at_most=1),
            Edge("condition", "growing-action", 1),
            Edge("condition", "limiting-action", sign, unharmed=sign < 0),
            Edge("limiting-action", "condition", -sign, through=("growing-action",), unharmed=sign < 0),
        ),
        loops=((0, 1), (2, 3)),
        same=("condition", "limiting-action"),
        good=("condition", "growing-action") if sign > 0 else ("condition", "growing-action", "limiting-action"),
        limited="limiting-action",
    )


def _commons(sign: int) -> Pattern:
    sharing = ("one", "other", "gain-of-one", "gain-of-other")
    return Pattern(
        archetype="tragedy-of-the-commons",
        roles=("commons", *sharing),
        edges=(
            Edge("one", "gain-of-one", 1),
            Edge("gain-of-one", "one", 1),
            Edge("other", "gain-of-other", 1),
            Edge("gain-of-other", "other", 1),
            Edge("one", "commons", sign, unharmed=sign < 0),
            Edge("other", "commons", sign, unharmed=sign < 0),
            Edge("commons", "gain-of-one", -sign, unharmed=sign < 0),
            Edge("commons", "gain-of-other", -sign, unharmed=sign < 0),
        ),
        loops=((0, 1), (2, 3), (4, 6, 1), (5, 7, 3)),
        late=(4, 5, 6, 7),
        same=("commons",),
        good=sharing if sign > 0 else ("commons", *sharing),
        twins=(("one", "other"), ("gain-of-one", "gain-of-other")),
    )


PATTERNS: tuple[Pattern, ...] = (
    _shifting(1),
    _shifting(-1),
    _fixes(1),
    _fixes(-1),
    Pattern(
        archetype="fixes-that-fail",
        roles=("symptom", "fix"),
        edges=(
            Edge("symptom", "fix", 1, QUICK),
            Edge("fix", "symptom", -1, QUICK),
            Edge("fix", "symptom", 1),
        ),
        loops=((0, 1), (0, 2)),
        late=(2,),
        same=("symptom", "fix"),
        harm=("symptom",),
    ),
    _limits(1),
    _limits(-1),
    Pattern(
        archetype="success-to-the-successful",
        roles=("allocation", "one", "other"),
        edges=(
            Edge("allocation", "one", 1),
            Edge("one", "allocation", 1),
            Edge("allocation", "other", -1),
            Edge("other", "allocation", -1),
        ),
        loops=((0, 1), (2, 3)),
        same=("allocation",),
        good=("allocation",),
    ),
    Pattern(
        archetype="escalation",
        roles=("standing", "one", "other"),
        edges=(
            Edge("standing", "one", -1),
            Edge("one", "standing", 1),
            Edge("standing", "other", 1),
            Edge("other", "standing", -1),
        ),
        loops=((0, 1), (2, 3)),
        even=((0, 1), (2, 3)),
        same=("standing",),
        good=("standing", "one", "other"),
    ),
    Pattern(
        archetype="eroding-goals",
        roles=("gap", "goal", "corrective-action", "condition"),
        edges=(
            Edge("gap", "corrective-action", 1),
            Edge("corrective-action", "condition", 1),
            Edge("condition", "gap", -1),
            Edge("gap", "goal", -1, QUICK),
            Edge("goal", "gap", 1, QUICK),
        ),
        loops=((0, 1, 2), (3, 4)),
        late=(1, 2),
        same=("gap",),
        good=("goal", "corrective-action", "condition"),
    ),
    _commons(1),
    _commons(-1),
    Pattern(
        archetype="growth-and-underinvestment",
        roles=("growing-action", "demand", "performance", "investment", "capacity"),
        edges=(
            Edge("growing-action", "demand", 1),
            Edge("demand", "growing-action", 1),
            Edge("demand", "performance", -1),
            Edge("performance", "demand", 1, through=("growing-action",)),
            Edge("performance", "investment", -1),
            Edge("investment", "capacity", 1),
            Edge("capacity", "performance", 1),
        ),
        loops=((0, 1), (2, 3), (4, 5, 6)),
        late=(5, 6),
        same=("demand",),
        good=("growing-action", "demand", "performance", "investment", "capacity"),
    ),
)

DEPENDENCE: tuple[tuple[Edge, tuple[int, ...], bool], ...] = (
    # What makes shifting the burden an addiction: the quick answer asks for more of itself. Each with the edges of the
    # pattern that close its loop, and whether it has to take time.
    (Edge("symptomatic-solution", "symptom", 1, through=("side-effect",)), (0,), True),
    (Edge("side-effect", "symptomatic-solution", 0), (4,), False),
)

PARTS_OF = MappingProxyType(
    {
        # A finding whose loops are all part of a finding of one of these is not told twice.
        "fixes-that-fail": ("shifting-the-burden", "addiction"),
        "limits-to-growth": (
            "shifting-the-burden",
            "addiction",
            "tragedy-of-the-commons",
            "growth-and-underinvestment",
        ),
    }
)
