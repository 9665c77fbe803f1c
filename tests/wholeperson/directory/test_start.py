"""What is registered by name is there under that name; a start that only opens the place loads none of it."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from tests.places import inside, new_place
from wholeperson.directory.apps import by_name
from wholeperson.foundation import announcements, tasks
from wholeperson.people.rules import everything


def test_the_same_name_is_the_same_function_and_is_called_with_what_was_given() -> None:
    assert by_name("json.dumps") is by_name("json.dumps")
    assert by_name("json.dumps")({"b": 1}) == json.dumps({"b": 1})
    with pytest.raises(ImportError):
        by_name("json.nothing_of_this_name")()


def test_every_name_that_was_registered_is_that_of_a_function() -> None:
    registered = [
        *(chore.work for chore in tasks._chores.values()),
        *(one for heard in announcements._listeners.values() for one in heard),
        *(words for words in everything._words.values() if callable(words)),
    ]
    named = [one.__name__ for one in registered if "." in one.__name__]
    named += [config.tells_of_activity for config in apps.get_app_configs() if hasattr(config, "tells_of_activity")]
    assert len(named) > 8
    for name in named:
        assert callable(import_string(name)), name


def test_to_open_a_place_loads_no_map(tmp_path: Path) -> None:
    loaded = "answer(maps=[one for one in sys.modules if one.startswith('wholesystem') or one == 'numpy'])"
    assert inside(new_place(tmp_path / "data"), loaded)["maps"] == []
