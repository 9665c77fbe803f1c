"""Shares as a person makes them, in few words. Whoever shows something in a test of this folder does it by these."""

from datetime import timedelta
from uuid import UUID

from tests.cast import TESTS
from wholeperson.consent.models import Emergency, Notice, Share
from wholeperson.consent.rules.notice import CURRENT
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.journeys.models import AboutMe
from wholeperson.people.public import Power, TeamCard, TieCard, Viewer

DAY = timedelta(days=1)


def shows(
    owner: Viewer, to: TieCard | TeamCard, *, purpose: Purpose = Purpose.KNOW_ME, section: str = "about-me",
    for_days: int = 30,
) -> Share:  # fmt: skip
    """Have somebody show a section to somebody in their circle, or to a team; what they showed before ends."""
    return _share(by=TESTS, owner=owner, to=to, purpose=purpose, section=section, for_days=for_days)


@action("an invented share was made")
def _share(
    *, by: str, owner: Viewer, to: TieCard | TeamCard, purpose: Purpose, section: str, for_days: int
) -> Share:  # fmt: skip
    notice, _ = Notice.objects.get_or_create(
        version=CURRENT.version, defaults={"text": CURRENT.text, "text_hash": CURRENT.text_hash}
    )
    is_tie = isinstance(to, TieCard)
    before = Share.objects.filter(person_id=owner.id, section=section, ended_at=None)
    before.filter(**({"tie_id": to.id} if is_tie else {"team_id": to.id})).update(ended_at=clock.now())
    share = Share(
        person_id=owner.id, tie_id=to.id if is_tie else None, team_id=None if is_tie else to.id, section=section,
        purpose=purpose.value, span="month", until=clock.now() + DAY * for_days, notice=notice,
    )  # fmt: skip
    share.save()
    return share


@action("an invented share was ended", about="share_id")
def ends(*, by: str, share_id: UUID) -> None:
    """Have a share end."""
    Share.objects.filter(pk=share_id).update(ended_at=clock.now())


@action("an invented emergency began", about="viewer")
def opens_in_an_emergency(*, by: str, viewer: Viewer, owner: Viewer) -> None:
    """Have a worker open a record for an hour because a life is at risk."""
    [hat] = viewer.hats_with(Power.OPEN_IN_AN_EMERGENCY)
    now = clock.now()
    Emergency(
        person_id=owner.id, hat_id=hat.id, alliance_id=hat.alliance_id, reason=b"sealed", until=now + DAY / 24,
        tell_at=now,
    ).save()  # fmt: skip


def rows(owner: Viewer) -> list[AboutMe]:
    """Give what lies in the table, oldest first."""
    return list(AboutMe.objects.filter(person_id=owner.id).order_by("created_at"))
