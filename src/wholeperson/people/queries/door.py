import hmac
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import xkcdpass
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from wholeperson.foundation import vault
from wholeperson.foundation.vault import mark
from wholeperson.people.models import Attempt, Membership, Person, RecoveryCode, SignIn, SignInCard
from wholeperson.people.rules.ages import AgeBand
from wholeperson.people.rules.roles import Role
from wholeperson.people.rules.viewer import Hat, Viewer
from wholeperson.people.rules.waiting import REMEMBERED, wait_for_address, wait_for_name, wait_for_name_anywhere
from wholeperson.people.rules.ways_in import may_show, tidy
from wholeperson.people.rules.words import kind_words

NAME = "people.person.name"


@lru_cache(maxsize=1)
def everyday_words() -> tuple[str, ...]:
    """Give the words of which passphrases, cards and invitations are made."""
    there = (Path(xkcdpass.__file__).parent / "static" / "eff-short").read_text(encoding="utf-8").split()
    unwanted = files("wholeperson.people").joinpath("unwanted_words.txt").read_text(encoding="utf-8")
    return kind_words(there, set(unwanted.split()))


def is_common(phrase: str) -> bool:
    """Say whether a passphrase is among those that are tried first."""
    try:
        _common().validate(phrase)
    except ValidationError:
        return True
    return False


@lru_cache(maxsize=1)
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def name_mark(name: str) -> str:
    """Give the mark by which persons of one name are found. Names are not unique: nobody can ask who is here."""
    return mark(tidy(name), place="people.person.name")


def phrase_hash(name: str, phrase: str) -> str:
    """Hash a passphrase. The salt follows from the name, so that one try costs one hash, whoever shares the name."""
    salt = mark(tidy(name), place="people.person.phrase")
    return make_password(tidy(phrase), salt=salt, hasher="scrypt")


def person_by_phrase(name: str, phrase: str) -> UUID | None:
    """Find whoever signs in with this name and this passphrase, in the same time whether there is somebody or not."""
    tried = phrase_hash(name, phrase)
    found = None
    for person in Person.objects.filter(name_mark=name_mark(name)).exclude(phrase=""):
        if hmac.compare_digest(person.phrase, tried):
            found = person.id
    return found


def person_by_card(words: str, number: str) -> UUID | None:
    """Find whoever signs in with this card and this number, in the same time whether there is such a card or not."""
    card = SignInCard.objects.filter(words_mark=words_mark(words, of="card"), ended_at=None).first()
    fits = check_password(number.strip(), card.number if card else _no_card())
    return card.person_id if card and fits else None


@lru_cache(maxsize=1)
def _no_card() -> str:
    return make_password("nobody has this number", hasher="scrypt")


def seconds_to_wait(name: str, address: str, now: datetime) -> int:
    """Say how long a try at a name from an address has to wait: nothing, most of the time."""
    waits = (
        wait_for_name(_tries(attempt_mark("both", f"{tidy(name)}\0{address}"), now), now),
        wait_for_address(_tries(attempt_mark("address", address), now), now),
        wait_for_name_anywhere(_tries(attempt_mark("name", tidy(name)), now), now),
    )
    longest = max(waits).total_seconds()
    return int(longest) + (longest > int(longest))


def attempt_mark(kind: str, what: str) -> str:
    """Give the mark under which tries are counted. It leads back to nobody."""
    return mark(what, place=f"people.attempt.{kind}")


def _tries(of: str, now: datetime) -> list[datetime]:
    return list(Attempt.objects.filter(mark=of, created_at__gt=now - REMEMBERED).values_list("created_at", flat=True))


def viewer_of(sign_in_id: UUID, now: datetime) -> Viewer | None:
    """Say who is signed in by one sign-in, or nobody where it has ended."""
    sign_in = SignIn.objects.filter(pk=sign_in_id, ends_at__gt=now).select_related("person").first()
    if sign_in is None:
        return None
    return Viewer(
        sign_in.person_id, sign_in.id, AgeBand(sign_in.person.age_band), hats_of(sign_in.person_id),
        sign_in.shared, sign_in.repeated_at,
    )  # fmt: skip


def hats_of(person_id: UUID) -> tuple[Hat, ...]:
    """Give what somebody is at this moment, in every alliance."""
    there = Membership.objects.filter(person_id=person_id, ended_at=None).select_related("team").order_by("created_at")
    return tuple(
        Hat(one.id, Role(one.role), one.alliance_id, one.team_id, one.team.organisation_id if one.team else None)
        for one in there
    )


def name_of(person_id: UUID) -> str:
    """Give the name that somebody made up for themselves. For their own pages only."""
    return vault.open_words(person_id, Person.objects.get(pk=person_id).name, place=NAME)


def code_mark(code: str) -> str:
    """Give the mark by which a recovery code is found. Blanks, dashes and capitals do not count."""
    return mark(tidy(code).replace(" ", ""), place="people.code")


def words_mark(words: str, *, of: str) -> str:
    """Give the mark by which a card or an invitation is found."""
    return mark(tidy(words), place=f"people.{of}")


def open_code(code: str) -> tuple[UUID, UUID] | None:
    """Find an unused recovery code: its own id and the person's."""
    found = RecoveryCode.objects.filter(code_mark=code_mark(code), used_at=None).first()
    return (found.id, found.person_id) if found else None


def showing_is_open(person_id: UUID, now: datetime) -> bool:
    """Say whether export, 'show everything' and changes of the safe channel are open for a person's own pages."""
    person = Person.objects.get(pk=person_id)
    return may_show(person.showing_off, person.showing_from, now)
