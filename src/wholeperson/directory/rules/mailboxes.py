"""Whose an e-mail address looks like. On the map stands the team's, and never a person's own."""

import re

# What mailboxes of a team are called, so that "front.desk@" is not taken for somebody's name.
OF_A_TEAM = frozenset(
    [
        "access",
        "admin",
        "advice",
        "advocacy",
        "appointments",
        "bookings",
        "cafe",
        "care",
        "centre",
        "clinic",
        "community",
        "contact",
        "councillors",
        "desk",
        "drop",
        "duty",
        "east",
        "enquiries",
        "enquiry",
        "events",
        "family",
        "first",
        "front",
        "general",
        "groups",
        "hello",
        "help",
        "helpdesk",
        "helpline",
        "home",
        "homes",
        "hostel",
        "hospital",
        "housing",
        "hub",
        "in",
        "info",
        "information",
        "intake",
        "mail",
        "main",
        "meetings",
        "new",
        "north",
        "office",
        "open",
        "outreach",
        "peer",
        "peers",
        "post",
        "project",
        "reception",
        "recovery",
        "referral",
        "referrals",
        "refuge",
        "secretary",
        "service",
        "services",
        "single",
        "south",
        "spa",
        "support",
        "team",
        "the",
        "treatment",
        "volunteer",
        "volunteering",
        "volunteers",
        "welcome",
        "west",
        "women",
        "young",
        "youth",
    ]
)
ASK_FOR_THE_TEAM = (
    "This looks like somebody’s own address. People move on, and then nobody reads it. Please use the team’s address."
)


def looks_like_a_persons(address: str) -> bool:
    """Say whether an address looks like ``first.last@``, ``f.last@`` or ``first_last@``: a person's, not a team's."""
    box = address.partition("@")[0].lower()
    parts = [part for part in re.split(r"[._-]+", box) if part]
    if len(parts) not in (2, 3) or not all(part.isalpha() for part in parts):
        return False
    return not any(part in OF_A_TEAM for part in parts)
