"""Reads of About me. Nothing of it reaches anybody else but what ``section`` gives, and that only by consent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.consent.public import Ground, Passage, Permit, may_see, opened_by
from wholeperson.foundation import vault
from wholeperson.journeys.models import AboutMe
from wholeperson.journeys.rules.about_me import HEADINGS, KEY, Heading
from wholeperson.people import public as people
from wholeperson.people.public import Viewer
from wholeperson.trail import public as trail

WORDS = "journeys.aboutme.words"
VOICE = "journeys.aboutme.voice"
HELPER_NAME = "journeys.aboutme.helper_name"
ONE_HEARING = timedelta(minutes=10)
NOBODYS = UUID(int=0)


@dataclass(frozen=True)
class Said:
    """One version of what a person said under a heading. What a helper wrote is not ``agreed`` until they said yes."""

    id: UUID
    heading: Heading
    words: str
    voice: bool
    at: datetime
    agreed: bool
    helped_by: str
    left_out: bool


@dataclass(frozen=True)
class Standing:
    """What stands under one heading: the newest, what waits for a yes, and the versions before."""

    heading: Heading
    newest: Said | None
    waiting: tuple[Said, ...]
    earlier: tuple[Said, ...]


@dataclass(frozen=True)
class Voice:
    """A recording that may be played, and by which permit."""

    id: UUID
    whose: UUID
    kind: str
    sound: bytes
    permit: Permit


def own(person_id: UUID) -> tuple[Standing, ...]:
    """Give every heading with all that stands under it, in their order. For the person's own pages only."""
    said = [_said(row) for row in _rows(person_id)]
    return tuple(_standing(heading, [one for one in said if one.heading is heading]) for heading in HEADINGS)


def under(person_id: UUID, heading: Heading) -> Standing:
    """Give one heading with all that stands under it. For the person's own pages only."""
    return _standing(heading, [_said(row) for row in _rows(person_id) if row.heading == heading.value])


def section(person_id: UUID) -> tuple[Passage, ...]:
    """Give what others see, where consent lets them: under each heading the newest that the person agreed to."""
    return tuple(_passage(_said(row)) for row in _shown(person_id))


def voice(viewer: Viewer, voice_id: UUID, now: datetime, by_id: UUID | None = None) -> Voice | None:
    """Give a recording to whoever said it; to somebody else only where they may see the section, and it is in it.

    With ``by_id`` it is opened by exactly that share, or that opening in an emergency.
    """
    row = AboutMe.objects.filter(pk=voice_id).exclude(voice_type="").first()
    # Asked for what is not there too, so that the answer takes the same questions as for what is not theirs.
    whose = row.person_id if row else NOBODYS
    permit = may_see(viewer, whose, KEY, now, by_id=by_id)
    if row is None or permit is None:
        return None
    if permit.ground is not Ground.OWN and voice_id not in [one.id for one in _shown(whose)]:
        return None
    return Voice(row.id, whose, row.voice_type, vault.open_bytes(whose, row.voice, place=VOICE), permit)


def exported(person_id: UUID) -> tuple[Said, ...]:
    """Give all that a person agreed to, in the order of the headings, the newest first. For their own export only."""
    there = own(person_id)
    return tuple(said for one in there if one.newest for said in (one.newest, *one.earlier))


def heard_lately(viewer: Viewer, voice: Voice, now: datetime) -> bool:
    """Say whether this hearing is noted already: a browser asks for one recording in many parts."""
    lines = trail.lines_about(voice.id)
    mine = (line for line in lines if line.actor == str(viewer.id) and line.through == str(voice.permit.through))
    return any(line.at > now - ONE_HEARING for line in mine)


def helping(viewer: Viewer, share_id: UUID, now: datetime) -> tuple[UUID, Permit] | None:
    """Say for whom somebody may write by one share, and the permit; nothing where they may not."""
    found = opened_by(viewer, share_id, now)
    if found is None:
        return None
    whose, key, permit = found
    return (whose, permit) if key == KEY and permit.may_help else None


def name_of_helper(whose: UUID, permit: Permit) -> str:
    """Give the name under which a helper writes: the person's own word for them, or their name in their team."""
    words = [card.word for card in people.circle_of(whose) if card.id == permit.through]
    hat = people.hat_card(permit.through)
    if hat:
        words.append(", ".join(part for part in (hat.shown_as, hat.team, hat.organisation) if part))
    return next(iter(words), "")


def word_for(viewer: Viewer, whose: UUID, permit: Permit) -> str:
    """Give a helper's own word for the person for whom they write; in a team, the name that person goes by there."""
    own_word = next((card.word for card in people.circles_with(viewer.id) if card.id == permit.through), "")
    hat = people.hat_card(permit.through)
    return own_word or (people.own_name_in(whose, hat.alliance_id) if hat else "")


def _rows(person_id: UUID) -> list[AboutMe]:
    """Give every version, newest first, and let the recordings lie: they are large."""
    return list(AboutMe.objects.filter(person_id=person_id).defer("voice").order_by("-created_at", "-id"))


def _shown(person_id: UUID) -> list[AboutMe]:
    agreed = _by_agreement(row for row in _rows(person_id) if row.agreed_at and not row.left_out)
    first = {row.heading: row for row in reversed(agreed)}
    return [first[heading.value] for heading in HEADINGS if heading.value in first]


def _by_agreement(rows: Iterable[AboutMe]) -> list[AboutMe]:
    # What a person said last is what they agreed to last: their own words when they wrote them, a helper's later.
    return sorted(rows, key=lambda row: row.agreed_at or row.created_at, reverse=True)


def _standing(heading: Heading, said: list[Said]) -> Standing:
    agreed = [one for one in said if one.agreed]
    agreed.sort(key=lambda one: one.at, reverse=True)
    return Standing(heading, next(iter(agreed), None), tuple(one for one in said if not one.agreed), tuple(agreed[1:]))


def _said(row: AboutMe) -> Said:
    return Said(
        row.id, Heading(row.heading), vault.open_words(row.person_id, row.words, place=WORDS), bool(row.voice_type),
        row.agreed_at or row.created_at, row.agreed_at is not None,
        vault.open_words(row.person_id, row.helper_name, place=HELPER_NAME), row.left_out,
    )  # fmt: skip


def _passage(said: Said) -> Passage:
    return Passage(HEADINGS[said.heading].title, said.words, said.id if said.voice else None, said.helped_by)
