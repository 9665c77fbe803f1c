"""Finding a pattern in a map: which nodes can play its roles, and by which ways its arrows run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wholesystem.maps.finding import Flaws, Match
from wholesystem.maps.flaws import flawed
from wholesystem.maps.patterns import DEPENDENCE, LATE, QUICK, Edge, Pattern
from wholesystem.maps.ways import LATE as KNOWN
from wholesystem.maps.ways import NEVER, Way, Ways, bits

STEPS_AT_MOST = 8_000  # for one pattern
STEPS_FOR_NEAR = 25_000  # for all near misses of a map
SETTLING = 12  # so many steps is what choosing the ways of one finding counts as
NEAR_WAYS = 2  # near misses are looked for along ways of up to two links


class SpentError(Exception):
    """The search has taken as many steps as it may."""


@dataclass(slots=True)
class Budget:
    """So many steps, and no more."""

    left: int

    def spend(self, steps: int) -> None:
        """Take some steps.

        Raises:
            SpentError: where there are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise SpentError


class Search:
    """Looks for patterns in one map.

    Attributes:
        ways: the map's ways.
        harms: nodes that are harms, as bits.
    """

    def __init__(self, ways: Ways, harms: int) -> None:
        self.ways = ways
        self.harms = harms
        self._for_near = Budget(STEPS_FOR_NEAR)

    def whole(self, pattern: Pattern) -> tuple[list[Match], int]:
        """The findings of a pattern with at most one thing missing; and along ways of up to how many links.

        Where even ways of one link are too many to try, the findings are some, and that number is 0.
        """
        found: list[Match] = []
        for at_most in range(self.ways.longest, 0, -1):
            found = []
            try:
                for match in self._matches(pattern, at_most, Budget(STEPS_AT_MOST)):
                    found.append(match)  # what is found before the steps are spent is kept
            except SpentError:
                continue
            return found, at_most
        return found, 0

    def near(self, pattern: Pattern, at_most: int) -> list[Match]:
        """Findings with an arrow of the wrong sign, or without one of the arrows, along ways of so many links."""
        found: list[Match] = []
        for bad in flawed(pattern):
            assert bad.at is not None
            try:
                matches = list(self._matches(bad, at_most, self._for_near))
            except SpentError:
                continue
            missing = ((bad.flaw, bad.at),)
            fine = (one for one in matches if not one.flaws and not self._there(one, bad.at, bad.flaw))
            found += [replace(one, flaws=missing) for one in fine]
        return found

    def _there(self, match: Match, edge: Edge, flaw: str) -> bool:
        """Whether the arrow that seems to be missing is there after all, or only has the other sign."""
        if flaw == "way":
            edge = replace(edge, sign=0)
        return bool(self._open_ways(edge, match.roles, self.ways.longest))

    def _matches(self, pattern: Pattern, at_most: int, budget: Budget) -> Iterator[Match]:
        for roles in self._roles(pattern, at_most, budget):
            match = self._settle(pattern, roles, at_most, budget)
            if match is not None and pattern.limited:
                match = self._limited(match)
            if match is not None and len(match.flaws) <= 1:
                yield match

    def _limited(self, match: Match) -> Match:
        """Add what bears on the limiting role from outside its loops, or say that nothing does."""
        head = match.roles[match.pattern.limited]
        taken = sum(1 << node for node in match.roles.values())
        for way in match.ways:
            taken |= way.inner
        edge = Edge("limit", match.pattern.limited, 0, at_most=1)
        mask = self.ways.masks(0, 1, back=True)[head] & ~taken
        found = [(way.rank, node, way) for node in bits(mask) for way in self.ways.between(node, head, 0, 1)]
        if not found:
            return replace(match, flaws=(*match.flaws, ("limit", edge)))
        _, node, way = min(found, key=lambda one: one[0])
        pattern = replace(match.pattern, roles=(*match.pattern.roles, "limit"), edges=(*match.pattern.edges, edge))
        return Match(
            pattern, {**match.roles, "limit": node}, (*match.ways, way), match.late, match.flaws + _disputes((way,))
        )

    def _allowed(self, pattern: Pattern, role: str) -> int:
        everyone = (1 << len(self.ways.names)) - 1
        if role in pattern.good:
            return everyone & ~self.harms
        if role in pattern.harm and self.harms:
            return self.harms
        return everyone

    def _roles(self, pattern: Pattern, at_most: int, budget: Budget) -> Iterator[dict[str, int]]:
        """Nodes for the roles such that each arrow has a way with its sign, one role after the other."""
        order = _order(pattern)
        allowed = {role: self._allowed(pattern, role) for role in order}
        ties: dict[str, list[tuple[str, list[int]]]] = {role: [] for role in order}
        for edge in pattern.edges:
            reach, quick = min(edge.at_most, at_most), edge.pace == QUICK
            forth = order.index(edge.head) > order.index(edge.tail)
            earlier, later = (edge.tail, edge.head) if forth else (edge.head, edge.tail)
            ties[later].append((earlier, self.ways.masks(edge.sign, reach, quick=quick, back=not forth)))
            allowed[edge.tail] &= self.ways.some(edge.sign, reach, quick=quick)
            allowed[edge.head] &= self.ways.some(edge.sign, reach, quick=quick, back=True)
        chosen: dict[str, int] = {}

        def choose(at: int) -> Iterator[dict[str, int]]:
            if at == len(order):
                yield dict(chosen)
                return
            role = order[at]
            mask = allowed[role]
            for earlier, masks in ties[role]:
                mask &= masks[chosen[earlier]]
            for node in chosen.values():
                mask &= ~(1 << node)
            for one, other in pattern.twins[:1] if not pattern.flaw else ():
                if role == other:
                    mask &= ~((1 << chosen[one]) - 1)
            for node in bits(mask):
                budget.spend(1)
                chosen[role] = node
                yield from choose(at + 1)
                del chosen[role]

        yield from choose(0)

    def _room(self, pattern: Pattern) -> int:
        """How many links the ways may have together: twice as many as the pattern, and half as many again if near."""
        return len(pattern.edges) * 3 // 2 if pattern.flaw else len(pattern.edges) * 2

    def _settle(self, pattern: Pattern, roles: dict[str, int], at_most: int, budget: Budget) -> Match | None:
        """Choose a way for each arrow: whole before flawed, then short before long, then with the delay known."""
        room = self._room(pattern)
        if sum(self.ways.shortest(roles[edge.tail], roles[edge.head], edge.sign) for edge in pattern.edges) > room:
            return None
        budget.spend(SETTLING)
        listed = []
        for place, edge in enumerate(pattern.edges):
            ways = _short_list(self._open_ways(edge, roles, at_most), every=place in pattern.late or bool(pattern.even))
            if not ways:
                return None
            listed.append(ways)
        best: tuple[tuple[int, int, int], Match] | None = None
        for chosen in _choices(pattern, listed, budget):
            match = _judged(pattern, roles, chosen)
            if match is None or match.length > room:
                continue
            cost = (len(match.flaws), match.length, -match.late)
            if best is None or cost < best[0]:
                best = (cost, match)
        return best[1] if best else None

    def _open_ways(self, edge: Edge, roles: Mapping[str, int], at_most: int) -> list[Way]:
        """The ways for an arrow that lead through no other role, unless the pattern lets them."""
        closed = sum(1 << node for role, node in roles.items() if role not in edge.through)
        if edge.unharmed:
            closed |= self.harms
        return [
            way
            for way in self.ways.between(roles[edge.tail], roles[edge.head], edge.sign, min(edge.at_most, at_most))
            if not way.inner & closed and not (edge.pace == QUICK and way.late == KNOWN)
        ]

    def addictions(self, match: Match) -> Iterator[Match]:
        """The addictions that a shifting of the burden makes: the quick answer asks for more of itself."""
        if match.pattern.flaw in ("way", "role"):
            return
        found = False
        for edge, around, late in DEPENDENCE:
            if edge.sign == 0:
                edge = replace(edge, sign=match.ways[4].sign)
            ways = self._open_ways(edge, match.roles, self.ways.longest)
            ways = [way for way in ways if not any(way.inner & match.ways[at].inner for at in around)]
            for way in sorted(ways, key=lambda one: (late and one.late == NEVER, *one.rank))[:1]:
                found = True
                yield _addiction(match, edge, around, way, late=late)
        if not found and not match.flaws:
            pattern = replace(match.pattern, archetype="addiction")
            yield replace(match, pattern=pattern, flaws=(("dependence", None),))


