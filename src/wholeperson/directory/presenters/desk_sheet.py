"""Paper for a front desk: one page that says what to hand over, and a slip for one right thing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wholeperson.directory.presenters import press
from wholeperson.directory.presenters.booklet import Place, always, day_made, said
from wholeperson.directory.presenters.lines import Line, helpline_told, line
from wholeperson.directory.queries import HelplineEntry, Listed
from wholeperson.directory.rules.front_desk import Choice, DeskKind, right_things
from wholeperson.interface.saying import LONDON

ASK = (
    "Would you like somebody who has been there themselves to ring you or to come? They need no name. It is fine to "
    "say no."
)


def things_for(choice: Choice, there: Sequence[Listed], at: datetime) -> tuple[Listed, ...]:
    """Give at most three resources that are right to hand over at a moment."""
    return tuple(there[number] for number in right_things(choice, [(one.entry, one.spans) for one in there], at))


def lines_for(choice: Choice, lines: Sequence[HelplineEntry]) -> tuple[HelplineEntry, ...]:
    """Give the helplines of a choice, in its order."""
    by_id = {one.id: one for one in lines}
    return tuple(by_id[key] for key in choice.lines if key in by_id)


def sheet(
    desk: DeskKind, there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, address: str, at: datetime
) -> bytes:  # fmt: skip
    """Set the page of a desk: one A4 page, in the largest letters that fit."""
    return press.press("desk.typ", sheet_told(desk, there, lines, place, address, at))


def sheet_told(
    desk: DeskKind, there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, address: str, at: datetime
) -> dict[str, Any]:  # fmt: skip
    """Give what the page of a desk says, as plain values."""
    today = at.astimezone(LONDON).date()
    return {
        **always(lines, place, at),
        "title": f"{desk.called} in {place.name}",
        "qr": press.qr(address),
        "desk_address": said(address),
        "peer": ASK,
        "choices": [
            {
                "says": choice.says, "aloud": choice.aloud, "apart": choice.apart,
                "things": [_thing(line(one, today)) for one in things_for(choice, there, at)],
                "lines": [helpline_told(one) for one in lines_for(choice, lines)],
            }
            for choice in desk.choices
        ],
    }  # fmt: skip


def _thing(one: Line) -> Mapping[str, str]:
    return {"name": one.name, "when": one.hours[0] if one.hours else "", "call": one.call or one.text}


def slip(one: Listed, address: str, today: date, at: datetime) -> bytes:
    """Set a slip with one right thing. Its title and its file name say nothing.

    Of a place whose address is kept safe it is a number and no more: whoever is feared could find it in a pocket.
    """
    told = {
        **line(one, today).as_told(), "title": "To keep", "qr": press.qr(address), "address": said(address),
        "made": day_made(at),
    }  # fmt: skip
    if one.entry.kept_safe:
        told |= {"name": "Somebody to ring", "where": (), "begin": "", "checked": "A number to keep"}
    return press.press("slip.typ", told)
