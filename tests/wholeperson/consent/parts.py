"""Two invented sections: one that can be shown, and a stand-in for the journal, which never is."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tests.cast import in_circle, joined, team, with_role
from wholeperson.consent import actions
from wholeperson.consent.models import Share
from wholeperson.consent.public import Passage, Purpose, Section, Side, Span, register_section
from wholeperson.consent.rules import sections
from wholeperson.people.public import Role, TeamCard, Viewer

ABOUT, ALSO, DIARY = "about-me-test", "also-test", "diary-test"
SAID: dict[UUID, tuple[Passage, ...]] = {}
WRITTEN: dict[UUID, tuple[Passage, ...]] = {}
WORDS = "my dog,\nand <b>quiet</b> mornings"
SECRET = "what nobody else reads"


def read_about(person: UUID) -> tuple[Passage, ...]:
    return SAID.get(person, ())


def read_diary(person: UUID) -> tuple[Passage, ...]:
    return WRITTEN.get(person, ())


register_section(Section(ABOUT, "About me (test)", "Invented.", read_about, "/me/test/", in_an_emergency=True))
register_section(Section(ALSO, "Also (test)", "Invented.", read_about, "/me/also/"))
register_section(Section(DIARY, "Diary (test)", "Invented.", read_diary, "/me/diary/", shareable=False))


@contextmanager
def without(*keys: str) -> Iterator[None]:
    """Be without some sections, as if their app were gone."""
    there = dict(sections._sections)
    for key in keys:
        sections._sections.pop(key)
    try:
        yield
    finally:
        sections._sections.clear()
        sections._sections.update(there)


def somebody(name: str = "Sam", **how: object) -> Viewer:
    """Have somebody join who has said something in both."""
    sam = joined(name, **how)  # type: ignore[arg-type]  # handed on as it came
    SAID[sam.id] = (Passage("What matters to me", WORDS),)
    WRITTEN[sam.id] = (Passage("Today", SECRET),)
    return sam


def worker(name: str = "Jo", *, in_team: TeamCard | None = None, role: Role = Role.WORKER) -> Viewer:
    """Have a worker of a team join."""
    return with_role(name, role, in_team=in_team or team())


def coordinator(name: str = "Cas") -> Viewer:
    return with_role(name, Role.COORDINATOR)


def to_sister(sam: Viewer, nia: Viewer) -> Side:
    """Put Nia into Sam's circle, as a side to show to."""
    return Side(tie_id=in_circle(sam, nia).id)


def to_team(one: TeamCard | None = None) -> Side:
    return Side(team_id=(one or team()).id)


def show(sam: Viewer, to: Side, key: str = ABOUT, purpose: Purpose = Purpose.SUPPORT, span: Span = Span.MONTH) -> Share:
    return actions.share(by=sam, viewer=sam, to=to, key=key, purpose=purpose, span=span)
