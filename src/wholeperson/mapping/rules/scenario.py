"""What if: a few changes to a map, how they are written in an address, and which of them may be asked."""

from dataclasses import dataclass
from typing import Literal

from wholesystem import dynamics
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import SystemsMap

MOVES_AT_MOST = 3
DRAWS = 1_000
SEED = 1
YEARS = (1, 2, 5, 10)
WEEKS_A_YEAR = 52
DRIVER_PUSH = 0.3

PUSHES = {
    "a-little-more": +0.15,
    "more": +0.3,
    "much-more": +0.6,
    "a-little-less": -0.15,
    "less": -0.3,
    "much-less": -0.6,
}
HOLDS = {"keep-high": +0.5, "keep-as-today": 0.0, "keep-low": -0.5}
ARROWS = {"stronger": +1, "weaker": -1, "taken-away": None}
RAISES = ("a-little-more", "more", "much-more", "keep-high")

WORDS = {
    "a-little-more": "a little more", "more": "more", "much-more": "much more",
    "a-little-less": "a little less", "less": "less", "much-less": "much less",
    "keep-high": "kept high", "keep-as-today": "kept as today", "keep-low": "kept low",
    "stronger": "made stronger", "weaker": "made weaker", "taken-away": "taken away",
}  # fmt: skip

Step = Literal["off", "weak", "medium", "strong"]
STRENGTH_STEPS: tuple[Step, ...] = ("off", "weak", "medium", "strong")
UNKNOWN_STEP: dict[int, Step] = {+1: "strong", -1: "weak"}


@dataclass(frozen=True, slots=True)
class Move:
    """One change: what (a node or a link), how (a word of `WORDS`), from which week, and until which (None: always)."""

    what: str
    how: str
    start: int = 0
    end: int | None = None

    def __str__(self) -> str:
        """The move as it stands in an address: ``the-desire.more`` or ``the-desire.more@10-20``."""
        if self.start == 0 and self.end is None:
            return f"{self.what}.{self.how}"
        return f"{self.what}.{self.how}@{self.start}-{'' if self.end is None else self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One or two ideas, each of a few moves, played over some years while people watch one thing."""

    a: tuple[Move, ...] = ()
    b: tuple[Move, ...] = ()
    watch: str
    years: int = 5
    seed: int = SEED

    @property
    def weeks(self) -> int:
        """How long it is played."""
        return self.years * WEEKS_A_YEAR


def read_move(text: str) -> Move:
    """Read a move from an address.

    Raises:
        QuestionError: where it cannot be read.
    """
    body, _, span = text.partition("@")
    what, dot, how = body.rpartition(".")
    first, dash, last = span.partition("-")
    good = bool(dot) and (not span or (first.isdecimal() and dash and (not last or last.isdecimal())))
    if not good or len(text) > 200:
        raise QuestionError(f"“{text[:60]}” is not a change that we can read. Choose one from the list.")
    return Move(what, how, int(first or 0), int(last) if last else None)


def check(a_map: SystemsMap, scenario: Scenario) -> None:
    """Refuse what the map does not hold, and what nobody should be offered.

    Raises:
        QuestionError: with a sentence that says what to choose instead.
        UnknownNameError: where a variable or a link does not exist.
    """
    a_map.node(scenario.watch)
    if scenario.years not in YEARS:
        raise QuestionError(f"We play {', '.join(map(str, YEARS[:-1]))} or {YEARS[-1]} years. Choose one of these.")
    for move in (*scenario.a, *scenario.b):
        check_move(a_map, move, scenario.weeks)


