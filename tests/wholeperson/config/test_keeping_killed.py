"""A machine dies at any moment while a backup is put back: the old or the new database is there, whole."""

from pathlib import Path

from tests.places import inside, new_place

KILLED = """
import os, shutil
from django.conf import settings
from tests import cast
from wholeperson.config import backups
from wholeperson.people import public as people
from wholeperson.people.models import Person

amber, river = cast.joined("Amber"), cast.joined("River")
file = data / "monday.backup"
backups.make(file)
people.erase_by_the_place(by="system:tests", person_id=amber.id)
sky = cast.joined("Sky")  # came after the backup: says which of the two databases it is
connection.close()
here, keys = Path(connection.settings_dict["NAME"]), Path(settings.KEY_STORE) / keystore.STORE
COUNTED = ("os.rename", "os.link", "os.remove", "os.chmod", "sqlite3.connect", "os.truncate")

def fresh(n):
    folder = data / f"try-{n}"
    (folder / "keys").mkdir(parents=True)
    for one in here.parent.glob(here.name + "*"):
        shutil.copy(one, folder / one.name)
    shutil.copy(keys, folder / "keys" / keystore.STORE)
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = folder / here.name
    settings.KEY_STORE, settings.KEY_COPIES = folder / "keys", folder / "copies"
    return folder

def look():
    back = prepare.safe_to_serve()
    assert not Person.objects.filter(pk=amber.id).exists()
    assert amber.id not in keystore.owners()
    assert people.name_of(river.id) == "River"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)
    return "old" if Person.objects.filter(pk=sky.id).exists() else "new"

found, n = [], 0
while True:
    folder = fresh(n)
    child = os.fork()
    if child == 0:
        left = [n]
        def count(event):
            left[0] -= 1
            if left[0] < 0: os._exit(9)
        sys.addaudithook(lambda event, _: count(event) if event in COUNTED else None)
        def statement(execute, sql, params, many, context):
            if not sql.startswith("SELECT"): count(sql)
            return execute(sql, params, many, context)
        with connection.execute_wrapper(statement):
            backups.put_back(file)
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    assert code in (0, 9), code
    found.append(look())
    connection.close()
    if code == 0: break
    shutil.rmtree(folder)
    n += 1
# What was left half done by a death is taken up, or taken away, by the next try.
answer(found=found, left=sorted(one.name.split(".")[1] for one in folder.iterdir() if here.name[:5] in one.name))
"""


def test_killed_at_any_moment_of_a_restore_the_old_or_the_new_database_is_there(tmp_path: Path) -> None:
    said = inside(new_place(tmp_path / "data"), KILLED)
    found = said["found"]
    assert found[0] == "old"
    assert found[-1] == "new"
    assert found == sorted(found, reverse=True)  # from old to new, once
    assert len(found) > 25
