"""What goes on paper: which part of the map somebody wants, in which order, and what fits on one page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wholeperson.directory.rules.entries import Entry, Where
from wholeperson.directory.rules.hours_said import in_the_evening_or_at_the_weekend
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.taxonomy import Branch, Term
from wholeperson.directory.rules.whereabouts import tells_where

ALL, EVENINGS, WOMEN = "all", "evenings", "women"
KEPT_SAFE = "The address is kept safe. Ring first."
T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """Which part of the map is wanted: its key in an address, and how it is called."""

    key: str
    called: str


PARTS = (Part(ALL, "Everything"), Part(EVENINGS, "Open in the evening or at the weekend"), Part(WOMEN, "For women"))


def part_of(key: str, known: Mapping[str, Term]) -> Part | None:
    """Give the part that an address names: one of ours, or a need of the taxonomy; nothing where it is neither."""
    for part in PARTS:
        if part.key == key:
            return part
    term = known.get(key)
    return Part(term.key, term.label) if term and term.branch is Branch.NEED else None


def fits(entry: Entry, part: str) -> bool:
    """Say whether a resource belongs to a part of the map. What is closed for good or for now stands on no paper."""
    if entry.status is not Status.ACTIVE:
        return False
    if part == EVENINGS:
        return in_the_evening_or_at_the_weekend(entry)
    if part == WOMEN:
        return is_for_women(entry)
    return part == ALL or part in entry.terms


def is_for_women(entry: Entry) -> bool:
    """Say whether something is for women, by any of the ways in which an entry can say so."""
    return entry.facts.get("women_only") == "yes" or "women" in entry.terms or "women" in entry.facts.get("housing", ())


def addresses(entry: Entry) -> tuple[str, ...]:
    """Give where something is, a line for each place; for an address that is kept safe only that it is."""
    if entry.kept_safe:
        return (KEPT_SAFE,)
    return tuple(filter(None, (address(place) for place in entry.places)))


def address(place: Where) -> str:
    """Give an address in one line, nothing in it twice."""
    parts = (place.name, place.address, place.town, place.postcode)
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def untold(entry: Entry, words: str) -> str:
    """Give words as they are; nothing where they would tell where something is whose address is kept safe."""
    if not entry.kept_safe:
        return words
    told = (part for place in entry.places for part in (place.name, place.address, place.postcode) if part)
    gives_away = tells_where(words) or any(part in words for part in told)
    return "" if gives_away else words


def sort_key(name: str) -> tuple[bool, str]:
    """Order names as a reader looks for them: letters first, whatever their case, and "The Hub" under H."""
    plain = name.strip().casefold().removeprefix("the ")
    return not plain[:1].isalpha(), plain


def by_need(rows: Iterable[tuple[T, Sequence[str]]], needs: Sequence[Term]) -> tuple[tuple[Term, tuple[T, ...]], ...]:
    """Give for each need, in the order of the taxonomy, what answers it; needs that nothing answers are left out."""
    kept = list(rows)
    found = ((need, tuple(one for one, terms in kept if need.key in terms)) for need in needs)
    return tuple((need, there) for need, there in found if there)


def a_few(rows: Iterable[tuple[T, Sequence[str]]], needs: Sequence[Term], at_most: int) -> tuple[T, ...]:
    """Choose a few so that as many needs as can be have something: need by need in turn, then what is left."""
    kept = list(rows)
    waiting = [list(there) for _, there in by_need(((one, terms) for one, terms in enumerate_rows(kept)), needs)]
    chosen: list[int] = []
    while len(chosen) < at_most and any(waiting):
        for queue in waiting:
            while queue and queue[0] in chosen:
                queue.pop(0)
            if queue and len(chosen) < at_most:
                chosen.append(queue.pop(0))
    chosen += [number for number in range(len(kept)) if number not in chosen][: at_most - len(chosen)]
    return tuple(kept[number][0] for number in chosen)


def enumerate_rows(rows: Sequence[tuple[T, Sequence[str]]]) -> Iterable[tuple[int, Sequence[str]]]:
    """Number the rows, so that two that are alike stay two."""
    return ((number, terms) for number, (_, terms) in enumerate(rows))
