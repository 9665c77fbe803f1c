"""A voice and a picture of a place: looked over by their bytes, and kept without anything that tells more."""

from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Resource, Sound
from wholeperson.directory.rules import pictures, sounds
from wholeperson.directory.rules.media import MediaError
from wholeperson.foundation.actions import By, action
from wholeperson.people.public import DoorError, NotYoursError

NOT_THERE = "This is not there any more."
KEPT_SAFE = "The address of this place is kept safe, so nobody hears or sees it here."
LONGEST_WORDS = 1000
VOICE, PICTURE = "voice", "picture"
LOOKED_OVER = {VOICE: sounds.looked_over, PICTURE: pictures.looked_over}
SAY_YES = {
    VOICE: "Please ask whoever speaks first. Without their yes it is not kept.",
    PICTURE: "Please look whether somebody can be known in the picture. With somebody in it, it is not kept.",
}
SAME_IN_WORDS = {
    VOICE: "Please write down what the voice says, for people who cannot hear it.",
    PICTURE: "Please say what the picture shows, for people who cannot see it.",
}


@action("a voice or a picture of a place was kept")
def keep_sound(*, by: By, resource_id: UUID, what: str, content: bytes, words: str, yes: bool) -> Sound:
    """Keep the voice or the picture of a place, or change it. Without bytes only the words are changed.

    Raises:
        NotYoursError: where there is no such place, it is not theirs, or its address is kept safe.
        DoorError: naming what could be put right.
    """
    place = _place(by, resource_id)
    if place.kept_safe:
        raise NotYoursError(KEPT_SAFE)
    row = Sound.objects.filter(resource=place, what=what).first() or Sound(resource=place, what=what)
    _check(what, words, yes=yes)
    if content:
        try:
            looked_over = LOOKED_OVER[what](content)
        except MediaError as problem:
            raise DoorError(str(problem), "file") from problem
        row.content, row.content_type = looked_over.body, looked_over.content_type
    if not row.content:
        raise DoorError("Please choose a file.", "file")
    row.words = words
    row.save()
    return row


def _check(what: str, words: str, *, yes: bool) -> None:
    if not words.strip():
        raise DoorError(SAME_IN_WORDS[what], "words")
    if len(words.replace("\r\n", "\n")) > LONGEST_WORDS:
        raise DoorError(f"Up to {LONGEST_WORDS:,} letters fit here. Please say it shorter.", "words")
    if not yes:
        raise DoorError(SAY_YES[what], "yes")


@action("a voice or a picture of a place was let go", about="resource_id")
def let_sound_go(*, by: By, resource_id: UUID, what: str) -> None:
    """Let go of the voice or the picture of a place, at once and for good.

    Raises:
        NotYoursError: where there is no such place, or it is not theirs.
    """
    Sound.objects.filter(resource=_place(by, resource_id), what=what).delete()


def _place(by: By, resource_id: UUID) -> Resource:
    place = Resource.objects.select_related("organization").filter(pk=resource_id, merged_into=None).first()
    if place is None:
        raise NotYoursError(NOT_THERE)
    permissions.check_may_keep(by, place.alliance_id, place.organization.teams_of_id)
    return place


def let_all_go(place: Resource) -> None:
    """Let go of everything that is heard or seen of a place: its address is kept safe. Only inside a deed."""
    Sound.objects.filter(resource=place).delete()
