"""What in free text could tell where something is whose address is kept safe. What is not kept cannot leak."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wholeperson.directory.rules.facts import BY_KEY

if TYPE_CHECKING:
    from wholeperson.directory.rules.entries import Entry

# "PO21 1AA", "po211aa", and written apart; the district alone ("PO21") tells a town and no street, and may stand.
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
WAYS = (
    "road", "rd", "street", "st", "avenue", "ave", "lane", "ln", "close", "drive", "way", "place", "square", "terrace",
    "gardens", "grove", "crescent", "court", "hill", "parade", "row", "walk", "mews", "green", "rise", "view", "park",
    "esplanade", "promenade", "broadway", "boulevard", "embankment", "quay", "wharf", "yard",
)  # fmt: skip
# A number, perhaps with a letter or a range, up to three names with a capital, and then what streets are called:
# "12a High Street", "3-5 The Old Mill Lane". "24 hours a day" and "2 places left" are none.
NAME = r"[A-Z][\w’'.-]*"
STREET = re.compile(
    rf"\b\d{{1,4}}\s?[a-zA-Z]?(?:\s?[-–/]\s?\d{{1,4}}[a-zA-Z]?)?,?\s+(?:{NAME}\s+){{1,3}}(?i:{'|'.join(WAYS)})\b"
)
# The same without capitals. "12 weeks on the street" has no name before its street.
WORD = r"(?!(?:a|an|at|from|in|near|of|off|on|our|out|the|this|to|your)\b)[a-z’']+"
# "24 hours, walk in" and "2 weeks, one way" begin with what is counted, and no street does.
COUNTED = r"(?!(?:minute|hour|day|night|week|month|year|time|bed|room|place|people|women|men|child|adult|famil)\w*\b)"
SMALL_STREET = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+{COUNTED}(?:(?:{WORD}\s+){{1,3}}(?:{'|'.join(WAYS)})|mews)\b", re.IGNORECASE
)
GIVEN_AWAY = (
    "The address is kept safe, so no postcode and no street with its number is kept here. Please take it out of “{}”."
)


def tells_where(text: str) -> bool:
    """Say whether a text holds a postcode, or a street with a number."""
    return any(found.search(text) for found in (POSTCODE, STREET, SMALL_STREET))


def that_tell_where(entry: "Entry") -> Iterator[tuple[str, str]]:
    """Give each text of an entry that could tell where it is: its field, and how the field is called."""
    for where, called, text in _texts(entry):
        if tells_where(text):
            yield where, called


def _texts(entry: "Entry") -> Iterator[tuple[str, str, str]]:
    yield "name", "What it is called", entry.name
    yield "summary", "What it is", entry.summary
    yield "description", "More about it", entry.description
    yield "alert", "Something to know now", entry.alert
    for one in entry.opens:
        yield "opens", "When it is open", one.words
    for times in entry.other_times:
        yield "other_times", "Days that are different", times.why
    for whom in entry.contacts:
        yield "contacts", "Whom to turn to", f"{whom.role} · {whom.words}"
    for key, answer in entry.facts.items():
        said = " · ".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)
        yield key, BY_KEY[key].label if key in BY_KEY else key, said
