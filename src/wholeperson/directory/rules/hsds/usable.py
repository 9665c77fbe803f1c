"""What passes every check of the standard and still misleads: old entries, HTML, ages of -1, one person's mail."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from wholeperson.directory.rules.hsds.checking import Problem, Weight
from wholeperson.directory.rules.mailboxes import is_a_roles

FRESH = timedelta(days=92)  # the profile asks for less than three months
HTML = re.compile(r"</?[a-z][^>]*>|&(nbsp|amp|lt|gt|#\d+);", re.IGNORECASE)
PLACEHOLDER = re.compile(r"//(www\.)?example\.(com|org|net)\b|\bTODO\b|YOUR [A-Z ]+ HERE|lorem ipsum", re.IGNORECASE)
NUMBER = re.compile(r"[\d\s+()-]+(ext\.?\s*\d+)?", re.IGNORECASE)
OLDEST = 120


def hints_of(service: Mapping[str, Any], today: date, where: str = "") -> Iterator[Problem]:
    """Give what would mislead somebody who reads a service that has the shape of the standard."""
    yield from _texts(service, where)
    yield from _ages(service, where)
    yield from _checked(service, today, where)
    yield from _mail(service, where)
    yield from _phones(service, where)


def _warning(where: str, what: str, remedy: str) -> Problem:
    return Problem(where, what, remedy, Weight.WARNING)


def _texts(service: Mapping[str, Any], where: str) -> Iterator[Problem]:
    for name, text in service.items():
        if not isinstance(text, str):
            continue
        if HTML.search(text):
            yield _warning(f"{where}/{name}", "There is HTML in it.", "Write plain text; readers show it as it is.")
        if PLACEHOLDER.search(text):
            yield _warning(f"{where}/{name}", "This looks like an example that was never filled in.", "Write your own.")
    if not service.get("description"):
        yield _warning(f"{where}/description", "Nothing says what it is.", "Describe it in a sentence or two.")


def _ages(service: Mapping[str, Any], where: str) -> Iterator[Problem]:
    ages = [(name, service.get(name)) for name in ("minimum_age", "maximum_age")]
    told = [(name, age) for name, age in ages if isinstance(age, int | float)]
    for name, age in told:
        if not 0 <= age <= OLDEST:
            yield _warning(f"{where}/{name}", f"Nobody is {age} years old.", "Leave it out where there is no limit.")
    if len(told) == 2 and told[0][1] > told[1][1]:
        yield _warning(f"{where}/maximum_age", "The oldest age is below the youngest.", "Turn them round.")


def _checked(service: Mapping[str, Any], today: date, where: str) -> Iterator[Problem]:
    try:
        checked = date.fromisoformat(str(service.get("assured_date"))[:10])
    except ValueError:
        yield _warning(f"{where}/assured_date", "Nothing says when it was last checked.", "Check it, and say when.")
        return
    if today - checked > FRESH:
        yield _warning(f"{where}/assured_date", f"It was last checked on {checked}.", "Check it every three months.")


def _mail(service: Mapping[str, Any], where: str) -> Iterator[Problem]:
    run_by = service.get("organization")
    names = [str(one.get("name", "")) for one in (service, run_by) if isinstance(one, Mapping)]
    for name in ("email", "assurer_email"):
        address = service.get(name)
        if isinstance(address, str) and "@" in address and not is_a_roles(address, names):
            yield _warning(
                f"{where}/{name}", "This looks like one person’s own address.", "Give the address of a role."
            )
    for number, contact in enumerate(_objects(service.get("contacts"))):
        if contact.get("name"):
            yield _warning(f"{where}/contacts/{number}/name", "A person is named.", "Name the role (title) instead.")


def _phones(service: Mapping[str, Any], where: str) -> Iterator[Problem]:
    for number, contact in enumerate(_objects(service.get("contacts"))):
        for count, phone in enumerate(_objects(contact.get("phones"))):
            if not NUMBER.fullmatch(str(phone.get("number", ""))):
                yield _warning(
                    f"{where}/contacts/{number}/phones/{count}/number", "This cannot be rung as it stands.",
                    "Write the number here, and the words beside it.",
                )  # fmt: skip


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
