"""Everything that is kept about one person, read by the same notes that erasure reads. For their own pages only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import models

from wholeperson.foundation import clock, vault
from wholeperson.foundation.privacy import NOBODY, READABLE, Field, PrivacyNote
from wholeperson.interface.saying import LONDON, NOON, day_of, moment
from wholeperson.people.models import Membership, Person, Tie
from wholeperson.people.permissions import check_may_show, check_repeated
from wholeperson.people.queries.alliances import HatCard, hat_card
from wholeperson.people.queries.circle import OTHER_WORD, TIE_WORD, circles_with
from wholeperson.people.rules.everything import (
    COMING,
    NOTHING,
    Datum,
    Everything,
    ExportFile,
    ExportItem,
    ExportPart,
    Group,
    Looked,
    contributions,
    file_name,
    label,
    said,
)
from wholeperson.people.rules.viewer import Viewer
from wholeperson.trail import public as trail

DOES_NOT_OPEN = "These words do not open. Please tell whoever runs this place."
SOMEBODY = "somebody"


@dataclass(frozen=True)
class _Untold:
    """A row of which the person is not told yet: its id, since when, and by which way in."""

    id: str
    since: datetime
    through: str


@dataclass
class _Walk:
    """What is gathered on the way through every model."""

    whose: UUID
    now: datetime
    files: list[ExportFile] = field(default_factory=list)
    dates: set[datetime] = field(default_factory=set)
    untold: list[_Untold] = field(default_factory=list)


def everything_of(viewer: Viewer) -> Everything:
    """Give everything that is kept about the person who asks.

    Raises:
        AskAgainError: where they have not just shown that it is them. This first, in every state: a phone that lies
            open tells nobody whether it is switched off.
        SwitchedOffError: while the person has switched this off.
    """
    now = clock.now()
    check_repeated(viewer, now)
    check_may_show(viewer, now)
    walk = _Walk(viewer.id, now)
    groups = tuple(group for model, note in _models_of_persons() for group in _group(walk, model, note))
    parts = ((key, contribute(viewer.id)) for key, contribute in contributions())
    parts_there = (*_circles_of_others(viewer.id), *((key, part) for key, part in parts if part.items or part.files))
    walk.dates.update(at for _, part in parts_there for at in part.dates if at > now)
    return Everything(
        viewer.id, now, groups, parts_there, tuple(_looked(walk)), tuple(walk.files), tuple(sorted(walk.dates))
    )


def _models_of_persons() -> Iterator[tuple[type[models.Model], PrivacyNote]]:
    for model in sorted(apps.get_models(), key=lambda one: one is not Person):
        note = getattr(model, "privacy", None)
        if isinstance(note, PrivacyNote) and note.whose and note.called:
            yield model, note


def readable_fields(note: PrivacyNote) -> tuple[Field, ...]:
    """Give the fields of a note that the person can read: neither what opens something, nor what nobody is shown."""
    return tuple(one for one in note.fields if one.kind in READABLE and one.opens != NOBODY)


def _group(walk: _Walk, model: type[models.Model], note: PrivacyNote) -> Iterator[Group]:
    fields = readable_fields(note)
    rows = []
    for row in model._default_manager.filter(**{note.whose: walk.whose}).order_by("created_at"):
        if _is_untold(row, note):
            way_in = getattr(row, note.through) or ""
            since: datetime = row.created_at  # type: ignore[attr-defined]  # every record has it
            walk.untold.append(_Untold(str(row.pk), since, str(way_in)))
            continue
        rows.append(tuple(_datum(walk, row, one.name) for one in fields))
        _note_dates(walk, row, [one.name for one in fields])
    if rows:
        yield Group(model._meta.label_lower, note.called, tuple(rows))


def _is_untold(row: models.Model, note: PrivacyNote) -> bool:
    """Say whether a row waits, for a recorded safety reason, until the person has been told of it."""
    return bool(note.told) and getattr(row, note.told) is None


def _note_dates(walk: _Walk, row: models.Model, names: Iterable[str]) -> None:
    if getattr(row, "ended_at", None) is not None:
        return
    coming = (_as_moment(getattr(row, name)) for name in names if name in COMING)
    walk.dates.update(at for at in coming if at is not None and at > walk.now)


def _as_moment(at: date | datetime | None) -> datetime | None:
    """Give a day as the noon of that day, so that it stands in a calendar beside moments."""
    if at is None or isinstance(at, datetime):
        return at
    return datetime.combine(at, NOON, tzinfo=LONDON)


def _datum(walk: _Walk, row: models.Model, name: str) -> Datum:
    kind = row._meta.get_field(name)
    if isinstance(kind, models.BinaryField):
        return _opened(walk, row, name)
    if isinstance(kind, models.ManyToManyField):
        there = [_pointed(walk.whose, one) for one in getattr(row, name).all()]
        return Datum(name, label(name), list(there), ", ".join(there))
    value = getattr(row, name)
    if isinstance(value, models.Model):
        value = _pointed(walk.whose, value)
    if isinstance(value, datetime):
        return Datum(name, label(name), value.isoformat(), _day(value))
    if isinstance(value, date):
        return Datum(name, label(name), value.isoformat(), f"{day_of(value)} ({value.year})")
    in_words = said(f"{row._meta.label_lower}.{name}", value)
    return Datum(name, label(name), value if _is_plain(value) else str(value), in_words)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, bool, list, dict))


def _day(at: datetime) -> str:
    return f"{moment(at)} ({at.year})"


def _opened(walk: _Walk, row: models.Model, name: str) -> Datum:
    place, closed = f"{row._meta.label_lower}.{name}", getattr(row, name)
    media = getattr(row, f"{name}_type", None)
    try:
        plain = vault.open_bytes(walk.whose, closed, place=place)
        words = "" if media is not None else plain.decode()
    except (vault.CannotOpenError, UnicodeDecodeError):
        # One thing that does not open keeps nobody from the rest.
        return Datum(name, label(name), DOES_NOT_OPEN, DOES_NOT_OPEN)
    if media is None:
        return Datum(name, label(name), words, words or NOTHING, own_words=bool(words))
    if not plain:
        return Datum(name, label(name), None, NOTHING)
    file = ExportFile(file_name(len(walk.files) + 1, media), media, plain)
    walk.files.append(file)
    return Datum(name, label(name), {"file": file.name}, f"a recording: {file.name}", file=file.name)


def _pointed(whose: UUID, row: models.Model) -> str:
    """Say in words what a row points to, and nothing of anybody else's that this person does not meet anyway."""
    if isinstance(row, Tie):
        place, words = (TIE_WORD, row.word) if row.owner_id == whose else (OTHER_WORD, row.other_word)
        own = row.owner_id == whose or row.other_id == whose
        return vault.open_words(whose, words, place=place) if own else SOMEBODY
    if isinstance(row, Membership):
        card = hat_card(row.id)
        return _of_hat(card) if card else SOMEBODY
    note = getattr(row, "privacy", None)
    return SOMEBODY if isinstance(note, PrivacyNote) and note.whose else str(row)


def _of_hat(card: HatCard) -> str:
    return ", ".join(bit for bit in (card.shown_as, card.role.value, card.team, card.organisation) if bit)


def _circles_of_others(whose: UUID) -> Iterator[tuple[str, ExportPart]]:
    from_me = tuple(circles_with(whose))
    if from_me:
        called = tuple(ExportItem("What I call them", one.word) for one in from_me)
        yield "circles", ExportPart("Circles of others that I am in", called)


def _looked(walk: _Walk) -> Iterator[Looked]:
    for line in trail.readings_of(walk.whose):
        if line.actor != str(walk.whose) and not any(_is_of(line, row) for row in walk.untold):
            yield Looked(line.at, line.sentence, line.part)


def _is_of(line: trail.TrailLine, row: _Untold) -> bool:
    """Say whether a line comes from something that the person is not told yet: by itself, or by the same way in."""
    # Where the way in is gone (whoever opened it was erased) nothing tells these lines apart, and all of them wait.
    same_way = line.at >= row.since and row.through in ("", line.through)
    return line.about_id == row.id or same_way
