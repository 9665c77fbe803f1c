"""The base of every table: an opaque id, when it was made, and no writing outside a deed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import models

from wholeperson.foundation import clock, ids
from wholeperson.foundation.actions import OutsideADeedError, inside_a_deed

M = TypeVar("M", bound=models.Model)


def _only_inside_a_deed(what: object) -> None:
    if not inside_a_deed():
        raise OutsideADeedError(f"{what} was not written: every write is an action.")


def _guarded(name: str) -> Callable[..., Any]:
    plain: Callable[..., Any] = getattr(models.QuerySet, name)

    @wraps(plain)  # brings Django's own marks along, which keep `delete` off the manager and out of templates
    def guarded(self: "RecordQuerySet[Any]", *args: Any, **kwargs: Any) -> Any:
        _only_inside_a_deed(self.model.__name__)
        return plain(self, *args, **kwargs)

    return guarded


class RecordQuerySet(models.QuerySet[M]):
    """Reads as any other; writes many rows only inside a deed."""

    update = _guarded("update")
    delete = _guarded("delete")
    bulk_create = _guarded("bulk_create")
    bulk_update = _guarded("bulk_update")


class Record(models.Model):
    """An opaque id and the moment it was made. Every model of the platform begins here."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **options: Any) -> None:
        _only_inside_a_deed(type(self).__name__)
        super().save_base(*args, **options)

    def delete(self, using: Any = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        _only_inside_a_deed(type(self).__name__)
        return super().delete(using=using, keep_parents=keep_parents)
