"""The booklet of a place: what there is by need and by name, with the helplines, to be printed and folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wholeperson.directory.presenters import press
from wholeperson.directory.presenters.lines import DANGER, Line, helpline_told, line
from wholeperson.directory.queries import HelplineEntry, Listed, terms_of
from wholeperson.directory.rules import danger
from wholeperson.directory.rules.paper import Part, by_need, sort_key
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.interface.saying import LONDON, MONTHS, month

A5, A4 = (148, 210), (210, 297)


@dataclass(frozen=True)
class Place:
    """What paper says about a place itself: its name, and where this installation is found."""

    name: str
    site: str

    @property
    def help_address(self) -> str:
        """Where help now stands, for a QR code."""
        return f"{self.site.rstrip('/')}/help-now/"

    @property
    def map_address(self) -> str:
        """Where the map stands."""
        return f"{self.site.rstrip('/')}/network/"


def said(address: str) -> str:
    """Give an address as one types it."""
    return address.removeprefix("https://").removeprefix("http://")


def day_made(at: datetime) -> str:
    """Say the day on which something was made."""
    here = at.astimezone(LONDON)
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}"


def always(lines: Sequence[HelplineEntry], place: Place, at: datetime) -> dict[str, Any]:
    """Give what every sheet holds: danger, helplines, the date, and the way to help now."""
    told = [helpline_told(one) for one in lines]
    return {
        "made": day_made(at),
        "danger": next(one for one in told if one["id"] == DANGER),
        "danger_steps": list(danger.STEPS),
        "helplines": [one for one in told if one["id"] != DANGER],
        "helplines_checked": month(min(one.checked for one in lines)),
        "qr": press.qr(place.help_address),
        "help_address": said(place.help_address),
        "map_address": said(place.map_address),
    }


def as_told(
    there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, part: Part, at: datetime, *, large: bool
) -> dict[str, Any]:  # fmt: skip
    """Give what the booklet says, as plain values."""
    today = at.astimezone(LONDON).date()
    kept = [line(one, today) for one in sorted(there, key=lambda one: sort_key(one.entry.name))]
    rows = [{**_entry(one), "key": f"r-{number}"} for number, one in enumerate(kept)]
    needs = by_need(((row, one.needs) for row, one in zip(rows, kept, strict=True)), terms_of(Branch.NEED))
    return {
        **always(lines, place, at),
        "title": f"What there is in {place.name}",
        "part": "" if part.key == "all" else part.called,
        "large": large,
        "needs": [
            {"label": need.label, "entries": [{"name": one["name"], "key": one["key"]} for one in found]}
            for need, found in needs
        ],
        "entries": rows,
    }


def _entry(one: Line) -> dict[str, Any]:
    about = f"{one.kind[:1].upper()}{one.kind[1:]}" + (f", by {one.run_by}" if one.run_by else "")
    return {
        **one.as_told(), "about": about, "good": ", ".join(one.good),
        "online": ", ".join(filter(None, (one.website, one.email))),
    }  # fmt: skip


def booklet(told: dict[str, Any]) -> bytes:
    """Set the booklet: A5, or A4 in large print."""
    return press.press("booklet.typ", told)


def folded(told: dict[str, Any]) -> bytes:
    """Set the booklet two pages on a sheet, to be printed on both sides and folded."""
    wide, high = A4 if told["large"] else A5
    number = press.page_count("booklet.typ", told)
    return press.folded(booklet(told), number, title=told["title"], wide=wide, high=high)
