"""One resource: everything that somebody decides by, and what nobody told us yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from wholeperson.directory.presenters import saying
from wholeperson.directory.presenters.said import Said
from wholeperson.directory.presenters.sounds import Shown
from wholeperson.directory.queries import Listed, terms
from wholeperson.directory.rules import facts, schedules, times
from wholeperson.directory.rules.entries import Entry, Opens, Whom
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.schedules import A_DAY, AHEAD
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.interface.saying import LONDON, MONTHS, day

ROOM = {
    Room.FREE: "There is room.",
    Room.WAITING_LIST: "There is a waiting list.",
    Room.NONE: "It is full.",
    Room.ASK: "Ask them whether there is room.",
}
ON_BANK_HOLIDAYS = {
    BankHolidays.CLOSED: "Closed on bank holidays.",
    BankHolidays.AS_ALWAYS: "Open on bank holidays as on other days.",
    BankHolidays.NOT_KNOWN: "We do not know about bank holidays. Ring first.",
}
# Said apart from the other answers, because each has a place of its own on the page.
APART = ("makes_use_more", "like")
# Answers that only add to another one: that they are missing tells nothing.
NOT_MISSED = ("makes_use_more", "cost_words", "works_source", "by_peers", "culture", "in_reach", "other_door", "like",
              "trans_inclusive")  # fmt: skip
MISSED_AT_MOST = 8
STARTS_SMALL = frozenset({"A", "An", "Anybody", "One", "Our", "Somebody", "The", "Whoever"})


@dataclass(frozen=True)
class Way:
    """Whom to turn to, with what their phone can do."""

    role: str
    call: str
    tel: str
    text: str
    sms: str
    email: str
    words: str


@dataclass(frozen=True)
class Told:
    """One answer. ``yes`` and ``no`` are for whom reads by shape."""

    label: str
    answer: str
    key: str


@dataclass(frozen=True)
class Section:
    """The answers of one part."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Hours:
    """One rule of opening."""

    says: str
    how: str
    words: str
    next: str


