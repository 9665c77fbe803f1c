"""The door of the network map: what stands on it, how it is found, and the helplines. All of it is public."""

from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.actions import (
    GazetteerError,
    PlaceName,
    keep_entry,
    keep_organization,
    link_organizations,
    load_names,
    look,
    make_anew,
    open_desk,
    rebuild,
    sign_charter,
)
from wholeperson.directory.actions.looking import look_at
from wholeperson.directory.actions.offers import offer_support
from wholeperson.directory.actions.reviews import answer, say
from wholeperson.directory.permissions import keeps_anything
from wholeperson.directory.queries import (
    Asked,
    CharterCard,
    HelplineEntry,
    Listed,
    Named,
    SignedCard,
    asked,
    being_looked_at,
    charter,
    find,
    gaps_told,
    links_in,
    listed,
    names_in,
    nearest_name,
    on_file,
    open_now,
    opening_next,
    organizations_of,
    places_named,
    resource,
    signed,
    signed_of,
    signers,
    terms,
    terms_of,
)
from wholeperson.directory.queries.reviews import mark_of
from wholeperson.directory.rules import opening
from wholeperson.directory.rules.danger import STEPS as DANGER_STEPS
from wholeperson.directory.rules.entries import Entry, EntryError, Opens, Where, Whom
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.opens import not_sure_of
from wholeperson.directory.rules.place_names import NamesError
from wholeperson.directory.rules.place_names import read as read_names
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule, Span, spans
from wholeperson.directory.rules.seeing import Seen, Way
from wholeperson.directory.rules.spot import Spot
from wholeperson.directory.rules.staleness import Freshness, freshness, is_stale
from wholeperson.directory.rules.taxonomy import Branch, Term
from wholeperson.directory.rules.telling import clock_time, how_soon, says
from wholeperson.directory.rules.wishes import Found, Hit, Window, Wish

__all__ = [
    "DANGER_STEPS",
    "Asked",
    "BankHolidays",
    "Branch",
    "CharterCard",
    "Entry",
    "EntryError",
    "Found",
    "Freshness",
    "GazetteerError",
    "Helpline",
    "Hit",
    "Listed",
    "Named",
    "NamesError",
    "Often",
    "Opens",
    "OtherTimes",
    "PlaceName",
    "ResourceKind",
    "Room",
    "Rule",
    "Seen",
    "SignedCard",
    "Span",
    "Spot",
    "Status",
    "Term",
    "Way",
    "Where",
    "Whom",
    "Window",
    "Wish",
    "answer",
    "asked",
    "being_looked_at",
    "charter",
    "clock_time",
    "find",
    "freshness",
    "gaps_told",
    "helplines",
    "how_soon",
    "is_stale",
    "keep_entry",
    "keep_organization",
    "keeps_anything",
    "link_organizations",
    "links_in",
    "listed",
    "load_names",
    "look",
    "look_at",
    "make_anew",
    "mark_of",
    "names_in",
    "nearest_name",
    "not_sure_of",
    "offer_support",
    "open_desk",
    "open_now",
    "opening_next",
    "organizations_of",
    "places_named",
    "read_names",
    "rebuild",
    "resource",
    "say",
    "says",
    "sign_charter",
    "signed",
    "signed_of",
    "signers",
    "spans",
    "terms",
    "terms_of",
]


@dataclass(frozen=True)
class Helpline:
    """A number that listens, as it stands at one moment.

    ``open_now`` is None when the hours are not known. ``on_bill`` is False only where we were told that it does not
    show. ``checked`` is the month (``2026-11``) in which the number was last looked at, ``how`` in which way.
    """

    id: str
    name: str
    country: str
    who_for: str
    call: str
    then: str
    text: str
    free: bool
    note: str
    on_bill: bool | None
    serves_others: bool
    open_now: bool | None
    says_when: str
    source_seen: str
    checked: str
    how: str

    @property
    def tel(self) -> str:
        """The address that makes a phone ring the number."""
        return "tel:" + self.call.replace(" ", "")


def helplines(at: datetime) -> tuple[Helpline, ...]:
    """Give every helpline as it stands at ``at``, a moment with its time zone, in the order of the file."""
    return tuple(_at(entry, at) for entry in on_file())


def _at(entry: HelplineEntry, at: datetime) -> Helpline:
    now = opening(entry.hours, at)
    return Helpline(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        who_for=entry.who_for,
        call=entry.call,
        then=entry.then,
        text=entry.text,
        free=entry.free,
        note=entry.note,
        on_bill=entry.on_bill,
        serves_others=entry.serves_others,
        open_now=now.now,
        says_when=now.says,
        source_seen=entry.source_seen,
        checked=entry.checked,
        how=entry.how,
    )
