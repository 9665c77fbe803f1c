"""What a person sees of their own: their circle, what they show, and who asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.consent.models import Ask, Share
from wholeperson.consent.permissions import own_alliances
from wholeperson.consent.rules.asking import NO, OPEN
from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.consent.rules.sections import Section, section
from wholeperson.consent.rules.sides import Side
from wholeperson.people.public import TeamCard, TieCard, Viewer, circle_of, circles_with, team, teams, tie_of

GONE = "somebody who was in your circle"


@dataclass(frozen=True)
class Other:
    """Somebody to whom something can be shown: the person's own word for them, or a team by its name."""

    side: Side
    word: str
    says: str = ""

    @property
    def id(self) -> UUID:
        """The id of the tie or of the team."""
        found = self.side.tie_id or self.side.team_id
        assert found is not None
        return found

    @property
    def is_team(self) -> bool:
        """Whether it is a team."""
        return self.side.team_id is not None


@dataclass(frozen=True)
class ShareCard:
    """One share of one's own. ``part`` is empty where its app is no longer here."""

    id: UUID
    to: Other
    part: Section | None
    purpose: Purpose
    span: Span
    begun_at: datetime
    until: datetime
    ended_at: datetime | None
    asked_again: bool
    running: bool


@dataclass(frozen=True)
class Friend:
    """Somebody in one's circle, with what each side sees. ``mine`` says that the viewer invited them."""

    tie: TieCard
    mine: bool
    shares: tuple[ShareCard, ...]


@dataclass(frozen=True)
class AskCard:
    """Somebody asks to see a section, or asked and was told no."""

    id: UUID
    by: Other
    part: Section
    purpose: Purpose
    asked_at: datetime
    answered_at: datetime | None
    may_ask_again: bool


def my_circle(viewer: Viewer, now: datetime) -> tuple[Friend, ...]:
    """Give one's circle: those whom one invited, with what each sees, and those who invited oneself."""
    running = [card for card in my_shares(viewer, now) if card.running]
    mine = tuple(
        Friend(tie, True, tuple(card for card in running if card.to.side.tie_id == tie.id))
        for tie in circle_of(viewer.id)
    )
    return mine + tuple(Friend(tie, False, ()) for tie in circles_with(viewer.id))


def my_shares(viewer: Viewer, now: datetime) -> tuple[ShareCard, ...]:
    """Give everything that one shows or has shown, newest first."""
    rows = Share.objects.filter(person_id=viewer.id).order_by("-created_at")
    return tuple(_share_card(viewer, one, now) for one in rows)


def my_share(viewer: Viewer, share_id: UUID, now: datetime) -> ShareCard | None:
    """Give one share of one's own."""
    found = Share.objects.filter(person_id=viewer.id, pk=share_id).first()
    return _share_card(viewer, found, now) if found else None


def _share_card(viewer: Viewer, one: Share, now: datetime) -> ShareCard:
    running = one.ended_at is None and one.until > now
    return ShareCard(
        one.id, other(viewer, Side(one.tie_id, one.team_id)), section(one.section), Purpose(one.purpose),
        Span(one.span), one.created_at, one.until, one.ended_at or (None if running else one.until),
        running and one.review_asked_at is not None, running,
    )  # fmt: skip


def other(viewer: Viewer, side: Side) -> Other:
    """Name the other side as the person knows it."""
    if side.tie_id:
        tie = tie_of(side.tie_id, side=viewer.id)
        return Other(side, tie.word if tie else GONE)
    card = team(side.team_id) if side.team_id else None
    return _team(card) if card else Other(side, GONE)


def _team(card: TeamCard) -> Other:
    return Other(Side(team_id=card.id), f"{card.name}, {card.organisation}", card.does)


def others_to_show(viewer: Viewer) -> tuple[Other, ...]:
    """Give everybody to whom one can show something now: one's circle first, then the teams of one's alliances."""
    ties = tuple(Other(Side(tie_id=tie.id), tie.word) for tie in circle_of(viewer.id) if tie.other_id)
    there = own_alliances(viewer)
    return ties + tuple(_team(card) for card in teams() if card.alliance_id in there)


def asks_to_me(viewer: Viewer) -> tuple[AskCard, ...]:
    """Give what is asked of one, and each no that stands; newest first."""
    rows = Ask.objects.filter(person_id=viewer.id, answer__in=(OPEN, NO), tie__ended_at=None).order_by("-created_at")
    return tuple(card for one in rows if (card := _ask_card(viewer, one)))


def ask_card(viewer: Viewer, ask_id: UUID) -> AskCard | None:
    """Give one thing that is asked of one now."""
    return next((card for card in asks_to_me(viewer) if card.id == ask_id and card.answered_at is None), None)


def _ask_card(viewer: Viewer, one: Ask) -> AskCard | None:
    part = section(one.section)
    if part is None:
        return None
    by = other(viewer, Side(one.tie_id, one.team_id))
    return AskCard(one.id, by, part, Purpose(one.purpose), one.created_at, one.answered_at, one.may_ask_again)
