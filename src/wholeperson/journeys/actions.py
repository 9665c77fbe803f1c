"""Every write of About me. Words are kept exactly as they were given: not trimmed, not corrected."""

from uuid import UUID

from wholeperson.consent.public import Ground
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, Reading, action, note_reading
from wholeperson.journeys import queries
from wholeperson.journeys.models import AboutMe
from wholeperson.journeys.queries import HELPER_NAME, VOICE, WORDS
from wholeperson.journeys.rules.about_me import KEY, LONGEST_VOICE, Heading, letters, longest
from wholeperson.journeys.rules.voices import kind_of
from wholeperson.people.public import DoorError, NotYoursError, Viewer

NOTHING = "Nothing is written or recorded yet. Take your time. This page waits."
NO_RECORDING = "This is not a recording that we can play. A voice memo of your phone works."
TOO_LONG_VOICE = "This recording is larger than 4 MB. Please make a shorter one."
NOT_THERE = "This is not there any more."
NO_HELP = "You cannot write for this person at the moment. They decide who helps them, and for how long."


@action("something about themselves was said")
def write(
    *, by: By, viewer: Viewer, heading: Heading, words: str = "", voice: bytes = b"", keep_voice: bool = False,
    left_out: bool | None = None,
) -> AboutMe:  # fmt: skip
    """Add a version under a heading. With ``keep_voice`` the recording of the version before stays with the new words.

    What was said already, word for word, is not added again. A heading that is left out stays so unless told.

    Raises:
        DoorError: where there is nothing, too much, or something that is no recording.
    """
    _check(heading, words, voice, also=keep_voice)
    before = _newest(viewer.id, heading)
    out = before.left_out if left_out is None and before else bool(left_out)
    row = _new(viewer.id, heading, words, voice, left_out=out)
    if keep_voice and before and not voice:
        row.voice, row.voice_type = before.voice, before.voice_type
    if not (row.words or row.voice):
        raise DoorError(NOTHING, "words")
    if before and _is_the_same(before, words, voice, row.voice_type):
        row = before
    row.agreed_at = row.agreed_at or row.created_at
    row.save()
    AboutMe.objects.filter(person_id=viewer.id, heading=heading.value).update(left_out=out)
    return row


@action("a helper wrote down what somebody said")
def write_for(*, by: By, viewer: Viewer, share_id: UUID, heading: Heading, words: str) -> AboutMe:
    """Write down what a person says, in the helper's own name. Nobody sees it until the person agrees.

    A helper only adds. They see no earlier version, change nothing, and let go of nothing.

    Raises:
        NotYoursError: where no share lets them help at this moment.
        DoorError: where there is nothing, or too much.
    """
    found = queries.helping(viewer, share_id, clock.now())
    if found is None:
        raise NotYoursError(NO_HELP)
    whose, permit = found
    _check(heading, words, b"")
    before = _newest(whose, heading)
    row = _new(whose, heading, words, b"", left_out=before.left_out if before else False)
    row.helper = permit.through
    row.helper_name = vault.seal(whose, queries.name_of_helper(whose, permit), place=HELPER_NAME)
    row.save()
    note_reading(Reading(whose, permit.through, KEY))
    return row


@action("somebody agreed to words that a helper wrote down")
def agree(*, by: By, viewer: Viewer, said_id: UUID) -> AboutMe:
    """Say that this is what was meant. From now on it stands under its heading.

    Raises:
        DoorError: where it does not wait for an answer of theirs.
    """
    row = _waiting(viewer, said_id)
    row.agreed_at = clock.now()
    row.save()
    return row


@action("somebody did not mean words that a helper wrote down", about="said_id")
def not_what_i_meant(*, by: By, viewer: Viewer, said_id: UUID) -> None:
    """Let go of what a helper wrote down. The helper is not told.

    Raises:
        DoorError: where it does not wait for an answer of theirs.
    """
    _waiting(viewer, said_id).delete()