def _addiction(match: Match, edge: Edge, around: tuple[int, ...], way: Way, *, late: bool) -> Match:
    at = len(match.ways)
    pattern = replace(
        match.pattern,
        archetype="addiction",
        edges=(*match.pattern.edges, edge),
        loops=(*match.pattern.loops, (*around, at)),
    )
    flaws: Flaws = match.flaws + _disputes((way,))
    if late and way.late == NEVER:
        flaws += ((LATE, edge),)
    sure = min(match.late, way.late) if late else match.late
    return Match(pattern, match.roles, (*match.ways, way), sure, flaws)


def _order(pattern: Pattern) -> list[str]:
    """The roles, each after the one that it has most arrows with."""
    order = [pattern.roles[0]]
    while len(order) < len(pattern.roles):
        rest = [role for role in pattern.roles if role not in order]
        tied = [
            sum({edge.tail, edge.head} <= {role, *order} for edge in pattern.edges if role in (edge.tail, edge.head))
            for role in rest
        ]
        order.append(rest[tied.index(max(tied))])
    return order


def _short_list(ways: list[Way], *, every: bool) -> list[Way]:
    """The first three, and the first of each delay where the delay matters."""
    if len(ways) <= 1:
        return ways
    listed = ways[:3]
    if every:
        firsts = {way.late: way for way in reversed(ways)}
        listed += [way for way in firsts.values() if way not in listed]
    return listed


