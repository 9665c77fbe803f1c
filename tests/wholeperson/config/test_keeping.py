"""A place is kept and put back, and whoever was erased stays forgotten: with real files, in processes of their own."""

import json
import sqlite3
import stat
import tomllib
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.places import OPEN, command, inside, new_place, process
from tools.tree import ROOT
from wholeperson.config import prepare

DATABASE = "whole-person.sqlite3"
# Two people who join, write and are signed in; their words stand in the database, sealed.
PEOPLE = """
from tests import cast
from wholeperson.foundation.models import Record
from wholeperson.foundation.actions import action
from wholeperson.journeys.models import AboutMe
from wholeperson.people.models import Person

@action("wrote", about="who")
def write(*, by, who, words):
    AboutMe(person_id=who, heading="what-matters", words=vault.seal(who, words, place="journeys.words")).save()

told = {}
for name in ("Amber", "River"):
    viewer = cast.joined(name)
    write(by="system:tests", who=viewer.id, words=name + " loves the sea at dawn")
    cast.browser_of(viewer)
    told[name] = str(viewer.id)
answer(**told)
"""
LOOK = """
from uuid import UUID
from django.apps import apps
from wholeperson.people.models import Person, SignIn
from wholeperson.journeys.models import AboutMe
from wholeperson.people import public as people
who = UUID(sys.argv[2])
def readable(read):
    try: return read()
    except Exception as cause: return type(cause).__name__
row = AboutMe.objects.filter(person_id=who).first()
answer(
    there=Person.objects.filter(pk=who).exists(),
    name=readable(lambda: people.name_of(who)),
    words=readable(lambda: vault.open_words(who, row.words, place="journeys.words")),
    key=who in keystore.owners(),
    sign_ins=SignIn.objects.count(),
    erasures=len(people.noted_erasures()),
)
"""
# Sam shows a part to Nia, who reads it; and once more, as the place stands when this is run.
SHOWS = """
from tests import cast
from tests.wholeperson.journeys.sharing import shows
sam, nia = cast.joined("Sam"), cast.joined("Nia")
tie = cast.in_circle(sam, nia)
codes = cast.people.make_codes(by=sam, viewer=sam)
answer(sam=str(sam.id), nia=str(nia.id), share=str(shows(sam, tie).id), code=codes[0], tie=str(tie.id))
"""
ENDS = """
from uuid import UUID
from tests import cast
from wholeperson.consent.public import end_share
sam = cast.signed_in(UUID(sys.argv[2]))
end_share(by=sam, viewer=sam, share_id=UUID(sys.argv[3]))
answer(ended=True)
"""
READS = """
from uuid import UUID
from tests import cast
from wholeperson.messages.models import Message
from wholeperson.people import queries
sam, nia = UUID(sys.argv[2]), cast.signed_in(UUID(sys.argv[3]))
answer(
    status=cast.browser_of(nia).get(f"/my-people/shown/{sys.argv[4]}/", HTTP_HOST="localhost").status_code,
    code_opens=queries.open_code(sys.argv[5]) is not None,
    ties=[str(tie.id) for tie in cast.people.circle_of(sam)],
    told={who: [one.kind for one in Message.objects.filter(person_id=person) if one.kind != "sign-in-changed"]
          for who, person in (("sam", sam), ("nia", nia.id))},
)
"""
REPLAY = "answer(back=prepare.safe_to_serve())"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A place in which Amber is about to be erased and River stays; a backup of before; and what came of it."""
    data = tmp_path_factory.mktemp("place") / "data"
    told = inside(new_place(data), PEOPLE)
    file = data.parent / "monday.backup"
    told["sealed"] = _sealed(data / DATABASE, told["Amber"]).hex()
    said = command(data, "backup", str(file), "--json")
    assert said.code == 0, said.err
    assert said.json["kind"] == "sqlite"
    said = command(data, "erase", told["Amber"], "--json")
    assert said.code == 0, said.err
    assert said.json["done"] is True
    assert said.json["forgotten_by"] > said.json["forgotten_by"][:4]
    assert told["Amber"] not in said.out
    return data, told


def _sealed(file: Path, person: str) -> bytes:
    with closing(sqlite3.connect(file)) as database:
        query = "SELECT words FROM journeys_aboutme WHERE person_id = ?"
        return database.execute(query, (person.replace("-", ""),)).fetchone()[0]


def test_a_backup_holds_no_key_no_store_no_secret_and_no_sign_in(place: tuple[Path, dict[str, str]]) -> None:
    data, told = place
    file = data.parent / "monday.backup"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir() if "monday" in one.name] == ["monday.backup"]
    with zipfile.ZipFile(file) as packed:
        assert sorted(packed.namelist()) == ["database", "manifest.json"]
        said = json.loads(packed.read("manifest.json"))
        held = packed.read("database")
    assert set(said) == {"version", "made_at", "kind", "migrations", "sha256"}
    assert bytes.fromhex(told["sealed"]) in held
    secrets = [(data / "keys" / "key").read_text().strip(), (data / "secret-key").read_text().strip()]
    assert all(one.encode() not in held and bytes.fromhex(secrets[0]) not in held for one in secrets)
    with closing(sqlite3.connect(data / "keys" / "personal-keys.sqlite3")) as store:
        wrapped = [one for (one,) in store.execute("SELECT wrapped FROM personal_key")]
    assert wrapped
    assert all(one not in held for one in wrapped)
    unpacked = data.parent / "unpacked"
    unpacked.write_bytes(held)
    with closing(sqlite3.connect(unpacked)) as database:
        assert database.execute("SELECT count(*) FROM people_person").fetchone() == (2,)
        assert database.execute("SELECT count(*) FROM people_signin").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


@pytest.mark.needs("P9")
def test_somebody_erased_after_the_backup_is_not_on_the_restored_place_and_everybody_else_is(
    place: tuple[Path, dict[str, str]],
) -> None:
    data, told = place
    said = command(data, "restore", str(data.parent / "monday.backup"), "--json")
    assert said.code == 0, said.err
    assert said.json["erased_again"] == 1
    assert said.json["people_without_a_key"] == 0
    assert Path(said.json["kept_beside"]).exists()
    gone, stays = inside(data, LOOK, told["Amber"]), inside(data, LOOK, told["River"])
    assert gone == {"there": False, "name": "DoesNotExist", "words": "AttributeError", "key": False, "sign_ins": 0,
                    "erasures": 1}  # fmt: skip
    assert (stays["name"], stays["words"]) == ("River", "River loves the sea at dawn")
    files = b"".join(one.read_bytes() for one in data.glob(DATABASE + "*"))
    assert bytes.fromhex(told["sealed"]) not in files
    assert bytes.fromhex(told["sealed"])[:20] not in files
    assert b"Amber" not in files
    assert not list(data.glob("*.restoring*"))
    assert stat.S_IMODE((data / DATABASE).stat().st_mode) == 0o600


@pytest.mark.needs("P8", "P9")
def test_a_share_that_was_ended_after_the_backup_is_not_open_again(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "monday.backup"
    told = inside(new_place(data), SHOWS, DEBUG="yes")
    who = (told["sam"], told["nia"], told["share"], told["code"])
    before = inside(data, READS, *who, DEBUG="yes")
    assert (before["status"], before["code_opens"]) == (200, True)
    assert command(data, "backup", str(file)).code == 0
    inside(data, ENDS, told["sam"], told["share"])
    assert inside(data, READS, *who, DEBUG="yes")["status"] == 404
    said = command(data, "restore", str(file))
    assert said.code == 0, said.err
    assert "every share has ended" in said.out
    assert "passphrases, cards and passkeys" in said.out
    after = inside(data, READS, *who, DEBUG="yes")
    assert (after["status"], after["code_opens"], after["ties"]) == (404, False, [told["tie"]])
    assert after["told"]["nia"] == before["told"]["nia"]
    assert after["told"]["sam"] == [*before["told"]["sam"], "shares-ended-after-restore"]


def test_the_next_start_forgets_again_even_where_somebody_copied_the_old_file_back_by_hand(
    place: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    data, told = place
    with zipfile.ZipFile(data.parent / "monday.backup") as packed:
        (data / DATABASE).write_bytes(packed.read("database"))
    assert inside(data, LOOK, told["Amber"])["there"] is True
    assert inside(data, REPLAY, counted=True) == {"back": 1}
    assert inside(data, LOOK, told["Amber"])["there"] is False
    assert inside(data, REPLAY) == {"back": 0}


def test_a_place_on_a_new_machine_comes_back_from_a_backup_a_key_file_and_a_copy_of_the_store(
    place: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    data, told = place
    said = command(data, "keys", "copy", "--json")
    assert said.code == 0, said.err
    new = tmp_path / "new"
    new.mkdir()
    (new / "keys").mkdir(0o700)
    (new / "keys" / "key").write_bytes((data / "keys" / "key").read_bytes())
    back = command(new, "restore", str(data.parent / "monday.backup"))
    assert back.code == 0, back.err
    assert "People whose key is not here: 2" in back.out
    refused = process(new, OPEN + "prepare.safe_to_serve()")
    assert "There are people here, and none of their keys" in refused.err
    found = command(new, "keys", "restore", said.json["copy"], "--json")
    assert found.json == {"came_back": 1, "people_without_a_key": 1}
    assert inside(new, REPLAY, counted=True) == {"back": 1}
    assert inside(new, LOOK, told["River"])["words"] == "River loves the sea at dawn"
    assert inside(new, LOOK, told["Amber"])["there"] is False
    assert command(new, "keys", "status", "--json").json["people_without_a_key"] == 0


def test_rotating_leaves_every_word_open(place: tuple[Path, dict[str, str]]) -> None:
    data, told = place
    old = (data / "keys" / "key").read_text()
    said = command(data, "keys", "rotate", "--json")
    assert said.code == 0, said.err
    assert said.json["wrapped_again"] == 1
    assert (data / "keys" / "key").read_text() != old
    assert inside(data, LOOK, told["River"])["words"] == "River loves the sea at dawn"


def test_a_lost_key_file_stops_the_start_and_is_not_made_anew(
    place: tuple[Path, dict[str, str]],
) -> None:
    data, _ = place
    kept = (data / "keys" / "key").rename(data / "keys" / "elsewhere")
    said = command(data, "keys", "status")
    assert said.code == 1
    assert "The installation's key is not at" in said.err
    assert not (data / "keys" / "key").exists()
    (data / "keys" / "key").write_text("ab" * 32 + "\n")
    assert "is not here" in process(data, OPEN + "prepare.safe_to_serve()").err
    kept.rename(data / "keys" / "key")


def test_a_backup_that_is_none_or_is_damaged_changes_nothing(
    place: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    data, _ = place
    whole, before = (data.parent / "monday.backup").read_bytes(), (data / DATABASE).read_bytes()
    changed = whole[:5000] + bytes([whole[5000] ^ 255]) + whole[5001:]
    for spoilt in (b"not a backup", whole[: len(whole) // 2], changed):
        file = tmp_path / "spoilt"
        file.write_bytes(spoilt)
        said = command(data, "restore", str(file))
        assert said.code == 1
        assert "is not a backup of this platform, or it is damaged" in said.err
        assert (data / DATABASE).read_bytes() == before


def _with_manifest(source: Path, target: Path, **changed: object) -> Path:
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(target, "w") as other:
        said = json.loads(packed.read("manifest.json")) | changed
        other.writestr("manifest.json", json.dumps(said))
        other.writestr("database", packed.read("database"))
    return target


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"migrations": ["people.9999_from_the_future"], "version": "99.0"}, "version 99.0, which is newer"),
        ({"kind": "postgresql"}, "'wholeperson move' takes it on from there"),
        ({"sha256": "00"}, "it is not as it was written"),
    ],
)
def test_a_backup_that_does_not_fit_says_why(
    place: tuple[Path, dict[str, str]], tmp_path: Path, changed: dict[str, object], says: str
) -> None:
    data, _ = place
    said = command(data, "restore", str(_with_manifest(data.parent / "monday.backup", tmp_path / "odd", **changed)))
    assert said.code == 1
    assert says in said.err


def test_nothing_is_put_back_while_the_platform_runs(place: tuple[Path, dict[str, str]]) -> None:
    data, _ = place
    with prepare.in_use(data):
        assert command(data, "backup", str(data.parent / "while-serving")).code == 0
        for name, given in (("restore", ["monday.backup"]), ("keys", ["restore", "while-serving"])):
            said = command(data, name, *given[:-1], str(data.parent / given[-1]))
            assert said.code == 1
            assert "The platform is running on this folder" in said.err
    with prepare.in_use(data, alone=True), pytest.raises(prepare.NotReadyError, match="being exchanged"):
        prepare.in_use(data)


def test_a_database_that_is_too_broken_to_open_is_kept_as_it_lies_and_the_backup_takes_its_place(
    place: tuple[Path, dict[str, str]],
) -> None:
    data, told = place
    (data / DATABASE).write_bytes(b"a disk wrote this" * 900)
    (data / (DATABASE + "-wal")).write_bytes(b"and this")
    said = command(data, "restore", str(data.parent / "monday.backup"), "--json")
    assert said.code == 0, said.err
    assert Path(said.json["kept_beside"]).read_bytes().startswith(b"a disk wrote this")
    assert inside(data, LOOK, told["Amber"])["there"] is False
    assert inside(data, LOOK, told["River"])["words"] == "River loves the sea at dawn"


def test_a_database_that_another_program_holds_is_left_alone(place: tuple[Path, dict[str, str]]) -> None:
    data, told = place
    with closing(sqlite3.connect(data / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        said = command(data, "restore", str(data.parent / "monday.backup"))
    assert said.code == 1
    assert "Another program has the database open" in said.err
    assert inside(data, LOOK, told["River"])["there"] is True


def test_a_file_that_is_there_is_not_written_over_unless_one_says_so(
    place: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    data, _ = place
    file = tmp_path / "kept"
    file.write_text("kept")
    said = command(data, "backup", str(file))
    assert said.code == 1
    assert "say --force" in said.err
    assert file.read_text() == "kept"
    assert command(data, "backup", str(file), "--force").code == 0
    assert zipfile.is_zipfile(file)
    said = command(data, "backup", str(tmp_path / "nowhere" / "file"))
    assert said.code == 1
    assert "Name another place" in said.err


def test_a_reference_of_nobody_erases_nobody_and_a_wrong_one_is_asked_wrongly(
    place: tuple[Path, dict[str, str]],
) -> None:
    data, _ = place
    said = command(data, "erase", "00000000-0000-4000-8000-000000000000")
    assert said.code == 1
    assert "nothing was erased" in said.err
    assert command(data, "erase", "River").code == 2


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    said = command(tmp_path / "nowhere", "backup", str(tmp_path / "file"))
    assert said.code == 1
    assert "Name the folder of this place with --data" in said.err
    (tmp_path / "empty").mkdir()
    said = command(tmp_path / "empty", "backup", str(tmp_path / "file"))
    assert "nothing to keep" in said.err


def test_the_commands_are_announced_to_the_command_line() -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["wholeperson.commands"]
    for name in ("backup", "restore", "erase", "move", "keys"):
        module, _, attribute = points[name].partition(":")
        assert (ROOT / "src" / (module.replace(".", "/") + ".py")).exists()
        assert f"def {attribute}(" in (ROOT / "src" / (module.replace(".", "/") + ".py")).read_text()
