"""Facts are told upwards inside the transaction; the world outside hears of them once it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from wholeperson.foundation import announcements
from wholeperson.foundation.actions import By, OutsideADeedError, action
from wholeperson.foundation.announcements import after_commit, announce, subscribe
from wholeperson.mapping.models import StoredMap


@dataclass(frozen=True)
class Kept:
    """An address was kept."""

    id: UUID


@dataclass
class Loose:
    """A fact that could still be changed."""


@action("kept an address")
def keep(*, by: By, address: str) -> StoredMap:
    kept = StoredMap(address=address)
    kept.save()
    announce(Kept(kept.id))
    return kept


@pytest.fixture
def heard() -> Iterator[list[UUID]]:
    ears: list[UUID] = []

    def hear(fact: Kept) -> None:
        ears.append(fact.id)

    subscribe(Kept, hear)
    subscribe(Kept, hear)
    yield ears
    announcements._listeners.pop(Kept)  # and nobody else's: apps listen to one another


@pytest.mark.django_db
def test_whoever_subscribed_hears_it_once(heard: list[UUID]) -> None:
    kept = keep(by="system:tests", address="ours")
    assert heard == [kept.id]


@pytest.mark.django_db
def test_a_listener_that_refuses_undoes_the_deed(heard: list[UUID]) -> None:
    def refuse(fact: Kept) -> None:
        raise PermissionError("not while they are away")

    subscribe(Kept, refuse)
    with pytest.raises(PermissionError):
        keep(by="system:tests", address="ours")
    assert not StoredMap.objects.exists()


@pytest.mark.django_db
def test_a_fact_that_nobody_waits_for_is_no_trouble() -> None:
    keep(by="system:tests", address="ours")


def test_only_a_deed_announces() -> None:
    with pytest.raises(OutsideADeedError, match="Kept was not announced"):
        announce(Kept(UUID(int=1)))


@pytest.mark.parametrize("fact", [Loose, UUID])
def test_a_fact_does_not_change_after_it_was_told(fact: type) -> None:
    with pytest.raises(TypeError, match="frozen"):
        subscribe(fact, lambda told: None)


@pytest.mark.django_db
def test_effects_outside_wait_for_the_transaction(django_capture_on_commit_callbacks) -> None:
    sent: list[str] = []

    @action("told a friend", about="kept")
    def tell(*, by: By, kept: StoredMap) -> None:
        after_commit(lambda: sent.append("a message"))

    kept = keep(by="system:tests", address="ours")
    with django_capture_on_commit_callbacks(execute=True):
        tell(by="system:tests", kept=kept)
        assert sent == []
    assert sent == ["a message"]


def test_effects_outside_follow_from_a_deed() -> None:
    with pytest.raises(OutsideADeedError, match="Nothing was sent"):
        after_commit(lambda: None)
