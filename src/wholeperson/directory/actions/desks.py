"""Front desks: a coordinator gives one its words, renews them, or ends it."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import AskedFor, Desk
from wholeperson.directory.queries.desks import words_mark
from wholeperson.directory.rules.asking_peers import WORDS_OF_A_DESK, AskingError
from wholeperson.directory.rules.front_desk import DESKS
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.people.public import everyday_words, some_words

LONGEST_NAME = 80


@dataclass(frozen=True)
class DeskWords:
    """The words of a desk. They are told once: afterwards only their mark is kept."""

    id: UUID
    words: str


@action("a front desk was given its words")
def open_desk(*, by: By, alliance_id: UUID, kind: str, name: str) -> DeskWords:
    """Take in a front desk, and give it words by which it can ask for a peer.

    Raises:
        NotYoursError: where the map of that alliance is not theirs to keep.
        AskingError: where the kind or the name is missing.
    """
    permissions.check_may_keep_the_map(by, alliance_id)
    if kind not in DESKS:
        raise AskingError("Which kind of desk is it? Please choose one.", "kind")
    if not name.strip():
        raise AskingError("What is it called? Please give the desk a name.", "name")
    words = some_words(secrets.choice, everyday_words(), WORDS_OF_A_DESK)
    desk = Desk(
        alliance_id=alliance_id, kind=kind, name=name.strip()[:LONGEST_NAME], words_mark=words_mark(words),
        renewed_at=clock.now(),
    )  # fmt: skip
    desk.save()
    vault.new_key(desk.id)
    return DeskWords(desk.id, words)


@action("a front desk was given new words")
def renew_desk(*, by: By, desk_id: UUID) -> DeskWords:
    """Give a desk new words. The old ones open nothing from then on, on any screen.

    Raises:
        NotYoursError: where the map of that alliance is not theirs to keep.
        Desk.DoesNotExist: where there is no such desk.
    """
    desk = _own(by, desk_id)
    words = some_words(secrets.choice, everyday_words(), WORDS_OF_A_DESK)
    desk.words_mark, desk.renewed_at = words_mark(words), clock.now()
    desk.save()
    return DeskWords(desk.id, words)


@action("a front desk was taken off")
def end_desk(*, by: By, desk_id: UUID) -> Desk:
    """End a desk: its words open nothing any longer, and what it asked for is let go.

    Raises:
        NotYoursError: where the map of that alliance is not theirs to keep.
        Desk.DoesNotExist: where there is no such desk.
    """
    desk = _own(by, desk_id)
    desk.ended_at, desk.words_mark = clock.now(), secrets.token_hex(32)
    desk.save()
    AskedFor.objects.filter(desk=desk).delete()
    return desk


def _own(by: By, desk_id: UUID) -> Desk:
    desk = Desk.objects.select_for_update().get(pk=desk_id, ended_at=None)
    permissions.check_may_keep_the_map(by, desk.alliance_id)
    return desk
