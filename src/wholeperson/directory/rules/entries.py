"""One entry of the network map as a plain value: what forms, files, feeds and tables are turned into and made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from wholeperson.directory.rules import facts, safe_words
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.schedules import WEEKDAYS, OtherTimes, Rule, ScheduleError
from wholeperson.directory.rules.schedules import check as check_rule
from wholeperson.directory.rules.spot import Spot

OLDEST = 120
A_WEBSITE = "A web address begins with https:// or http://, like https://example.org/."


@dataclass(frozen=True, kw_only=True)
class Where:
    """A place with its address. ``spot`` is nothing where nobody knows the point."""

    name: str = ""
    address: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    spot: Spot | None = None
    their_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Opens:
    """One rule of opening, with how one comes (in person, by phone, online) and what there is to say about it."""

    rule: Rule
    attending: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Whom to turn to, by role. One is the first."""

    role: str
    first: bool = False
    call: str = ""
    text: str = ""
    email: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Everything that is kept about one resource. Empty means that nobody told us."""

    name: str
    kind: ResourceKind
    summary: str = ""
    description: str = ""
    status: Status = Status.ACTIVE
    alert: str = ""
    website: str = ""
    email: str = ""
    kept_safe: bool = False
    places: tuple[Where, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    other_terms: tuple[Mapping[str, str], ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    bank_holidays: BankHolidays = BankHolidays.NOT_KNOWN
    opens: tuple[Opens, ...] = ()
    other_times: tuple[OtherTimes, ...] = ()
    contacts: tuple[Whom, ...] = ()
    room: Room | None = None
    room_places: int | None = None
    room_on: date | None = None

    @property
    def always_open(self) -> bool:
        """Whether it is open day and night, every day."""
        day, week = (time(0), time(0)), set(WEEKDAYS)
        return any((one.rule.opens, one.rule.closes) == day and set(one.rule.days) == week for one in self.opens)


class EntryError(ValueError):
    """Something in an entry that could be put right. ``field`` says where; the text says what would work."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.field = where


class ChangedMeanwhileError(Exception):
    """Somebody else has changed the entry since it was looked at."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed this entry while you were writing. What you typed is still here. Look at what "
            "stands now, below. To keep yours, press the button once more."
        )


def check(entry: Entry, known_terms: frozenset[str]) -> None:
    """Look over a whole entry.

    Raises:
        EntryError: naming the first thing that could be put right.
    """
    for problem in problems(entry, known_terms):
        raise problem


def problems(entry: Entry, known_terms: frozenset[str]) -> Iterator[EntryError]:
    """Give everything in an entry that could be put right, in the order in which it is asked."""
    if not entry.name.strip():
        yield EntryError("name", "What is it called? Please give a name.")
    yield from _safe(entry)
    yield from _links(entry)
    for term in entry.terms:
        if term not in known_terms:
            yield EntryError("terms", f"{term!r} is not in our list of what people look for.")
    if entry.youngest is not None and entry.oldest is not None and entry.youngest > entry.oldest:
        yield EntryError("oldest", "The oldest age is below the youngest. Please turn them round.")
    if max(entry.youngest or 0, entry.oldest or 0) > OLDEST:
        yield EntryError("oldest", f"Ages go up to {OLDEST}. Leave it empty where there is no limit.")
    yield from _times(entry)
    if sum(one.first for one in entry.contacts) > 1:
        yield EntryError("contacts", "Whom should somebody turn to first? Please choose one.")
    try:
        facts.checked(entry.facts, kept_safe=entry.kept_safe)
    except facts.FactError as problem:
        yield EntryError(problem.field, str(problem))


def _safe(entry: Entry) -> Iterator[EntryError]:
    if not entry.kept_safe:
        return
    if entry.places:
        yield EntryError("places", "The address is kept safe, so no address is kept at all. Please leave it empty.")
    for where, called in safe_words.that_tell_where(entry):
        yield EntryError(where, safe_words.GIVEN_AWAY.format(called))


def _links(entry: Entry) -> Iterator[EntryError]:
    if entry.website and not is_website(entry.website):
        yield EntryError("website", A_WEBSITE)


def is_website(address: str) -> bool:
    """Say whether it is an address that a page may lead to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def _times(entry: Entry) -> Iterator[EntryError]:
    for one in entry.opens:
        try:
            check_rule(one.rule)
        except ScheduleError as problem:
            yield EntryError("opens", str(problem))
    for times in entry.other_times:
        if times.last < times.first:
            yield EntryError("other_times", "The last day is before the first. Please turn them round.")
