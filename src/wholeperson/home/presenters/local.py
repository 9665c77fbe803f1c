"""What somebody in need finds in their own place at one moment: what is open, who answers, and what opens next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.directory.public import Listed, ResourceKind, Room, Span, Where, how_soon, is_stale, says, spans
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import AllianceCard

ELSEWHERE = "elsewhere"
# What suits somebody in need comes first: each of these once, then each of them again.
IN_NEED = ("bed-tonight", "talk", "safer-use", "tonight", "safety", "food", "peers", "mutual-aid")
WHERE_TO_BE = frozenset({"bed-tonight", "talk", "tonight"})
MOST_OPEN, MOST_ANSWERING, MOST_SOON = 6, 3, 3
NOT_THERE = ("phone", "online", "video", "written")  # ways of coming for which nobody goes through a door
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Chosen:
    """Which place somebody is near. Without one there are only the places to choose from."""

    places: tuple[AllianceCard, ...]
    place: AllianceCard | None = None
    elsewhere: bool = False


def chosen(places: Sequence[AllianceCard], asked: str, own: UUID | None) -> Chosen:
    """Take the place from the address; without one, that of the alliance to which somebody belongs."""
    if asked == ELSEWHERE:
        return Chosen(tuple(places), elsewhere=True)
    named = next((one for one in places if one.address == asked), None)
    return Chosen(tuple(places), named or next((one for one in places if one.id == own), None))


@dataclass(frozen=True)
class Door:
    """Something that is open, answers or opens soon, with what one has to know to begin."""

    id: UUID
    name: str
    what: str
    when: str
    begin: str
    where: str
    role: str
    call: str
    room: str
    alert: str
    soon: str = ""

    @property
    def tel(self) -> str:
        """The address that makes a phone ring the number."""
        return "tel:" + self.call.replace(" ", "")


@dataclass(frozen=True)
class Local:
    """A place at one moment. ``more``: more is open than is shown. ``meanwhile``: where one can be until then."""

    name: str
    address: str
    open: tuple[Door, ...]
    more: bool
    answering: tuple[Door, ...]
    soon: tuple[Door, ...]
    meanwhile: Door | None = None


def local(place: AllianceCard, now: Sequence[Listed], later: Sequence[Listed], at: datetime) -> Local:
    """Sort what is open in a place at a moment, and what opens next.

    Args:
        place: whose map it is.
        now: what is open there at that moment, in person or by phone.
        later: what is shut and opens within five weeks, the soonest first.
        at: the moment, with its time zone.
    """
    there = [(one, span) for one in now if _by_oneself(one) and (span := _door(one, at))]
    phones = [one for one in now if _by_oneself(one) and _answers(one) and not any(one is shown for shown, _ in there)]
    following = ((one, _next_door(one, at)) for one in later if _by_oneself(one) and _answers(one))
    soon = sorted(((one, span) for one, span in following if span), key=lambda pair: pair[1].start)
    shown = _by_turns(one for one, _ in there)
    until = {one.id: span for one, span in there}
    to_be = next((one for one in shown if not WHERE_TO_BE.isdisjoint(one.entry.terms)), None)
    return Local(
        name=place.name,
        address=place.address,
        open=tuple(_shown(one, until[one.id], at) for one in shown[:MOST_OPEN]),
        more=len(shown) > MOST_OPEN,
        answering=tuple(_shown(one, one.open_now(at), at) for one in _by_turns(phones)[:MOST_ANSWERING]),
        soon=tuple(_shown(one, span, at) for one, span in soon[:MOST_SOON]),
        meanwhile=_shown(to_be, until[to_be.id], at) if to_be else None,
    )


def _by_oneself(one: Listed) -> bool:
    """Whether somebody can begin by themselves: at night nobody is there to introduce them."""
    begin = one.entry.facts.get("begin")
    return not begin or bool({"walk-in", "ring"} & set(begin))


def _answers(one: Listed) -> bool:
    return _rank(one) < len(IN_NEED) and any(whom.call for whom in one.entry.contacts)


def _door(one: Listed, at: datetime) -> Span | None:
    return next((span for span in _in_person(one, at) if span.start <= at < span.end), None)


def _next_door(one: Listed, at: datetime) -> Span | None:
    return next((span for span in _in_person(one, at) if span.start > at), None)


def _in_person(one: Listed, at: datetime) -> Sequence[Span]:
    """When one can go through its door: not where the address is kept safe, or where one only rings."""
    entry = one.entry
    if not entry.places or entry.kept_safe or not _to_come_to(one):
        return ()
    there = [opens.rule for opens in entry.opens if not any(word in opens.attending for word in NOT_THERE)]
    if len(there) == len(entry.opens):
        return one.spans
    today = at.astimezone(LONDON).date()
    return [span for span in spans(there, entry.other_times, today - A_DAY, today + 7 * A_DAY) if _within(span, one)]


def _within(span: Span, one: Listed) -> bool:
    # Whatever else shuts it, a bank holiday for one, is in the spans that are kept.
    return any(kept.start <= span.start and span.end <= kept.end for kept in one.spans)


def _to_come_to(one: Listed) -> bool:
    return one.entry.kind is not ResourceKind.HOUSING or "bed-tonight" in one.entry.terms


def _rank(one: Listed) -> int:
    return next((number for number, term in enumerate(IN_NEED) if term in one.entry.terms), len(IN_NEED))


def _by_turns(found: Iterable[Listed]) -> list[Listed]:
    """Order them so that each need has its best answer before any has its second."""
    turns: dict[int, int] = {}
    numbered: list[tuple[bool, int, bool, int, int, Listed]] = []
    for one in sorted(found, key=_best):
        rank = _rank(one)
        turns[rank] = turns.get(rank, 0) + 1
        numbered.append((rank == len(IN_NEED), turns[rank], _for_some(one), rank, len(numbered), one))
    return [one for *_, one in sorted(numbered, key=lambda row: row[:5])]


def _for_some(one: Listed) -> bool:
    return one.entry.oldest is not None or one.entry.facts.get("women_only") == "yes"


def _best(one: Listed) -> tuple[bool, bool, bool, bool, bool, str]:
    """What has room goes first, and is for everybody; a place to be before a service; walking in before ringing."""
    entry, begin = one.entry, one.entry.facts.get("begin") or ()
    kind = entry.kind
    return (
        _for_some(one),
        entry.room in (Room.WAITING_LIST, Room.NONE),
        kind is ResourceKind.ACTIVITY,
        kind is ResourceKind.SERVICE,
        "walk-in" not in begin,
        entry.name,
    )


def _shown(one: Listed, span: Span | None, at: datetime) -> Door:
    entry = one.entry
    whom = next((whom for whom in entry.contacts if whom.call), None)
    stale = is_stale(one.checked_on, at.astimezone(LONDON).date())
    return Door(
        id=one.id,
        name=entry.name,
        what=entry.summary or entry.kind.label.capitalize(),
        when=says((span,), at).says if span else "",
        begin=_begin(one, stale=stale, rings=whom is not None),
        where="" if entry.kept_safe else " · ".join(_where(where) for where in entry.places),
        role=whom.role if whom else "",
        call=whom.call if whom else "",
        room=_room(one, at),
        alert=entry.alert,
        soon=how_soon(span.start, at) if span and span.start > at else "",
    )


def _begin(one: Listed, *, stale: bool, rings: bool) -> str:
    begin = one.entry.facts.get("begin") or ()
    if one.entry.kept_safe:
        return "The address is kept safe. Ring first."
    if stale:
        return "Ring first: we have not looked for a long time." if rings else "We have not looked for a long time."
    if "walk-in" in begin:
        return "Walk in, or ring first." if rings and "ring" in begin else "Walk in."
    return "Ring first." if rings else ""


def _where(where: Where) -> str:
    return ", ".join(part for part in (where.name, where.address) if part)


def _room(one: Listed, at: datetime) -> str:
    entry = one.entry
    today = at.astimezone(LONDON).date()
    if entry.room is None or entry.room_on is None or today - entry.room_on > 2 * A_DAY:
        return ""
    if entry.room is Room.FREE:
        told = {0: "today", 1: "yesterday"}.get((today - entry.room_on).days, "two days ago")
        free = {None: "There is room", 1: "1 place free"}.get(entry.room_places, f"{entry.room_places} places free")
        return f"{free}, they told us {told}."
    return "It was full when they last told us." if entry.room is Room.NONE else ""
