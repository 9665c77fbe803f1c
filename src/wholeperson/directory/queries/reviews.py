"""What people say who used a place. Nobody is named: who wrote it never leaves this room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeperson.directory import permissions
from wholeperson.directory.models import Resource, Review
from wholeperson.directory.rules.hiding import tells_where
from wholeperson.directory.rules.hsds.values import Said
from wholeperson.directory.rules.reviews import Reason, State, state_of
from wholeperson.foundation import vault
from wholeperson.people.public import POWERS, Power, Viewer, holders_of, members_of_team, person_of_hat, teams

WORDS = "directory.review.words"
A_PAGE = 20


@dataclass(frozen=True)
class Spoken:
    """What somebody said, as everybody reads it.

    ``before`` says that the answer was given before the words above it were changed.
    """

    id: UUID
    words: str
    again: str
    used: str
    answer: str
    answered_as: str
    before: bool


@dataclass(frozen=True)
class Mine:
    """What the viewer said about a place, and how far it has come.

    ``second`` says that a second look can be asked for; ``nobody`` that there is nobody else who could.
    """

    resource_id: UUID
    resource: str
    words: str
    again: str
    used: str
    state: State
    reason: Reason | None
    second: bool
    nobody: bool
    looked_twice: bool
    answer: str
    answered_as: str


@dataclass(frozen=True)
class ToLook:
    """A review before whoever looks at it for safety. Whether they would go again is not shown: it is an opinion."""

    id: UUID
    resource_id: UUID
    resource: str
    organization: str
    kept_safe: bool
    words: str
    state: State
    reason: Reason | None
    mark: str


def mark_of(words: str) -> str:
    """Give a mark of words, so that what is decided on is what was read."""
    return vault.mark(words, place=WORDS)


def about(resource_id: UUID) -> Q:
    """Choose what is said of a place, and of those that were merged into it."""
    return Q(resource_id=resource_id) | Q(resource__merged_into_id=resource_id)


def shown(resource_id: UUID) -> QuerySet[Review]:
    """Give what is shown of a place, the newest first."""
    rows = Review.objects.filter(about(resource_id), shown_at__isnull=False).select_related("resource__merged_into")
    return rows.order_by("-created_at", "-id")


def answers_again(resource_id: UUID) -> tuple[str, ...]:
    """Give what those answered who were asked whether they would go again; nothing where they did not say."""
    return tuple(shown(resource_id).values_list("again", flat=True))


def said_of(resource_id: UUID, page: int = 1) -> tuple[Spoken, ...]:
    """Give a page of what people said about a place, in their own words, the newest first."""
    rows = shown(resource_id)[(page - 1) * A_PAGE : page * A_PAGE]
    return tuple(
        Spoken(
            row.id, words, row.again, row.used, row.answer, row.answered_as,
            bool(row.answered_at and row.shown_at and row.answered_at < row.shown_at),
        )
        for row, words in _shown(rows)
    )  # fmt: skip


def said_to_everybody(ids: Sequence[UUID]) -> Mapping[UUID, tuple[Said, ...]]:
    """Give everything that is shown of these places, as the open feed tells it: without who said it."""
    found: dict[UUID, list[Said]] = {}
    rows = Review.objects.filter(resource_id__in=list(ids), shown_at__isnull=False).order_by("-shown_at", "id")
    for row, words in _shown(rows.select_related("resource__merged_into")):
        said = Said(
            id=row.id, words=words, on=row.shown_at.date() if row.shown_at else row.created_at.date(), again=row.again,
            answer=row.answer, answered_as=row.answered_as,
        )  # fmt: skip
        found.setdefault(row.resource_id, []).append(said)
    return {one: tuple(voices) for one, voices in found.items()}


def shown_one(resource_id: UUID, review_id: UUID) -> Spoken | None:
    """Give one of those that are shown of a place, to whoever answers it."""
    rows = shown(resource_id).filter(pk=review_id)
    found = [Spoken(row.id, words, "", "", row.answer, row.answered_as, False) for row, words in _opened(rows)]
    return found[0] if found else None


def _shown(rows: QuerySet[Review]) -> Iterator[tuple[Review, str]]:
    """Open words for everybody. What tells where a place is whose address is kept safe is shown to nobody."""
    for row, words in _opened(rows):
        safe = row.resource.kept_safe or (row.resource.merged_into is not None and row.resource.merged_into.kept_safe)
        if not (safe and tells_where(f"{words}\n{row.answer}")):
            yield row, words


def _opened(rows: QuerySet[Review]) -> Iterator[tuple[Review, str]]:
    for row in rows:
        try:
            yield row, vault.open_words(row.person_id, row.words, place=WORDS)
        except vault.CannotOpenError:
            continue  # whoever said it is forgotten: nothing of it is shown


def my_review(viewer: Viewer, resource_id: UUID) -> Mine | None:
    """Give what the viewer said about one place, or nothing."""
    return next(iter(_mine(viewer, Review.objects.filter(about(resource_id)).order_by("-created_at"))), None)


def my_reviews(viewer: Viewer) -> tuple[Mine, ...]:
    """Give everything that the viewer said about places, the newest first."""
    return tuple(_mine(viewer, Review.objects.order_by("-created_at")))


def _mine(viewer: Viewer, rows: QuerySet[Review]) -> Iterator[Mine]:
    for row in rows.filter(person_id=viewer.id).select_related("resource__organization__teams_of"):
        state = state_of(row.shown_at, row.held_back, row.second_asked_at)
        held = state is State.HELD_BACK and row.second_at is None
        others = bool(held and others_who_look(row))
        yield Mine(
            row.resource.merged_into_id or row.resource_id, row.resource.name,
            vault.open_words(viewer.id, row.words, place=WORDS), row.again, row.used, state,
            _reason(row), held and others, held and not others, row.second_at is not None,
            row.answer if state is State.SHOWN else "", row.answered_as,
        )  # fmt: skip


def _reason(row: Review) -> Reason | None:
    return Reason(row.held_back) if row.held_back else None


def who_looks(alliance_id: UUID) -> frozenset[UUID]:
    """Give the persons who look at what people say in an alliance."""
    roles = [role for role, powers in POWERS.items() if Power.LOOK_AT_REVIEWS in powers]
    return frozenset(person for role in roles for person in holders_of(role, alliance_id))


def others_who_look(row: Review) -> frozenset[UUID]:
    """Give who else could look at a review: neither its writer nor anybody who works there."""
    run_by = row.resource.organization.teams_of
    first = person_of_hat(row.looked_by) if row.looked_by else None
    at_work = {
        person
        for team in (teams() if run_by else ())
        if run_by and team.organisation == run_by.name
        for person in members_of_team(team.id)
    }
    return who_looks(row.resource.alliance_id) - {row.person_id, first} - at_work


def to_look_at(viewer: Viewer) -> tuple[ToLook, ...]:
    """Give what waits to be looked at by this viewer, the oldest first."""
    return tuple(_to_look(row, words) for row, words in _opened(_waiting(viewer).order_by("created_at")))


def held_back(viewer: Viewer) -> tuple[ToLook, ...]:
    """Give what is held back and could be looked at again by this viewer, the newest first."""
    rows = _theirs(viewer).exclude(held_back="").filter(second_asked_at=None, second_at=None).order_by("-looked_at")
    return tuple(_to_look(row, words) for row, words in _opened(rows))


def one_to_look_at(viewer: Viewer, review_id: UUID) -> ToLook | None:
    """Give one review to whoever may look at it, or nothing."""
    rows = _theirs(viewer).filter(pk=review_id)
    found = [_to_look(row, words) for row, words in _opened(rows) if may_decide(viewer, row)]
    return found[0] if found else None


def may_decide(viewer: Viewer, row: Review) -> bool:
    """Say whether this viewer may decide on a review now: a second look is for somebody else than the first."""
    first = row.looked_by in {hat.id for hat in viewer.hats}
    return not (first and row.second_asked_at) and not (row.held_back and row.second_at)


def waits_for_others(viewer: Viewer) -> bool:
    """Say whether something waits that this viewer may not look at, because it is about where they work, or theirs."""
    places = [hat.alliance_id for hat in viewer.hats_with(Power.LOOK_AT_REVIEWS)]
    return _undecided().filter(resource__alliance_id__in=places).exclude(pk__in=_waiting(viewer).values("pk")).exists()


def _undecided() -> QuerySet[Review]:
    return Review.objects.filter(Q(shown_at=None, held_back="") | Q(second_asked_at__isnull=False))


def _waiting(viewer: Viewer) -> QuerySet[Review]:
    first = Q(second_asked_at__isnull=False, looked_by__in=[hat.id for hat in viewer.hats])
    return _theirs(viewer).filter(pk__in=_undecided().values("pk")).exclude(first)


def _theirs(viewer: Viewer) -> QuerySet[Review]:
    """Give what may ever come before this viewer: neither their own, nor about an organisation they work for."""
    places = [hat.alliance_id for hat in viewer.hats_with(Power.LOOK_AT_REVIEWS)]
    at_work = [hat.organisation_id for hat in viewer.hats if hat.organisation_id]
    about_work = Resource.objects.filter(organization__teams_of_id__in=at_work).values("pk")
    rows = Review.objects.filter(resource__alliance_id__in=places).exclude(person_id=viewer.id)
    return rows.exclude(resource_id__in=about_work).select_related("resource__organization")


def _to_look(row: Review, words: str) -> ToLook:
    state = state_of(row.shown_at, row.held_back, row.second_asked_at)
    return ToLook(
        row.id, row.resource_id, row.resource.name, row.resource.organization.name, row.resource.kept_safe, words,
        state, _reason(row), mark_of(words),
    )  # fmt: skip


def may_answer(viewer: Viewer | None, resource_id: UUID) -> bool:
    """Say whether somebody answers for a resource; for choosing what a page shows."""
    row = Resource.objects.filter(pk=resource_id).select_related("organization").first()
    return row is not None and permissions.may_keep(viewer, row.alliance_id, row.organization.teams_of_id)
