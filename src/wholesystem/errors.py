"""What the library says when something cannot be done: where, what, and what to do next."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in three short pieces that make a sentence together.

    Attributes:
        where: the file, line and part, for example ``kitchen.yaml, line 14, link 'table-welcome'``.
        what: what is wrong there, a sentence.
        remedy: what to do about it, a sentence.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """The problem as one line: where, what, remedy."""
        return f"{self.where}: {self.what} {self.remedy}"


class WholeSystemError(Exception):
    """Something could not be done; the text says what, where and what to do next."""


class MapError(WholeSystemError):
    """A map breaks the rules of its kind.

    Attributes:
        problems: every problem found, at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all problems; the text is theirs, one a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(WholeSystemError):
    """A name was asked for that does not exist; the text suggests the nearest that does."""


class QuestionError(WholeSystemError):
    """A question was asked of a map in a way that has no answer yet; the text says what to add or change."""


def shown(value: object) -> str:
    """A value as a map file writes it, for a sentence; cut short where it is long.

    >>> shown(True), shown("a"), shown({"low": 1})
    ('true', '"a"', '{"low": 1}')
    """
    text = json.dumps(value, ensure_ascii=False, default=str, skipkeys=True)
    return text if len(text) <= 80 else text[:79] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, as a sentence, or list a few where none is close.

    >>> nearest("the-fixx", ["the-fix", "the-buzz"])
    'Did you mean "the-fix"?'
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    if not names:
        return "There is none yet."
    return "There is: " + ", ".join(names[:12]) + (", …" if len(names) > 12 else "") + "."
