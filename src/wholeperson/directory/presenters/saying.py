"""Small sentences that several pages of the network map share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.queries import Listed
from wholeperson.directory.rules import facts, staleness
from wholeperson.directory.rules.entries import Entry, Whom
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.spot import ROUNDABOUT, WALK_KM_AN_HOUR
from wholeperson.directory.rules.telling import says
from wholeperson.interface.saying import LONDON

KEPT_SAFE = "The address is kept safe. Ring first."
LONGEST_WALK, A_FEW = 45, 4  # minutes
KM_A_MILE = 1.609
SUMMARY_LETTERS = 180


@dataclass(frozen=True)
class Open:
    """Whether it is open (yes, no, unknown), and how a page says so."""

    state: str
    says: str


@dataclass(frozen=True)
class Checked:
    """When somebody last looked whether it is true, and whether that is long ago."""

    says: str
    stale: bool


def opening(found: Listed, now: datetime) -> Open:
    """Say whether it is open now, until when, or when next."""
    if found.entry.status is Status.CLOSED:
        return Open("no", "It is not there any more")
    if found.entry.status is Status.PAUSED:
        return Open("no", "Closed for now")
    told = says(found.spans, now, known=bool(found.entry.opens))
    return Open({True: "yes", False: "no", None: "unknown"}[told.now], told.says.rstrip("."))


def checked(found: Listed, now: datetime) -> Checked:
    """Say when it was last looked at, and how."""
    today = now.astimezone(LONDON).date()
    says = staleness.sentence(found.checked_on, found.checked_how, today)
    return Checked(says, staleness.is_stale(found.checked_on, today))


def how_far(km: float) -> str:
    """Say a distance: on foot where one would walk, else in miles."""
    minutes = km * ROUNDABOUT / WALK_KM_AN_HOUR * 60
    if minutes < A_FEW:
        return "a few minutes’ walk"
    if minutes <= LONGEST_WALK:
        return f"about {round(minutes) if minutes < 15 else round(minutes / 5) * 5} minutes’ walk"
    miles = round(km / KM_A_MILE)
    return f"about {miles} miles" if miles > 1 else "about a mile"


def summary(entry: Entry) -> str:
    """Say in a sentence or two what it is."""
    text = entry.summary or " ".join(str(entry.facts.get("like") or entry.description).split())
    if len(text) <= SUMMARY_LETTERS:
        return text
    return f"{text[:SUMMARY_LETTERS].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def first_contact(entry: Entry) -> Whom | None:
    """Give whom to turn to first."""
    return next((one for one in entry.contacts if one.first), entry.contacts[0] if entry.contacts else None)


def begin(entry: Entry) -> str:
    """Say how somebody begins."""
    choices = facts.BY_KEY["begin"].choices
    ways = [choices[one] for one in entry.facts.get("begin", ()) if one in choices]
    return joined([ways[0], *(way[0].lower() + way[1:] for way in ways[1:])], "or") if ways else ""


def answer(fact: facts.Fact, kept: object) -> str:
    """Say one answer in words."""
    many = kept if isinstance(kept, list | tuple) else [kept]
    return "; ".join(str(fact.choices.get(str(one), one)) for one in many)


def joined(words: Sequence[str], link: str = "and") -> str:
    """Join words as in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}" if words else ""


def ages(entry: Entry) -> str:
    """Say for which ages it is."""
    if entry.youngest is not None and entry.oldest is not None:
        return f"From {entry.youngest} to {entry.oldest}"
    if entry.youngest:
        return f"From {entry.youngest}"
    return f"Up to {entry.oldest}" if entry.oldest is not None else ""


def high(label: str) -> str:
    """Write the first letter large."""
    return label[:1].upper() + label[1:]


def low(label: str) -> str:
    """Write the first letter small, but for what is always large: "I", and letters that stand for words."""
    return label if label.startswith("I ") or label[:2].isupper() else label[:1].lower() + label[1:]


def telephone(number: str, scheme: str = "tel") -> str:
    """Give the address that makes a phone ring or write to a number; nothing where it holds no number."""
    digits = "".join(letter for letter in number if letter in "+0123456789")
    return f"{scheme}:{digits}" if digits else ""
