"""Mental Modeler's projects (``.mmp``): the older XML and the newer JSON in, JSON or XML out.

Source: the project's own module for these files (mentalmodeler-scenario): ``concepts``, each with its
``relationships``, whose ``id`` is that of the concept they point at.
"""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only for writing and as a type

from wholesystem.formats.draft import Draft, clean, number
from wholesystem.formats.files import inside, items, key, load_json, load_xml, obj, xml_text
from wholesystem.formats.lost import Holds, Lost, Read, Written, of, plan
from wholesystem.formats.names import sign_in
from wholesystem.maps import AnyMap, Interval, Link

HOLDS = Holds(
    variables=frozenset({"id", "note"}),
    links=frozenset({"strength", "why"}),
    whole=frozenset({"title", "place"}),
    parallel=False,
    label=xml_text,
)
WORDS = {"L": "weak", "M": "medium", "H": "strong"}
LETTERS = {word: letter for letter, word in WORDS.items()}


def read(text: str, name: str) -> Read:
    """Read a project, whichever of the two it is.

    Raises:
        MapError: where it is no such file.
    """
    data = obj(load_json(text, name)) if text.lstrip()[:1] == "{" else _from_xml(load_xml(text, name))
    draft = Draft(name, obj(data.get("info")).get("name"))
    concepts = items(data.get("concepts"))
    for concept in concepts:
        at = (concept.get("x"), concept.get("y"))
        label = clean(concept.get("name"))
        name_ = key(concept.get("id"))
        draft.variable(name_, label, wanted=name_, at=at, note=clean(concept.get("notes")))
        left = [one for one in ("units", "preferredState") if concept.get(one) not in (None, "", "null")]
        if left:
            draft.say(
                f"concept “{label}”", f"its {' and '.join(left)}: {', '.join(clean(str(concept[o])) for o in left)}"
            )
    for concept in concepts:
        for relation in items(concept.get("relationships")):
            _relation(draft, key(concept.get("id")), relation)
    if items(data.get("scenarios")):
        draft.say("the map", "its scenarios")
    return draft.build()


def _relation(draft: Draft, source: str, relation: dict[str, Any]) -> None:
    target = key(relation.get("id"))
    sign, strength = _influence(relation.get("influence"))
    where = f"link “{clean(source)} → {clean(target)}”"
    if number(relation.get("confidence")):
        draft.say(where, f"its confidence, {clean(str(relation['confidence']))}")
    if strength == "":
        draft.say(where, f"its influence, {clean(str(relation.get('influence')))[:40]!r}, has no strength from 0 to 1")
    draft.link(source, target, sign, why=clean(relation.get("notes")), strength=strength or None)


def _influence(value: object) -> tuple[str | None, str | Interval | None]:
    """A sign and a strength from ``H+`` or ``-0.45``; the strength is empty where there is none to keep."""
    size = number(value)
    if size is not None:
        return sign_in(size), Interval(abs(size), abs(size)) if 0 < abs(size) <= 1 else ""
    word = str(value).strip().upper() if isinstance(value, str) else ""
    if len(word) == 2 and word[0] in WORDS and word[1] in "+-":
        return word[1], WORDS[word[0]]
    return sign_in(word), "" if word not in ("", "+", "-") else None


def _from_xml(root: Element) -> dict[str, Any]:
    names = ("id", "name", "notes", "units", "x", "y", "preferredState")
    concepts = []
    for concept in root.iter("concept"):
        if concept.find("name") is None:
            continue  # a scenario repeats concepts by their ids
        relations = [
            {one: inside(relation, one) for one in ("id", "influence", "confidence")}
            | {"notes": relation.findtext("notes") or ""}
            for relation in concept.iter("relationship")
        ]
        texts = {one: concept.findtext(one) or "" for one in ("name", "notes")}  # to the letter
        concepts.append({**{one: inside(concept, one) for one in names}, **texts, "relationships": relations})
    info = root.find("info")
    scenarios: list[dict[str, Any]] = [{} for one in root.iter("scenario") if inside(one, "name")]
    return {
        "info": {"name": info.findtext("name") or "" if info is not None else ""},
        "concepts": concepts,
        "scenarios": scenarios,
    }


def _data(a_map: AnyMap) -> tuple[dict[str, Any], tuple[Lost, ...]]:
    links, places, lost = plan(a_map, HOLDS)
    concepts = []
    own: dict[str, list[Link]] = {one.id: [] for one in a_map.variables}
    for link in links:
        own[link.source].append(link)
    for one in a_map.variables:
        x, y = places.get(one.id, ("", ""))
        relations = [
            {
                "id": link.target,
                "name": a_map.variable(link.target).label,
                "notes": link.why,
                "confidence": 0,
                "influence": _written(link),
            }
            for link in own[one.id]
        ]
        concept = {"id": one.id, "name": one.label, "notes": one.note, "units": "", "group": "0", "preferredState": ""}
        concepts.append({**concept, "x": x, "y": y, "relationships": relations})
    info = {"id": a_map.id, "name": a_map.title, "version": "", "date": "", "author": ""}
    groups = {str(at): "" for at in range(6)}
    data = {"concepts": concepts, "info": info, "groupNames": groups, "scenarios": []}
    return data, (*lost, *_changed(links))


def _written(link: Link) -> str | float:
    sign = {"+": "+", "-": "-"}.get(link.polarity or "", "")
    if not sign:
        return ""
    if isinstance(link.strength, Interval):
        size = (link.strength.low + link.strength.high) / 2
        return (size if sign == "+" else -size) if size else sign
    return LETTERS[link.strength] + sign if link.strength else sign


def _changed(links: tuple[Link, ...]) -> Iterator[Lost]:
    for link in links:
        if link.strength is None:
            continue
        if link.polarity not in ("+", "-"):
            yield Lost(of(link), "its strength: it has no sign to stand with")
        elif isinstance(link.strength, Interval) and link.strength.low != link.strength.high:
            yield Lost(of(link), f"its strength: the middle of its span, {abs(float(_written(link))):g}, is written")
        elif link.strength == Interval(0, 0):
            yield Lost(of(link), "its strength: only its sign is written")


def write(a_map: AnyMap) -> Written:
    """Write a project as the newer JSON."""
    data, lost = _data(a_map)
    return Written(json.dumps(data, ensure_ascii=False, indent=2) + "\n", lost)


def write_xml(a_map: AnyMap) -> Written:
    """Write a project as the older XML."""
    data, lost = _data(a_map)
    root = Element("mentalModeler")
    _add(SubElement(root, "info"), data["info"])
    concepts = SubElement(root, "concepts")
    for concept in data["concepts"]:
        part = SubElement(concepts, "concept")
        relations = concept.pop("relationships")
        _add(part, concept)
        around = SubElement(part, "relationships")
        for relation in relations:
            _add(SubElement(around, "relationship"), relation)
    SubElement(root, "scenarios")
    indent(root)
    return Written('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n", lost)


def _add(part: Element, said: dict[str, Any]) -> None:
    for name, value in said.items():
        SubElement(part, name).text = xml_text(repr(value) if isinstance(value, float) else str(value))
