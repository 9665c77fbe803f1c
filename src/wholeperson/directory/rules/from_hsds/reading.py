"""One service of another directory as an entry of ours, with everything that was set right on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wholeperson.directory.rules import facts as our_facts
from wholeperson.directory.rules import safe_address
from wholeperson.directory.rules.cleaning import (
    ALERT,
    NAME,
    SUMMARY,
    Change,
    Changes,
    ages,
    email,
    line,
    text,
    website,
    without_markup,
)
from wholeperson.directory.rules.cleaning import without_personal_emails as own_mail_out
from wholeperson.directory.rules.entries import Entry, Opens
from wholeperson.directory.rules.from_hsds import answers, contacts, places, times
from wholeperson.directory.rules.from_hsds.plain import Json, first, row, rows
from wholeperson.directory.rules.from_hsds.terms import OurTerms, terms
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.whereabouts import KEPT, words_without

STATUSES = {
    "active": Status.ACTIVE, "inactive": Status.PAUSED, "temporarily closed": Status.PAUSED, "defunct": Status.CLOSED,
    "closed": Status.CLOSED, "": Status.ACTIVE,
}  # fmt: skip
NOBODY = "Nobody said who runs it"
A_SAFE_NAME = "A place whose address is kept safe"
KEPT_SAFE = "address kept safe; a coordinator can open it"
# What we know of a service; anything else that says something is named in the report as not kept.
KNOWN_WORDS = (
    "id name alternate_name description url email status interpretation_services application_process "
    "fees_description wait_time fees accreditations eligibility_description minimum_age maximum_age assured_date "
    "alert last_modified schedules regular_schedule regular_schedules holiday_schedule holiday_schedules "
    "service_at_locations locations location languages organization organization_id cost_options contacts phones "
    "attributes service_attributes service_taxonomys service_taxonomies eligibilitys eligibility attending_access "
    "required_documents facts kind summary set_right confidential"
)
KNOWN = frozenset(KNOWN_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """Who runs it, as its source says."""

    name: str
    their_id: str = ""
    description: str = ""
    website: str = ""
    email: str = ""
    identifiers: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Read:
    """One service, read."""

    their_id: str
    entry: Entry
    organization: Theirs
    checked_on: date | None
    changes: tuple[Change, ...]
    traces: safe_address.Traces = safe_address.NONE


class NotAServiceError(ValueError):
    """Something that cannot become an entry at all; the text says why."""


def read(service: Json, ours: OurTerms, *, kept_safe: bool | None = None) -> Read:
    """Read one service of HSDS 3.0 or ORUK 3.0 or 1.0.

    Args:
        service: what the source sent, whole.
        ours: our own list of what people look for.
        kept_safe: what a person here decided about its address; nothing where nobody did.

    Raises:
        NotAServiceError: where it has no id or no name.
    """
    their_id = str(service.get("id") or "").strip()[:200]
    # What was set right before it came here, by whoever made it of a row: never by a feed, which sends no such value.
    changes = Changes([one for one in service.get("set_right") or () if isinstance(one, Change)])
    if not their_id or "\x00" in their_id:
        raise NotAServiceError("A service without an id: nobody would know it again.")
    safe = kept_safe if kept_safe is not None else _is_safe(service)
    entry = _entry(service, ours, changes)
    if not entry.name and not safe:
        raise NotAServiceError(f"The service {their_id} has no name.")
    organization = _organization(service, changes)
    for key in sorted(set(service) - KNOWN):
        if service[key] not in (None, "", [], {}):
            changes.say("not kept; we have no place for it", key)
    given = safe_address.traces(places.pieces(service))
    if safe:
        entry, organization, changes = _kept_safe(entry, given), _scrubbed_theirs(organization, given), _silent(changes)
    checked_on = times.day(service.get("assured_date"), changes)
    return Read(
        their_id=their_id, entry=entry, organization=organization, checked_on=checked_on,
        changes=tuple(dict.fromkeys(changes.found)), traces=given if safe else safe_address.NONE,
    )  # fmt: skip


def _is_safe(service: Json) -> bool:
    said = [str(service.get(key) or "") for key in ("name", "alternate_name", "description", "alert", "summary")]
    said += [str(row(service, "organization").get(key) or "") for key in ("name",)]
    for location in places.locations(service):
        said += [str(location.get(key) or "") for key in ("name", "description", "alternate_name")]
        said += [str(one.get("address_1") or "") for one in places.addresses(location)]
    for one in rows(service, "attributes", "service_attributes", "service_taxonomys"):
        term = row(one, "taxonomy_term") or row(one, "taxonomy") or one
        said += [str(term.get(key) or "") for key in ("name", "term", "label")]
    return safe_address.marked(service) or safe_address.smells(*dict.fromkeys((*said, *map(_plainly, said))))


def _plainly(words: str) -> str:
    """Give words without markup; most have none, and then only their spaces could hide something."""
    return without_markup(words) if "<" in words or "&" in words else " ".join(words.split())


def _entry(service: Json, ours: OurTerms, changes: Changes) -> Entry:
    name = line(service.get("name"), "name", changes, longest=NAME)
    youngest, oldest = _ages(service, changes)
    opening = times.times(*times.of_service(service), changes)
    keys, other = terms(service, ours, changes)
    description = _description(service, opening.words, changes)
    return Entry(
        name=name, kind=answers.kind_said(service) or answers.kind_of(name),
        summary=line(service.get("summary"), "summary", changes, longest=SUMMARY),
        description=description, status=_status(service, changes),
        alert=own_mail_out(line(service.get("alert"), "alert", changes, longest=ALERT), "alert", changes),
        website=website(service.get("url"), "website", changes), email=email(service.get("email"), "email", changes),
        places=places.places(service, changes), facts=_without_mail(answers.answers(service, changes), changes),
        terms=keys, other_terms=other, youngest=youngest, oldest=oldest, opens=opening.opens,
        other_times=opening.other_times, contacts=contacts.contacts(service, changes),
    )  # fmt: skip


def _ages(service: Json, changes: Changes) -> tuple[int | None, int | None]:
    older = rows(service, "eligibilitys", "eligibility")
    thing: Json = older[0] if older and first(service, "minimum_age", "maximum_age") is None else service
    return ages(thing.get("minimum_age"), thing.get("maximum_age"), changes)


def _status(service: Json, changes: Changes) -> Status:
    said = str(service.get("status") or "").strip().lower()
    if said not in STATUSES:
        changes.say("read as open", "status", said, Status.ACTIVE.value)
    return STATUSES.get(said, Status.ACTIVE)


def _description(service: Json, of_times: tuple[str, ...], changes: Changes) -> str:
    parts = [own_mail_out(text(service.get("description"), "description", changes), "description", changes)]
    other_name = line(service.get("alternate_name"), "alternate_name", changes)
    parts.append(f"Also called {other_name}." if other_name else "")
    getting_in = [
        line(one.get("description") or one.get("accessibility"), "accessibility", changes, longest=500)
        for location in places.locations(service)
        for one in rows(location, "accessibility", "accessibility_for_disabilities")
    ]
    parts += [f"Getting in: {one}" for one in dict.fromkeys(getting_in) if one]
    parts += [f"Times: {one}" for one in of_times]
    return "\n\n".join(one for one in parts if one)


def _without_mail(answers: dict[str, Any], changes: Changes) -> dict[str, Any]:
    return {
        key: own_mail_out(answer, key, changes) if isinstance(answer, str) else answer
        for key, answer in answers.items()
    }


def _organization(service: Json, changes: Changes) -> Theirs:
    given = row(service, "organization")
    identifiers = tuple(
        {
            key: str(value)[:200]
            for key in ("identifier_scheme", "identifier_type", "identifier")
            if (value := one.get(key))
        }
        for one in rows(given, "organization_identifiers")
    )
    description = own_mail_out(text(given.get("description"), "organization", changes), "organization", changes)
    return Theirs(
        name=line(given.get("name"), "organization", changes) or NOBODY,
        their_id=str(first(given, "id") or first(service, "organization_id") or "")[:200],
        # Where an organization is stands with its places, and some of these are kept safe: never in its description.
        description=words_without(description),
        website=website(first(given, "website", "url"), "organization", changes),
        email=email(given.get("email"), "organization", changes), identifiers=identifiers,
    )  # fmt: skip


def safe_entry(entry: Entry) -> Entry:
    """Give an entry whose address is kept safe from now on, without anything that says where it is."""
    said = (piece for one in entry.places for piece in (*one.address.split(", "), one.address, one.postcode, one.name))
    return _kept_safe(entry, safe_address.traces(said))


def _kept_safe(entry: Entry, given: safe_address.Traces) -> Entry:
    """The same without anything that says where it is."""

    def bare(words: Any) -> Any:
        return safe_address.scrubbed(words, given)

    answers = {
        key: bare(answer)
        for key, answer in entry.facts.items()
        if not our_facts.BY_KEY[key].tells_where
    }  # fmt: skip
    closed = {key for key, fact in our_facts.BY_KEY.items() if fact.choices}
    answers = {key: entry.facts[key] if key in closed else answer for key, answer in answers.items()}
    return replace(
        entry, kept_safe=True, places=(), name=_named(bare(entry.name)), summary=bare(entry.summary),
        description=bare(entry.description), alert=bare(entry.alert), website=bare(entry.website),
        email=bare(entry.email), facts=answers, other_terms=tuple(bare(one) for one in entry.other_terms),
        opens=tuple(Opens(rule=one.rule, attending=bare(one.attending), words=bare(one.words)) for one in entry.opens),
        contacts=tuple(
            replace(one, role=bare(one.role) or contacts.USUAL, email=bare(one.email), words=bare(one.words),
                    call=_number(one.call, given), text=_number(one.text, given))
            for one in entry.contacts
        ),
    )  # fmt: skip


def _named(words: str) -> str:
    return words if words.replace(KEPT, "").strip(" ,.-") else A_SAFE_NAME


def _number(number: str, given: safe_address.Traces) -> str:
    return "" if given.in_(number) else number


def keep_safe(read: Read, given: safe_address.Traces) -> Read:
    """Give the same with its address kept safe: for what turns out to stand where a refuge is."""
    return replace(
        read, entry=_kept_safe(read.entry, given), organization=_scrubbed_theirs(read.organization, given),
        changes=tuple(_silent(Changes(list(read.changes))).found), traces=given,
    )  # fmt: skip


def _scrubbed_theirs(organization: Theirs, given: safe_address.Traces) -> Theirs:
    def bare(words: str) -> str:
        return str(safe_address.scrubbed(words, given))

    return replace(
        organization, name=bare(organization.name), description=bare(organization.description),
        website=bare(organization.website), email=bare(organization.email),
    )  # fmt: skip


def _silent(changes: Changes) -> Changes:
    """What was set right, without a word of what was there; and that the address is kept safe."""
    told = dict.fromkeys(Change(one.what, one.where) for one in changes.found)
    return Changes([Change(KEPT_SAFE, "address"), *(one for one in told if one.what != KEPT_SAFE)])