@dataclass(frozen=True)
class Spot:
    """Where it is."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """What it fits: a need, an interest or a group, and where to find more of the same."""

    label: str
    href: str


@dataclass(frozen=True, kw_only=True)
class ResourcePage:
    """Everything that the page of one resource shows.

    ``said`` (what people say who used it), ``voice`` and ``picture`` are filled by whoever knows them; of a place
    whose address is kept safe there is neither a voice nor a picture.
    """

    id: UUID
    name: str
    kind: str
    run_by: str
    place: str
    alliance_address: str
    summary: str
    description: tuple[str, ...]
    like: str
    alert: str
    state: str
    open: saying.Open
    first: Way | None
    first_role: str
    ways: tuple[Way, ...]
    website: str
    email: str
    kept_safe: bool
    hours: tuple[Hours, ...]
    exceptions: tuple[str, ...]
    bank_holidays: str
    begin: str
    sections: tuple[Section, ...]
    makes_use_more: str
    ages: str
    room: str
    spots: tuple[Spot, ...]
    at: str
    fits: tuple[Fit, ...]
    needs: tuple[str, ...]
    signed: str
    checked: saying.Checked
    changed: str
    source: str
    licence: str
    not_known: tuple[str, ...]
    not_known_more: bool
    may_keep: bool
    may_look: bool = False
    looked_at: str = ""
    said: Said | None = None
    voice: Shown | None = None
    picture: Shown | None = None


def resource_page(
    found: Listed, now: datetime, *, alliance_address: str, may_keep: bool = False, may_look: bool = False,
    looked_at: str = "", said: Said | None = None, voice: Shown | None = None, picture: Shown | None = None,
) -> ResourcePage:  # fmt: skip
    """Put the page of one resource together."""
    entry, first = found.entry, saying.first_contact(found.entry)
    missing = tuple(_not_known(entry))
    return ResourcePage(
        id=found.id, name=entry.name, kind=saying.high(entry.kind.label),
        run_by=found.organization, place=found.alliance,
        alliance_address=alliance_address, summary=entry.summary,
        description=tuple(part for part in entry.description.split("\n\n") if part.strip()),
        like=str(entry.facts.get("like", "")), alert=entry.alert, state=_state(entry),
        open=saying.opening(found, now), first=_way(first) if first else None, first_role=_role(first),
        ways=tuple(_way(one) for one in entry.contacts if one is not first), website=entry.website, email=entry.email,
        kept_safe=entry.kept_safe, **_times(entry, now), begin=saying.begin(entry),
        sections=tuple(_sections(entry)), makes_use_more=str(entry.facts.get("makes_use_more", "")),
        ages=saying.ages(entry), room=_room(entry), spots=tuple(_spots(entry)), at=_points(entry),
        fits=tuple(_fits(entry)), needs=_needs(entry), signed=_month(found.signed) if found.signed else "",
        checked=saying.checked(found, now), changed=day(found.changed_at, now), source=found.source,
        licence=found.licence, not_known=missing[:MISSED_AT_MOST], not_known_more=len(missing) > MISSED_AT_MOST,
        may_keep=may_keep, may_look=may_look, looked_at=looked_at, said=said, voice=None if entry.kept_safe else voice,
        picture=None if entry.kept_safe else picture,
    )  # fmt: skip


def _state(entry: Entry) -> str:
    if entry.status is Status.PAUSED:
        return "It is closed for now. Ring before you go."
    return "It is not there any more." if entry.status is Status.CLOSED else ""


def _role(first: Whom | None) -> str:
    """Say a role in the middle of a sentence: a word for somebody begins small, a name does not."""
    role = first.role if first else ""
    return saying.low(role) if role.partition(" ")[0] in STARTS_SMALL else role


def _way(whom: Whom) -> Way:
    return Way(
        whom.role, whom.call, saying.telephone(whom.call), whom.text, saying.telephone(whom.text, "sms"), whom.email,
        whom.words,
    )  # fmt: skip


def _times(entry: Entry, now: datetime) -> dict[str, Any]:
    today = now.astimezone(LONDON).date()
    rules = tuple(_hours(one, entry, now) for one in entry.opens if not (one.rule.end and one.rule.end < today))
    return {
        "hours": rules,
        "exceptions": times.exceptions(entry.other_times, today, today + AHEAD),
        "bank_holidays": ON_BANK_HOLIDAYS[entry.bank_holidays] if rules and not entry.always_open else "",
    }


def _hours(one: Opens, entry: Entry, now: datetime) -> Hours:
    today = now.astimezone(LONDON).date()
    rule, said, coming = one.rule, times.says(one.rule), ""
    if rule.start and rule.start > today:
        said += f", from {times.a_day(rule.start)}"
    if rule.end:
        said += f", until {times.a_day(rule.end)}"
    if rule.interval > 1 or (rule.month_days or any(each[:-2] for each in rule.days)):
        others = [
            replace(other, opens=None) for other in entry.other_times
        ]  # whatever those days are, not by this rule
        spans = schedules.spans([rule], others, today - A_DAY, today + AHEAD)
        if then := next((span for span in spans if span.end > now), None):
            coming = day(then.start)
    return Hours(said, one.attending, one.words, coming)


def _sections(entry: Entry) -> Iterable[Section]:
    for part in facts.Part:
        told = tuple(
            Told(fact.label, saying.answer(fact, entry.facts[fact.key]), fact.key)
            for fact in facts.FACTS
            if fact.part is part and fact.key in entry.facts and fact.key not in (*APART, "begin")
        )
        if told:
            yield Section(part.value, told)


def _room(entry: Entry) -> str:
    if entry.room is None:
        return ""
    said = ROOM[entry.room]
    if entry.room is Room.FREE and entry.room_places:
        said = "There is one place free." if entry.room_places == 1 else f"{entry.room_places} places are free."
    return f"{said} That was so on {times.a_day(entry.room_on)}." if entry.room_on else said


def _spots(entry: Entry) -> Iterable[Spot]:
    for where in entry.places:
        lines = (where.address, " ".join(filter(None, (where.town, where.postcode))))
        yield Spot(where.name, tuple(line for line in lines if line))


def _points(entry: Entry) -> str:
    return " ".join(f"{one.spot.latitude:.4f},{one.spot.longitude:.4f}" for one in entry.places if one.spot)


def _fits(entry: Entry) -> Iterable[Fit]:
    fields = {Branch.NEED: "need", Branch.INTEREST: "interest", Branch.GROUP: "suits"}
    for key in entry.terms:
        if term := terms().get(key):
            yield Fit(term.label, f"/network/?{fields[term.branch]}={key}")


def _needs(entry: Entry) -> tuple[str, ...]:
    return tuple(key for key in entry.terms if (term := terms().get(key)) and term.branch is Branch.NEED)


def _month(signed: datetime) -> str:
    here = signed.astimezone(LONDON)
    return f"{MONTHS[here.month - 1]} {here.year}"


def _not_known(entry: Entry) -> Iterable[str]:
    if not entry.opens:
        yield "when it is open"
    if not entry.contacts:
        yield "whom to turn to first"
    if not entry.kept_safe and not entry.places and entry.kind is not ResourceKind.HELPLINE:
        yield "where it is"
    for fact in facts.FACTS:
        at_home = fact.part is facts.Part.HOME and entry.kind is not ResourceKind.HOUSING
        hidden = at_home or fact.key in NOT_MISSED or (fact.tells_where and entry.kept_safe)
        on_the_line = fact.part is facts.Part.ACCESS and entry.kind is ResourceKind.HELPLINE and fact.key != "cost"
        if fact.key not in entry.facts and not hidden and not on_the_line:
            yield saying.low(fact.label)
