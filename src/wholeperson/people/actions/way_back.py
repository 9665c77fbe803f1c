import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.actions.joining import check_phrase
from wholeperson.people.models import Person, RecoveryCode, SignIn, Tie, WayBack
from wholeperson.people.permissions import check_is_the_place, check_repeated
from wholeperson.people.queries import (
    asking_of,
    claim_mark,
    everyday_words,
    name_of,
    phrase_hash,
    said_mark,
    stop_mark,
)
from wholeperson.people.rules import way_back as rules
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.facts import SignInChanged, WayBackBegun
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.way_back import Heard, Word
from wholeperson.people.rules.ways_in import some_words

# One sentence each, whatever the reason: nothing can be found out by trying.
NOTHING_TO_HELP = "These words open nothing for this person. Ask them to say the words once more, or to begin again."
NOTHING_OPEN = (
    "Nothing opens with these words at the moment. Both of your people do their part first. Then we send word, in safe "
    "hours where there are any, and it opens three days after that. That can take up to eleven days. If it has been "
    "longer, look at the words once more, or begin again."
)


@dataclass(frozen=True)
class Begun:
    """Somebody asked to be helped back in: words to say to two people, and words to keep."""

    id: UUID
    say: str
    keep: str


@action("two people were chosen to help somebody back in", about="viewer")
def choose_helpers(*, by: By, viewer: Viewer, tie_ids: list[UUID]) -> None:
    """Choose the two people of one's circle who can help one back in. What others had begun before is stopped.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        DoorError: where these are not two different people who are there.
    """
    now = clock.now()
    check_repeated(viewer, now)
    there = Tie.objects.select_for_update().filter(owner_id=viewer.id, ended_at=None).exclude(accepted_at=None)
    chosen = [tie for tie in there if tie.id in tie_ids]
    if len(chosen) != len(tie_ids) or not rules.fit_to_help([tie.other_id for tie in chosen]):
        raise DoorError("Please choose two different people, no more and no fewer.", "people")
    _switch_off(viewer.id, now)
    Tie.objects.filter(pk__in=tie_ids).update(helps_back_in=True)
    Person.objects.filter(pk=viewer.id).update(way_back_on=True)
    announce(SignInChanged(viewer.id))


@action("help back in was switched off", about="viewer")
def switch_way_back_off(*, by: By, viewer: Viewer) -> None:
    """Switch help back in off, at once and without asking anything. What has begun is stopped."""
    _switch_off(viewer.id, clock.now())


@action("somebody asked to be helped back in")
def begin_way_back(*, by: By) -> Begun:
    """Begin an asking for nobody in particular: it is linked by the first helper. Both kinds of words are told once."""
    say, keep = (
        some_words(secrets.choice, everyday_words(), count) for count in (rules.WORDS_TO_SAY, rules.WORDS_TO_KEEP)
    )
    asking = WayBack(
        code_mark=said_mark(say), claim_mark=claim_mark(keep), ends_at=rules.asked_until(clock.now())
    )  # fmt: skip
    asking.save()
    return Begun(asking.id, say, keep)


@action("somebody gave their word to help somebody back in", about="viewer")
def help_back(*, by: By, viewer: Viewer, code: str, tie_id: UUID, sure: bool) -> None:
    """Give one's word that it is them. The second word begins the wait, and the person is told first.

    Raises:
        DoorError: where they are not sure, or the words open nothing for this person.
    """
    if not sure:
        raise DoorError(
            "Please speak with them first. If something feels wrong, do nothing: they can ask again later.", "sure"
        )
    now = clock.now()
    asking = WayBack.objects.select_for_update().filter(code_mark=said_mark(code)).first()
    ties = Tie.objects.select_for_update().select_related("owner")
    tie = ties.filter(pk=tie_id, other_id=viewer.id, ended_at=None).first()
    if asking is None or tie is None:
        raise DoorError(NOTHING_TO_HELP, "code")
    word = Word(tie.owner_id, viewer.id, tie.helps_back_in and tie.owner.way_back_on)
    heard = rules.hear(asking_of(asking), word, now)
    if heard is Heard.NOTHING:
        raise DoorError(NOTHING_TO_HELP, "code")
    if heard is Heard.FIRST:
        asking.person_id, asking.first = tie.owner_id, tie
        asking.save()
        return
    _begin_to_wait(asking, tie, now)


