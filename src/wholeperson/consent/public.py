"""The door of consent: register a section, ask whether somebody may see it."""

from wholeperson.consent.queries import Ground, Permit, may_see, opened_by
from wholeperson.consent.rules.looks import register_look
from wholeperson.consent.rules.sections import Passage, Section, register_section

__all__ = ["Ground", "Passage", "Permit", "Section", "may_see", "opened_by", "register_look", "register_section"]
