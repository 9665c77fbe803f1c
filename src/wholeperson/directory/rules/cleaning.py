"""Setting right what another directory sends: small decisions from text to text, each of which says what it changed."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import nh3

SHORT = 80  # letters of what was there, in a report
NAME, SUMMARY, ALERT, WORDS, LONG = 200, 300, 300, 300, 20_000
OLDEST = 120
NOTHING_SAID = {"", "-", "--", "n/a", "na", "none", "null", "nil", "tbc", "tba", "unknown", "not known", "undefined"}
BLOCKS = re.compile(r"</?(?:p|div|ul|ol|h[1-6]|table|section|article|blockquote)\b[^>]*>", re.IGNORECASE)
BREAKS = re.compile(r"<br\s*/?>|</(?:li|tr)>", re.IGNORECASE)
ITEMS = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
MARKUP = re.compile(r"</?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);|<!--", re.IGNORECASE)
# With an end before the @, and begun where a word begins: without them a long text of letters alone takes minutes.
EMAIL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
NUMBER = re.compile(r"(?:\+\s?\d{1,3}[\s.-]*)?(?:\(0?\d*\)[\s.-]*)?\d(?:[\s.()-]*\d)+")
UK_PARTS = re.compile(r"^(?:0|\+44)\d{8,11}$")
SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15
PLACEHOLDERS = re.compile(
    r"(?:^|\.)(?:example\.(?:com|org|net)|test|invalid|localhost|yourdomain\.\w+|placeholder\.\w+)$", re.IGNORECASE
)
# Mailboxes that belong to a task and not to a person. Compared with each part of what stands before the @.
ROLES_WORDS = (
    "admin administration advice adviceline appointments bookings booking care centre community contact contactus "
    "duty enquiries enquiry family fis front frontdesk general group groups hello help helpline home homeless "
    "housing hub inbox info information intake mail mailbox manager meetings office outreach peer peers project "
    "post reception recovery referral referrals refuge safeguarding secretary service services signposting single "
    "spa support team the treatment volunteer volunteering volunteers web webmaster welcome wellbeing women "
    "youth drugs alcohol directory data editor feedback press"
)
ROLES = frozenset(ROLES_WORDS.split())


@dataclass(frozen=True)
class Change:
    """One thing that was set right: what was done, where in the entry, and shortly from what to what."""

    what: str
    where: str
    was: str = ""
    now: str = ""

    def plain(self) -> dict[str, str]:
        """Give it as it is kept."""
        return {"what": self.what, "where": self.where, "was": self.was, "now": self.now}


@dataclass
class Changes:
    """What was set right in one entry so far."""

    found: list[Change] = field(default_factory=list)

    def say(self, what: str, where: str, was: object = "", now: object = "") -> None:
        """Add one, shortly."""
        self.found.append(Change(what, where, _short(was), _short(now)))


def _short(words: object) -> str:
    text = " ".join(EMAIL.sub(lambda found: _masked(found[0]), str(words).replace("\x00", "")).split())
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def text(value: object, where: str, changes: Changes, *, longest: int = LONG) -> str:
    """Give words without markup, paragraphs kept: what is no text, or says nothing, is empty."""
    if value is None or isinstance(value, bool | dict | list):
        if value not in (None, [], {}):
            changes.say("left out, because it is not words", where, value)
        return ""
    words = str(value).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if MARKUP.search(words):
        plain = without_markup(words)
        if plain != words.strip():
            changes.say("took out what is only for web pages", where, words, plain)
        words = plain
    words = words.strip()
    if words.lower() in NOTHING_SAID:
        return ""
    return cut(words, where, changes, longest)


def line(value: object, where: str, changes: Changes, *, longest: int = NAME) -> str:
    """Give words on one line."""
    return cut(" ".join(text(value, where, changes).split()), where, changes, longest)


def cut(words: str, where: str, changes: Changes, longest: int) -> str:
    """Give as many whole words as there is room for."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    kept = (kept.rsplit(None, 1)[0] if " " in kept else kept) + "…"
    changes.say(f"shortened to {longest} letters", where, f"{len(words)} letters", f"{len(kept)} letters")
    return kept


