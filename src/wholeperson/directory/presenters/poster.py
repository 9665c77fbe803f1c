"""What fits on one page or in a wallet: a poster for a wall, and cards of the size of a bank card."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wholeperson.directory.presenters import press
from wholeperson.directory.presenters.booklet import Place, always
from wholeperson.directory.presenters.lines import DANGER, Line, helpline_told, line
from wholeperson.directory.queries import HelplineEntry, Listed, terms_of
from wholeperson.directory.rules.paper import Part, a_few
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.interface.saying import LONDON

ON_A_WALL, IN_A_WALLET = 14, 2
ON_A_CARD, ON_A_LARGE_CARD = 7, 5
FIRST_ON_A_CARD = (DANGER, "nhs-111", "samaritans", "frank")  # by their ids; the numbers stand in helplines.yaml
LONGEST_NAME = 30


def poster(
    there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, part: Part, at: datetime, *, large: bool
) -> bytes:  # fmt: skip
    """Set a poster: one A4 page, whatever there is."""
    return press.press("poster.typ", poster_told(there, lines, place, part, at, large=large))


def poster_told(
    there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, part: Part, at: datetime, *, large: bool
) -> dict[str, Any]:  # fmt: skip
    """Give what the poster says, as plain values."""
    return {
        **always(lines, place, at),
        "title": f"Help in {place.name}",
        "part": "" if part.key == "all" else part.called,
        "large": large,
        "entries": [_short(one) for one in chosen(there, at, ON_A_WALL)],
    }


def chosen(there: Sequence[Listed], at: datetime, at_most: int) -> tuple[Line, ...]:
    """Choose a few, so that as many needs as can be have something."""
    today = at.astimezone(LONDON).date()
    kept = [line(one, today) for one in there]
    return a_few([(one, one.needs) for one in kept], terms_of(Branch.NEED), at_most)


def _short(one: Line) -> dict[str, Any]:
    return {**one.as_told(), "hours": one.hours[:2], "where": one.where[:1], "summary": _cut(one.summary, 90)}


def _cut(words: str, longest: int) -> str:
    """Give words up to a length, whole words only, and a sign where something was left out."""
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def cards(
    there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, part: Part, at: datetime, *, large: bool
) -> bytes:  # fmt: skip
    """Set eight cards on a sheet of A4."""
    return press.press("wallet.typ", cards_told(there, lines, place, part, at, large=large))


def cards_told(
    there: Sequence[Listed], lines: Sequence[HelplineEntry], place: Place, part: Part, at: datetime, *, large: bool
) -> dict[str, Any]:  # fmt: skip
    """Give what a card says: who listens first, and one or two from here where somebody answers a phone."""
    told = {one.id: helpline_told(one) for one in lines}
    first = [told[key] for key in FIRST_ON_A_CARD if key in told]
    others = [one for key, one in told.items() if key not in FIRST_ON_A_CARD]
    here = [one for one in chosen(there, at, len(there)) if one.call][: 1 if large else IN_A_WALLET]
    room = (ON_A_LARGE_CARD if large else ON_A_CARD) - len(here)
    rows = [{"name": _cut(one.name, LONGEST_NAME), "call": one.call} for one in here]
    lines_told = [{"name": _cut(_plain(one), LONGEST_NAME), "call": _call(one)} for one in (first + others)[:room]]
    told_always = always(lines, place, at)
    return {
        **told_always, "title": "Numbers to keep", "large": large, "rows": [*lines_told, *rows],
        "foot": f"{place.name}, {told_always['made']}",
    }  # fmt: skip


def _call(one: dict[str, str]) -> str:
    return f"{one['call']}, {one['then']}" if one["then"] else one["call"]


def _plain(one: dict[str, str]) -> str:
    return "Life in danger" if one["id"] == DANGER else one["name"]
