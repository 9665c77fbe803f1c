"""The list of the network map: what was asked, what was found, and how to narrow it down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.html import format_html_join

from wholeperson.directory.presenters import saying
from wholeperson.directory.queries import Listed, Named, terms, terms_of
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.asked import ANYWHERE, Asked
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.occasions import Occasion
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.directory.rules.times import a_day
from wholeperson.directory.rules.wishes import A_PAGE, Found, Hit
from wholeperson.interface.saying import time_of_day
from wholeperson.people.public import AllianceCard

QUICK = ("talk", "peers", "script", "food", "home", "family", "safety", "something-to-do")
SHORT = {"script": "A script", "peers": "People who have been there", "food": "Food", "safety": "Safe from somebody"}
BRANCHES = (
    (Branch.NEED, "What you need", "need", "needs"),
    (Branch.INTEREST, "What you like", "interest", "interests"),
    (Branch.GROUP, "Who it suits", "suits", "suits"),
)


@dataclass(frozen=True)
class Row:
    """One result."""

    id: UUID
    name: str
    kind: str
    run_by: str
    place: str
    what: str
    open: saying.Open
    far: str
    begin: str
    call: str
    tel: str
    why: tuple[str, ...]
    checked: saying.Checked
    kept_safe: bool
    alert: str
    at: str
    words: str


@dataclass(frozen=True)
class Press:
    """Something that can be pressed: a quick way in, a place, or a thing to take off again."""

    label: str
    href: str
    chosen: bool = False


@dataclass(frozen=True)
class Choice:
    """One box to tick in a filter."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Group:
    """Boxes that stand together."""

    title: str
    name: str
    choices: tuple[Choice, ...]

    @property
    def open(self) -> bool:
        """Whether anything in it is picked, so that it is not folded away."""
        return any(one.chosen for one in self.choices)


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Everything that the list shows."""

    asked: Asked
    title: str
    rows: tuple[Row, ...]
    total: int
    places: tuple[Press, ...]
    occasions: tuple[Press, ...]
    needs: tuple[Press, ...]
    looked_for: tuple[Press, ...]
    read_as: tuple[str, ...]
    plain_words: str
    mended: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    groups: tuple[Group, ...]
    near_options: str
    wider: tuple[Press, ...]
    before: str
    after: str
    pages: int
    where: str
    who: str
    options: str
    people: str
    paper: str
    desks: str
    gaps: str


def list_page(
    asked: Asked, found: Found, rows: Mapping[UUID, Listed], near: Named | None, names: Sequence[Named],
    places: Sequence[AllianceCard], now: datetime,
) -> ListPage:  # fmt: skip
    """Put the list together."""
    pages = max(-(-found.total // A_PAGE), 1)
    spread = len(places) > 1 and asked.alliance_id is None
    return ListPage(
        asked=asked,
        title=f"What there is in {asked.place_name}" if asked.place_name else "What there is",
        rows=tuple(_row(rows[hit.resource], hit, near, now, spread=spread) for hit in found.hits
                   if hit.resource in rows),
        total=found.total, places=_places(asked, places), occasions=_occasions(asked), needs=_needs(asked),
        looked_for=_looked_for(asked, near), read_as=found.read_as, plain_words=asked.address(plainly=True),
        mended=tuple(found.mended.items()), problems=(*asked.problems, *_not_known(asked, near, names)),
        groups=tuple(_groups(asked, found.facets)),
        near_options=_options(names),
        wider=_wider(asked, places),
        before=_page(asked, min(asked.page - 1, pages)) if asked.page > 1 else "",
        after=_page(asked, asked.page + 1) if asked.page < pages else "", pages=pages,
        where=asked.elsewhere("/network/where/"), who=asked.elsewhere("/network/who/"),
        options=asked.elsewhere("/network/options/"), people=asked.elsewhere("/network/people/"),
        paper=asked.elsewhere("/network/paper/"), desks=asked.elsewhere("/network/front-desk/"),
        gaps=asked.elsewhere("/network/gaps/"),
    )  # fmt: skip


def _options(names: Iterable[Named]) -> str:
    """Give the names to choose from, with where each is. Written at once: there can be hundreds on every page."""
    told = ((one.name, _at(one.spot.latitude, one.spot.longitude)) for one in names)
    return format_html_join("", '<option value="{}" data-at="{}"></option>', told)


def _page(asked: Asked, page: int) -> str:
    return asked.address(page=page)


def _row(found: Listed, hit: Hit, near: Named | None, now: datetime, *, spread: bool) -> Row:
    entry, whom = found.entry, saying.first_contact(found.entry)
    spots = [where.spot for where in entry.places if where.spot]
    far = "" if hit.km is None or entry.kept_safe else saying.how_far(hit.km)
    return Row(
        id=found.id, name=entry.name, kind=saying.high(entry.kind.label), run_by=found.organization,
        place=found.alliance if spread else "", what=saying.summary(entry), open=saying.opening(found, now),
        far=f"{far} from {near.name}" if far and near else far, begin=saying.begin(entry),
        call=whom.call if whom else "", tel=saying.telephone(whom.call) if whom else "",
        why=_why(hit), checked=saying.checked(found, now), kept_safe=entry.kept_safe, alert=entry.alert,
        at=" ".join(_at(spot.latitude, spot.longitude) for spot in spots),
        words=" ".join(f"{one.name} {one.address} {one.town} {one.postcode}" for one in entry.places).casefold(),
    )  # fmt: skip


def _why(hit: Hit) -> tuple[str, ...]:
    """Say why it fits, without what the line of a result says anyway: how far it is, and whether it is open now."""
    said = (one for one in hit.why if one != "open now" and not (hit.km is not None and one[:1].isdigit()))
    return tuple(dict.fromkeys(saying.low(one) for one in said))


def _at(latitude: float, longitude: float) -> str:
    return f"{latitude:.4f},{longitude:.4f}"


def _places(asked: Asked, places: Sequence[AllianceCard]) -> tuple[Press, ...]:
    if len(places) < 2:
        return ()
    each = [Press(one.name, asked.address(chosen_place=one.address), one.id == asked.alliance_id) for one in places]
    return (*each, Press("All of them", asked.address(chosen_place=ANYWHERE), asked.alliance_id is None))


def _occasions(asked: Asked) -> tuple[Press, ...]:
    return tuple(
        Press(one.label, asked.address(when="" if asked.when == one.value else one.value), asked.when == one.value)
        for one in Occasion
    )


def _needs(asked: Asked) -> tuple[Press, ...]:
    return tuple(
        Press(SHORT.get(key, terms()[key].label), asked.address(needs=_turned(asked.needs, key)), key in asked.needs)
        for key in QUICK
    )


def _turned(picked: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(one for one in picked if one != key) if key in picked else (*picked, key)


def _looked_for(asked: Asked, near: Named | None) -> tuple[Press, ...]:
    """Say what was looked for; each part leads to the same without it."""
    said = []
    if asked.words:
        said.append(Press(f"“{asked.words}”", asked.address(words="", plainly=False)))
    for _, _, _, kept in BRANCHES:
        picked: tuple[str, ...] = getattr(asked, kept)
        said += [Press(saying.low(terms()[key].label), _off(asked, kept, key)) for key in picked]
    if asked.when == "at":
        when = f"{a_day(date.fromisoformat(asked.day))}, {time_of_day(time.fromisoformat(asked.hour))}"
        said.append(Press(f"open on {when}", asked.address(when="")))
    elif asked.when:
        said.append(Press(saying.low(Occasion(asked.when).label), asked.address(when="")))
    if near:
        said.append(Press(f"near {near.name}", asked.address(near="")))
    said += [Press(kind.label, asked.address(kinds=_without(asked.kinds, kind))) for kind in asked.kinds]
    said += [Press(facts.FILTERS[key], asked.address(filters=_without(asked.filters, key))) for key in asked.filters]
    return tuple(said)


def _off(asked: Asked, kept: str, key: str) -> str:
    changes: dict[str, Any] = {kept: _without(getattr(asked, kept), key)}
    return asked.address(**changes)


def _without(picked: tuple[Any, ...], one: object) -> tuple[Any, ...]:
    return tuple(each for each in picked if each != one)


def _not_known(asked: Asked, near: Named | None, names: Sequence[Named]) -> Iterable[str]:
    if asked.near and near is None:
        some = f" You could try {saying.joined([one.name for one in names[:3]], 'or')}." if names else ""
        yield f"We do not know a place called “{asked.near}”, so this is not sorted by how near it is.{some}"


def _groups(asked: Asked, counts: Mapping[str, int]) -> Iterable[Group]:
    for branch, title, name, _ in BRANCHES:
        yield Group(title, name, tuple(
            Choice(term.key, term.label, _count(counts, term.key), term.key in asked.terms) for term in terms_of(branch)
        ))  # fmt: skip
    yield Group("What kind of thing", "kind", tuple(
        Choice(kind.value, saying.high(kind.label), _count(counts, f"kind:{kind.value}"), kind in asked.kinds)
        for kind in ResourceKind
    ))  # fmt: skip
    for part in facts.Part:
        keys = [f"{fact.key}:{value}" for fact in facts.FACTS if fact.part is part for value in fact.filters]
        if keys:
            yield Group(part.value, "filter", tuple(
                Choice(key, saying.high(facts.FILTERS[key]), _count(counts, key), key in asked.filters) for key in keys
            ))  # fmt: skip


def _count(counts: Mapping[str, int], key: str) -> int | None:
    return counts.get(key, 0) if counts else None


def _wider(asked: Asked, places: Sequence[AllianceCard]) -> tuple[Press, ...]:
    """Ways to ask for less, for when nothing was found."""
    ways = []
    if asked.when:
        ways.append(Press("At any time", asked.address(when="")))
    if asked.near:
        ways.append(Press("Anywhere here, near or far", asked.address(near="")))
    if asked.filters or asked.kinds:
        ways.append(Press("Without what you ticked", asked.address(filters=(), kinds=())))
    if asked.alliance_id and len(places) > 1:
        ways.append(Press("In the other places too", asked.address(chosen_place=ANYWHERE)))
    if asked.words and asked.terms:
        ways.append(Press("Without your words", asked.address(words="")))
    if asked.anything:
        ways.append(Press("Everything that there is", asked.elsewhere("/network/")))
    return tuple(ways)
