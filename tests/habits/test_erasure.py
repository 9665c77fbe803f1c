"""Erasure reaches everything: whatever is linked to a person says whose it is, and nothing holds it back."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from wholeperson.foundation.privacy import READABLE, Erase, Field, Kind, PrivacyNote
from wholeperson.people.models import Person

OURS = [model for model in apps.get_models() if model.__module__.startswith("wholeperson.")]
A_PERSONS = (Kind.PERSONAL, Kind.SPECIAL)
# Rows that stay, with a link that is emptied when the person goes: none today. Whoever adds one says why here.
LINK_IS_EMPTIED: dict[str, str] = {}


def note_of(model: type[models.Model]) -> PrivacyNote | None:
    found = getattr(model, "privacy", None)
    return found if isinstance(found, PrivacyNote) else None


def somebodys(ours: Iterable[type[models.Model]]) -> set[type[models.Model]]:
    """Every model that is linked to a person, over however many keys."""
    reached: set[type[models.Model]] = {Person}
    while True:
        more = {
            model for model in ours for field in model._meta.get_fields()
            if field.many_to_one or field.one_to_one
            if not field.auto_created and field.related_model in reached
        } - reached  # fmt: skip
        if not more:
            return reached
        reached |= more


def unreached(ours: list[type[models.Model]]) -> list[str]:
    """Say what erasure would not reach, or could not take away."""
    said = []
    linked = somebodys(ours)
    for model in ours:
        name, note = model.__name__, note_of(model)
        if note is None:
            said.append(f"{name} has no privacy note.")
            continue
        personal = [field.name for field in note.fields if field.kind in A_PERSONS]
        if (model in linked or personal) and not note.whose and name not in LINK_IS_EMPTIED:
            said.append(f"{name} is about somebody and its note does not say whose it is (whose=…).")
        if note.whose and not note.called and any(field.kind in A_PERSONS for field in note.fields):
            said.append(f"{name} has something to read about somebody and no name for it in an export (called=…).")
        if note.whose and any(field.erase is Erase.STAYS for field in note.fields):
            said.append(f"{name} is somebody's and a field of it would stay.")
        for field in model._meta.concrete_fields:
            holds = isinstance(field, models.ForeignKey) and field.remote_field.on_delete in (
                models.PROTECT, models.RESTRICT, models.DO_NOTHING,
            )  # fmt: skip
            if holds and field.related_model in linked:
                said.append(f"{name}.{field.name} would hold somebody back who asks to be forgotten.")
    return said


def wrong_paths(ours: Iterable[type[models.Model]]) -> list[str]:
    """Say which notes name a path that leads to no person."""
    said = []
    for model in ours:
        note = note_of(model)
        if note and note.whose:
            try:
                str(model._default_manager.filter(**{note.whose: "00000000-0000-4000-8000-000000000000"}).query)
            except Exception as cause:  # noqa: BLE001  # whatever Django says about a path, it is the path that is wrong
                said.append(f"{model.__name__}: {note.whose} leads nowhere ({type(cause).__name__}).")
    return said


def test_erasure_reaches_whatever_is_about_somebody() -> None:
    assert unreached(OURS) == []


def test_every_path_leads_to_a_person() -> None:
    assert wrong_paths(OURS) == []


def test_there_is_something_to_reach() -> None:
    assert len(somebodys(OURS)) > 10
    assert set(READABLE) > set(A_PERSONS)


@isolate_apps("wholeperson.journeys")
def test_what_erasure_would_not_reach_is_found() -> None:
    def line(name: str, kind: Kind, erase: Erase = Erase.WITH_ROW) -> Field:
        return Field(name, kind, kept="always", opens="nobody", erase=erase)

    class Goal(models.Model):
        person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
        privacy = PrivacyNote(line("id", Kind.OPAQUE), line("person", Kind.OPAQUE))

        class Meta:
            app_label = "journeys"

    class Step(models.Model):
        goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
        privacy = PrivacyNote(line("id", Kind.OPAQUE), line("goal", Kind.OPAQUE))

        class Meta:
            app_label = "journeys"

    class Diary(models.Model):
        said = models.TextField()
        privacy = PrivacyNote(
            line("id", Kind.OPAQUE, Erase.STAYS), line("said", Kind.SPECIAL), whose="author__person_id"
        )

        class Meta:
            app_label = "journeys"

    class Bare(models.Model):
        class Meta:
            app_label = "journeys"

    assert unreached([Goal, Step, Diary, Bare]) == [
        "Goal is about somebody and its note does not say whose it is (whose=…).",
        "Goal.person would hold somebody back who asks to be forgotten.",
        "Step is about somebody and its note does not say whose it is (whose=…).",
        "Diary has something to read about somebody and no name for it in an export (called=…).",
        "Diary is somebody's and a field of it would stay.",
        "Bare has no privacy note.",
    ]
    assert wrong_paths([Diary]) == ["Diary: author__person_id leads nowhere (FieldError)."]