def without_markup(words: str) -> str:
    """Give the words of a piece of HTML, with its paragraphs, lines and lists."""
    parted = BLOCKS.sub("\n\n", ITEMS.sub("\n• ", BREAKS.sub("\n", SILENT.sub("", words))))
    plain = parted
    for _ in range(3):  # some feeds escape twice
        plain, before = html.unescape(nh3.clean(plain, tags=set())), plain
        if not MARKUP.search(plain) or plain == before:
            break
        plain = SILENT.sub("", plain)
    lines = [" ".join(one.split()) for one in plain.replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def age(value: object, where: str, changes: Changes) -> int | None:
    """Give an age, or nothing where it says nothing (−1, 0 to 999, words)."""
    if value in (None, ""):
        return None
    try:
        years = float(str(value))
    except ValueError:
        changes.say("left out, because it is not an age", where, value)
        return None
    if years != years or not 0 <= years <= OLDEST:  # a number that is not one differs from itself
        changes.say("left out, because nobody has that age", where, value)
        return None
    return int(years)


def ages(youngest: object, oldest: object, changes: Changes) -> tuple[int | None, int | None]:
    """Give both ages, turned round where they were the wrong way, and none where they leave nobody out."""
    low, high = age(youngest, "youngest", changes), age(oldest, "oldest", changes)
    if low is not None and high is not None and low > high:
        changes.say("turned the two ages round", "youngest", f"{low} to {high}", f"{high} to {low}")
        low, high = high, low
    return low or None, None if high in (0, OLDEST) else high


def website(value: object, where: str, changes: Changes) -> str:
    """Give a web address that leads somewhere, with https:// where nothing was said; a placeholder is none."""
    address = line(value, where, changes, longest=500)
    if not address:
        return ""
    fuller = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(fuller)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or "." not in host or " " in fuller or "@" in parts.netloc:
        changes.say("left out, because it is not a web address", where, address)
        return ""
    if PLACEHOLDERS.search(host):
        changes.say("left out, because it is a placeholder", where, address)
        return ""
    if fuller != address:
        changes.say("added https://", where, address, fuller)
    return fuller


def email(value: object, where: str, changes: Changes) -> str:
    """Give the mailbox of a task; one that names a person is left out, and so is what is none."""
    address = line(value, where, changes).removeprefix("mailto:").strip()
    if not address:
        return ""
    if not EMAIL.fullmatch(address):
        changes.say("left out, because it is not an e-mail address", where, "" if "@" in address else address)
        return ""
    if PLACEHOLDERS.search(address.rpartition("@")[2]):
        changes.say("left out, because it is a placeholder", where, address)
        return ""
    if is_personal(address):
        changes.say("left out, because it is somebody’s own e-mail address", where, _masked(address))
        return ""
    return address


def is_personal(address: str) -> bool:
    """Say whether an e-mail address looks like one person's: everything that is not plainly a task's mailbox."""
    local, _, host = address.lower().partition("@")
    parts = [part for part in re.split(r"[._+-]|\d+", local.replace("'", "")) if part]
    organization = re.sub(r"[^a-z]", "", host.split(".")[0])
    whole = "".join(parts)
    if not parts or any(part in ROLES for part in parts) or _ends_in_a_role(whole):
        return False
    return not (len(whole) > 3 and (whole in organization or organization in whole) and organization not in FREE_MAIL)


FREE_MAIL = frozenset({"gmail", "googlemail", "hotmail", "outlook", "yahoo", "icloud", "live", "aol", "btinternet"})


def _ends_in_a_role(whole: str) -> bool:
    return any(len(role) > 3 and (whole.endswith(role) or whole.startswith(role)) for role in ROLES)


def _masked(address: str) -> str:
    return "…@" + address.rpartition("@")[2]


def without_personal_emails(words: str, where: str, changes: Changes) -> str:
    """Give words without anybody's own e-mail address in them."""

    def instead(found: re.Match[str]) -> str:
        if not is_personal(found[0]):
            return found[0]
        changes.say("left out, because it is somebody’s own e-mail address", where, _masked(found[0]))
        return "(e-mail left out)"

    return EMAIL.sub(instead, words) if "@" in words else words


def phones(value: object, where: str, changes: Changes) -> tuple[tuple[str, str], ...]:
    """Give every number in a text, with the words that stood beside it: ``(("01632 960001", "after six"),)``."""
    words = line(value, where, changes).strip("\"' ")
    if not words:
        return ()
    found = [one for one in NUMBER.finditer(words) if SHORTEST_NUMBER <= _digits(one[0]) <= LONGEST_NUMBER]
    found = [one for one in found if not _is_a_time(one[0])]
    if not found:
        changes.say("left out, because there is no number in it", where, words)
        return ()
    beside = " ".join(NUMBER.sub(" ", words).split()).strip(" ,;:.-–/()&|")
    beside = "" if beside.lower() in ("tel", "telephone", "phone", "or", "and", "mobile", "t", "m") else beside
    numbers = [" ".join(one[0].replace("(0)", "").replace("(", "").replace(")", " ").split()) for one in found]
    if beside or len(found) > 1 or numbers[0] != words:
        # The words beside a number can be somebody's name, so the report has the numbers alone.
        changes.say("took words and numbers apart", where, "", " · ".join(numbers))
    return tuple((number[:40], beside if place == 0 else "") for place, number in enumerate(numbers))


def _digits(words: str) -> int:
    return sum(one.isdigit() for one in words)


def _is_a_time(words: str) -> bool:
    # "9.30", "24 7", "2024": numbers that stand beside a phone number, and ring nobody.
    return _digits(words) <= 4 and not re.fullmatch(r"\s*(?:999|111|101|112|116\s?\d{3})\s*", words)


def unique(found: Iterable[str]) -> tuple[str, ...]:
    """Give each once, in order, without the empty ones."""
    return tuple(dict.fromkeys(one for one in found if one))
