"""Shares as their owner and their reader see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.consent.queries import Other, ShareCard, ShownCard
from wholeperson.consent.rules.purposes import FOR_THE_READER, SAYS, Purpose, Span, until
from wholeperson.consent.rules.sections import Section
from wholeperson.interface.saying import day

SOME_PART = "A part that is no longer here"
USUAL_FOR_A_TIE, USUAL_FOR_A_TEAM = Purpose.KNOW_ME, Purpose.SUPPORT


@dataclass(frozen=True)
class ShareLine:
    """One of one's own shares, in words."""

    id: UUID
    to: Other
    part: str
    purpose: str
    begun: str
    ends: str
    running: bool
    asked_again: bool
    open_ended: bool


@dataclass(frozen=True)
class ShownLine:
    """Something that somebody shows to the viewer, in words."""

    id: UUID
    name: str
    part: Section
    purpose: str
    until: str
    help_write: bool


def share_line(card: ShareCard, now: datetime) -> ShareLine:
    """Say one share to its owner."""
    return ShareLine(
        card.id, card.to, card.part.title if card.part else SOME_PART, SAYS[card.purpose], day(card.begun_at, now),
        day(card.ended_at or card.until, now), card.running, card.asked_again, card.span is Span.OPEN,
    )  # fmt: skip


def shown_line(card: ShownCard, now: datetime) -> ShownLine:
    """Say one share to its reader."""
    return ShownLine(
        card.id, card.name, card.part, FOR_THE_READER[card.purpose], _for_the_reader(card, now),
        card.purpose is Purpose.HELP_WRITE,
    )  # fmt: skip


def usual_purpose(to: Other) -> Purpose:
    """Say what a share is for, before the person says otherwise."""
    return USUAL_FOR_A_TEAM if to.is_team else USUAL_FOR_A_TIE


def ends(span: Span, now: datetime) -> str:
    """Say until when a share lasts that begins now."""
    if span is Span.OPEN:
        return "until you end it. We ask you again every six months"
    return f"until {day(until(span, now), now)}"


def _for_the_reader(card: ShownCard, now: datetime) -> str:
    # Of an open share they are told no day: it would say whether the person was asked again and has not answered.
    if card.span is Span.OPEN:
        return "for as long as they choose"
    return f"until {day(card.until, now)}, or sooner if they choose"
