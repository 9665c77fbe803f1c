"""What could tell where somebody lives or where a place is whose address is kept safe, and how it is left out.

Nothing that tells where is ever kept for such a place. This is the second lock: should something have been left behind
all the same, it goes no further than the table in which it lies.
"""

import re
from dataclasses import replace
from typing import Any

from wholeperson.directory.rules import facts
from wholeperson.directory.rules.entries import Entry

POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)
SURE = "street|road|lane|avenue|close|drive|terrace|crescent|gardens|grove|mews"
PERHAPS = "st|rd|ave|place|square|court|way|parade|row|walk|hill|park"
A_NUMBER = r"\b(\d+[a-z]?),?\s+((?:[\w'’.-]+\s+){0,3}?(?:"
HOUSE = re.compile(rf"{A_NUMBER}{SURE})\b)", re.IGNORECASE)
PERHAPS_A_HOUSE = re.compile(rf"{A_NUMBER}{SURE}|{PERHAPS})\b)", re.IGNORECASE)


def cut(typed: str) -> str:
    """Take out of what somebody typed what would point at one house: a postcode keeps its district, a street its name.

    >>> cut("po21 1aa"), cut("food near 12 High Street")
    ('PO21', 'food near High Street')
    """
    districts = POSTCODE.sub(lambda found: found[1].upper(), typed)
    return HOUSE.sub(lambda found: found[2], districts)


def tells_where(text: str) -> bool:
    """Say whether a text could give an address away: it holds a postcode, or a number before the name of a street."""
    return bool(POSTCODE.search(text) or PERHAPS_A_HOUSE.search(text))


def without_whereabouts(entry: Entry) -> Entry:
    """Give an entry as it may be shown: of one whose address is kept safe, nothing that tells where it is."""
    if not entry.kept_safe:
        return entry
    return replace(
        entry,
        name="A place whose address is kept safe" if tells_where(entry.name) else entry.name,
        summary=_kept(entry.summary), description=_kept(entry.description), alert=_kept(entry.alert), places=(),
        website="" if tells_where(entry.website.replace("-", " ").replace("/", " ")) else entry.website,
        facts={key: kept for key, answer in entry.facts.items() if (kept := _answer(key, answer))},
        opens=tuple(replace(one, attending=_kept(one.attending), words=_kept(one.words)) for one in entry.opens),
        other_times=tuple(replace(one, why=_kept(one.why)) for one in entry.other_times),
        contacts=tuple(replace(one, role=_kept(one.role), words=_kept(one.words)) for one in entry.contacts),
    )  # fmt: skip


def _kept(text: str) -> str:
    return "" if tells_where(text) else text


def _answer(key: str, answer: Any) -> Any:
    fact = facts.BY_KEY.get(key)
    if fact is None or fact.tells_where:
        return None
    if isinstance(answer, list):
        return [one for one in answer if not tells_where(one)]
    return _kept(answer)
