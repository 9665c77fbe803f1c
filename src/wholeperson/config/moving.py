"""From the file of one machine to a PostgreSQL: everything, in one transaction, counted on both sides."""

from collections.abc import Iterator
from copy import deepcopy

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import Error, connections, models, transaction

from wholeperson.config import readers
from wholeperson.config.backups import SIGNED_IN, BackupError

TARGET = "target"
AT_ONCE = 500


def move(address: str) -> int:
    """Copy everything to an empty PostgreSQL, and say how many rows that was. What was here stays as it was.

    Raises:
        BackupError: where the address is none, the database is not empty, or something does not arrive.
    """
    if connections["default"].vendor != "sqlite":
        raise BackupError("This place keeps its data in PostgreSQL already.")
    there = readers.postgresql(address)
    if there is None:
        raise BackupError(f"The address wants the form {readers.POSTGRESQL}.")
    connections.settings[TARGET] = deepcopy(connections.settings["default"]) | there
    target = connections[TARGET]
    try:
        if target.introspection.table_names():
            raise BackupError("That database is not empty. Give one that holds nothing yet.")
        try:
            call_command("migrate", database=TARGET, interactive=False, verbosity=0)
            with transaction.atomic(using=TARGET):
                return _copy_all()
        except BaseException:
            with target.cursor() as cursor:  # it was empty, so all that is in it is ours
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
            raise
    except (Error, ValueError) as cause:
        # Not what the database said: that could hold a row.
        raise BackupError(
            f"That PostgreSQL could not take everything ({type(cause).__name__}). Nothing was moved."
        ) from cause
    finally:
        target.close()
        del connections[TARGET], connections.settings[TARGET]


def _copy_all() -> int:
    copied = 0
    ours = list(_models())
    for model in ours:
        # A plain QuerySet: the rows were written by deeds already, and their lines in the trail come along.
        here: models.QuerySet[models.Model] = models.QuerySet(model, using="default")
        there: models.QuerySet[models.Model] = models.QuerySet(model, using=TARGET)
        if there.exists():
            there.delete()  # what a migration put there comes along from here
        some: list[models.Model] = []
        for row in here.order_by("pk").iterator(AT_ONCE):
            some.append(row)
            if len(some) == AT_ONCE:
                there.bulk_create(some)
                some = []
        there.bulk_create(some)
        if here.count() != there.count():
            raise BackupError("Not every row arrived. Nothing was moved.")
        copied += here.count()
    target = connections[TARGET]
    with target.cursor() as cursor:
        for step in target.ops.sequence_reset_sql(no_style(), ours):
            cursor.execute(step)
    target.check_constraints()
    return copied


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in SIGNED_IN:
            yield model
