"""From what people write to what is looked up: folded words and their stems, the same whatever the database."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # here it brings no types

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
LONGEST = 40  # letters of a word that count; longer ones are no words
MOST = 24  # words of one search that count
_SAYS_NOTHING = """
a an the and or of to in on at for with by from as is are am be been was were it its this that these those i me my im
ive id we us our you your they them their he she his her him do does did so if but not no up
"""
_ASKS = """
help helps need needs want wants wanting looking look find get getting somewhere something somebody someone anyone
anybody anywhere anything some any please where who what when how can could would should like there here go going have
has got about near nearby around place places service services support people person only just will open opening opens
"""
# Left out of what is kept and of what is looked for.
STOP = frozenset(_SAYS_NOTHING.split())
# Left out of what is looked for, where another word is there: they say that somebody asks, and not for what.
SOFT = frozenset(_ASKS.split())
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Give text without capitals and accents: ``Café`` is ``cafe``."""
    if text.isascii():  # most of it, and ten times as quick
        return text.lower()
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


@lru_cache(maxsize=2_000)
def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text: ``Women's café`` is ``women``, ``cafe``."""
    return tuple((one if one.isalnum() else _joined(one))[:LONGEST] for one in WORD.findall(fold(text)))


def _joined(word: str) -> str:
    return re.sub("['’]", "", POSSESSIVE.sub("", word))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the stem of a folded word: ``meetings`` and ``meeting`` are ``meet``."""
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """Give the stems of a text's words, without those that say nothing."""
    return tuple(stem(one) for one in words(text) if one not in STOP)
