"""The only answer to "may they see this?", and the lists that stand on it. Every read names its viewer."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeperson.consent.models import Emergency, Share
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.consent.rules.sections import section
from wholeperson.people.public import Hat, Power, Viewer


class Ground(Enum):
    """Why somebody may see a section."""

    OWN = "it is their own record"
    SHARE = "the person shows it to them"
    EMERGENCY = "a life is at risk"


@dataclass(frozen=True)
class Permit:
    """A yes: on which ground, by which share or opening, through which tie or membership, until when.

    ``may_help`` says that they may also write down what the person says, in their own name.
    """

    ground: Ground
    by_id: UUID
    through: UUID
    until: datetime | None = None
    may_help: bool = False


def may_see(viewer: Viewer | None, whose: UUID, key: str, now: datetime, *, by_id: UUID | None = None) -> Permit | None:
    """Say whether somebody may see one section of one person's record at one moment.

    With ``by_id`` only that one share or opening counts: so the line in the trail names the way that was taken.

    This is the only place that decides it. What is not registered is seen by nobody but its owner's own pages; what is
    never shared is seen by nobody else on any ground.
    """
    part = section(key)
    if viewer is None or part is None:
        return None
    if viewer.id == whose:
        return Permit(Ground.OWN, whose, whose)
    if not part.shareable:
        return None
    shared = _open_shares(viewer, now).filter(person_id=whose, section=key, **({"pk": by_id} if by_id else {}))
    # Where several shares open the same section, the one that allows most and lasts longest is the permit.
    found = sorted(shared, key=lambda one: (one.purpose == Purpose.HELP_WRITE.value, one.until), reverse=True)
    if found:
        return _permit(viewer, found[0])
    return _in_an_emergency(viewer, whose, now, by_id) if part.in_an_emergency else None


def opened_by(viewer: Viewer, share_id: UUID, now: datetime) -> tuple[UUID, str, Permit] | None:
    """Say whose section one share opens to somebody at one moment, which one, and the permit by exactly that share."""
    share = _open_shares(viewer, now).filter(pk=share_id).first()
    part = section(share.section) if share else None
    if share is None or part is None or not part.shareable:
        return None
    return share.person_id, share.section, _permit(viewer, share)


def _permit(viewer: Viewer, share: Share) -> Permit:
    through = share.tie_id or next(hat.id for hat in _hats(viewer) if hat.team_id == share.team_id)
    return Permit(Ground.SHARE, share.id, through, share.until, share.purpose == Purpose.HELP_WRITE.value)


def _in_an_emergency(viewer: Viewer, whose: UUID, now: datetime, by_id: UUID | None) -> Permit | None:
    hats = [hat.id for hat in viewer.hats_with(Power.OPEN_IN_AN_EMERGENCY)]
    running = Emergency.objects.filter(person_id=whose, hat_id__in=hats, until__gt=now)
    opened = running.filter(**({"pk": by_id} if by_id else {})).order_by("-until").first()
    return Permit(Ground.EMERGENCY, opened.id, opened.hat_id, opened.until) if opened and opened.hat_id else None


def _hats(viewer: Viewer) -> tuple[Hat, ...]:
    return viewer.hats_with(Power.READ_WHAT_IS_SHOWN)


def _open_shares(viewer: Viewer, now: datetime) -> QuerySet[Share]:
    """Give every share that is open to somebody at this moment, by a tie or by a team."""
    by_tie = Q(tie__other_id=viewer.id, tie__ended_at=None, tie__accepted_at__isnull=False)
    by_team = Q(team_id__in=[hat.team_id for hat in _hats(viewer) if hat.team_id])
    return Share.objects.filter(by_tie | by_team, ended_at=None, until__gt=now).exclude(person_id=viewer.id)