def _begin_to_wait(asking: WayBack, tie: Tie, now: datetime) -> None:
    opens, stop = rules.opens_at(now), secrets.token_urlsafe(24)
    asking.ends_at = rules.lasts_until(asking_of(asking), opens)
    asking.second, asking.opens_at, asking.stop_mark = tie, opens, stop_mark(stop)
    asking.save()
    announce(WayBackBegun(tie.owner_id, asking.id, opens, stop))


@action("a way back was held until the person can know of it", about="way_back_id")
def hold_way_back(*, by: By, way_back_id: UUID, until: datetime) -> None:
    """Have a way back open later, because the person hears of it later. It never opens earlier than it did.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    asking = WayBack.objects.select_for_update().filter(pk=way_back_id, opens_at__lt=until).first()
    if asking is not None:
        asking.opens_at, asking.ends_at = until, rules.lasts_until(asking_of(asking), until)
        asking.save()


@action("a way back was stopped by one tap")
def stop_way_back(*, by: By, token: str) -> House:
    """Stop whatever is under way for the person to whom this was sent. An unknown token does nothing."""
    found = WayBack.objects.select_for_update().filter(stop_mark=stop_mark(token)).first()
    if found is not None and found.person_id is not None:
        stop_all(found.person_id, clock.now())
    return HOUSE


@action("somebody stopped their way back", about="viewer")
def stop_my_way_back(*, by: By, viewer: Viewer) -> None:
    """Stop whatever is under way to help this person back in, without asking anything."""
    stop_all(viewer.id, clock.now())


@action("somebody was helped back in")
def claim_way_back(*, by: By, claim: str, phrase: str) -> Person:
    """Come back in by the words that were kept, with a new passphrase. Every device is signed out, old codes stop.

    Raises:
        DoorError: where nothing is open by these words, or the passphrase could be better.
    """
    now = clock.now()
    asking = WayBack.objects.select_for_update().filter(claim_mark=claim_mark(claim)).first()
    if asking is None or asking.person_id is None or not rules.is_open(asking_of(asking), now):
        raise DoorError(NOTHING_OPEN, "claim")
    owner = asking.person_id
    name = name_of(owner)
    check_phrase(name, phrase)
    asking.used_at = now
    asking.save()
    _switch_off(owner, now)
    Person.objects.filter(pk=owner).update(phrase=phrase_hash(name, phrase))
    SignIn.objects.filter(person_id=owner).delete()
    RecoveryCode.objects.filter(person_id=owner).delete()
    announce(SignInChanged(owner))
    return Person.objects.get(pk=owner)


@action("askings that came to nothing were let go")
def let_go_of_old_askings(*, by: By, now: datetime) -> House:
    """Let go of askings that are over and were linked to nobody."""
    WayBack.objects.filter(person=None, ends_at__lt=now).delete()
    return HOUSE


def let_go_with_tie(tie: Tie, now: datetime) -> None:
    """Switch help back in off where it rested on a tie that has just ended. Only inside a deed."""
    if tie.helps_back_in:
        _switch_off(tie.owner_id, now)


def stop_all(person_id: UUID, now: datetime) -> None:
    """Stop every asking that is linked to somebody and was not used. Only inside a deed."""
    WayBack.objects.filter(person_id=person_id, stopped_at=None, used_at=None).update(stopped_at=now)


def _switch_off(person_id: UUID, now: datetime) -> None:
    Person.objects.filter(pk=person_id).update(way_back_on=False)
    Tie.objects.filter(owner_id=person_id, helps_back_in=True).update(helps_back_in=False)
    stop_all(person_id, now)
