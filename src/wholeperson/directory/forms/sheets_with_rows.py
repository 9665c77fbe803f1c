"""The pages of an entry with rows: where it is, when it is open, whom to turn to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import QueryDict

from wholeperson.directory.forms import fields
from wholeperson.directory.forms.fields import Kind
from wholeperson.directory.forms.parts import ContactRow, OtherDaysRow, PlaceRow, TimesRow
from wholeperson.directory.forms.rows import Rows
from wholeperson.directory.forms.sheets import (
    FactsSheet,
    NameSheet,
    RoomSheet,
    Sheet,
    StillThereSheet,
    SuitsSheet,
)
from wholeperson.directory.queries import named_places, somewhere
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.facts import Part
from wholeperson.directory.rules.kinds import BankHolidays
from wholeperson.directory.rules.pages import BANK_HOLIDAYS_SAY
from wholeperson.directory.rules.rows import DAY_AND_NIGHT, Round, opens_of, rows_of
from wholeperson.directory.rules.rows import Row as TimesAsRow
from wholeperson.directory.rules.schedules import OtherTimes
from wholeperson.directory.rules.spot import Spot

KEPT_SAFE = "The address is kept safe"
KEPT_SAFE_HINT = (
    "For a refuge, or wherever somebody could come who wants to harm. Then we keep no address, no point on the map, no "
    "bus and no picture, and everything here that tells where it is goes."
)
ALWAYS = "It is open day and night, every day"
BANK_HOLIDAYS = [(one.value, says) for one, says in BANK_HOLIDAYS_SAY.items()]
NOT_ON_THE_MAP = "We do not know a place of that name. Choose one from the list, or leave it empty."


class WhereForm(Kind):
    """Whether the address is kept safe."""

    kept_safe = fields.tick(KEPT_SAFE, KEPT_SAFE_HINT)


class WhereSheet(Sheet):
    """Where it is, or that the address is kept safe."""

    slug = "where"
    lead = "A place can have an address, a point on the map, or both."

    def build(self) -> None:
        """Make the form and a row for each place."""
        self.form = self.make(WhereForm, {"kept_safe": self.before.kept_safe})
        there = [place_as_row(number, one) for number, one in enumerate(self.before.places)]
        self.rows = (Rows(PlaceRow, "places", self.data, there, more=self.more, blank=0 if there else 1),)

    def is_valid(self) -> bool:
        """Look over all, and look up the names."""
        return super().is_valid() and look_up(self.rows[0], self.alliance_id)

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        return placed(self.before, self.rows[0], kept_safe=self.form.cleaned_data["kept_safe"])

    def known_places(self) -> tuple[str, ...]:
        """Give names of the gazetteer to choose from."""
        return tuple(one.name for one in named_places(self.alliance_id))


def place_as_row(number: int, place: Where) -> dict[str, Any]:
    """Give a place as its row has it."""
    point = {"latitude": place.spot.latitude, "longitude": place.spot.longitude} if place.spot else {}
    return {
        "name": place.name, "address": place.address, "town": place.town, "county": place.county,
        "postcode": place.postcode, "was": number, **point,
    }  # fmt: skip


def look_up(rows: Rows, alliance_id: UUID) -> bool:
    """Take the point from a name of the gazetteer where no point was given; say where nobody knows the name."""
    for form in rows.forms:
        said = form.cleaned_data.get("near") if form.has_changed() else ""
        if not said:
            continue
        found = somewhere(said, alliance_id)
        if found is None:
            form.add_error("near", NOT_ON_THE_MAP)
        else:
            form.cleaned_data.update(latitude=found.spot.latitude, longitude=found.spot.longitude)
    return all(form.is_valid() for form in rows.forms)


def placed(before: Entry, rows: Rows, *, kept_safe: bool) -> Entry:
    """Give an entry with its places. Where the address is kept safe, nothing stays that tells where."""
    if kept_safe and not before.kept_safe:
        left = {key: one for key, one in before.facts.items() if not facts.BY_KEY[key].tells_where}
        return replace(before, kept_safe=True, places=(), facts=left)
    places = tuple(_where(before, row) for row in rows.filled())
    return replace(before, kept_safe=kept_safe, places=places)


def _where(before: Entry, row: Mapping[str, Any]) -> Where:
    was = row.get("was")
    there = before.places[was] if was is not None and 0 <= was < len(before.places) else Where()
    spot = Spot(row["latitude"], row["longitude"]) if row["latitude"] is not None else None
    return Where(
        name=row["name"], address=row["address"], town=row["town"], county=row["county"],
        postcode=row["postcode"].upper(), spot=spot, their_id=there.their_id,
    )  # fmt: skip


class WhenForm(Kind):
    """What is true of all days."""

    always = fields.tick(ALWAYS)
    bank_holidays = fields.one_of(
        "What about bank holidays?", BANK_HOLIDAYS, needs=True, first=BankHolidays.NOT_KNOWN.value
    )


class WhenSheet(Sheet):
    """When it is open: rows, days that are different, bank holidays."""

    slug = "when"
    lead = "One row for each time. A time that ends after midnight is fine: from 22:00 to 02:00."
    last = ("bank_holidays",)

    def build(self) -> None:
        """Make the form and the rows."""
        holidays = self.before.bank_holidays.value
        self.form = self.make(WhenForm, {"always": self.before.always_open, "bank_holidays": holidays})
        opens = times_as_rows(self.before)
        others = [other_days_as_row(one) for one in self.before.other_times]
        self.rows = (
            Rows(TimesRow, "opens", self.data, opens, more=self.more, blank=0 if opens else 1),
            Rows(OtherDaysRow, "others", self.data, others, more=self.more, blank=0),
        )

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        said = self.form.cleaned_data
        return replace(
            self.before, opens=opened(self.before, self.rows[0], always=said["always"]),
            other_times=tuple(_other_times(row) for row in self.rows[1].filled()),
            bank_holidays=BankHolidays(said["bank_holidays"]),
        )  # fmt: skip


def times_as_rows(entry: Entry) -> list[dict[str, Any]]:
    """Give the opening times as their rows have them; day and night is a tick of its own."""
    if entry.always_open:
        return []
    return [{**vars(row), "days": list(row.days), "comes": row.comes.value} for row in rows_of(entry.opens)]


def opened(before: Entry, rows: Rows, *, always: bool) -> tuple[Opens, ...]:
    """Give the opening times from their rows."""
    if always:
        return before.opens if before.always_open else (DAY_AND_NIGHT,)
    return tuple(opens_of(_times(row), before.opens) for row in rows.filled())


def _times(row: Mapping[str, Any]) -> TimesAsRow:
    return TimesAsRow(
        days=tuple(row["days"]), opens=row["opens"], closes=row["closes"],
        comes=Round(row["comes"] or Round.EVERY_WEEK.value), since=row["since"], until=row["until"],
        attending=row["attending"], words=row["words"], was=row["was"],
    )  # fmt: skip


def other_days_as_row(times: OtherTimes) -> dict[str, Any]:
    """Give days that are different as their row has them."""
    return {
        "first": times.first, "last": times.last if times.last != times.first else None,
        "closed": "closed" if times.closed else "other", "opens": times.opens, "closes": times.closes, "why": times.why,
    }  # fmt: skip


def _other_times(row: Mapping[str, Any]) -> OtherTimes:
    opens, closes = (row["opens"], row["closes"]) if row["closed"] == "other" else (None, None)
    return OtherTimes(row["first"], row["last"] or row["first"], opens, closes, row["why"])


class ContactSheet(Sheet):
    """Whom to turn to, by role."""

    slug = "contact"
    lead = "By their role and never by name: people move on, and the page would be wrong."

    def build(self) -> None:
        """Make a row for each."""
        self.form = self.make(Kind, {})
        there = [{**vars(one), "was": number} for number, one in enumerate(self.before.contacts)]
        self.rows = (Rows(ContactRow, "contacts", self.data, there, more=self.more, blank=0 if there else 1),)

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        return replace(self.before, contacts=contacts_of(self.rows[0]))


def contacts_of(rows: Rows) -> tuple[Whom, ...]:
    """Give whom to turn to from their rows. The only one is the first."""
    filled = rows.filled()
    only = len(filled) == 1
    return tuple(
        Whom(
            role=row["role"], first=row["first"] or only, call=row["call"], text=row["text"], email=row["email"],
            words=row["words"],
        )
        for row in filled
    )  # fmt: skip


def _facts_sheet(part: Part) -> type[Sheet]:
    return type(f"{part.name.title()}Sheet", (FactsSheet,), {"part": part, "slug": part.name.lower()})


KINDS: tuple[type[Sheet], ...] = (
    NameSheet, WhereSheet, WhenSheet, ContactSheet, SuitsSheet, *map(_facts_sheet, Part), RoomSheet, StillThereSheet,
)  # fmt: skip
SHEETS: Mapping[str, type[Sheet]] = {kind.slug: kind for kind in KINDS}


def sheet(
    slug: str, entry: Entry, alliance_id: UUID, data: QueryDict | None = None, *, more: bool = False
) -> Sheet | None:
    """Give the page of an entry with this address, or nothing."""
    kind = SHEETS.get(slug)
    return kind(entry, alliance_id, data, more=more) if kind else None
