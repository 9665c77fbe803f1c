"""From the file of one machine to PostgreSQL: every row arrives, or nothing does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import OPEN, command, inside, new_place, process
from tests.postgres import NoPostgresError, cluster
from wholeperson.config import readers

COUNT = """
from django.apps import apps
from uuid import UUID
from wholeperson.people import public as people
from wholeperson.people.models import Person
counts = {model._meta.db_table: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}
names = sorted(people.name_of(one.id) for one in Person.objects.all())
answer(counts=counts, names=names, vendor=connection.vendor)
"""
MORE = """
from tests import cast
viewer = cast.joined(sys.argv[2])
answer(id=str(viewer.id))
"""
MANY = """
from django.db.models import QuerySet
from wholeperson.people.models import Attempt
QuerySet(Attempt).bulk_create([Attempt(mark=str(one)) for one in range(1200)])
answer()
"""
# A letter that SQLite keeps and PostgreSQL does not.
NO_SUCH_LETTER = """
from django.db.models import QuerySet
from wholeperson.people.models import Alliance
QuerySet(Alliance).filter(address="bognor-regis").update(name="Bognor" + chr(0) + " Regis")
answer()
"""
MEND = NO_SUCH_LETTER.replace(" + chr(0) + ", " + ")
LISTED = """
from tests.listing import listed
listed("Tide House")
answer()
"""
FIND = """
from wholeperson.directory import chores, public as directory
from wholeperson.foundation import clock
if sys.argv[2] == "worker":
    chores.keep_findable(clock.now())
found = directory.find(directory.Wish(words="tide house"), clock.now())
answer(found=found.total)
"""
SIGNED_IN = ("django_session", "people_signin")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    try:
        with cluster() as address:
            yield address
    except NoPostgresError as problem:
        pytest.skip(str(problem))


@pytest.fixture(scope="module")
def moved(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("moving") / "data"
    inside(new_place(data), MORE, "Amber")
    inside(data, MORE, "River")
    inside(data, MANY)
    inside(data, LISTED)
    inside(data, NO_SUCH_LETTER)
    said = command(data, "move", address)
    assert said.code == 1
    assert "Nothing was moved" in said.err
    inside(data, MEND)  # and the database there is as empty as it was, so that it can be tried again
    before = inside(data, COUNT)
    said = command(data, "move", address, "--json")
    assert said.code == 0, said.err
    assert "tests@" not in said.out + said.err  # an address may hold a password
    after = inside(data, COUNT, DATABASE_URL=address)
    assert after["vendor"] == "postgresql"
    kept = {name: count for name, count in before["counts"].items() if name not in SIGNED_IN}
    assert {name: count for name, count in after["counts"].items() if name not in SIGNED_IN} == kept
    assert said.json["rows"] == sum(kept.values())
    assert after["names"] == before["names"] == ["Amber", "River"]
    assert inside(data, COUNT) == before  # what was here stays as it was
    return data


def test_everything_arrives_and_goes_on_there(moved: Path, address: str) -> None:
    # The trail's running number goes on where it was.
    inside(moved, MORE, "Sky", DATABASE_URL=address)
    assert inside(moved, COUNT, DATABASE_URL=address)["names"] == ["Amber", "River", "Sky"]


def test_the_network_map_is_found_again_by_the_worker_and_after_a_restore(moved: Path, address: str) -> None:
    assert inside(moved, FIND, "nobody")["found"] == 1
    assert inside(moved, FIND, "worker", counted=True, DATABASE_URL=address)["found"] == 1
    file = moved.parent / "map.backup"
    assert command(moved, "backup", str(file), DATABASE_URL=address).code == 0
    assert command(moved, "restore", str(file), DATABASE_URL=address).code == 0
    assert inside(moved, FIND, "nobody", DATABASE_URL=address)["found"] == 1


def test_a_database_that_holds_something_is_refused(moved: Path, address: str) -> None:
    said = command(moved, "move", address)
    assert said.code == 1
    assert "is not empty" in said.err


def test_a_place_that_is_on_postgresql_already_says_so(moved: Path, address: str) -> None:
    said = command(moved, "move", address, DATABASE_URL=address)
    assert said.code == 1
    assert "in PostgreSQL already" in said.err


def test_an_address_that_is_none_or_where_nobody_answers_is_a_sentence(moved: Path) -> None:
    said = command(moved, "move", "sqlite:///secret-word")
    assert said.code == 1
    assert readers.POSTGRESQL in said.err
    said = command(moved, "move", "postgresql://tests:secret-word@127.0.0.1:1/nothing")
    assert said.code == 1
    assert "Nothing was moved" in said.err
    assert "secret-word" not in said.err


def test_a_backup_of_postgresql_comes_back_without_whoever_was_erased_since(moved: Path, address: str) -> None:
    file = moved.parent / "tuesday.backup"
    gone = inside(moved, MORE, "Robin", DATABASE_URL=address)["id"]
    said = command(moved, "backup", str(file), "--json", DATABASE_URL=address)
    assert said.code == 0, said.err
    assert said.json["kind"] == "postgresql"
    inside(moved, MORE, "Later", DATABASE_URL=address)
    assert command(moved, "erase", gone, DATABASE_URL=address).code == 0
    said = command(moved, "restore", str(file), "--json", DATABASE_URL=address)
    assert said.code == 0, said.err
    assert said.json["erased_again"] == 1
    after = inside(moved, COUNT, DATABASE_URL=address)
    assert after["names"] == ["Amber", "River", "Sky"]
    assert after["counts"]["people_signin"] == 0
    assert "move' takes it on" in command(moved, "restore", str(file)).err  # the file of one machine is another kind


DIES = """
import os
from wholeperson.config import backups
def dies(execute, sql, params, many, context):
    if sql.startswith("UPDATE"): os._exit(9)
    return execute(sql, params, many, context)
with connection.execute_wrapper(dies):
    backups.put_back(Path(sys.argv[2]))
"""
STARTS = """
try: answer(said=str(prepare.safe_to_serve()))
except prepare.NotReadyError as problem: answer(said=str(problem))
"""


@pytest.mark.needs("P9")
def test_what_was_put_back_half_is_not_served_until_it_is_put_back_whole(moved: Path, address: str) -> None:
    file = moved.parent / "wednesday.backup"
    assert command(moved, "backup", str(file), DATABASE_URL=address).code == 0
    assert process(moved, OPEN + DIES, str(file), DATABASE_URL=address).code == 9
    assert "Do it again: wholeperson restore" in inside(moved, STARTS, counted=True, DATABASE_URL=address)["said"]
    assert command(moved, "restore", str(file), DATABASE_URL=address).code == 0
    assert inside(moved, STARTS, DATABASE_URL=address)["said"] == "0"


def test_without_the_databases_own_programs_a_sentence_says_what_to_install(
    moved: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(moved))
    said = command(moved, "backup", str(moved.parent / "thursday.backup"), DATABASE_URL=address)
    assert said.code == 1
    assert "pg_dump is not on this machine" in said.err
    assert not (moved.parent / "thursday.backup").exists()