def _choices(pattern: Pattern, listed: list[list[Way]], budget: Budget) -> Iterator[tuple[Way, ...]]:
    """One way for each arrow, so that every loop of the pattern passes each node once."""
    loops_of = [[loop for loop in pattern.loops if at in loop] for at in range(len(listed))]
    chosen: list[Way] = []

    def choose(at: int) -> Iterator[tuple[Way, ...]]:
        if at == len(listed):
            yield tuple(chosen)
            return
        for way in listed[at]:
            budget.spend(1)
            taken = 0
            for loop in loops_of[at]:
                for place in loop:
                    taken |= chosen[place].inner if place < at else 0
            if not way.inner & taken:
                chosen.append(way)
                yield from choose(at + 1)
                chosen.pop()

    return choose(0)


def _judged(pattern: Pattern, roles: Mapping[str, int], ways: tuple[Way, ...]) -> Match | None:
    """The finding that these ways make, with what is missing from it; None where the pattern rules it out."""
    if pattern.even:
        known = [max(ways[at].late for at in group) == KNOWN for group in pattern.even]
        if known[0] != known[1]:
            return None
    late = max((ways[at].late for at in pattern.late), default=KNOWN)
    flaws: Flaws = _disputes(ways)
    if late == NEVER:
        flaws += ((LATE, pattern.edges[pattern.late[-1]]),)
    return Match(pattern, roles, ways, late, flaws)


def _disputes(ways: Sequence[Way]) -> Flaws:
    links = {link.id: link for way in ways for link in way.links if link.polarity == "disputed"}
    return tuple(("disputed", links[name]) for name in sorted(links))
