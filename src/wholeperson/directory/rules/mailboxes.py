"""Whose an e-mail address looks like. On the map stands the team's, and never a person's own."""

import re
from collections.abc import Iterable

# With an end before the @, and begun where a word begins: without them a long text of letters alone takes minutes.
MAIL = re.compile(r"(?<!\w)[A-Za-z0-9][\w.%+'’-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
# What the mailboxes of a task are called. A name that nobody has foreseen is left out, not guessed at.
ROLES_WRITTEN = (
    "access admin administration advice adviceline advocacy alcohol appointments assessment booking bookings care "
    "carers centre chat clinic community contact contactus councillors counselling data desk directory dropin "
    "drugs duty editor email enquire enquiries enquiry events families family feedback fis frontdesk group groups "
    "hello help helpdesk helpline home homeless homes hospital hostel housing hub inbox info information intake "
    "joinus mail mailbox manager meetings membership music nurse office outreach peer peers post practice press "
    "programme project reception recovery referral referrals refuge safe safeguarding secretary service services "
    "shop signposting singlepoint staff support supportteam talk team treatment volunteer volunteering volunteers "
    "web webmaster welcome wellbeing women yourvoice youth"
)
ROLES = frozenset(ROLES_WRITTEN.split())
# What stands beside such a word ("front.desk@"), and says nothing alone: some of it is somebody's name as well.
BESIDE_WRITTEN = "cafe drop east first front general in main new north open single south spa the west young"
BESIDE = frozenset(BESIDE_WRITTEN.split())
FREE_MAIL = frozenset(("aol", "btinternet", "gmail", "googlemail", "hotmail", "icloud", "live", "outlook", "yahoo"))
LONG = 5  # letters of a role by which a mailbox in one word is known: "hubenquiries"
SHORT = 3  # letters: below this a part of a mailbox names nobody, and no role either
ASK_FOR_THE_TEAM = (
    "This looks like somebody’s own address. People move on, and then nobody reads it. Please use the team’s address."
)


def is_a_roles(address: str, names: Iterable[str]) -> bool:
    """Say whether a mail address is plainly that of a role or of the organization itself: what leaves by the feed.

    Args:
        address: the address.
        names: what the organization and what it does are called.
    """
    if not MAIL.fullmatch(address):
        return False
    own = {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.lower())}
    parts = _parts(address)
    known = ROLES | BESIDE | own
    return any(len(part) >= SHORT for part in parts) and all(part in known or len(part) < SHORT for part in parts)


def is_somebodys(address: str) -> bool:
    """Say whether an address that another directory sends looks like one person's: what is not plainly a task's."""
    parts = _parts(address.replace("'", ""))
    whole = "".join(parts)
    organization = re.sub(r"[^a-z]", "", address.lower().partition("@")[2].split(".")[0])
    if not parts or any(part in ROLES for part in parts) or _begins_or_ends_in_a_role(whole):
        return False
    return not (len(whole) > SHORT and (whole in organization or organization in whole)) or organization in FREE_MAIL


def looks_like_a_persons(address: str) -> bool:
    """Say whether what somebody types looks like ``first.last@``, ``f.last@`` or ``first_last@``: a person's."""
    parts = [part for part in re.split(r"[._-]+", address.partition("@")[0].lower()) if part]
    if len(parts) not in (2, 3) or not all(part.isalpha() for part in parts):
        return False
    return not any(part in ROLES or part in BESIDE for part in parts)


def _parts(address: str) -> list[str]:
    return [part for part in re.split(r"[\W\d_]+", address.partition("@")[0].lower()) if part]


def _begins_or_ends_in_a_role(whole: str) -> bool:
    return any(len(role) >= LONG and (whole.endswith(role) or whole.startswith(role)) for role in ROLES)
