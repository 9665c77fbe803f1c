"""How what tells where a place is whose address is kept safe is left out of its entry.

Nothing that tells where is ever kept for such a place. This is the second lock: should something have been left behind
all the same, it goes no further than the table in which it lies.
"""

from dataclasses import replace
from typing import Any

from wholeperson.directory.rules import facts
from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.whereabouts import link_tells_where, tells_where


def without_whereabouts(entry: Entry) -> Entry:
    """Give an entry as it may be shown: of one whose address is kept safe, nothing that tells where it is."""
    if not entry.kept_safe:
        return entry
    return replace(
        entry,
        name="A place whose address is kept safe" if tells_where(entry.name) else entry.name,
        summary=_kept(entry.summary), description=_kept(entry.description), alert=_kept(entry.alert), places=(),
        website="" if link_tells_where(entry.website) else entry.website,
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
