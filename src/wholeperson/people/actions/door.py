import secrets
from uuid import UUID

from django.contrib.auth.hashers import make_password

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.actions.joining import check_name, check_phrase
from wholeperson.people.models import Person, RecoveryCode, SignIn, SignInCard
from wholeperson.people.permissions import check_repeated
from wholeperson.people.queries import (
    NAME,
    code_mark,
    everyday_words,
    name_mark,
    name_of,
    phrase_hash,
    words_mark,
)
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.facts import SignInChanged
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.ways_in import CODES, SHOWING_WAITS, WORDS_ON_A_CARD, number_problem, some_words

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


@action("a passphrase was changed")
def change_phrase(*, by: By, viewer: Viewer, phrase: str) -> Person:
    """Give oneself a new passphrase. Every other device is signed out.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        DoorError: where the passphrase could be better.
    """
    check_repeated(viewer, clock.now())
    name = name_of(viewer.id)
    check_phrase(name, phrase)
    return set_phrase(viewer, name, phrase)


def set_phrase(viewer: Viewer, name: str, phrase: str) -> Person:
    """Write a new passphrase and end the other sign-ins. Only inside a deed."""
    Person.objects.filter(pk=viewer.id).update(phrase=phrase_hash(name, phrase))
    SignIn.objects.filter(person_id=viewer.id).exclude(pk=viewer.sign_in_id).delete()
    announce(SignInChanged(viewer.id))
    return Person.objects.get(pk=viewer.id)


@action("somebody changed their name")
def change_name(*, by: By, viewer: Viewer, name: str, phrase: str = "") -> Person:
    """Take another name. It takes the passphrase along, because the two are kept together.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        DoorError: where there is no name, or no passphrase and there was one.
    """
    check_repeated(viewer, clock.now())
    check_name(name)
    person = Person.objects.get(pk=viewer.id)
    if person.phrase and not phrase:
        raise DoorError("Please give a passphrase for the new name. It may be the one that you have.", "phrase")
    if phrase:
        check_phrase(name, phrase)
        person.phrase = phrase_hash(name, phrase)
    person.name, person.name_mark = vault.seal(person.id, name, place=NAME), name_mark(name)
    person.save()
    announce(SignInChanged(viewer.id))
    return person


@action("recovery codes were made", about="viewer")
def make_codes(*, by: By, viewer: Viewer) -> tuple[str, ...]:
    """Make eight recovery codes, shown this once; the ones from before stop working.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
    """
    check_repeated(viewer, clock.now())
    RecoveryCode.objects.filter(person_id=viewer.id).delete()
    codes = tuple("-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(CODES))
    RecoveryCode.objects.bulk_create([RecoveryCode(person_id=viewer.id, code_mark=code_mark(code)) for code in codes])
    announce(SignInChanged(viewer.id))
    return codes


@action("a sign-in card was made", about="viewer")
def make_card(*, by: By, viewer: Viewer, number: str) -> str:
    """Make a sign-in card and give its words, shown this once. It opens only with the number.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        DoorError: where the number could be better.
    """
    check_repeated(viewer, clock.now())
    number = number.strip()
    if problem := number_problem(number):
        raise DoorError(problem, "number")
    words = some_words(secrets.choice, everyday_words(), WORDS_ON_A_CARD)
    SignInCard(
        person_id=viewer.id, words_mark=words_mark(words, of="card"), number=make_password(number, hasher="scrypt")
    ).save()
    announce(SignInChanged(viewer.id))
    return words


@action("a sign-in card was ended", about="viewer")
def end_card(*, by: By, viewer: Viewer, card_id: UUID) -> None:
    """End one's own card, at once and without asking anything: it may just have been taken."""
    there = SignInCard.objects.filter(pk=card_id, person_id=viewer.id, ended_at=None)
    if there.update(ended_at=clock.now()):
        announce(SignInChanged(viewer.id))


@action("other devices were signed out", about="viewer")
def end_other_sign_ins(*, by: By, viewer: Viewer) -> int:
    """Sign out everywhere else, and say how many devices that was."""
    ended, _ = SignIn.objects.filter(person_id=viewer.id).exclude(pk=viewer.sign_in_id).delete()
    return int(ended)


@action("showing and taking out were switched", about="viewer")
def switch_showing(*, by: By, viewer: Viewer, off: bool) -> None:
    """Switch export, 'show everything' and changes of the safe channel off at once, or on again after three days.

    Raises:
        AskAgainError: where they are to be switched on and the person has not just shown that it is them.
    """
    now = clock.now()
    if off:
        Person.objects.filter(pk=viewer.id).update(showing_off=True, showing_from=None)
        return
    check_repeated(viewer, now)
    off_now = Person.objects.filter(pk=viewer.id, showing_off=True)
    off_now.update(showing_off=False, showing_from=now + SHOWING_WAITS)
