"""docs/reference/privacy.md and the table of keeping in the impact assessment, from the privacy notes of the models."""

from collections.abc import Iterable, Iterator

import django
from django.apps import apps
from django.db import models

from tests.environment import prepare
from wholeperson.foundation.privacy import Kind, PrivacyNote

Model = type[models.Model]
TELLS = (Kind.PERSONAL, Kind.SPECIAL, Kind.SECRET, Kind.OPEN)


def noted() -> list[Model]:
    """Give every model of ours that carries a note, by app and name."""
    prepare()
    django.setup()
    ours = (one for one in apps.get_models() if isinstance(getattr(one, "privacy", None), PrivacyNote))
    return sorted(ours, key=lambda one: (one._meta.app_label, one.__name__))


def note_of(model: Model) -> PrivacyNote:
    """Give the note of a model that has one."""
    note: PrivacyNote = model.privacy  # type: ignore[attr-defined]  # `noted` gives no other
    return note


def table(ours: Iterable[Model]) -> str:
    """Write one part for each model, one row for each field."""
    lines = [
        "# What is kept about people", "",
        "Every field of every table, from the note that stands beside it in the code; made by `make docs`. Export and",
        "erasure read the same notes, so what stands here is what they do.", "",
        *(f"* **{one.name.lower()}**: {one.value}" for one in Kind),
    ]  # fmt: skip
    for model in ours:
        lines += ["", f"## {model._meta.app_label}: {model.__name__}", "", *_about(model)]
        lines += [
            "",
            "| field | kind | kept | opens to | when somebody is forgotten |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| `{field.name}` | {field.kind.name.lower()} | {field.kept} | {field.opens} | {field.erase.value} |"
            for field in note_of(model).fields
        ]
    return "\n".join(lines) + "\n"


def _about(model: Model) -> Iterator[str]:
    yield (model.__doc__ or "").strip().splitlines()[0]
    note = note_of(model)
    yield f"In an export: “{note.called}”." if note.called else "Not in anybody's export: no row of it is anybody's."


def keeping(ours: Iterable[Model]) -> str:
    """Write one row for each model: what it holds, how long, and what happens when somebody is forgotten."""
    rows = ["| what | table | holds | kept | when somebody is forgotten |", "| --- | --- | --- | --- | --- |"]
    for model in ours:
        note = note_of(model)
        holds = ", ".join(kind.value for kind in TELLS if any(field.kind is kind for field in note.fields))
        kept = "; ".join(dict.fromkeys(field.kept for field in note.fields))
        gone = "; ".join(dict.fromkeys(field.erase.value.partition(":")[0] for field in note.fields))
        what = note.called or (model.__doc__ or "").strip().split(". ")[0].splitlines()[0].rstrip(".")
        rows.append(f"| {what} | `{model._meta.label}` | {holds or 'ids and moments'} | {kept} | {gone} |")
    return "\n".join(rows) + "\n"


def make() -> str:
    """Write the page."""
    return table(noted())


def make_keeping() -> str:
    """Write the part of the impact assessment."""
    return keeping(noted())
