"""A voice and a picture of a place show what they show, and nothing of where, when and with what they were made."""

import struct
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import TESTS, browser_of, joined, with_role
from tests.listing import listed
from tests.wholeperson.directory import media
from tests.wholeperson.directory.media import SECRET
from wholeperson.directory import public as directory
from wholeperson.directory.actions import sounds as actions
from wholeperson.directory.models import Organization, Sound
from wholeperson.directory.presenters.sounds import sounds_of
from wholeperson.directory.public import Listed, ResourceKind
from wholeperson.directory.rules import pictures, sounds
from wholeperson.directory.rules.media import MediaError
from wholeperson.people.public import NotYoursError, Role

RECORDINGS = {
    "webm": (media.webm(), "audio/webm", 2),
    "webm that says how long it is": (media.webm(says=True, seconds=3), "audio/webm", 3),
    "webm that says it shortly": (media.webm(says=True, seconds=1), "audio/webm", 1),
    "opus": (media.ogg(), "audio/ogg", 2),
    "vorbis": (media.ogg(vorbis=True), "audio/ogg", 2),
    "live opus": (media.ogg(end=0), "audio/ogg", None),
    "m4a": (media.m4a(), "audio/mp4", 2),
    "m4a of a long life": (media.m4a(version=1, large=True), "audio/mp4", 2),
    "m4a in pieces": (media.m4a(seconds=0), "audio/mp4", None),
    "mp3": (media.mp3(), "audio/mpeg", 2),
    "mp3 of the second kind": (media.mp3(mpeg_2=True), "audio/mpeg", 2),
    "wav": (media.wav(), "audio/wav", 2),
}


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_is_known_by_its_bytes_and_tells_only_the_sound(name: str) -> None:
    voice, kind, seconds = RECORDINGS[name]
    assert SECRET in voice
    found = sounds.looked_over(voice)
    assert found.content_type == kind
    assert SECRET not in found.body
    assert found.seconds == (seconds if seconds is None else pytest.approx(seconds, abs=0.1))
    again = sounds.looked_over(found.body)
    assert (again.body, again.seconds) == (found.body, found.seconds)


def test_a_video_a_page_and_half_a_file_are_no_recordings() -> None:
    webm, ogg, mp3 = media.webm(), media.ogg(), media.mp3()
    odd = [
        b"<!doctype html>", media.webm(kind=1), media.m4a(handler=b"vide"), webm[:60], webm[:50] + b"\0" * 40,
        ogg[:-3], ogg + ogg, media.ogg(comments=b""), ogg.replace(b"OpusTags", b"OpusBags"), ogg[:47], ogg[:90],
        media.m4a()[:40], media.m4a().replace(b"moov", b"mooz"), mp3[:500], media.wav()[:50],
        media.wav().replace(b"data", b"dada"), mp3[: mp3.index(b"\xff") + 3], b"\xff\xfb\xf0\x64", b"\xff\xfb\x90\x64",
        media.m4a()[:20] + struct.pack(">I4s", 4, b"moov"), webm[:45] + b"\x7b\xa9\x80" + bytes(9), webm + b"\0\0",
        webm[:30] + bytes.fromhex("1549A966817BA980"),
        b"ID3\x04\0\0\0\0\0\0" + b"\xff\xe3\x90\x64" + bytes(500),
    ]  # fmt: skip
    for voice in odd:
        with pytest.raises(MediaError, match="voice memo"):
            sounds.looked_over(voice)


def test_a_voice_is_about_twenty_seconds() -> None:
    with pytest.raises(MediaError, match="31 seconds long"):
        sounds.looked_over(media.wav(seconds=31))
    with pytest.raises(MediaError, match="larger than 4 MB"):
        sounds.looked_over(bytes(4_000_001))
    with pytest.raises(MediaError, match="cannot read how long"):
        sounds.looked_over(media.m4a(seconds=0) + bytes(600_000))


