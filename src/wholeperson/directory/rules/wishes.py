"""What somebody looks for, as a plain value, and what is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.spot import Spot

A_PAGE = 20
NEAR_KM = 16.0


@dataclass(frozen=True)
class Window:
    """A time in which it should be open: moments with their zone, or one moment where both are the same."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Reading:
    """What was read from typed words as a place or a time, so that the words as they stand can fit too.

    Args:
        typed: everything that was typed.
        near, when: what was read, as it then stands in the wish.
    """

    typed: str
    near: Spot | None = None
    when: Window | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody looks for.

    Args:
        words: as they typed them.
        alliance: only what is listed there; nothing for everywhere.
        near: a point, and how far from it counts, in kilometres.
        when: open at that time.
        terms: needs, interests and groups that all have to fit (keys of the taxonomy).
        filters: answers that all have to fit (keys of ``facts.FILTERS``).
        kinds: any of these kinds.
        page: the first is 1.
        reading: what was read from typed words: what fits all of them as plain words is found as well.
    """

    words: str = ""
    alliance: UUID | None = None
    near: Spot | None = None
    km: float = NEAR_KM
    when: Window | None = None
    terms: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    kinds: tuple[ResourceKind, ...] = ()
    page: int = 1
    reading: Reading | None = None


@dataclass(frozen=True)
class Hit:
    """One result. ``km`` is nothing where no distance is asked or told; ``why`` says in words why it fits."""

    resource: UUID
    km: float | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A page of results.

    Args:
        hits: of this page, the best first.
        total: how many fit in all.
        facets: how many of all that fit also fit each filter (``women_only:yes``), term (``talk``) and kind
            (``kind:group``); what none fits is left out.
        mended: words that nobody here uses, and what was looked for instead.
        read_as: what we understood from the words beside the words themselves ("open now", "near Bersted").
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, int] = field(default_factory=dict)
    mended: Mapping[str, str] = field(default_factory=dict)
    read_as: tuple[str, ...] = ()
