"""The sections of a record. Apps above register theirs; nothing is shown that is not registered here."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Passage:
    """Some of a person's own words under a heading, exactly as they were given; or their voice, by its id.

    ``helped_by`` says under which name somebody wrote it down for them, if anybody did.
    """

    heading: str
    words: str = ""
    voice: UUID | None = None
    helped_by: str = ""


Read = Callable[[UUID], tuple[Passage, ...]]


@dataclass(frozen=True)
class Section:
    """One part of a record that can be shown by itself.

    ``shareable`` is false for what is never in any bundle (the journal); ``in_an_emergency`` says whether a worker may
    open it when a life is at risk. ``read`` gives what is in it, for one person.
    """

    key: str
    title: str
    says: str
    read: Read
    address: str
    shareable: bool = True
    in_an_emergency: bool = False


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section. Done in ``apps.py``.

    Raises:
        ValueError: where another section has that key, or one that is never shown could be opened in an emergency.
    """
    if _sections.get(section.key, section).address != section.address:
        raise ValueError(f"There is a section {section.key!r} already.")
    if section.in_an_emergency and not section.shareable:
        raise ValueError(f"{section.key!r} is never shown, so not in an emergency either.")
    _sections[section.key] = section


def sections() -> tuple[Section, ...]:
    """Give every section, in the order in which they were registered."""
    return tuple(_sections.values())


def section(key: str) -> Section | None:
    """Give one section."""
    return _sections.get(key)