def check_move(a_map: SystemsMap, move: Move, weeks: int) -> None:
    """Refuse one move that the map cannot make, or that raises a harm (a harm can be lessened, never raised)."""
    if move.how not in WORDS:
        raise QuestionError(f"“{move.how[:40]}” is not a change that we know. Choose one from the list.")
    if move.start >= weeks or (move.end is not None and move.end <= move.start):
        raise QuestionError("That change would end before it starts, or start after the run ends. Choose other weeks.")
    if move.how in ARROWS:
        link = a_map.link(move.what)
        if move.start or move.end is not None:
            raise QuestionError("An arrow is changed for the whole run. Leave its weeks open.")
        if strength_after(link.strength if isinstance(link.strength, str) else None, move.how) is None:
            raise QuestionError(
                f"“{arrow_name(a_map, link.id)}” is already as strong as a link can be. Choose another."
            )
        return
    node = a_map.node(move.what)
    if a_map.variable(node.partition("/")[0]).kind == "constant" and move.how in PUSHES:
        raise QuestionError(f"“{a_map.label(node)}” is given, so it can be kept high or low, and not pushed.")
    if move.how in RAISES and a_map.is_harm(node):
        raise QuestionError(
            f"“{a_map.label(node)}” can be eased here, and is never offered to be raised. "
            "Nobody should have to get there. What could help earlier?"
        )


def may_make(a_map: SystemsMap, move: Move) -> bool:
    """Whether a move can be offered."""
    try:
        check_move(a_map, move, max(YEARS) * WEEKS_A_YEAR)
    except (QuestionError, UnknownNameError):
        return False
    return True


def strength_after(word: str | None, how: str) -> Step | None:
    """The word of strength after a change of one step; None where there is no further step.

    An arrow whose strength nobody knows becomes a strong or a weak one.
    """
    step = ARROWS[how]
    if step is None:
        return "off"
    if word is None:
        return UNKNOWN_STEP[step]
    at = [str(word) for word in STRENGTH_STEPS].index(word) + step
    return STRENGTH_STEPS[at] if at < len(STRENGTH_STEPS) else None


def arrow_name(a_map: SystemsMap, name: str) -> str:
    """An arrow by the names of its ends."""
    link = a_map.link(name)
    return f"{a_map.label(link.tail)} → {a_map.label(link.head)}"


def move_words(a_map: SystemsMap, move: Move) -> str:
    """A move in words: what, how, and when."""
    name = arrow_name(a_map, move.what) if move.how in ARROWS else a_map.label(a_map.node(move.what))
    when = ""
    if move.start:
        when += f", from week {move.start}"
    if move.end is not None:
        when += f", until week {move.end}"
    return f"{name}: {WORDS[move.how]}{when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A scenario's moves as the library takes them."""

    pushes: tuple[dynamics.Push, ...]
    holds: tuple[dynamics.Hold, ...]
    changes: tuple[dynamics.Change, ...]


def inputs(a_map: SystemsMap, moves: tuple[Move, ...]) -> Inputs:
    """Turn moves into what the library takes; later moves on the same arrow replace earlier ones."""
    changes = {move.what: _change(a_map, move) for move in moves if move.how in ARROWS}
    return Inputs(
        pushes=tuple(
            dynamics.Push(move.what, PUSHES[move.how], start=move.start, end=move.end)
            for move in moves
            if move.how in PUSHES
        ),
        holds=tuple(
            dynamics.Hold(move.what, HOLDS[move.how], start=move.start, end=move.end)
            for move in moves
            if move.how in HOLDS
        ),
        changes=tuple(changes.values()),
    )


def _change(a_map: SystemsMap, move: Move) -> dynamics.Change:
    strength = a_map.link(move.what).strength
    word = strength_after(strength if isinstance(strength, str) else None, move.how)
    return dynamics.Change(move.what, word or "strong")


def base(a_map: SystemsMap, scenario: Scenario) -> tuple[dynamics.Push, ...]:
    """What every run of the scenario is pushed by: nothing, or the map's drivers where an idea changes only arrows.

    From today nothing moves until something pushes, so a changed arrow alone could not be seen.

    Raises:
        QuestionError: where the map declares no drivers.
    """
    ideas = [idea for idea in (scenario.a, scenario.b) if idea]
    if all(any(move.how not in ARROWS for move in idea) for idea in ideas):
        return ()
    if not a_map.drivers:
        raise QuestionError("A changed arrow shows only when something pushes. Add something that pushes, too.")
    return tuple(dynamics.Push(node, DRIVER_PUSH) for node in a_map.drivers)
