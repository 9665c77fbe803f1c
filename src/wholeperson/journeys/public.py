"""The door of a person's own record: write under a heading, and what of About me goes into an export."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from wholeperson.journeys.actions import write
from wholeperson.journeys.queries import exported
from wholeperson.journeys.rules.about_me import HEADINGS, Heading
from wholeperson.people.public import ExportItem, ExportPart

__all__ = ["Exported", "Heading", "about_me_for_export", "about_me_part", "write"]


class Exported(NamedTuple):
    """One version of what a person said: under the standard's heading and ours, exactly as they gave it."""

    standard: str
    heading: str
    words: str
    has_voice: bool
    when: datetime


def about_me_for_export(person_id: UUID) -> tuple[Exported, ...]:
    """Give all versions that a person agreed to, in the order of the headings, the newest of each first."""
    return tuple(
        Exported(HEADINGS[one.heading].standard, HEADINGS[one.heading].title, one.words, one.voice, one.at)
        for one in exported(person_id)
    )


def about_me_part(person_id: UUID) -> ExportPart:
    """Give About me for a person's own export: under our headings, with those of the national standard beside them."""
    return ExportPart(
        "About me",
        tuple(
            ExportItem(one.heading, one.words or "A recording of my voice.", one.standard, one.when)
            for one in about_me_for_export(person_id)
        ),
    )
