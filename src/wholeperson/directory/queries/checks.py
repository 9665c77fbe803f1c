"""Whose turn it is to look at which entry, and which entries wait to be looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wholeperson.directory.models import Resource, Turn
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.staleness import FRESH_DAYS
from wholeperson.directory.rules.turns import AT_MOST, KEPT, Hand
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import HolderOfPower, Power, Viewer, holders_with


@dataclass(frozen=True)
class MyTurn:
    """An entry that it is somebody's turn to look at. For their own page only."""

    id: UUID
    resource_id: UUID
    resource: str
    until: date
    checked_on: date | None
    checked_how: str


@dataclass(frozen=True)
class ToLookAt:
    """An entry at which somebody could look, with how it stands."""

    resource_id: UUID
    resource: str
    checked_on: date | None
    checked_how: str


def today() -> date:
    """Give the day that it is here."""
    return clock.now().astimezone(LONDON).date()


def my_turns(viewer: Viewer) -> tuple[MyTurn, ...]:
    """Give the entries that it is somebody's turn to look at, the longest dealt first."""
    mine = Turn.objects.filter(membership_id__in=[hat.id for hat in viewer.hats], ended_at=None)
    return tuple(
        MyTurn(one.id, one.resource_id, one.resource.name, one.until, one.resource.checked_on, one.resource.checked_how)
        for one in mine.select_related("resource").order_by("until", "resource__name")
    )


def stalest(alliance_id: UUID, on: date) -> QuerySet[Resource]:
    """Give what is due to be looked at in an alliance and is nobody's turn, the stalest first."""
    due = Q(checked_on=None) | Q(checked_on__lt=on - timedelta(days=FRESH_DAYS))
    there = Resource.objects.filter(due, alliance_id=alliance_id, merged_into=None)
    somebodys = Turn.objects.filter(resource_id=OuterRef("pk"), ended_at=None)
    there = there.exclude(status=Status.CLOSED.value).filter(~Exists(somebodys))
    return there.order_by(F("checked_on").asc(nulls_first=True), "created_at", "id")


def could_look_at(alliance_id: UUID, on: date, most: int = 5) -> tuple[ToLookAt, ...]:
    """Give a few of the stalest entries, for somebody who has time today."""
    there = stalest(alliance_id, on)[:most]
    return tuple(ToLookAt(one.id, one.name, one.checked_on, one.checked_how) for one in there)


def hands_of(alliance_id: UUID, now: datetime) -> tuple[list[Hand], dict[UUID, HolderOfPower]]:
    """Give whoever looks at entries in an alliance, who has waited longest for a turn first, and who each is."""
    by_person: dict[UUID, HolderOfPower] = {}
    for one in holders_with(Power.CHECK_ENTRIES, alliance_id):
        if one.adult:  # somebody with two roles has one hand
            by_person.setdefault(one.person_id, one)
    holders = {one.membership_id: one for one in by_person.values()}
    hands = {one: Hand(one) for one in holders}
    last: dict[UUID, datetime] = {}
    recent = Turn.objects.filter(membership_id__in=hands, created_at__gt=now - KEPT).order_by("created_at")
    for turn in recent:
        hand = hands[turn.membership_id]
        hand.had.add(turn.resource_id)
        hand.open += turn.ended_at is None
        last[turn.membership_id] = turn.created_at
    never = datetime.min.replace(tzinfo=now.tzinfo)
    return sorted(hands.values(), key=lambda hand: last.get(hand.membership, never)), holders


def to_deal_at_most(hands: list[Hand]) -> int:
    """Say how many entries could be dealt out at most, with some to spare for those that somebody had already."""
    free = sum(max(AT_MOST - hand.open, 0) for hand in hands)
    return free + max((len(hand.had) for hand in hands), default=0)
