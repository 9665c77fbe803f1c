"""Slips in spelling, mended from the words that stand on the map: only asked after an empty result."""

from functools import cache

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from wholeperson.directory.models import KnownWord
from wholeperson.directory.queries import taxonomy
from wholeperson.directory.rules import facts, windows
from wholeperson.directory.rules.looking import Asked
from wholeperson.directory.rules.words import words

SHORT = 5  # letters: in words up to here one slip, in longer ones two
SHORTEST = 4


def mended(asked: Asked) -> dict[str, str]:
    """Give what was probably meant for each word that nobody here uses."""
    found: dict[str, str] = {}
    for one in dict.fromkeys(word for piece in asked.said for word in piece):
        if len(one) >= SHORTEST and one.isalpha() and not _known(one) and (meant := _nearest(one)):
            found[one] = meant
    return found


def _known(word: str) -> bool:
    return word in _ways_of_saying() or KnownWord.objects.filter(word=word).exists()


def _nearest(word: str) -> str:
    slips = 1 if len(word) <= SHORT else 2
    about = KnownWord.objects.annotate(long=Length("word"))
    about = about.filter(long__gte=len(word) - slips, long__lte=len(word) + slips)
    candidates = sorted({*about.values_list("word", flat=True), *_ways_of_saying()})
    near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None)
    # Where several are as near, the one with the same first letter: the first letter is seldom the slip.
    ordered = sorted(near, key=lambda one: (one[1], one[0][0] != word[0], one[0]))
    return ordered[0][0] if ordered else ""


@cache
def _ways_of_saying() -> frozenset[str]:
    """Every word in which people ask for what we have a word of our own for, or say when."""
    file = taxonomy.file()
    said = [text for one in taxonomy.terms().values() for text in (one.label, *one.says)]
    said += [text for part in ("answers", "kinds") for texts in file[part].values() for text in texts]
    said += facts.FILTERS.values()
    return windows.WORDS | {word for text in said for word in words(text)}
