"""A machine dies at any moment of joining, showing or erasing: nothing is half done, and the next start finishes it.

A child process works on a real SQLite file and real keys; before its n-th statement, its commit, or its write to the
key store it is ended, for every n until it gets through. Deeds are listed in DEEDS: a new one is a setup, what is done,
and what may be found afterwards.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import inside, new_place

SETUP = """
from tests import cast
from wholeperson.people import public as people
from wholeperson.people.models import Membership, Person, RecoveryCode, SignIn, Erasure
from wholeperson.people.queries import person_by_phrase
from wholeperson.trail.models import Line
from django.db import transaction
from uuid import UUID
import django.db.backends.sqlite3.base as sqlite
prepare.safe_to_serve()
place = cast.alliance()
"""
JOIN = """
def deed():
    people.join_here(by="system:tests", name="Amber", age_band=people.AgeBand.FROM_25, alliance_id=place.id,
                     phrase=cast.PHRASE, role=people.Role.PERSON, shared=False)

def look():
    deeds = [Line.objects.filter(deed=f"people.{name}").count()
             for name in ("join_here", "join", "open_sign_in", "make_codes")]
    rows = [Person.objects.count(), Membership.objects.count(), SignIn.objects.count(), *deeds]
    codes = RecoveryCode.objects.count()
    if rows == [0] * 7:
        assert codes == 0
        return "nothing"  # at most a key that belongs to nobody
    person = Person.objects.get()
    assert rows == [1] * 7, rows
    assert codes == 8, codes
    assert people.name_of(person.id) == "Amber"
    assert person_by_phrase("Amber", cast.PHRASE) == person.id
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
SHARE = """
from wholeperson.consent import public as consent
from wholeperson.consent.models import Notice, Share
from wholeperson.messages.models import Message
amber, river, robin = (cast.joined(name) for name in ("Amber", "River", "Robin"))
to = consent.Side(tie_id=cast.in_circle(amber, river).id)

def deed():
    consent.share(by=amber, viewer=amber, to=to, key="about-me", purpose=consent.Purpose.KNOW_ME,
                  span=consent.Span.MONTH)

def look():
    rows = [Share.objects.count(), Notice.objects.count(), Line.objects.filter(deed="consent.share").count(),
            Message.objects.filter(person_id=river.id, kind="shown-to-you").count()]
    sees = consent.may_see(river, amber.id, "about-me", clock.now()) is not None
    assert consent.may_see(robin, amber.id, "about-me", clock.now()) is None
    if rows == [0] * 4:
        assert not sees
        return "nothing"
    assert rows == [1] * 4, rows
    assert sees
    return "whole"
"""
UNSHARE = (
    SHARE
    + """
deed()
share_id = Share.objects.get().id

def deed():
    consent.end_share(by=amber, viewer=amber, share_id=share_id)

def look():
    ended = Share.objects.get().ended_at is not None
    assert Line.objects.filter(deed="consent.end_share").count() == ended
    assert (consent.may_see(river, amber.id, "about-me", clock.now()) is None) == ended
    return "whole" if ended else "nothing"
"""
)
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
    Deed("share", SHARE, ("nothing", "whole"), 8),
    Deed("end a share", UNSHARE, ("nothing", "whole"), 4),
    Deed("erase", ERASE, ("nothing", "begun", "whole"), 25),
)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
@pytest.mark.needs("P9")
def test_killed_at_any_moment_it_is_whole_or_absent_after_the_next_start(tmp_path: Path, deed: Deed) -> None:
    found = inside(new_place(tmp_path / "data"), SETUP + deed.program + KILL)["found"]
    assert found[0] == "nothing"
    assert found[-1] == "whole"
    assert [one for one in deed.may_be if one in found] == list(deed.may_be)
    assert found == sorted(found, key=deed.may_be.index)  # once it is further, it never falls back
    assert len(found) > deed.at_least
