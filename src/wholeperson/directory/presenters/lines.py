"""One resource as it stands on anything that leaves the screen: plain words, made once from a ``Listed`` value.

Nothing here says "open now", for nobody knows when it is read. Of a resource whose address is kept safe there is
nothing that tells where it is.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wholeperson.directory.queries import HelplineEntry, Listed
from wholeperson.directory.rules import Always, EveryDay, facts, hours_said
from wholeperson.directory.rules.entries import Entry, Whom
from wholeperson.directory.rules.facts import Answer
from wholeperson.directory.rules.kinds import Room
from wholeperson.directory.rules.paper import addresses, untold
from wholeperson.interface.saying import MONTHS

# The words that somebody needs before they set out; what is told at length stands on the resource's own page.
ON_PAPER = ("who_for", "to_get_in", "bus", "other_door", "cost_words")
BEGIN, STILL_USING = "begin", "still_using"
LONG_AGO = 365
ROOM = {
    Room.FREE: "There was room",
    Room.WAITING_LIST: "There was a waiting list",
    Room.NONE: "There was no room",
    Room.ASK: "Ask whether there is room",
}
DANGER = "emergency"


@dataclass(frozen=True)
class Line:
    """What paper says about one resource. ``needs`` are keys of the taxonomy."""

    id: UUID
    name: str
    kind: str
    run_by: str
    summary: str
    alert: str
    hours: tuple[str, ...]
    other_days: tuple[str, ...]
    where: tuple[str, ...]
    kept_safe: bool
    role: str
    call: str
    text: str
    email: str
    website: str
    begin: str
    good: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    room: str
    checked: str
    needs: tuple[str, ...]

    def as_told(self) -> dict[str, Any]:
        """Give it as the plain values that a sheet of paper is set from."""
        return {**asdict(self), "id": str(self.id)}


def line(one: Listed, today: date) -> Line:
    """Put a resource into words for paper."""
    entry = one.entry
    whom = _whom(entry)
    website = entry.website.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Line(
        id=one.id, name=untold(entry, entry.name) or "A place that is kept safe", kind=entry.kind.label,
        run_by="" if one.organization == entry.name else untold(entry, one.organization),
        summary=untold(entry, entry.summary or entry.description.split("\n")[0][:300]),
        alert=untold(entry, entry.alert),
        hours=tuple(filter(None, (untold(entry, said) for said in hours_said.week_said(entry, today)))),
        other_days=tuple(filter(None, (untold(entry, said) for said in hours_said.other_days_said(entry, today)))),
        where=addresses(entry), kept_safe=entry.kept_safe, role=untold(entry, whom.role), call=whom.call,
        text=whom.text, email=whom.email or entry.email, website=untold(entry, website), begin=_begin(entry),
        good=_good(entry), told=_told(entry), room=_room(entry, today), checked=_checked(one, today),
        needs=entry.terms,
    )  # fmt: skip


def _whom(entry: Entry) -> Whom:
    """Whom to turn to: the first who has a number, or the first of all."""
    ordered = sorted(entry.contacts, key=lambda one: (not one.call, not one.first))
    return ordered[0] if ordered else Whom(role="")


def _begin(entry: Entry) -> str:
    chosen = [facts.BY_KEY[BEGIN].choices[one] for one in entry.facts.get(BEGIN, ())]
    return (
        hours_said.listed([chosen[0], *(one.lower() for one in chosen[1:])]).replace(" and ", " or ") if chosen else ""
    )


def _good(entry: Entry) -> tuple[str, ...]:
    """What people look for and it is there, in few words and in the order of the questions."""
    there = facts.picked(entry.facts)
    said = [
        words.replace("I may", "you may").replace("where I can", "where you can")
        for key, words in facts.FILTERS.items()
        if key in there and not key.startswith(f"{BEGIN}:")
    ]
    return tuple(untold(entry, one) for one in said)


def _told(entry: Entry) -> tuple[tuple[str, str], ...]:
    found = []
    for key in ON_PAPER:
        fact = facts.BY_KEY[key]
        answer = entry.facts.get(key, "")
        words = "" if entry.kept_safe and fact.tells_where else untold(entry, str(answer))
        if words and fact.answer is Answer.WORDS:
            found.append((fact.label, words))
    return tuple(found)


def _room(entry: Entry, today: date) -> str:
    if entry.room is None:
        return ""
    places = f" ({entry.room_places} places)" if entry.room_places else ""
    on = f", on {hours_said.date_said(entry.room_on, today)}" if entry.room_on else ""
    return f"{ROOM[entry.room]}{places}{on}"


def _checked(one: Listed, today: date) -> str:
    if one.checked_on is None:
        return "Nobody has checked this yet"
    said = f"Checked on {one.checked_on.day} {MONTHS[one.checked_on.month - 1]} {one.checked_on.year}"
    return f"{said}. That is long ago: ring first" if (today - one.checked_on).days > LONG_AGO else said


def helpline_told(one: HelplineEntry) -> dict[str, str]:
    """Give a helpline for paper, with hours as they are on any day."""
    hours = "See their page for hours"
    if isinstance(one.hours, Always):
        hours = "Day and night"
    if isinstance(one.hours, EveryDay):
        hours = f"Every day, {hours_said.from_to(one.hours.opens, one.hours.closes)}"
    free = "Free" if one.free else "A call may cost you"
    return {
        "id": one.id, "name": one.name, "call": one.call, "then": one.then, "text": one.text, "who_for": one.who_for,
        "hours": f"{hours}. {free}.", "note": one.note,
    }  # fmt: skip
