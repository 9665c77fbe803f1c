"""Words of other lists: kept as they are, and matched to ours where there is no doubt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wholeperson.directory.rules.cleaning import Changes, line, unique
from wholeperson.directory.rules.from_hsds.plain import Json, first, row, rows
from wholeperson.directory.rules.taxonomy import Term

# How another place of this kind calls its lists of kinds and answers, which are no words of a foreign list.
DECIDED_BY, KINDS = "What people decide by", "What it is"
OWN_LISTS = (DECIDED_BY, KINDS)


@dataclass(frozen=True)
class OurTerms:
    """Our list, ready to be asked: by address and by what it is called."""

    by_uri: Mapping[str, str]
    by_words: Mapping[str, str]


def our_terms(terms: Mapping[str, Term]) -> OurTerms:
    """Make our list ready. Words that stand for two of our terms stand for none."""
    words: dict[str, set[str]] = {}
    for term in terms.values():
        for one in (term.key.replace("-", " "), term.label, *term.says):
            words.setdefault(_folded(one), set()).add(term.key)
    sure = {one: keys.pop() for one, keys in words.items() if len(keys) == 1}
    return OurTerms({_bare(term.uri): term.key for term in terms.values() if term.uri}, sure)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _bare(uri: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", uri.strip().lower()).rstrip("/")


def terms(service: Json, ours: OurTerms, changes: Changes) -> tuple[tuple[str, ...], tuple[Mapping[str, str], ...]]:
    """Give our keys, and every foreign term as it came."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for thing in _things(service):
        if thing.get("taxonomy") in OWN_LISTS:
            continue  # what another place of this kind says about answers; read with them
        label = line(first(thing, "name", "term", "label"), "terms", changes)
        uri = line(first(thing, "term_uri", "uri"), "terms", changes, longest=500)
        of = line(first(thing, "taxonomy", "vocabulary") if isinstance(first(thing, "taxonomy", "vocabulary"), str)
                  else row(thing, "taxonomy_detail").get("name"), "terms", changes)  # fmt: skip
        if label or uri:
            kept = {"label": label, "uri": uri, "taxonomy": of}
            found.setdefault((label.lower(), uri), {key: value for key, value in kept.items() if value})
    keys = unique(_ours(one, ours) for one in found.values())
    return keys, tuple(found.values())


def _ours(one: Mapping[str, str], ours: OurTerms) -> str:
    by_uri = ours.by_uri.get(_bare(one.get("uri", "")), "") if one.get("uri") else ""
    return by_uri or ours.by_words.get(_folded(one.get("label", "")), "")


def _things(service: Json) -> list[Json]:
    found = [row(one, "taxonomy_term") or one for one in rows(service, "attributes", "service_attributes")]
    return found + [row(one, "taxonomy") or one for one in rows(service, "service_taxonomys", "service_taxonomies")]
