"""The door of a person's own record: what of About me goes into an export, under the names of the national standard."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from wholeperson.journeys.queries import exported, exported_voices
from wholeperson.journeys.rules.about_me import HEADINGS, Heading
from wholeperson.journeys.rules.voices import ENDINGS

__all__ = ["Exported", "about_me_for_export", "voices_for_export"]


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


def voices_for_export(person_id: UUID) -> tuple[tuple[str, bytes], ...]:
    """Give all recordings of a person with a name for each file, such as ``about-me-what-helps.webm``."""
    counted: Counter[Heading] = Counter()
    files = []
    for heading, kind, sound in exported_voices(person_id):
        counted[heading] += 1
        number = f"-{counted[heading]}" if counted[heading] > 1 else ""
        files.append((f"about-me-{_file_name(heading)}{number}.{ENDINGS[kind]}", sound))
    return tuple(files)


def _file_name(heading: Heading) -> str:
    return HEADINGS[heading].title.lower().replace(" ", "-")
