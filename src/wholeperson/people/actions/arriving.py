"""Coming in from outside: joining in one go, knocking with whatever somebody has, and being let in."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.people.actions.door import make_codes
from wholeperson.people.actions.joining import join
from wholeperson.people.actions.signing_in import open_sign_in, repeat, use_code
from wholeperson.people.actions.trying import DOOR, begin_try, take_back
from wholeperson.people.models import SignIn
from wholeperson.people.queries import (
    code_mark,
    open_code,
    person_by_card,
    person_by_phrase,
    viewer_of,
    words_mark,
)
from wholeperson.people.rules.ages import AgeBand
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.roles import Role
from wholeperson.people.rules.viewer import Viewer

NOT_TOGETHER = {
    "phrase": "That name and these words do not open anything together. Look at both once more. "
    "Capital letters and extra spaces do not matter.",
    "card": "These words and this number do not open anything together. Look at both once more.",
    "code": "This code does not open anything. Each code opens once; try the next one.",
}


@dataclass(frozen=True)
class Joined:
    """Somebody who has just joined: their sign-in on this device, and the codes that are shown this once."""

    id: UUID
    viewer: Viewer
    codes: tuple[str, ...]


@action("somebody joined at the door")
def join_here(
    *, by: By, name: str, age_band: AgeBand, alliance_id: UUID, phrase: str, role: Role, shared: bool
) -> Joined:
    """Take somebody in, sign this device in, and make their recovery codes: all of it, or nothing.

    Raises:
        DoorError: where the name is empty, or the passphrase could be better.
        NotYoursError: where the role needs an invitation.
    """
    if not phrase:
        raise DoorError("Please choose some words that only you know. Four will do.", "phrase")
    person = join(by=by, name=name, age_band=age_band, alliance_id=alliance_id, phrase=phrase, role=role)
    sign_in = open_sign_in(by=by, person_id=person.id, shared=shared)
    viewer = viewer_of(sign_in.id, clock.now())
    assert viewer is not None  # opened two lines above, in this transaction
    return Joined(sign_in.id, viewer, make_codes(by=viewer, viewer=viewer))


def take_in(
    *, address: str, name: str, age_band: AgeBand, alliance_id: UUID, phrase: str, role: Role, shared: bool
) -> Joined:
    """Let somebody join from an address, as slowly as a sign-in from there would be.

    A passphrase that is refused may be somebody's: without counting, this page would be a way to guess.

    Raises:
        WaitError, DoorError, NotYoursError: as `knock` and `join_here`.
    """
    # Counted whatever comes of it: that these words were free says that nobody of this name has them, so it was a guess
    # that missed.
    begin_try(by=DOOR, name=name, address=address)
    return join_here(
        by=DOOR, name=name, age_band=age_band, alliance_id=alliance_id, phrase=phrase, role=role, shared=shared
    )


@dataclass(frozen=True)
class Key:
    """Whatever somebody knocks with: under which name the tries are counted, and whom it opens for.

    What is no name begins with a null character, which no typed name can hold: tries at a card or a code never slow
    down somebody who happens to be called that.
    """

    kind: str
    counted_as: str
    opens: Callable[[], UUID | None]
    code_id: UUID | None = None


def by_phrase(name: str, phrase: str) -> Key:
    """Knock with a name and a passphrase."""
    return Key("phrase", name, lambda: person_by_phrase(name, phrase))


def by_card(words: str, number: str) -> Key:
    """Knock with the words of a card and its number. Tries are counted for each card by itself: a hostel has many."""
    return Key("card", f"\0card {words_mark(words, of='card')}", lambda: person_by_card(words, number))


def by_code(code: str) -> Key:
    """Knock with a recovery code."""
    found = open_code(code)
    code_id, person_id = found or (None, None)
    return Key("code", f"\0code {code_mark(code)}", lambda: person_id, code_id)


def knock(key: Key, address: str, only: UUID | None = None) -> UUID:
    """Say whose record a key opens, slowly where there were many tries. ``only`` one person, when they are known.

    Raises:
        WaitError: where it is too early for the next try. The key is then not even tried.
        DoorError: where it opens nothing; in the same words, after the same work, whatever the reason.
    """
    begun = begin_try(by=DOOR, name=key.counted_as, address=address)
    found = key.opens()
    if found is None or only not in (None, found):
        raise DoorError(NOT_TOGETHER[key.kind])
    take_back(by=DOOR, begun=begun)
    return found


@action("somebody came in")
def come_in(*, by: By, person_id: UUID, shared: bool, code_id: UUID | None = None) -> SignIn:
    """Open a sign-in; where it was a recovery code that opened, use it up in the same moment.

    Raises:
        DoorError: where the code was used before.
    """
    if code_id:
        use_code(by=by, code_id=code_id)
    return open_sign_in(by=by, person_id=person_id, shared=shared)


@action("somebody showed it is them, with what they have")
def show_again(*, by: By, viewer: Viewer, code_id: UUID | None = None) -> SignIn:
    """Note that it is still them; where it was a recovery code that showed it, use it up in the same moment.

    Raises:
        DoorError: where the code was used before.
    """
    if code_id:
        use_code(by=by, code_id=code_id)
    return repeat(by=by, viewer=viewer)
