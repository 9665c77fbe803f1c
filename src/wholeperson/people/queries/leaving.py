from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models

from wholeperson.foundation import keystore
from wholeperson.foundation.privacy import PrivacyNote
from wholeperson.people.models import Erasure, Person

AT_ONCE = 400


def models_with_somebody() -> Iterator[tuple[type[models.Model], str]]:
    """Give every model whose rows are somebody's, with the path to that person's id; the person comes last."""
    for model in sorted(apps.get_models(), key=lambda one: one is Person):
        note = getattr(model, "privacy", None)
        if isinstance(note, PrivacyNote) and note.whose:
            yield model, note.whose


def still_to_forget() -> tuple[tuple[UUID, datetime], ...]:
    """Give whoever asked to be forgotten and is not, everywhere: after a restored backup, or a death in between.

    The list is kept twice, in the key store and in the database; whoever stands in either has to be gone from both.
    Empty, and quick, at nearly every start.
    """
    in_store = {one.owner: one.at for one in keystore.erasures()}
    in_tables = noted_erasures()
    told = in_tables | in_store
    back = (in_store.keys() ^ in_tables.keys()) | (told.keys() & keystore.owners()) | _with_rows(sorted(told))
    return tuple((owner, told[owner]) for owner in sorted(back))


def _with_rows(owners: Sequence[UUID]) -> set[UUID]:
    found: set[UUID] = set()
    for some in _parts(owners):
        for model, path in models_with_somebody():
            there = model._default_manager.filter(**{f"{path}__in": some}).order_by()
            found.update(there.values_list(path, flat=True).distinct())
    return found


def _parts(owners: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (owners[begin : begin + AT_ONCE] for begin in range(0, len(owners), AT_ONCE))


def nobody_here() -> bool:
    """Say whether nobody has joined yet."""
    return not Person.objects.exists()


def is_known(person_id: UUID) -> bool:
    """Say whether this is the reference of somebody who is or was here, so that a slip of the pen erases nobody."""
    return (
        person_id in keystore.owners()
        or Person.objects.filter(pk=person_id).exists()
        or Erasure.objects.filter(owner=person_id).exists()
    )


def noted_erasures() -> dict[UUID, datetime]:
    """Give the list of erasures that the database keeps: ids and days, for the place's own commands."""
    return dict(Erasure.objects.values_list("owner", "created_at"))


def without_a_key() -> int:
    """Say how many persons have no key, so that nothing they wrote can be read: the key store has to be put back."""
    return len(set(Person.objects.values_list("id", flat=True)) - keystore.owners())
