"""Our own taxonomy in the standard's words: what people look for, whom it suits, what it is, what people decide by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wholeperson.directory.rules.facts import FACTS, Answer, Fact
from wholeperson.directory.rules.hsds import ids
from wholeperson.directory.rules.hsds.plain import Json, told
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.taxonomy import Branch, Term

CHOSEN = (Answer.YES_NO, Answer.CHOICE, Answer.CHOICES)
KINDS, DECIDED_BY = "kinds", "facts"


@dataclass(frozen=True)
class Taxonomy:
    """A list of terms."""

    key: str
    name: str
    description: str

    @property
    def id(self) -> UUID:
        """Its id in the feed."""
        return ids.coded(self.key)

    def told(self) -> Json:
        """Give it in the standard's words."""
        return told(id=str(self.id), name=self.name, description=self.description, version="1")


TAXONOMIES = (
    Taxonomy(Branch.NEED.value, "What people look for", "Needs in recovery, in people’s own words."),
    Taxonomy(Branch.INTEREST.value, "What people like doing", "Interests by which people meet."),
    Taxonomy(Branch.GROUP.value, "Whom it suits", "People to whom something is open or whom it knows well."),
    Taxonomy(KINDS, "What it is", "A service, a group, mutual aid, a place, an activity, a home or a helpline."),
    Taxonomy(DECIDED_BY, "What people decide by", "Questions that are asked of everything here, with their answers."),
)
LIST_OF: Mapping[UUID, Taxonomy] = {one.id: one for one in TAXONOMIES}
NAME_OF = {one.key: one.name for one in TAXONOMIES}


@dataclass(frozen=True)
class Coded:
    """One term. ``code`` names it among all lists: ``needs/talk``, ``facts/cost/free``."""

    code: str
    name: str
    description: str
    parent: str = ""
    uri: str = ""

    @property
    def id(self) -> UUID:
        """Its id in the feed."""
        return ids.coded(self.code)

    @property
    def taxonomy(self) -> str:
        """The key of the list in which it stands."""
        return self.code.partition("/")[0]

    def told(self) -> Json:
        """Give it in the standard's words."""
        return told(
            id=str(self.id), name=self.name, description=self.description,
            parent_id=str(ids.coded(self.parent)) if self.parent else "",
            taxonomy=NAME_OF[self.taxonomy], taxonomy_id=str(ids.coded(self.taxonomy)), term_uri=self.uri,
        )  # fmt: skip


def all_terms(known: Iterable[Term]) -> tuple[Coded, ...]:
    """Give every term of every list, in order."""
    return (*map(_of_ours, known), *map(_of_kind, ResourceKind), *(one for fact in FACTS for one in _of_fact(fact)))


def _of_ours(term: Term) -> Coded:
    also = f" Also: {', '.join(term.says)}." if term.says else ""
    return Coded(f"{term.branch.value}/{term.key}", term.label, f"{term.label}.{also}", uri=term.uri)


def _of_kind(kind: ResourceKind) -> Coded:
    return Coded(f"{KINDS}/{kind.value}", kind.label, f"It is {kind.label}.")


def _of_fact(fact: Fact) -> Iterator[Coded]:
    top = f"{DECIDED_BY}/{fact.key}"
    yield Coded(top, fact.label, fact.asks)
    if fact.answer in CHOSEN:
        for choice, label in fact.choices.items():
            yield Coded(f"{top}/{choice}", f"{fact.label}: {label}", fact.asks, parent=top)


def codes_of(kind: ResourceKind, terms: Iterable[str], facts: Mapping[str, Any], known: Mapping[str, Term]) -> (
    Iterator[tuple[str, str]]
):  # fmt: skip
    """Give every term that an entry has, each with what is said beside it in words, if anything."""
    yield f"{KINDS}/{kind.value}", ""
    for key in terms:
        if key in known:
            yield f"{known[key].branch.value}/{key}", ""
    for fact in FACTS:
        for one in _answers(facts.get(fact.key)):
            chosen = fact.answer in CHOSEN
            yield f"{DECIDED_BY}/{fact.key}" + (f"/{one}" if chosen else ""), "" if chosen else one


def _answers(answer: Any) -> tuple[str, ...]:
    if not answer:
        return ()
    return tuple(map(str, answer)) if isinstance(answer, list | tuple) else (str(answer),)


@dataclass(frozen=True)
class Lists:
    """Our own taxonomy: the terms by their keys, and everything that has an id in the feed by its code."""

    terms: Mapping[str, Term]
    coded: Mapping[str, Coded]

    @classmethod
    def of(cls, terms: Mapping[str, Term]) -> "Lists":
        """Make both from the terms of taxonomy.yaml."""
        return cls(terms, {one.code: one for one in all_terms(terms.values())})