@action("something about themselves was let go", about="said_id")
def let_go(*, by: By, viewer: Viewer, said_id: UUID) -> Heading:
    """Let go of one version, for good; say under which heading it stood.

    Raises:
        DoorError: where there is no such version of theirs.
    """
    row = _own(viewer, said_id)
    row.delete()
    return Heading(row.heading)


@action("all that was said under a heading was let go", about="viewer")
def let_go_of_heading(*, by: By, viewer: Viewer, heading: Heading) -> None:
    """Let go of a heading with all its versions, for good."""
    AboutMe.objects.filter(person_id=viewer.id, heading=heading.value).delete()


@action("a heading was kept for oneself", about="viewer")
def leave_out(*, by: By, viewer: Viewer, heading: Heading) -> None:
    """Keep a heading for oneself: it stays, and nobody else sees it."""
    AboutMe.objects.filter(person_id=viewer.id, heading=heading.value).update(left_out=True)


@action("a heading was put back where others may see it", about="viewer")
def put_back(*, by: By, viewer: Viewer, heading: Heading) -> None:
    """Put a heading back into what others see, where the person shows them the section."""
    AboutMe.objects.filter(person_id=viewer.id, heading=heading.value).update(left_out=False)


def listen(viewer: Viewer, voice_id: UUID, by_id: UUID | None = None) -> queries.Voice | None:
    """Give a recording that somebody may hear; where it is another's, the hearing is in the trail first."""
    now = clock.now()
    voice = queries.voice(viewer, voice_id, now, by_id)
    if voice and voice.permit.ground is not Ground.OWN and not queries.heard_lately(viewer, voice, now):
        hear(by=viewer, voice_id=voice_id, reading=Reading(voice.whose, voice.permit.through, KEY))
    return voice


@action("somebody listened to a recording", about="voice_id")
def hear(*, by: By, voice_id: UUID, reading: Reading) -> None:
    """Note that somebody else heard a recording."""
    note_reading(reading)


def _check(heading: Heading, words: str, voice: bytes, *, also: bool = False) -> None:
    if not (words.strip() or voice or also):
        raise DoorError(NOTHING, "words")
    over = letters(words) - longest(heading)
    if over > 0:
        fits = f"{longest(heading):,}"
        raise DoorError(f"Up to {fits} letters fit here. These are {over:,} more. Nothing you typed is lost.", "words")
    if len(voice) > LONGEST_VOICE:
        raise DoorError(TOO_LONG_VOICE, "voice")
    if voice and kind_of(voice) is None:
        raise DoorError(NO_RECORDING, "voice")


def _new(whose: UUID, heading: Heading, words: str, voice: bytes, *, left_out: bool) -> AboutMe:
    return AboutMe(
        person_id=whose,
        heading=heading.value,
        words=vault.seal(whose, words if words.strip() else "", place=WORDS),
        voice=vault.seal(whose, voice, place=VOICE),
        voice_type=kind_of(voice) or "",
        left_out=left_out,
    )


def _newest(whose: UUID, heading: Heading) -> AboutMe | None:
    rows = AboutMe.objects.filter(person_id=whose, heading=heading.value, agreed_at__isnull=False)
    return rows.order_by("-agreed_at", "-created_at").first()


def _is_the_same(before: AboutMe, words: str, voice: bytes, voice_type: str) -> bool:
    same_words = vault.open_words(before.person_id, before.words, place=WORDS) == words
    return same_words and not voice and voice_type == before.voice_type


def _own(viewer: Viewer, said_id: UUID) -> AboutMe:
    row = AboutMe.objects.select_for_update().filter(pk=said_id, person_id=viewer.id).defer("voice").first()
    if row is None:
        raise DoorError(NOT_THERE)
    return row


def _waiting(viewer: Viewer, said_id: UUID) -> AboutMe:
    row = _own(viewer, said_id)
    if row.agreed_at:
        raise DoorError(NOT_THERE)
    return row
