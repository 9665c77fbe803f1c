"""The charter of an alliance: a few principles in plain words, and who stands by which version of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST, LONGEST_TITLE, LONGEST_WORDS = 15, 120, 600


@dataclass(frozen=True)
class Principle:
    """One sentence that an alliance stands by, and what it means."""

    title: str
    words: str


class CharterError(ValueError):
    """Something in a charter that could be put right; ``field`` says where."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.field = where


def read(rows: Iterable[Mapping[str, str]]) -> tuple[Principle, ...]:
    """Read principles as a file or a table keeps them."""
    return tuple(Principle(row["title"], row["words"]) for row in rows)


def written(principles: Sequence[Principle]) -> list[dict[str, str]]:
    """Give principles as a table keeps them."""
    return [{"title": one.title, "words": one.words} for one in principles]


def check(principles: Sequence[Principle]) -> None:
    """Look over a charter.

    Raises:
        CharterError: naming the first thing that could be put right.
    """
    if not principles:
        raise CharterError("", "A charter says at least one thing. Please write the first sentence.")
    if len(principles) > MOST:
        raise CharterError("", f"Up to {MOST} principles fit in one charter. Fewer are read more often.")
    for number, one in enumerate(principles):
        if not one.title.strip():
            raise CharterError(f"{number}-title", "Please say this principle in one sentence.")
        if len(one.title) > LONGEST_TITLE:
            raise CharterError(f"{number}-title", f"Up to {LONGEST_TITLE} letters fit here.")
        if len(one.words) > LONGEST_WORDS:
            raise CharterError(f"{number}-words", f"Up to {LONGEST_WORDS} letters fit here.")
