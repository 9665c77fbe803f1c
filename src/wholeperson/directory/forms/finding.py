"""What somebody asks of the network map, from an address: short, and never with the address of a person in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import QueryDict

from wholeperson.directory.queries import Named, terms_of
from wholeperson.directory.queries import asked as read_words
from wholeperson.directory.rules import facts, occasions, whereabouts
from wholeperson.directory.rules.asked import ANYWHERE, Asked
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.occasions import Occasion
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.directory.rules.wishes import Window, Wish
from wholeperson.people.public import AllianceCard, Viewer

LONGEST_WORDS, LONGEST_NEAR = 120, 60
DISTRICT = re.compile(r"[a-z]{1,2}\d[a-z\d]?", re.IGNORECASE)
LAST_PAGE = 500


def shortened(typed: QueryDict) -> str | None:
    """Give the same address without what would point at one house, or nothing where it is short already."""
    wanted = {"q": whereabouts.cut, "near": near_only}
    changed = typed.copy()
    for name, shorten in wanted.items():
        if name in typed and shorten(typed.get(name, "")) != typed.get(name, ""):
            changed[name] = shorten(typed.get(name, ""))
    return urlencode([(name, value) for name, values in changed.lists() for value in values if value]) if (
        changed != typed
    ) else None  # fmt: skip


def near_only(typed: str) -> str:
    """Give what of a typed address is no more than a neighbourhood: the district of a postcode, or names.

    >>> near_only("Flat 3, 12 High Street, PO21 1AA"), near_only("12 High Street"), near_only("Bersted")
    ('PO21', 'High Street', 'Bersted')
    """
    if found := whereabouts.POSTCODE.search(typed):
        return found[1].upper()
    if not any(letter.isdigit() for letter in typed):
        return typed
    parts = [re.sub(r"^\d+[a-z]?\s+", "", part.strip(), flags=re.IGNORECASE) for part in typed.split(",")]
    return ", ".join(part for part in parts if DISTRICT.fullmatch(part) or not any(letter.isdigit() for letter in part))


def read(typed: QueryDict, places: Sequence[AllianceCard], viewer: Viewer | None) -> Asked:
    """Read an address. The place is the one that was chosen, else one's own, else the only one, else all."""
    chosen = typed.get("place", "")
    place = next((one for one in places if one.address == chosen), None)
    if place is None and chosen != ANYWHERE:
        chosen, place = "", own_place(places, viewer)
    when, problems = _when(typed)
    return Asked(
        words=" ".join(typed.get("q", "").replace("\x00", "").split())[:LONGEST_WORDS],
        plainly=typed.get("as") == "words", chosen_place=chosen, alliance_id=place.id if place else None,
        place_name=place.name if place else "",
        near=" ".join(typed.get("near", "").replace("\x00", "").split())[:LONGEST_NEAR], when=when,
        day=typed.get("date", "") if when == "at" else "", hour=typed.get("time", "") if when == "at" else "",
        needs=_terms(typed.getlist("need"), Branch.NEED), interests=_terms(typed.getlist("interest"), Branch.INTEREST),
        suits=_terms(typed.getlist("suits"), Branch.GROUP), filters=_known(typed.getlist("filter"), facts.FILTERS),
        kinds=tuple(kind for kind in ResourceKind if kind.value in typed.getlist("kind")),
        page=_page(typed.get("page", "")), problems=problems,
    )  # fmt: skip


def own_place(places: Sequence[AllianceCard], viewer: Viewer | None) -> AllianceCard | None:
    """Give the place that comes first for somebody: their own, or the only one there is."""
    own = [hat.alliance_id for hat in viewer.hats] if viewer else []
    mine = next((one for one in places if one.id in own), None)
    return mine or (places[0] if len(places) == 1 else None)


def _terms(picked: Iterable[str], branch: Branch) -> tuple[str, ...]:
    return _known(picked, [term.key for term in terms_of(branch)])


def _known(picked: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    wanted = set(picked)
    return tuple(key for key in known if key in wanted)


def _page(typed: str) -> int:
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


def _when(typed: QueryDict) -> tuple[str, tuple[str, ...]]:
    when = typed.get("when", "")
    if when in {one.value for one in Occasion}:
        return when, ()
    if when != "at" and not typed.get("date"):
        return "", ()
    if _moment(typed.get("date", ""), typed.get("time", "")) is None:
        return "", ("We could not read that day and time. Please pick both once more.",)
    return "at", ()


def _moment(day: str, hour: str) -> tuple[date, time] | None:
    try:
        return date.fromisoformat(day), time.fromisoformat(hour).replace(tzinfo=None)
    except ValueError:
        return None


def window(asked: Asked, now: datetime) -> Window | None:
    """Give the time that is asked for, or nothing."""
    if asked.when == "at":
        moment = _moment(asked.day, asked.hour)
        return occasions.at(*moment, now) if moment else None
    return occasions.window(Occasion(asked.when), now) if asked.when else None


@dataclass(frozen=True)
class Understood:
    """What the words ask for, and what was read from them beside the words themselves ("open now", "near Bersted")."""

    wish: Wish
    read_as: tuple[str, ...] = ()


def understood(asked: Asked, now: datetime) -> Understood:
    """Give what the words ask for. The one place in which words are read; ``plainly`` leaves them as they are."""
    if asked.plainly:
        return Understood(Wish(words=asked.words, alliance=asked.alliance_id))
    return Understood(*read_words(asked.words, asked.alliance_id, now))


def wish(asked: Asked, read_from_words: Wish, near: Named | None, now: datetime) -> Wish:
    """Give everything that is asked for: by the words, and by what was picked beside them."""
    return replace(
        read_from_words,
        near=near.spot if near else read_from_words.near, when=window(asked, now) or read_from_words.when,
        terms=tuple(dict.fromkeys((*read_from_words.terms, *asked.terms))),
        filters=tuple(dict.fromkeys((*read_from_words.filters, *asked.filters))),
        kinds=asked.kinds or read_from_words.kinds, page=asked.page,
    )  # fmt: skip


def one_place(typed: QueryDict, places: Sequence[AllianceCard], viewer: Viewer | None) -> Asked:
    """Read the address of a page that shows one place: where none is chosen, one's own or the first."""
    asked = read(typed, places, viewer)
    place = None if asked.alliance_id else the_place(places, "", viewer)
    if place is None:
        return asked
    return replace(asked, alliance_id=place.id, place_name=place.name, chosen_place=place.address)


def the_place(places: Sequence[AllianceCard], address: str, viewer: Viewer | None) -> AllianceCard | None:
    """Give the place at an address; where there is none, one's own or the first of all."""
    named = next((one for one in places if one.address == address), None)
    return named or own_place(places, viewer) or next(iter(places), None)


def doors(places: Sequence[AllianceCard], asked: Asked, base: str) -> tuple[tuple[str, str, bool], ...]:
    """Give the places to choose from, where there are several: name, address, chosen."""
    if len(places) < 2:
        return ()
    return tuple((one.name, f"{base}?place={one.address}", one.id == asked.alliance_id) for one in places)
