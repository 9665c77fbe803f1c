import secrets
from uuid import UUID

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.actions.way_back import let_go_with_tie
from wholeperson.people.models import Tie
from wholeperson.people.queries import OTHER_WORD, TIE_WORD, everyday_words, words_mark
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.facts import TieEnded
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.ways_in import INVITATION, WORDS_IN_AN_INVITATION, some_words

LONGEST_WORD = 80
NOT_THERE = "There is no open invitation with these words. Look at them once more, or ask for new ones."


@action("somebody was invited into a circle", about="viewer")
def invite_into_circle(*, by: By, viewer: Viewer, word: str) -> tuple[UUID, str]:
    """Invite somebody, under the word that the person has for them; give the tie and the words of the invitation.

    The words are shown this once, to be told or handed over. They open for a week, to one person.

    Raises:
        DoorError: where the person gave no word for them.
    """
    _check_word(word)
    words = some_words(secrets.choice, everyday_words(), WORDS_IN_AN_INVITATION)
    tie = Tie(
        owner_id=viewer.id,
        word=vault.seal(viewer.id, word, place=TIE_WORD),
        code_mark=words_mark(words, of="tie"),
        invited_until=clock.now() + INVITATION,
    )
    tie.save()
    return tie.id, words


@action("somebody came into a circle")
def accept_invitation(*, by: By, viewer: Viewer, words: str, word: str) -> Tie:
    """Come into somebody's circle, with a word of one's own for them.

    Raises:
        DoorError: where the words open nothing: unknown, too old, used, ended, or one's own.
    """
    _check_word(word)
    now = clock.now()
    open_now = Tie.objects.filter(
        code_mark=words_mark(words, of="tie"), other=None, ended_at=None, invited_until__gt=now
    )
    tie = open_now.exclude(owner_id=viewer.id).select_for_update().first()
    if tie is None:
        raise DoorError(NOT_THERE, "words")
    tie.other_id, tie.accepted_at = viewer.id, now
    tie.other_word = vault.seal(viewer.id, word, place=OTHER_WORD)
    tie.save()
    return tie


@action("a word for somebody was changed")
def rename_tie(*, by: By, viewer: Viewer, tie_id: UUID, word: str) -> Tie:
    """Call somebody in one's circle by another word. Only one's own word changes.

    Raises:
        DoorError: where there is no word, or no such tie.
    """
    _check_word(word)
    tie = _own_tie(viewer, tie_id)
    if tie.owner_id == viewer.id:
        tie.word = vault.seal(viewer.id, word, place=TIE_WORD)
    else:
        tie.other_word = vault.seal(viewer.id, word, place=OTHER_WORD)
    tie.save()
    return tie


@action("a circle grew smaller")
def end_tie(*, by: By, viewer: Viewer, tie_id: UUID) -> Tie:
    """End a tie, from either side. The other is not told; everything that rested on it ends with it.

    Raises:
        DoorError: where there is no such tie.
    """
    tie, now = _own_tie(viewer, tie_id), clock.now()
    let_go_with_tie(tie, now)
    tie.ended_at, tie.helps_back_in = now, False
    tie.save()
    announce(TieEnded(tie.id, tie.owner_id))
    return tie


def _own_tie(viewer: Viewer, tie_id: UUID) -> Tie:
    tie = Tie.objects.select_for_update().filter(pk=tie_id, ended_at=None).first()
    if tie is None or viewer.id not in (tie.owner_id, tie.other_id):
        raise DoorError("There is nobody like that in your circle at the moment.")
    return tie


def _check_word(word: str) -> None:
    if not word.strip():
        raise DoorError("Please give a word for this person, so that you know later who it is.", "word")
    if len(word) > LONGEST_WORD:
        raise DoorError(f"Up to {LONGEST_WORD} letters fit here. Please take a shorter word.", "word")