def test_a_sum_of_ogg_is_made_anew() -> None:
    body = sounds.looked_over(media.ogg(comments=SECRET * 30)).body
    at = body.index(b"OpusTags")
    start = body.rindex(b"OggS", 0, at)
    end = body.index(b"OggS", at)
    (says,) = struct.unpack("<I", body[start + 22 : start + 26])
    page = bytearray(body[start:end])
    page[22:26] = bytes(4)
    value = 0
    for byte in page:  # bit by bit, as the specification says it
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    assert says == value


@pytest.mark.parametrize(("up", "order"), [(6, ">"), (3, "<"), (1, ">"), (9, ">")])
def test_a_picture_keeps_its_dots_and_which_side_is_up(up: int, order: str) -> None:
    picture = media.jpeg(told=media.exif(up, order=order))
    found = pictures.looked_over(picture)
    assert found.content_type == "image/jpeg"
    assert SECRET not in found.body
    assert found.body.count(b"dots\xff\x00\xff\xd0dots") == 2
    assert (b"Exif" in found.body) is (up in (3, 6))
    if up in (3, 6):
        assert struct.pack(">HHIH", 0x0112, 3, 1, up) in found.body
    assert pictures.looked_over(found.body).body == found.body


def test_a_png_keeps_its_dots() -> None:
    found = pictures.looked_over(media.png())
    assert (found.content_type, SECRET in found.body, b"tEXt" in found.body) == ("image/png", False, False)
    assert pictures.looked_over(found.body) == found


def test_exif_that_does_not_say_it_is_no_trouble() -> None:
    ends = b"Exif\0\0MM\0*" + struct.pack(">I", 900)
    silent = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 0)
    for told in (b"http://ns.adobe.com/xap/1.0/", b"Exif\0\0XX", ends, silent):
        assert b"Exif" not in pictures.looked_over(media.jpeg(told=told)).body


def test_what_is_no_picture_is_not_kept() -> None:
    jpeg, png = media.jpeg(), media.png()
    odd = [
        b"GIF89a", jpeg[:30], jpeg[:200], b"\xff\xd8\xff\xe0\x00\x01" + bytes(9), b"\xff\xd8\xff\xe0\x00\x04aa\x00\x00",
        b"\xff\xd8\xff\xd9", media.jpeg(scan=b"dots")[:-60], media.jpeg(width=0), png[:20], png[:-60],
        png.replace(b"IDAT", b"IDAX"), b"\x89PNG\r\n\x1a\n" + media.png_chunk(b"IDAT", b""), media.png(height=0),
        png[:33] + media.png_chunk(b"IEND", b""), jpeg[: jpeg.index(b"dots") + 2],
    ]  # fmt: skip
    for picture in odd:
        with pytest.raises(MediaError, match="no picture"):
            pictures.looked_over(picture)
    with pytest.raises(MediaError, match="dots wide"):
        pictures.looked_over(media.jpeg(width=8001))
    with pytest.raises(MediaError, match="larger than 2 MB"):
        pictures.looked_over(bytes(2_000_001))


def sent(body: bytes, **other: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("x.bin", body), "words": "Somebody opens and\nsays hello.", "yes": "on", **other}


@pytest.mark.django_db
@pytest.mark.needs("N7")
def test_whoever_keeps_the_entry_adds_a_voice_and_everybody_hears_it() -> None:
    place, cora = listed("Tea and talk"), browser_of(with_role("Cora", Role.COORDINATOR))
    address = f"/network/{place.id}/voice/change/"
    assert Client().get(f"/network/{place.id}/voice/").status_code == 404
    assert cora.get(address).status_code == 200
    assert cora.post(address, sent(media.mp3())).status_code == 303
    heard = Client().get(f"/network/{place.id}/voice/")
    assert (heard.status_code, heard.headers["Content-Type"]) == (200, "audio/mpeg")
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert SECRET not in heard.content
    part = Client().get(f"/network/{place.id}/voice/", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, heard.content[:10])
    assert Client().get(f"/network/{place.id}/voice/", headers={"Range": "bytes=9999999-"}).status_code == 416
    found = sounds_of(place.id)
    assert found.voice is not None
    assert (found.voice.words, found.picture) == ("Somebody opens and\nsays hello.", None)
    only_words = {"words": "Other words.", "yes": "on"}
    assert cora.post(address, only_words).status_code == 303
    assert b"Other words." in cora.get(address).content
    assert Client().get(f"/network/{place.id}/voice/").content == heard.content
    assert cora.post(address, {"do": "let-go"}).status_code == 303
    assert not Sound.objects.exists()


