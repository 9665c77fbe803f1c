"""Finding: from what somebody looks for to what there is, the best first, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from wholeperson.directory.queries import asking, marks
from wholeperson.directory.queries.fitting import Fit, Fitting, facets, fitting, nearest
from wholeperson.directory.queries.mending import mended
from wholeperson.directory.queries.reasons import reasons
from wholeperson.directory.rules.looking import Asked, ask
from wholeperson.directory.rules.wishes import A_PAGE, Found, Hit, Reading, Wish
from wholeperson.directory.rules.words import words


def find(wish: Wish, now: datetime) -> Found:
    """Find what fits a wish, the best first.

    Where nothing fits all the words, slips in spelling are mended from the words that stand on the map; where still
    nothing does, fewer words are looked for. The result says so.
    """
    asked = ask(wish.words, marks.vocabulary())
    answer = _Answer(wish, asked, _both(wish, asked))
    # Where the words fit well and nothing is open then, other words would mislead.
    if not answer.fits.total and asked.groups and not answer.fits.ever:
        answer = _with_other_spelling(wish, asked, now) or _with_fewer_words(wish, asked) or answer
    start = (max(wish.page, 1) - 1) * A_PAGE
    shown = answer.fits.best[start : start + A_PAGE]
    why = reasons(answer.wish, answer.asked, shown, now)
    return Found(
        hits=tuple(Hit(_id(one.resource), *why[one.row]) for one in shown),
        total=answer.fits.total,
        facets=facets(answer.fits.masks),
        mended=answer.mended,
        read_as=answer.read_as,
    )


MOST_BY_TWO = 1000  # resources that are put together from two ways of reading the same words


@dataclass(frozen=True)
class _Answer:
    wish: Wish
    asked: Asked
    fits: Fitting
    mended: Mapping[str, str] = field(default_factory=dict)
    read_as: tuple[str, ...] = ()


def _with_other_spelling(wish: Wish, asked: Asked, now: datetime) -> _Answer | None:
    """Read the words once more without their slips: a time or a place may be among them now."""
    instead = mended(asked)
    if not instead:
        return None
    typed = " ".join(instead.get(one, one) for one in words(wish.words))  # each word: "somewhere to go" has a small one
    read, read_as = asking.asked(typed, wish.alliance, now)
    again = replace(wish, words=read.words, near=read.near or wish.near, when=read.when or wish.when, reading=None)
    asked = ask(again.words, marks.vocabulary())
    fits = _both(again, asked)
    return _Answer(again, asked, fits, instead, read_as) if fits.total else None


def _with_fewer_words(wish: Wish, asked: Asked) -> _Answer | None:
    """Leave one word out, each in its turn; and where nothing fits then, all but one. The most that fit wins."""
    numbers = range(len(asked.groups))
    for left_out in ([(one,) for one in numbers], [tuple(set(numbers) - {one}) for one in numbers]):
        best: _Answer | None = None
        for gone in left_out:
            fewer = asked.without(gone)
            if not fewer.groups:
                continue
            fits = fitting(wish, fewer, _wanted(wish))
            if fits.total and (best is None or fits.total > best.fits.total):
                without = " ".join(one for number in sorted(gone) for one in asked.said[number])
                best = _Answer(wish, fewer, fits, read_as=(f"without “{without}”",))
        if best:
            return best
    return None


def _both(wish: Wish, asked: Asked) -> Fitting:
    """Find what fits; where a time or a place was read from the words, also what fits them as plain words.

    What has all the plain words in its name goes first: "Saturday club" can be what it is called.
    """
    if wish.reading is None:
        return fitting(wish, asked, _wanted(wish))
    plain = _plain(wish, wish.reading)
    more = fitting(plain, ask(plain.words, marks.vocabulary()), MOST_BY_TWO)
    if not more.total:
        return fitting(wish, asked, _wanted(wish))
    fits = fitting(wish, asked, MOST_BY_TWO)
    read = {one.resource for one in fits.best}
    ranked = (
        *(one._replace(order=(1, *one.order)) for one in fits.best),
        *(one._replace(order=(0 if _is_called(one, plain) else 2, *one.order)) for one in more.best),
    )
    best = nearest(ranked)
    added = [one for one in more.best if one.resource not in read]
    masks = Counter(fits.masks)
    masks.update(one.mask for one in added)
    return Fitting(best, fits.total + len(added), masks, ever=True)


def _plain(wish: Wish, reading: Reading) -> Wish:
    """Give the wish with the words as they were typed, and without the place and the time that were read from them."""
    return replace(
        wish, words=reading.typed, reading=None,
        near=None if wish.near == reading.near else wish.near,
        when=None if wish.when == reading.when else wish.when,
    )  # fmt: skip


def _is_called(fit: Fit, wish: Wish) -> bool:
    return wish.near is None and not fit.order[1]  # the first after whether it sinks: how well its name fits


def _wanted(wish: Wish) -> int:
    return max(wish.page, 1) * A_PAGE


def _id(resource: UUID | str) -> UUID:
    return resource if isinstance(resource, UUID) else UUID(resource)
