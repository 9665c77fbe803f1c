"""What are my options? Several resources side by side, question by question; nothing is ranked by one number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wholeperson.directory.presenters import saying
from wholeperson.directory.presenters.resource import ROOM
from wholeperson.directory.queries import Listed, terms_of
from wholeperson.directory.rules import facts, times
from wholeperson.directory.rules.taxonomy import Branch, Term

NOBODY = "Nobody told us."


@dataclass(frozen=True)
class Option:
    """One of them, as the head of its column. ``place`` says where, where they are not all of one place."""

    id: UUID
    name: str
    kind: str
    run_by: str
    what: str
    call: str
    tel: str
    kept_safe: bool
    without: str
    place: str


@dataclass(frozen=True)
class Cell:
    """One answer: what it says, and perhaps from where that comes."""

    option: str
    says: str
    source: str = ""

    @property
    def told(self) -> bool:
        """Whether anybody told us."""
        return self.says != NOBODY


@dataclass(frozen=True)
class Question:
    """One row: a question, and what each of them says to it."""

    asks: str
    cells: tuple[Cell, ...]

    @property
    def told(self) -> bool:
        """Whether anybody told us of any of them."""
        return any(cell.told for cell in self.cells)


@dataclass(frozen=True, kw_only=True)
class OptionsPage:
    """Everything that the page shows."""

    title: str
    need: Term | None
    options: tuple[Option, ...]
    questions: tuple[Question, ...]
    untold: str
    needs: tuple[tuple[str, str], ...]
    left_out: int
    more: str


Says = Callable[[Listed, datetime], tuple[str, str]]


def _of(*keys: str) -> Says:
    def says(found: Listed, now: datetime) -> tuple[str, str]:
        told = [saying.answer(facts.BY_KEY[key], found.entry.facts[key]) for key in keys if key in found.entry.facts]
        return " ".join(_ended(one) for one in told), ""

    return says


def _ended(said: str) -> str:
    return said if said.rstrip("”’").endswith((".", "!", "?", "…")) else f"{said}."


def _works(found: Listed, now: datetime) -> tuple[str, str]:
    return found.entry.facts.get("works", ""), found.entry.facts.get("works_source", "")


def _runs(found: Listed, now: datetime) -> tuple[str, str]:
    peers = "It is run by people who have been there." if found.entry.facts.get("by_peers") == "yes" else ""
    return " ".join(filter(None, (_of("runs_it")(found, now)[0] or f"{found.organization}.", peers))), ""


def _wait(found: Listed, now: datetime) -> tuple[str, str]:
    room = ROOM[found.entry.room] if found.entry.room else ""
    on = f"so on {times.a_day(found.entry.room_on)}" if room and found.entry.room_on else ""
    return " ".join(filter(None, (_of("wait")(found, now)[0], room))), on


def _open(found: Listed, now: datetime) -> tuple[str, str]:
    rules = "; ".join(times.says(one.rule) for one in found.entry.opens)
    return (f"{saying.opening(found, now).says}. {rules}.", "") if rules else ("", "")


QUESTIONS: tuple[tuple[str, Says], ...] = (
    ("What it asks of me", _of("asks_of_me")),
    ("What it is like", _of("like")),
    ("Who runs it, and what they know", _runs),
    ("How well it works, and for whom", _works),
    ("What happens after", _of("after")),
    ("How long the wait really is", _wait),
    ("If I am still using", _of("still_using")),
    ("If I miss one", _of("if_you_miss")),
    ("What it costs", _of("cost", "cost_words")),
    ("When it is open", _open),
    ("How to begin", lambda found, now: (saying.begin(found.entry), "")),
)


def options_page(
    options: Sequence[Listed], need: Term | None, now: datetime, *, base: str, total: int = 0, place: str = ""
) -> OptionsPage:
    """Put them side by side, in the order in which they were given.

    Args:
        options: what stands side by side.
        need: what it is for, where it began with a need.
        now: when it is read.
        base: the address without any option, to which the ones that stay are added.
        total: how many there are in all for the need.
        place: what stands in addresses for the chosen place.
    """
    chosen = tuple(_option(one, options, base) for one in options)
    here = f"&place={place}" if place else ""
    asked = [Question(asks, tuple(_cell(one, says, now) for one in options)) for asks, says in QUESTIONS]
    return OptionsPage(
        title=f"My options: {_short(need)}" if need else "Side by side",
        need=need, options=chosen,
        questions=tuple(one for one in asked if one.told),
        untold=saying.joined([saying.low(one.asks) for one in asked if not one.told]),
        needs=tuple((term.label, f"/network/options/?need={term.key}{here}") for term in terms_of(Branch.NEED)),
        left_out=max(total - len(options), 0),
        more=f"/network/?need={need.key}{here}" if need else f"/network/?{here.lstrip('&')}",
    )  # fmt: skip


def _short(need: Term) -> str:
    return saying.low(need.label.partition(":")[0])


def _cell(found: Listed, says: Says, now: datetime) -> Cell:
    told, source = says(found, now)
    return Cell(found.entry.name, told or NOBODY, source if told else "")


def _option(found: Listed, among: Sequence[Listed], base: str) -> Option:
    entry: Any = found.entry
    whom = saying.first_contact(entry)
    rest = "&".join(f"side={one.id}" for one in among if one is not found)
    return Option(
        id=found.id, name=entry.name, kind=saying.high(entry.kind.label),
        run_by=found.organization, what=saying.summary(entry),
        call=whom.call if whom else "", tel=saying.telephone(whom.call) if whom else "", kept_safe=entry.kept_safe,
        without=f"{base}{rest}" if len(among) > 1 else "",
        place=found.alliance if len({one.alliance for one in among}) > 1 else "",
    )  # fmt: skip
