"""What a person decides by, as far as another directory says it: costs, languages, who it is for, how to begin."""

import re
from typing import Any

from wholeperson.directory.rules.cleaning import SUMMARY, Changes, line, unique
from wholeperson.directory.rules.facts import BY_KEY, Answer, Fact, checked
from wholeperson.directory.rules.from_hsds.plain import Json, first, row, rows
from wholeperson.directory.rules.from_hsds.terms import DECIDED_BY, KINDS
from wholeperson.directory.rules.kinds import KIND_LABELS, ResourceKind

FREE = re.compile(r"^\W*(?:free|no (?:charge|cost|fee)s?|none|nothing|nil|£?0(?:\.00)?)\b", re.IGNORECASE)
NOT_FREE = re.compile(r"\bfree for\b|\bfree (?:trial|taster|first)\b|£\s*[1-9]", re.IGNORECASE)
CHARGED = re.compile(r"\bcharge[sd]?\b|\bcosts?\b", re.IGNORECASE)
BEGINS = {"drop-in": "walk-in", "referral": "introduced", "appointment": "ring"}
HELPLINE = r"\b(?:help|crisis|phone|advice)[\s-]?lines?\b|\bsamaritans\b"
MUTUAL_AID = (
    r"\b\w+[\s-]+anonymous\b|\bal-?anon\b|\bmutual[\s-]aid\b"
    r"|\bsmart recovery\b|\b(?:AA|NA|CA) meeting\b"
)
HOUSING = r"\bhostels?\b|\bhousing\b|\baccommodation\b|\brefuge\b|\bsupported living\b|\bnight shelter\b"
GROUP = r"\bgroups?\b|\bmeet-?ups?\b|\bcircle\b|\bsupport meeting"
ACTIVITY = (
    r"\bclubs?\b|\bclass(?:es)?\b|\bwalk(?:s|ing)?\b|\bchoir\b|\bfootball\b|\bsessions?\b|\bworkshops?\b|\byoga\b"
    r"|\bgarden(?:s|ing)?\b"
)
PLACE = r"\bcaf[eé]\b|\blibrary\b|\bdrop-?in\b|\b(?:community|day) (?:centre|hub|hall)\b|\bfood ?bank\b|\bpantry\b"
CALLED = (
    (ResourceKind.HELPLINE, HELPLINE), (ResourceKind.MUTUAL_AID, MUTUAL_AID), (ResourceKind.HOUSING, HOUSING),
    (ResourceKind.GROUP, GROUP), (ResourceKind.ACTIVITY, ACTIVITY), (ResourceKind.PLACE, PLACE),
)  # fmt: skip


def kind_of(name: str) -> ResourceKind:
    """Say what something is, by what it calls itself; a service where that says nothing."""
    return next((kind for kind, says in CALLED if re.search(says, name, re.IGNORECASE)), ResourceKind.SERVICE)


def kind_said(service: Json) -> ResourceKind | None:
    """Give the kind where it is said: by its own word, or as another place of this kind exports it."""
    said = {str(service.get("kind") or "").strip().lower()}
    terms = (row(one, "taxonomy_term") for one in rows(service, "attributes"))
    said |= {str(term.get("name") or "") for term in terms if term.get("taxonomy") == KINDS}
    return next((kind for kind, label in KIND_LABELS.items() if said & {kind.value, label}), None)


def answers(service: Json, changes: Changes) -> dict[str, Any]:
    """Give the answers that a service holds, each where our questions have room for it."""
    found: dict[str, Any] = {}
    _cost(service, found, changes)
    languages = unique(_language(one, changes) for one in rows(service, "languages"))
    interpreting = line(service.get("interpretation_services"), "languages", changes, longest=SUMMARY)
    found["languages"] = [*languages, interpreting] if interpreting else list(languages)
    found["who_for"] = _who_for(service, changes)
    found["wait"] = line(service.get("wait_time"), "wait", changes, longest=SUMMARY)
    found["first"] = line(service.get("application_process"), "first", changes, longest=1000)
    found["runs_it"] = line(service.get("accreditations"), "runs_it", changes, longest=SUMMARY)
    papers = unique(
        line(one.get("document"), "to_get_in", changes, longest=SUMMARY) for one in rows(service, "required_documents")
    )
    found["to_get_in"] = line("; ".join(papers), "to_get_in", changes, longest=SUMMARY)
    begins = BEGINS.get(str(service.get("attending_access") or "").lower())
    found["begin"] = [begins] if begins else []
    found["bus"] = _bus(service, changes)
    _ours(service, found, changes)
    return {key: answer for key, answer in found.items() if answer not in ("", [], None)}


