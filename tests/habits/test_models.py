"""Tables: migrations match the models, every field is classified, and foreign keys point down."""

import ast
import tomllib
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test.utils import isolate_apps

from tools.tree import ROOT
from wholeperson.foundation import privacy

SHELVES = [
    [app.strip(" ()") for app in layer.split("|")]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    if contract["id"] == "apps"
    for layer in contract["layers"]
]
HEIGHT = {app: -depth for depth, shelf in enumerate(SHELVES) for app in shelf}
OURS = [model for model in apps.get_models() if model.__module__.startswith("wholeperson.")]


def drift(state: ProjectState) -> list[str]:
    """Say which apps have models that no migration makes."""
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), state).changes(graph=loader.graph)
    return sorted(app for app in changes if app in HEIGHT)


def imports_of_apps(source: str) -> list[str]:
    """Say which apps a migration imports. Old migrations meet newer code, so none but foundation may be."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name for name in names if name.startswith("wholeperson.") and not name.startswith("wholeperson.foundation")]


def unclassified(ours: Iterable[type[models.Model]]) -> str:
    """Give the lines to paste, model by model."""
    lines = {model.__name__: privacy.problems(model) for model in ours}
    return "\n".join(f"{name}:\n    " + "\n    ".join(missing) for name, missing in lines.items() if missing)


def wrong_keys(ours: Iterable[type[models.Model]]) -> Iterator[str]:
    """Say which relations point up or sideways, or have a reverse that lets the lower app reach up."""
    for model in ours:
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or not isinstance(field.related_model, type):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            name = f"{model.__name__}.{field.name}"
            if here != there and HEIGHT.get(there, 0) >= HEIGHT[here]:
                yield f"{name} points from {here} to {there}, which is not below it."
            if here != there and not field.remote_field.hidden:
                yield f'{name} can be followed back from {there}; write related_name="+".'


def test_migrations_match_the_models() -> None:
    assert drift(ProjectState.from_apps(apps)) == []


def test_a_field_without_a_migration_is_found() -> None:
    state = ProjectState.from_apps(apps)
    state.add_field("trail", "line", "forgotten", models.TextField(default=""), preserve_default=True)
    assert "trail" in drift(state)


def test_migrations_import_no_app() -> None:
    files = (ROOT / "src/wholeperson").glob("*/migrations/*.py")
    assert {path.name: found for path in files if (found := imports_of_apps(path.read_text()))} == {}


def test_a_migration_that_imports_an_app_is_found() -> None:
    assert imports_of_apps("from wholeperson.people.models import Person") == ["wholeperson.people.models"]
    assert imports_of_apps("from django.db import models\nimport wholeperson.foundation.ids") == []


def test_every_field_is_classified() -> None:
    assert not unclassified(OURS), unclassified(OURS)


@isolate_apps("wholeperson.trail")
def test_an_unclassified_field_fails_with_the_line_to_paste() -> None:
    class Forgetful(models.Model):
        said = models.TextField()
        privacy = privacy.PrivacyNote()

        class Meta:
            app_label = "trail"

    assert 'Field("said", Kind.…' in unclassified([Forgetful])


def test_foreign_keys_point_down() -> None:
    assert list(wrong_keys(OURS)) == []


@isolate_apps()
def test_a_key_that_points_up_and_one_that_can_be_followed_back_are_found() -> None:
    class Goal(models.Model):
        class Meta:
            app_label = "journeys"

    class Person(models.Model):
        goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "people"

    class Step(models.Model):
        person = models.ForeignKey(Person, on_delete=models.CASCADE)

        class Meta:
            app_label = "journeys"

    assert list(wrong_keys([Person])) == ["Person.goal points from people to journeys, which is not below it."]
    assert list(wrong_keys([Step])) == ['Step.person can be followed back from people; write related_name="+".']
    assert list(wrong_keys([Goal])) == []


def test_every_app_of_the_platform_stands_on_a_shelf() -> None:
    folders = {path.parent.name for path in (ROOT / "src/wholeperson").glob("*/apps.py")}
    assert folders <= set(HEIGHT)
