"""Ids made from the labels of other programs, and the words they have for signs."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from wholesystem.maps.checks import ID

AT_MOST = 80
PLUS = ("+", "+ve", "pos", "positive", "same", "s", "plus", "increases", "reinforces", "direct")
MINUS = ("-", "-ve", "neg", "negative", "opposite", "o", "minus", "decreases", "inhibits", "inverse", "indirect")
DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "➖": "-", "➕": "+"})
BREAK = re.compile(r"[ \t]*(?:\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])\s*")
FIRST = re.compile(r"[\w+-]+")


def slug(text: str, otherwise: str) -> str:
    """An id made from a label.

    >>> slug("Fear of mistakes!", "variable")
    'fear-of-mistakes'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: AT_MOST - 8].strip("-") or otherwise


def is_id(text: object) -> bool:
    """Whether a text can stay as it is as an id."""
    return isinstance(text, str) and len(text) <= AT_MOST and ID.fullmatch(text) is not None


class Names:
    """Gives every name once; a second one gets a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Start with the names that are taken."""
        self.taken = set(taken)
        self.next: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """The name, or the name with the first free number from 2 behind it."""
        name = wanted
        while name in self.taken:
            self.next[wanted] = self.next.get(wanted, 1) + 1
            name = f"{wanted}-{self.next[wanted]}"
        self.taken.add(name)
        return name


def variable_ids(labels: Sequence[str]) -> list[str]:
    """The ids that variables get from their labels, in a file without ids."""
    names = Names()
    return [names.give(slug(label, "variable")) for label in labels]


def link_id(source: str, target: str) -> str:
    """The id that a link gets from its ends."""
    return f"{source[:35].strip('-')}-{target[:35].strip('-')}"


def link_ids(ends: Sequence[tuple[str, str]]) -> list[str]:
    """The ids that links get from their ends, in a file without ids."""
    names = Names()
    return [names.give(link_id(source, target)) for source, target in ends]


def one_line(text: str) -> str:
    r"""A label whose line breaks only wrap it, on one line.

    >>> one_line("Fear of\nmistakes")
    'Fear of mistakes'
    """
    return BREAK.sub(" ", text).strip()


def sign_in(text: object) -> str | None:
    """The sign that another program's word stands for: ``+``, ``-`` or None.

    >>> sign_in("Negative influence"), sign_in("+ve"), sign_in("reciprocal")
    ('-', '+', None)
    """
    if isinstance(text, bool) or not isinstance(text, (str, int, float)):
        return None
    word = str(text).translate(DASHES).strip().lower()
    try:
        number = float(word)
    except ValueError:
        found = FIRST.match(word)
        first = found[0] if found else ""
        return "+" if first in PLUS or set(first) == {"+"} else "-" if first in MINUS or set(first) == {"-"} else None
    return "+" if number > 0 else "-" if number < 0 else None
