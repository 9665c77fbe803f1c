"""What is written beside each resource to find it by, and what is asked of that: tokens, in groups that all fit.

A token is the stem of a word, or begins with ``_`` and is ours: ``_n`` a word of the name, ``_s`` a word of the name or
the summary, ``_t`` a term, ``_f`` an answer that can be picked, ``_k`` a kind, ``_c`` and ``_b`` a cell of the grid and
a bigger one, ``_a`` an alliance, ``_x`` an alliance for what has no point on the earth and is found from everywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.spot import Spot, cells_around
from wholeperson.directory.rules.words import LONGEST, MOST, SOFT, STOP, stem, stems, words

Every = tuple[str, ...]  # tokens that all have to be there
AnyOf = tuple[Every, ...]  # one of these has to fit
Groups = tuple[AnyOf, ...]  # and all of these
Allowed = Callable[[str], bool]
BIG = 4  # how many cells a bigger one is wide
FAR_KM = 40.0  # beyond this the bigger cells are asked: fewer, and good enough before the distance is counted
NOWHERE = "_x"


@dataclass(frozen=True)
class Phrase:
    """A way of saying something that we have a word of our own for.

    Args:
        tokens: what it stands for, any of them.
        label: how a page says it.
    """

    tokens: tuple[str, ...]
    label: str


Vocabulary = Mapping[tuple[str, ...], Phrase]


@dataclass(frozen=True)
class Asked:
    """The words of a search, understood.

    Args:
        groups: what has to fit.
        names: the same, for the name alone.
        best: the same, for the name, the summary and what the resource is listed under.
        said: the words of each group as they were typed.
        means: what was understood beyond the words, as a page says it.
    """

    groups: Groups = ()
    names: Groups = ()
    best: Groups = ()
    said: tuple[tuple[str, ...], ...] = ()
    means: tuple[tuple[str, str], ...] = field(default=())

    def without(self, left_out: Iterable[int]) -> "Asked":
        """Give the same with some of its words left out."""
        gone = set(left_out)
        stay = [number for number in range(len(self.groups)) if number not in gone]
        return Asked(
            tuple(self.groups[one] for one in stay), tuple(self.names[one] for one in stay),
            tuple(self.best[one] for one in stay), tuple(self.said[one] for one in stay), self.means,
        )  # fmt: skip


def ask(text: str, vocabulary: Vocabulary) -> Asked:
    """Understand the words of a search: what we have a word of our own for fits by that word too."""
    said = words(text)[:MOST]
    found = [one for one in pieces(said, vocabulary) if one[1] or one[0][0] not in STOP]
    telling = [one for one in found if one[1] or not SOFT.issuperset(one[0])] or found
    groups, names, best, kept, means = [], [], [], [], []
    for piece, phrase in telling:
        bare = tuple(stem(one) for one in piece if one not in STOP and (one not in SOFT or len(piece) == 1))
        ours = tuple((token,) for token in phrase.tokens) if phrase else ()
        groups.append((*ours, *([bare] if bare else [])))
        names.append((tuple(f"_n{one}" for one in bare) or ("_n",),))
        best.append((*ours, tuple(f"_s{one}" for one in bare) or ("_s",)))
        kept.append(piece)
        if phrase:
            means.append((" ".join(piece), phrase.label))
    return Asked(tuple(groups), tuple(names), tuple(best), tuple(kept), tuple(means))


def pieces(said: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], Phrase | None]]:
    """Cut words into the longest ways of saying something that we know, and single words between them."""
    longest = max(map(len, vocabulary), default=0)
    start = 0
    while start < len(said):
        piece, phrase = said[start : start + 1], None
        for length in range(min(longest, len(said) - start), 0, -1):
            if known := vocabulary.get(tuple(stem(one) for one in said[start : start + length])):
                piece, phrase = said[start : start + length], known
                break
        yield tuple(piece), phrase
        start += len(piece)


def vocabulary(says: Iterable[tuple[str, str, Iterable[str]]]) -> Vocabulary:
    """Make the vocabulary from tokens, their labels and the ways in which people say them."""
    found: dict[tuple[str, ...], Phrase] = {}
    for token, label, phrases in says:
        for one in phrases:
            if key := tuple(stem(word) for word in words(one)):
                before = found.get(key)
                found[key] = (
                    Phrase(tuple(dict.fromkeys((*before.tokens, token))), before.label)
                    if before
                    else Phrase((token,), label)
                )
    return found


def near(spot: Spot, km: float, alliance: UUID | None) -> AnyOf:
    """Give the cells around a point, and what is found from everywhere in the alliance."""
    if km > FAR_KM:
        cells = tuple((f"_b{one}",) for one in sorted({big_cell(one) for one in cells_around(spot, km)}))
    else:
        cells = tuple((f"_c{one}",) for one in cells_around(spot, km))
    return (*cells, (f"{NOWHERE}{alliance.hex}" if alliance else NOWHERE,))


def big_cell(number: int) -> int:
    """Give the bigger cell in which a cell lies."""
    row, column = divmod(number, 10000)
    return (row // BIG) * 10000 + column // BIG


def any_word(_: str) -> bool:
    """Let every word be."""
    return True


def document(
    *, name: str, summary: str, rest: Iterable[str], ours: Iterable[str], allowed: Allowed = any_word
) -> tuple[str, ...]:
    """Give the tokens of one resource at one of its places.

    Args:
        name, summary: their words count for more.
        rest: other texts that it is found by.
        ours: tokens of our own.
        allowed: whether a word other than of the name may be there: of an address kept safe, none that tells where.
    """
    named = stems(name)
    short = _allowed(summary, allowed)
    long = [one for text in rest for one in _allowed(text, allowed)]
    return tuple(
        dict.fromkeys([*named, *short, *long, *(f"_n{one}" for one in named), *(f"_s{one}" for one in (*named, *short)),
                       *ours])
    )  # fmt: skip


def _allowed(text: str, allowed: Allowed) -> tuple[str, ...]:
    return tuple(stem(one) for one in words(text) if one not in STOP and allowed(one))


def term(key: str) -> str:
    """Give the token of a term."""
    return f"_t{key}"


def answer(key: str) -> str:
    """Give the token of an answer that can be picked: ``women_only:yes``."""
    return "_f" + key.replace(":", "_")


def kind(one: ResourceKind) -> str:
    """Give the token of a kind."""
    return f"_k{one.value}"


def alliance(one: UUID) -> str:
    """Give the token of an alliance."""
    return f"_a{one.hex}"


def plain_words(texts: Iterable[str], allowed: Allowed = any_word) -> frozenset[str]:
    """Give the words themselves, for mending a slip in spelling."""
    return frozenset(
        one
        for text in texts
        for one in words(text)
        if 3 < len(one) < LONGEST and one.isalpha() and allowed(one) and one not in STOP  # short ones mend wrongly
    )
