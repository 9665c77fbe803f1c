"""The door of consent: register a section, ask whether somebody may see it, show it, read it."""

from wholeperson.consent.actions import end_everything_after_a_restore, end_share, read, share
from wholeperson.consent.queries import Ground, Looked, Permit, may_see, opened_by, untold_openings, who_looked
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.looks import register_look
from wholeperson.consent.rules.notice import CURRENT, NOTICES
from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.consent.rules.sections import Passage, Section, register_section, sections
from wholeperson.consent.rules.sides import Side

__all__ = [
    "CURRENT",
    "NOTICES",
    "Ground",
    "Looked",
    "NotThereError",
    "Passage",
    "Permit",
    "Purpose",
    "Section",
    "Side",
    "Span",
    "end_everything_after_a_restore",
    "end_share",
    "may_see",
    "opened_by",
    "read",
    "register_look",
    "register_section",
    "sections",
    "share",
    "untold_openings",
    "who_looked",
]  # fmt: skip
