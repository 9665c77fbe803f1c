"""Front desks and what they asked for. Nobody's name is in any of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.directory.models import AskedFor, Desk
from wholeperson.directory.queries.resources import Listed, listed
from wholeperson.directory.rules import asking_peers as rules
from wholeperson.directory.rules.asking_peers import Asking, Stage, Way
from wholeperson.foundation import vault
from wholeperson.people.public import Role, Viewer, holders_of

NUMBER = "directory.asked_for.number"
ANSWERS = (Role.PEER, Role.COORDINATOR)


@dataclass(frozen=True)
class DeskCard:
    """A desk as the coordinator knows it, and as a peer finds the way to it."""

    id: UUID
    alliance_id: UUID
    alliance: str
    address: str
    kind: str
    name: str
    renewed_at: datetime


@dataclass(frozen=True)
class AskedCard:
    """An asking as a peer sees it. ``number`` is there only for who took it."""

    id: UUID
    desk: DeskCard
    way: Way
    asked_at: datetime
    stage: Stage
    mine: bool
    number: str
    where: Listed | None
    meet_at: datetime | None


def tidy(words: str) -> str:
    """Give words as they are compared: capital letters and extra spaces do not matter."""
    return " ".join(words.casefold().split())


def words_mark(words: str) -> str:
    """Give the mark of a desk's words."""
    return vault.mark(tidy(words), place="directory.desk.words")


def code_mark(desk_id: UUID, code: str) -> str:
    """Give the mark of an asking's code, which counts at its own desk only."""
    return vault.mark(f"{desk_id} {tidy(code)}", place="directory.asked_for.code")


def taken_mark(viewer: Viewer, asked_id: UUID) -> str:
    """Give the mark by which somebody finds what they took, and nobody finds them."""
    return vault.mark(f"{viewer.id} {asked_id}", place="directory.asked_for.taken")


def desk_by_words(words: str) -> DeskCard | None:
    """Give the desk that has these words, or nothing."""
    found = Desk.objects.filter(words_mark=words_mark(words), ended_at=None).select_related("alliance").first()
    return card(found) if found else None


def desk(desk_id: UUID, renewed_at: datetime | None = None) -> DeskCard | None:
    """Give a desk that is there; with ``renewed_at`` only while its words are the ones of that moment."""
    found = Desk.objects.select_related("alliance").filter(pk=desk_id, ended_at=None).first()
    if found is None or renewed_at not in (None, found.renewed_at):
        return None
    return card(found)


def desks_in(alliance_ids: tuple[UUID, ...]) -> tuple[DeskCard, ...]:
    """Give the desks of some alliances."""
    there = Desk.objects.filter(alliance_id__in=alliance_ids, ended_at=None).select_related("alliance")
    return tuple(card(one) for one in there.order_by("alliance__name", "name", "created_at"))


def card(one: Desk) -> DeskCard:
    """Give a desk as a plain value."""
    return DeskCard(
        one.id, one.alliance_id, one.alliance.name, one.alliance.address, one.kind, one.name, one.renewed_at
    )


def somebody_answers(alliance_id: UUID) -> bool:
    """Say whether there is any peer who could be asked."""
    return bool(holders_of(Role.PEER, alliance_id))


def stage_of(desk_id: UUID, code: str, now: datetime) -> Stage | None:
    """Say how far the asking with this code has come, to the desk that asked; nothing where there is none."""
    found = AskedFor.objects.filter(desk_id=desk_id, code_mark=code_mark(desk_id, code)).order_by("-created_at").first()
    return rules.stage(moments(found), now) if found else None


def moments(one: AskedFor) -> Asking:
    """Give the moments of an asking."""
    return Asking(one.created_at, one.taken_at, one.settled_at)


def where_one_answers(viewer: Viewer) -> tuple[UUID, ...]:
    """Give the alliances in which somebody answers askings: as a peer or as a coordinator there, and grown up."""
    return tuple({hat.alliance_id for hat in viewer.hats if hat.role in ANSWERS}) if viewer.adult else ()


def asked_of(viewer: Viewer, now: datetime) -> tuple[AskedCard, ...]:
    """Give what desks asked for where somebody answers: what nobody took yet, and what they took themselves."""
    there = AskedFor.objects.filter(desk__alliance_id__in=where_one_answers(viewer), settled_at=None)
    rows = [one for one in there.select_related("desk__alliance").order_by("created_at")
            if rules.is_kept(one.created_at, now)]  # fmt: skip
    mine = {one.id for one in rows if one.taken_mark == taken_mark(viewer, one.id)}
    places = {one.id: one for one in listed(row.resource_id for row in rows if row.resource_id)}
    return tuple(
        AskedCard(
            one.id, card(one.desk), Way(one.way), one.created_at, rules.stage(moments(one), now), one.id in mine,
            vault.open_words(one.desk_id, one.number, place=NUMBER) if one.id in mine else "",
            places.get(one.resource_id) if one.resource_id else None, one.meet_at,
        )
        for one in rows
        if one.id in mine or one.taken_at is None
    )  # fmt: skip
