"""What never leaves by the open feed: one person's own mail address, and what tells where a kept-safe address is."""

import re
from collections.abc import Iterable

HIDDEN_NAME = "Its address is kept safe"
LEFT_OUT = "(a person’s own e-mail, left out)"
# With an end before the @, and begun where a word begins: without them a long text of letters alone takes minutes.
MAIL = re.compile(r"(?<!\w)[\w.+'’-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# A box is a role's where its name says so; a name that nobody has foreseen is left out, not guessed at.
ROLES_WRITTEN = """
    access admin administration advice advocacy alcohol appointments assessment bookings care carers centre chat
    clinic community contact contactus counselling drop dropin drugs duty email enquire enquiries enquiry events
    families family feedback frontdesk general group groups hello help helpdesk helpline home hostel housing hub
    info information intake joinus mail mailbox manager membership music nurse office outreach peers post practice
    programme project reception recovery referral referrals refuge safe secretary service services shop singlepoint
    staff support supportteam talk team volunteer volunteering volunteers welcome women yourvoice youth
"""
ROLES = frozenset(ROLES_WRITTEN.split())
STREETS = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Way|Terrace|Crescent|Gardens|Square|Place|Court|Mews|Parade|Row|"
    "Grove|Walk|Hill|Green|House|Esplanade|Promenade|Yard|Alley|Passage|Wharf"
)
WHERE = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE),  # a postcode
        (r"\b[A-Z]{1,2}[0-9]{1,2}[A-Z]?\b", 0),  # a postcode district
        (r"[0-9]{1,3}\.[0-9]{3,}", 0),  # degrees
        (r"[0-9]\s*°", 0),
        (r"\b[A-Z]{2}\s?[0-9]{3,5}\s?[0-9]{3,5}\b", 0),  # a grid reference
        (r"///\s?\w+\.\w+\.\w+|what3words|w3w\.co", re.IGNORECASE),
        (r"//maps\.|/maps\b|goo\.gl|openstreetmap|streetmap", re.IGNORECASE),
        (rf"\b[0-9]+[a-z]?,?\s+(?:[\w'’.-]+\s+){{0,4}}(?:{STREETS})\b", re.IGNORECASE),
        (rf"\b[A-Z][\w'’-]+\s+(?:{STREETS})\b", 0),
    )
)


def tells_where(text: str) -> bool:
    """Say whether a text could tell where something is: an address, a postcode, a point, a link to a map."""
    return any(pattern.search(text) for pattern in WHERE)


def is_a_roles(address: str, names: Iterable[str]) -> bool:
    """Say whether a mail address is that of a role or of the organization itself, and not of one person."""
    if not MAIL.fullmatch(address):
        return False
    own = {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.lower())}
    parts = [part for part in re.split(r"[\W\d_]+", address.partition("@")[0].lower()) if part]
    return bool(parts) and all(part in ROLES or part in own or len(part) < 3 for part in parts) and _long(parts)


def _long(parts: list[str]) -> bool:
    return any(len(part) > 2 for part in parts)


class Keeper:
    """What may be said of one resource or organization.

    Args:
        kept_safe: whether nothing may tell where it is.
        names: what it and its organization are called, by which its own mail address is known.
    """

    def __init__(self, *, kept_safe: bool, names: Iterable[str]) -> None:
        self.kept_safe, self.names = kept_safe, tuple(names)

    def text(self, text: str) -> str:
        """Give a text as it may be read by anybody: nothing where it could tell a kept-safe address."""
        if self.kept_safe and tells_where(text):
            return ""
        return MAIL.sub(lambda found: found[0] if is_a_roles(found[0], self.names) else LEFT_OUT, text)

    def name(self, name: str) -> str:
        """Give a name, which cannot be left out: without what could tell a kept-safe address."""
        return self.text(name) or HIDDEN_NAME

    def mail(self, address: str) -> str:
        """Give a mail address where it is a role's, or nothing."""
        return address if is_a_roles(address, self.names) and self.text(address) else ""

    def link(self, address: str) -> str:
        """Give a web address, or nothing where it could tell a kept-safe address."""
        return "" if self.kept_safe and tells_where(address) else address
