"""Answers and terms as bits, so that a row of ``Findable`` says in two numbers what it fits; and how words are read."""

from collections.abc import Iterable, Mapping
from functools import cache
from zlib import crc32

from wholeperson.directory.queries import taxonomy
from wholeperson.directory.rules import facts, looking
from wholeperson.directory.rules.kinds import KIND_LABELS, ResourceKind

READS = 2  # counted up when documents or spans are made in another way, so that all of them are made anew


@cache
def filter_bits() -> Mapping[str, int]:
    """Give the bit of each answer that can be picked."""
    return {key: 1 << number for number, key in enumerate(sorted(facts.FILTERS))}


@cache
def term_bits() -> Mapping[str, int]:
    """Give the bit of each term."""
    return {key: 1 << number for number, key in enumerate(sorted(taxonomy.terms()))}


@cache
def filter_keys() -> Mapping[int, str]:
    """Give the answer of each bit."""
    return {bit: key for key, bit in filter_bits().items()}


@cache
def term_keys() -> Mapping[int, str]:
    """Give the term of each bit."""
    return {bit: key for key, bit in term_bits().items()}


@cache
def made_by() -> int:
    """Give the mark of the rules by which rows are made; another mark means that they are made anew."""
    return crc32("\n".join([str(READS), *sorted(facts.FILTERS), "", *sorted(taxonomy.terms())]).encode())


def filters_of(keys: Iterable[str]) -> int:
    """Give answers as one number."""
    return sum(filter_bits()[one] for one in set(keys) if one in filter_bits())


def terms_of(keys: Iterable[str]) -> int:
    """Give terms as one number; what is not in the list (any more) counts for nothing."""
    return sum(term_bits()[one] for one in set(keys) if one in term_bits())


@cache
def vocabulary() -> looking.Vocabulary:
    """Give every way of saying something that we have a word of our own for."""
    file = taxonomy.file()
    terms = ((looking.term(one.key), one.label, (one.label, *one.says)) for one in taxonomy.terms().values())
    answers = (
        (looking.answer(key), says, (says, *file["answers"].get(key, ()))) for key, says in facts.FILTERS.items()
    )
    kinds = (
        (looking.kind(one), KIND_LABELS[one], file["kinds"].get(one.value, ())) for one in ResourceKind
    )  # fmt: skip
    return looking.vocabulary((*terms, *answers, *kinds))