def _language(one: Json, changes: Changes) -> str:
    return line(first(one, "name", "language", "code"), "languages", changes, longest=100)


def _cost(service: Json, found: dict[str, Any], changes: Changes) -> None:
    said = [line(first(service, "fees_description", "fees"), "cost", changes, longest=SUMMARY)]
    amounts = []
    for one in rows(service, "cost_options"):
        amount, money = one.get("amount"), line(one.get("currency"), "cost", changes, longest=5)
        parts = [line(one.get(key), "cost", changes, longest=200) for key in ("option", "amount_description")]
        if isinstance(amount, int | float | str) and re.fullmatch(r"\d+(?:\.\d+)?", str(amount)):
            amounts.append(float(amount))
            priced = f"{money} {amount}" if money and money.upper() != "GBP" else f"£{amount}"
            parts.insert(1, priced if float(amount) else "free")
        said.append(" ".join(word for word in parts if word))
    words = "; ".join(unique(said))
    found["cost_words"] = line(words, "cost", changes, longest=SUMMARY)
    if any(amounts) or NOT_FREE.search(words):
        found["cost"] = "some" if amounts and all(amounts) else "ask"
    elif amounts or FREE.search(words):
        found["cost"] = "free"
    elif CHARGED.search(words):
        found["cost"] = "ask"


def _who_for(service: Json, changes: Changes) -> str:
    said = [line(service.get("eligibility_description"), "who_for", changes, longest=SUMMARY)]
    said += [line(one.get("eligibility"), "who_for", changes) for one in rows(service, "eligibilitys", "eligibility")]
    return line("; ".join(unique(said)), "who_for", changes, longest=SUMMARY)


def _bus(service: Json, changes: Changes) -> str:
    found = [row(one, "location").get("transportation") for one in rows(service, "service_at_locations")]
    return line("; ".join(str(one) for one in found if one), "bus", changes, longest=SUMMARY)


def _ours(service: Json, found: dict[str, Any], changes: Changes) -> None:
    """Answers under our own keys: what another place of this kind exports, and what a spreadsheet was matched to."""
    for key, answer in (*_exported(service).items(), *row(service, "facts").items()):
        fact = BY_KEY.get(key)
        fitting = fitted(fact, answer) if fact else None
        if fact is None or fitting in (None, "", []):
            changes.say("left out, because it does not answer the question", key, answer)
        else:
            found[key] = fitting


def _exported(service: Json) -> dict[str, Any]:
    """Answers as another place of this kind puts them into its feed: ``What it costs: Nothing``."""
    labels = {fact.label: fact for fact in BY_KEY.values()}
    found: dict[str, Any] = {}
    for one in rows(service, "attributes"):
        term = row(one, "taxonomy_term")
        if term.get("taxonomy") != DECIDED_BY:
            continue
        name = str(term.get("name") or "")
        fact = labels.get(name) or labels.get(name.rpartition(": ")[0])
        answer = one.get("value") or name.rpartition(": ")[2]
        if fact and fact.answer in (Answer.CHOICES, Answer.LIST):
            found.setdefault(fact.key, []).append(answer)
        elif fact:
            found[fact.key] = answer
    return found


def fitted(fact: Fact, answer: object) -> Any:
    """Give an answer as its question wants it, given by key or in words; nothing where it does not fit."""
    if fact.answer in (Answer.CHOICES, Answer.LIST):
        parts = answer if isinstance(answer, list) else re.split(r"[;|]", str(answer))
        given: Any = [one for part in parts if (one := _one(fact, part))]
    else:
        given = _one(fact, answer)
    return checked({fact.key: given}, kept_safe=False).get(fact.key)


def _one(fact: Fact, answer: object) -> str:
    words = " ".join(str(answer).replace("\x00", "").split())
    if fact.answer in (Answer.WORDS, Answer.LIST):
        return words[: fact.longest]
    said = words.lower().rstrip(".")
    named = {label.lower(): key for key, label in fact.choices.items()}
    named |= {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no"}
    found = named.get(said, said)
    return found if found in fact.choices else ""
