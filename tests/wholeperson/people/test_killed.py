"""A machine dies at any moment of a sign-up or an erasure: nothing is half done, and the next start finishes it.

A child process works on a real SQLite file and real keys; before its n-th statement, its commit, or its write to the
key store it is ended, for every n until it gets through. Deeds are listed in DEEDS: a new one is a setup, what is done,
and what may be found afterwards.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import MAKE, inside

SETUP = """
from tests import cast
from wholeperson.people import public as people
from wholeperson.people.models import Membership, Person, SignIn, Erasure
from wholeperson.trail.models import Line
from django.db import transaction
from uuid import UUID
import django.db.backends.sqlite3.base as sqlite
place = cast.alliance()
"""
JOIN = """
def deed():
    with transaction.atomic():
        person = people.join(by="system:tests", name="Amber", age_band=people.AgeBand.FROM_25, alliance_id=place.id,
                             phrase="")
        people.open_sign_in(by=person, person_id=person.id, shared=False)

def look():
    rows = [Person.objects.count(), Membership.objects.count(), SignIn.objects.count(),
            Line.objects.filter(deed="people.join").count(), Line.objects.filter(deed="people.open_sign_in").count()]
    if rows == [0] * 5:
        return "nothing"  # at most a key that belongs to nobody
    person = Person.objects.get()
    assert rows == [1] * 5, rows
    assert people.name_of(person.id) == "Amber"
    assert vault.open_words(person.id, vault.seal(person.id, "words", place="p"), place="p") == "words"
    return "whole"
"""
ERASE = """
amber, river = cast.joined("Amber"), cast.joined("River")
cast.in_circle(amber, river)
cast.in_circle(river, amber)
people.make_codes(by=amber, viewer=amber)

def deed():
    people.erase_by_the_place(by="system:tests", person_id=amber.id)

def look():
    rows, key = Person.objects.filter(pk=amber.id).count(), amber.id in keystore.owners()
    listed = amber.id in {one.owner for one in keystore.erasures()}
    assert key != listed, "a key and its erasure in the store at once, or neither"
    assert rows or listed, "gone from the tables, and no list would forget a backup's copy"
    before = "whole" if not rows else ("nothing" if key else "begun")
    prepare.safe_to_serve()
    assert people.name_of(river.id) == "River"
    left = Person.objects.filter(pk=amber.id).count()
    if before == "nothing":
        assert left == 1 and people.name_of(amber.id) == "Amber"
        assert people.viewer_of(amber.sign_in_id, clock.now())
    else:
        assert left == 0 and amber.id not in keystore.owners()
        assert people.noted_erasures().keys() == {amber.id}
        assert SignIn.objects.filter(person_id=amber.id).count() == 0
    return before
"""
KILL = """
import os, shutil
from contextlib import ExitStack
from django.conf import settings
from django.db import connections
from wholeperson.foundation import clock

connection.close()
here = Path(connection.settings_dict["NAME"])
import sqlite3
settled = sqlite3.connect(here)
settled.execute("PRAGMA journal_mode=DELETE")
settled.close()
keys = Path(settings.KEY_STORE) / keystore.STORE

def fresh(n):
    folder = data / f"try-{n}"
    (folder / "keys").mkdir(parents=True)
    shutil.copy(here, folder / "db")
    shutil.copy(keys, folder / "keys" / keystore.STORE)
    connection.settings_dict["NAME"] = folder / "db"
    settings.KEY_STORE, settings.KEY_COPIES = folder / "keys", folder / "copies"
    return folder

def dying(n):
    left = [n]
    def count():
        left[0] -= 1
        if left[0] < 0: os._exit(9)
    def statement(execute, sql, params, many, context):
        count()
        return execute(sql, params, many, context)
    commit = connection._commit
    def counted():
        count()
        commit()
        count()
    connection._commit = counted
    writing = keystore._writing
    import contextlib
    @contextlib.contextmanager
    def store():
        count()
        with writing() as opened:
            yield opened
            count()
        count()
    keystore._writing = store
    return statement

found, n = [], 0
while True:
    folder = fresh(n)
    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(dying(n)):
            deed()
            os._exit(0)
    _, ended = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    assert code in (0, 9), code
    found.append(look())
    connection.close()
    shutil.rmtree(folder)
    n += 1
    if code == 0: break
answer(found=found)
"""


@dataclass(frozen=True)
class Deed:
    """Something that a machine may die in."""

    name: str
    program: str
    may_be: tuple[str, ...]
    at_least: int


DEEDS = (
    Deed("join", JOIN, ("nothing", "whole"), 10),
    Deed("erase", ERASE, ("nothing", "begun", "whole"), 25),
)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
@pytest.mark.needs("P9")
def test_killed_at_any_moment_it_is_whole_or_absent_after_the_next_start(tmp_path: Path, deed: Deed) -> None:
    found = inside(tmp_path / "data", MAKE + SETUP + deed.program + KILL)["found"]
    assert found[0] == "nothing"
    assert found[-1] == "whole"
    assert [one for one in deed.may_be if one in found] == list(deed.may_be)
    assert found == sorted(found, key=deed.may_be.index)  # once it is further, it never falls back
    assert len(found) > deed.at_least
