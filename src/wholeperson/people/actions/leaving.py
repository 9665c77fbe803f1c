from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models

from wholeperson.foundation import clock, keystore
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.foundation.announcements import announce
from wholeperson.foundation.privacy import PrivacyNote
from wholeperson.people.models import Erasure, Person
from wholeperson.people.permissions import check_is_the_place, check_repeated
from wholeperson.people.rules.facts import PersonErased
from wholeperson.people.rules.viewer import Viewer


@action("somebody was forgotten")
def erase_myself(*, by: By, viewer: Viewer) -> Erasure:
    """Forget the person who asks for it: every row that is theirs, and the key to whatever is left in copies.

    Raises:
        AskAgainError: where they have not just shown that it is them.
    """
    check_repeated(viewer, clock.now())
    return _forget(viewer.id, clock.now())


@action("the place forgot somebody")
def erase_by_the_place(*, by: By, person_id: UUID) -> Erasure:
    """Forget a person by the place's own commands. Doing it again changes nothing.

    Raises:
        NotYoursError: where somebody else tries.
    """
    check_is_the_place(by)
    return _forget(person_id, clock.now())


@action("the list of erasures was replayed")
def replay_erasures(*, by: By) -> House:
    """Forget again whoever asked for it, after a restored backup brought them back. Done before anything is served.

    The list is kept twice, in the key store and in the database; whoever stands in either is forgotten in both.
    """
    told = {one.owner: one.at for one in keystore.erasures()}
    for erasure in Erasure.objects.all():
        told.setdefault(erasure.owner, erasure.created_at)
    for owner, at in sorted(told.items()):
        _forget(owner, at)
    return HOUSE


def _forget(owner: UUID, at: datetime) -> Erasure:
    for model, path in models_with_somebody():
        model._default_manager.filter(**{path: owner}).delete()
    erasure, _ = Erasure.objects.get_or_create(owner=owner, defaults={"created_at": at})
    announce(PersonErased(owner, at))
    # Last, and in the same breath as the commit: a death in between leaves an erasure in the list, which is replayed.
    keystore.erase(owner, at)
    return erasure


def models_with_somebody() -> Iterator[tuple[type[models.Model], str]]:
    """Give every model whose rows are somebody's, with the path to that person's id; the person comes last."""
    for model in sorted(apps.get_models(), key=lambda one: one is Person):
        note = getattr(model, "privacy", None)
        if isinstance(note, PrivacyNote) and note.whose:
            yield model, note.whose
