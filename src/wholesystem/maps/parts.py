"""The parts of a map: variables with their faces, links with their signs, sub-systems. All frozen, all checked."""

import re
from dataclasses import dataclass
from typing import Literal

from wholesystem.errors import shown
from wholesystem.maps.checks import check_flag, check_id, check_one_of, check_text, is_number, refuse

Polarity = Literal["+", "-", "disputed"]
VariableKind = Literal["level", "stock", "auxiliary", "constant"]

POLARITIES = ("+", "-", "disputed")
VARIABLE_KINDS = ("level", "stock", "auxiliary", "constant")
STRENGTHS = ("weak", "medium", "strong")
SPEEDS = ("days", "weeks", "months", "years")
CONFIDENCES = ("stated", "implied", "uncertain")
DRAWN = ("likely", "possible", "unknown")
SHOWN = ("core", "around")
SIZES = ("large", "small")
TONES = ("hold", "struggle", "recovery", "plain")

LINES = re.compile(r"\d+(?:-\d+)?(?:, ?\d+(?:-\d+)?)*")


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of numbers from ``low`` to ``high``, both included; no value in it is preferred."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse spans that are not finite or run backwards."""
        for value in (self.low, self.high):
            if not is_number(value):
                raise refuse("the span", f"{shown(value)} is not a number.", "Give a low and a high number.")
        if self.low > self.high:
            raise refuse("the span", f"it runs from {self.low} down to {self.high}.", "Put the lower number first.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: a report's short name and its lines, ``"1024"`` or ``"1024-1026, 1030"``."""

    report: str
    lines: str = ""

    def __post_init__(self) -> None:
        """Refuse a source that nobody could look up."""
        check_text("a source", "report", self.report, needed=True)
        check_text("a source", "lines", self.lines, needed=False)
        if self.lines and not LINES.fullmatch(self.lines):
            raise refuse(
                "a source", f"its lines are {shown(self.lines)}.", 'Write them like "1024" or "1024-1026, 1030".'
            )


@dataclass(frozen=True, slots=True)
class Facet:
    """One face of a two-faced variable, for example friends and family as a pull to use, or as support."""

    id: str
    label: str
    harm: bool = False

    def __post_init__(self) -> None:
        """Refuse a face without an id or a name."""
        check_id("a facet", self.id)
        check_text(f"facet '{self.id}'", "label", self.label, needed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """Something that can rise or fall, under the name that the participants gave it.

    Attributes:
        id: lower-case words joined by hyphens; part of addresses, never changed.
        label: the participants' own name, to the letter.
        says: what it means, in our words.
        kind: ``level`` (fades by itself), ``stock`` (keeps), ``auxiliary`` (answers at once), ``constant`` (given).
        harm: true where it can be lessened and is never offered to be raised.
        shown: ``core`` in the first picture, ``around`` in what people told around it.
        size: ``large`` or ``small`` in the picture.
        speed: how fast it answers, a word of `SPEEDS` or an `Interval` in weeks; None where nobody knows.
        room: the standing pull b as an `Interval`; None where nobody knows.
        facets: its faces, none or at least two.
        note: what is uncertain about it.
        sources: where it was read.
    """

    id: str
    label: str
    says: str = ""
    kind: VariableKind = "level"
    harm: bool = False
    shown: str = "core"
    size: str = "large"
    speed: str | Interval | None = None
    room: Interval | None = None
    facets: tuple[Facet, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no map could hold."""
        check_id("a variable", self.id)
        where = f"variable '{self.id}'"
        check_text(where, "label", self.label, needed=True)
        check_text(where, "says", self.says, needed=False)
        check_text(where, "note", self.note, needed=False)
        check_one_of(where, "kind", self.kind, VARIABLE_KINDS)
        check_one_of(where, "shown", self.shown, SHOWN)
        check_one_of(where, "size", self.size, SIZES)
        check_flag(where, "harm", self.harm)
        _speed(where, self.speed)
        if self.room is not None and not isinstance(self.room, Interval):
            raise refuse(where, f"its room is {shown(self.room)}.", "Write {low: -0.2, high: 0.6}.")
        faces = [facet.id for facet in self.facets]
        if len(faces) == 1 or len(set(faces)) != len(faces):
            raise refuse(where, f"its facets are {shown(faces)}.", "Name two or more different faces, or none.")

    @property
    def nodes(self) -> tuple[str, ...]:
        """What the simulation and the loops see: the id, or ``id/facet`` for each face."""
        return tuple(f"{self.id}/{facet.id}" for facet in self.facets) or (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one group said about a link: its sign and, if they said it, its strength."""

    by: str
    polarity: Literal["+", "-"]
    strength: str | Interval | None = None

    def __post_init__(self) -> None:
        """Refuse a claim without a sign or a group."""
        check_text("a claim", "by", self.by, needed=True)
        check_one_of("a claim", "polarity", self.polarity, ("+", "-"))
        _strength("a claim", self.strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One thing pushing another.

    Attributes:
        id: lower-case words joined by hyphens.
        source: the variable that pushes.
        target: the variable that is pushed.
        polarity: ``+`` same direction, ``-`` opposite, ``disputed`` (with claims); None only in an influence map.
        delayed: whether it takes time; None where nobody knows.
        speed: how long the delay takes, a word of `SPEEDS` or an `Interval` in weeks.
        order: the order of the delay, 1 or 3.
        strength: a word of `STRENGTHS`, an `Interval` within 0 to 1, or None where nobody knows.
        facet: the face of a two-faced source that the link uses.
        target_facet: the face of a two-faced target that the link pushes.
        confidence: ``stated``, ``implied`` or ``uncertain``: how sure we are of the relation.
        drawn: our guess whether the arrow stood in a drawing that is lost.
        why: the evidence, in our words.
        delay_basis: why we think it is delayed.
        claims: what each group said, where they were asked one by one.
        sources: where it was read.
    """

    id: str
    source: str
    target: str
    polarity: Polarity | None = None
    delayed: bool | None = False
    speed: str | Interval | None = None
    order: int = 1
    strength: str | Interval | None = None
    facet: str = ""
    target_facet: str = ""
    confidence: str = "stated"
    drawn: str = "unknown"
    why: str = ""
    delay_basis: str = ""
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no map could hold."""
        check_id("a link", self.id)
        where = f"link '{self.id}'"
        for name, end in (("source", self.source), ("target", self.target)):
            check_text(where, name, end, needed=True)
        for name in ("facet", "target_facet", "why", "delay_basis"):
            check_text(where, name, getattr(self, name), needed=False)
        if self.polarity is not None:
            check_one_of(where, "polarity", self.polarity, POLARITIES)
        if self.polarity == "disputed" and not self.claims:
            raise refuse(where, "its sign is disputed, yet no claim says who holds what.", "List the claims.")
        if self.delayed is not None:
            check_flag(where, "delayed", self.delayed, "Write true, false or unknown.")
        if isinstance(self.order, bool) or self.order not in (1, 3):
            raise refuse(where, f"the order of its delay is {shown(self.order)}.", "Use 1 or 3.")
        _speed(where, self.speed)
        _strength(where, self.strength)
        check_one_of(where, "confidence", self.confidence, CONFIDENCES)
        check_one_of(where, "drawn", self.drawn, DRAWN)

    @property
    def tail(self) -> str:
        """The node that the link starts from: the source, or ``source/facet``."""
        return f"{self.source}/{self.facet}" if self.facet else self.source

    @property
    def head(self) -> str:
        """The node that the link points at: the target, or ``target/facet``."""
        return f"{self.target}/{self.target_facet}" if self.target_facet else self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class SubSystem:
    """A part of a map that people speak of as one thing, for example The Hold."""

    id: str
    label: str
    variables: tuple[str, ...]
    tone: str = "plain"
    says: str = ""

    def __post_init__(self) -> None:
        """Refuse a part without a name or with an unknown tone."""
        check_id("a sub-system", self.id)
        where = f"sub-system '{self.id}'"
        check_text(where, "label", self.label, needed=True)
        check_text(where, "says", self.says, needed=False)
        check_one_of(where, "tone", self.tone, TONES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopName:
    """The name that people gave to a loop, kept by its links."""

    name: str
    links: tuple[str, ...]
    says: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that is empty or names nothing."""
        check_text("a loop", "name", self.name, needed=True)
        check_text(f"loop '{self.name}'", "says", self.says, needed=False)
        if not self.links:
            raise refuse(f"loop '{self.name}'", "it names no links.", "List its links in order.")


def _speed(where: str, value: object) -> None:
    if value is None or value in SPEEDS:
        return
    if not isinstance(value, Interval):
        raise refuse(where, f"its speed is {shown(value)}.", f"Use {', '.join(SPEEDS)}, or a low and a high in weeks.")
    if value.low <= 0:
        raise refuse(where, f"its speed starts at {value.low} weeks.", "Start above 0.")


def _strength(where: str, value: object) -> None:
    if value is None or value in STRENGTHS:
        return
    if not isinstance(value, Interval):
        raise refuse(where, f"its strength is {shown(value)}.", f"Use {', '.join(STRENGTHS)}, or a low and a high.")
    if value.low < 0 or value.high > 1:
        raise refuse(
            where,
            f"its strength runs from {value.low} to {value.high}.",
            "Stay between 0 and 1; the sign says which way it pushes.",
        )
