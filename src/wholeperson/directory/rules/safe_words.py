"""What in free text could tell where something is whose address is kept safe. What is not kept cannot leak."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.whereabouts import link_tells_where, tells_where

if TYPE_CHECKING:
    from wholeperson.directory.rules.entries import Entry

GIVEN_AWAY = (
    "The address is kept safe, so no postcode and no street with its number is kept here. Please take it out of “{}”."
)


def that_tell_where(entry: "Entry") -> Iterator[tuple[str, str]]:
    """Give each text of an entry that could tell where it is: its field, and how the field is called."""
    for where, called, text in _texts(entry):
        if tells_where(text):
            yield where, called
    if link_tells_where(entry.website):
        yield "website", "Its website"


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
