"""Whom to turn to: by what they do, never by their own name."""

import re
from collections.abc import Iterable

from wholeperson.directory.rules.cleaning import WORDS, Changes, email, line, phones, without_personal_emails
from wholeperson.directory.rules.entries import Whom
from wholeperson.directory.rules.from_hsds.plain import Json, rows

LONGEST_ROLE = 120
USUAL = "Contact"
# What a "name" can be that is nobody's: a desk, a team, a line.
TASK = re.compile(
    r"\b(?:team|office|desk|reception|service|services|line|helpline|centre|center|enquir\w+|admin\w*|duty|manager|"
    r"co-?ordinator|worker|officer|support|hub|advice|referrals?|switchboard|customer|general|contact|volunteers?|"
    r"group|society|club|council|trust|project|secretary|staff|information|bookings?|main|hours?|out of hours)\b",
    re.IGNORECASE,
)


def contacts(service: Json, changes: Changes) -> tuple[Whom, ...]:
    """Give everybody to turn to, the first with a number marked as the first."""
    found = [whom for contact in rows(service, "contacts") for whom in _contact(contact, changes)]
    found += _numbers(rows(service, "phones"), USUAL, changes)
    for place in rows(service, "service_at_locations"):
        found += [whom for contact in rows(place, "contacts") for whom in _contact(contact, changes)]
        found += _numbers(rows(place, "phones"), USUAL, changes)
    each: dict[tuple[str, str], Whom] = {}
    for whom in found:
        each.setdefault((re.sub(r"\D", "", whom.call or whom.text), whom.email), whom)
    return _with_first(list(each.values()))


def _with_first(found: list[Whom]) -> tuple[Whom, ...]:
    first = next((one for one in found if one.call), found[0] if found else None)
    return tuple(
        Whom(role=one.role, first=one is first, call=one.call, text=one.text, email=one.email, words=one.words)
        for one in found
    )


def _contact(contact: Json, changes: Changes) -> Iterable[Whom]:
    role = _role(contact, changes)
    address = email(contact.get("email"), "contacts", changes)
    numbers = _numbers(rows(contact, "phones"), role, changes)
    if numbers:
        yield Whom(role=role, call=numbers[0].call, text=numbers[0].text, email=address, words=numbers[0].words)
        yield from numbers[1:]
    elif address:
        yield Whom(role=role, email=address)
    elif role != USUAL:
        yield Whom(role=role)


def _role(contact: Json, changes: Changes) -> str:
    title = without_personal_emails(
        line(contact.get("title"), "contacts", changes, longest=LONGEST_ROLE), "contacts", changes
    )
    name = line(contact.get("name"), "contacts", changes, longest=LONGEST_ROLE)
    department = line(contact.get("department"), "contacts", changes, longest=LONGEST_ROLE)
    if name and TASK.search(name) and "@" not in name:
        return title or name
    if name:
        title = re.sub(re.escape(name), "", title, flags=re.IGNORECASE).strip(" ,:-–()")
        changes.say("left out the name of a person", "contacts", "", title or department or USUAL)
    return title or department or USUAL


def _numbers(things: Iterable[Json], role: str, changes: Changes) -> list[Whom]:
    found = []
    for thing in things:
        said = line(thing.get("description"), "contacts", changes, longest=WORDS)
        kind = str(thing.get("type") or "").lower()
        for number, beside in phones(thing.get("number"), "contacts", changes):
            words = _own_words(" ".join(one for one in (beside, said) if one), changes)
            texts = kind in ("text", "sms")
            found.append(Whom(role=role, call="" if texts else number, text=number if texts else "", words=words))
    return [one for one in found if not _is_fax(one)]


def _is_fax(one: Whom) -> bool:
    return one.words.lower().startswith("fax")


def _own_words(words: str, changes: Changes) -> str:
    """Words beside a number; a person's own name there ("ask for Jo Bloggs") goes."""

    def instead(found: re.Match[str]) -> str:
        changes.say("left out the name of a person", "contacts")
        return found[1] + "somebody"

    if re.fullmatch(r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-z’']+ [A-Z][a-z’'-]+", words) and not TASK.search(words):
        changes.say("left out the name of a person", "contacts")
        return ""
    named = r"((?i:ask for|speak to|contact|call)\s+)(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z][a-z’']+(?:\s+[A-Z][a-z’']+)?"
    return without_personal_emails(re.sub(named, instead, words), "contacts", changes)[:WORDS]