@pytest.mark.django_db
def test_a_picture_is_shown_without_where_it_was_taken() -> None:
    place, cora = listed("Tea and talk"), browser_of(with_role("Cora", Role.COORDINATOR))
    assert cora.post(f"/network/{place.id}/picture/change/", sent(media.jpeg())).status_code == 303
    seen = Client().get(f"/network/{place.id}/picture/")
    assert (seen.headers["Content-Type"], SECRET in seen.content) == ("image/jpeg", False)


@pytest.mark.django_db
def test_what_could_be_put_right_is_said_beside_it() -> None:
    place, cora = listed("Tea and talk"), browser_of(with_role("Cora", Role.COORDINATOR))
    address = f"/network/{place.id}/voice/change/"
    tries = [
        (sent(media.mp3(), words=" "), b"write down what the voice says"),
        (sent(media.mp3(), yes=""), b"ask whoever speaks"), (sent(b"<html>"), b"no recording"),
        ({"words": "Words", "yes": "on"}, b"choose a file"),
        (sent(media.mp3(), words="x" * 1001), b"1,000 letters"), (sent(b""), b"did not arrive"),
        (sent(bytes(4_200_000)), b"larger than 4 MB"),
    ]  # fmt: skip
    for given, says in tries:
        answer = cora.post(address, given)
        assert (answer.status_code, says in answer.content) == (422, True), says
    assert not Sound.objects.exists()


@pytest.mark.django_db
def test_nobody_else_adds_anything() -> None:
    place, sam = listed("Tea and talk"), joined("Sam")
    for what in ("voice", "picture"):
        assert browser_of(sam).get(f"/network/{place.id}/{what}/change/").status_code == 404
        assert Client().get(f"/network/{place.id}/{what}/change/").status_code == 303
    for who, where in ((sam, place.id), (TESTS, uuid4())):
        with pytest.raises(NotYoursError):
            actions.keep_sound(by=who, resource_id=where, what="voice", content=media.mp3(), words="Words", yes=True)


@pytest.mark.django_db
@pytest.mark.needs("N9")
def test_a_place_whose_address_is_kept_safe_has_neither() -> None:
    place = listed("A house")
    for what, content in (("voice", media.mp3()), ("picture", media.png())):
        actions.keep_sound(by=TESTS, resource_id=place.id, what=what, content=content, words="Words", yes=True)
    _keep_safe(place)
    assert not Sound.objects.exists()
    cora = browser_of(with_role("Cora", Role.COORDINATOR))
    for what in ("voice", "picture"):
        assert Client().get(f"/network/{place.id}/{what}/").status_code == 404
        assert b"This address is kept safe" in cora.get(f"/network/{place.id}/{what}/change/").content
        assert cora.post(f"/network/{place.id}/{what}/change/", sent(media.mp3())).status_code == 422
        with pytest.raises(NotYoursError, match="kept safe"):
            actions.keep_sound(by=TESTS, resource_id=place.id, what=what, content=b"x", words="Words", yes=True)
    assert sounds_of(place.id).voice is None


def _keep_safe(place: Listed) -> None:
    entry = directory.Entry(name="A house", kind=ResourceKind.HOUSING, kept_safe=True)
    run_by = Organization.objects.get(pk=place.organization_id)
    directory.keep_entry(by=TESTS, organization=run_by, entry=entry, resource_id=place.id)
