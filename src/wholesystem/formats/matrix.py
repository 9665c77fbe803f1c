"""Fuzzy-cognitive-map matrices as CSV, in and out; ratings in words by several people, in.

A cell is the weight of the row's variable on the column's, from -1 to 1, or a word from ``-VH`` to ``+VH``, or several
words with semicolons between them, one a rater. Ratings may also stand in a list with the columns ``from`` and ``to``
and either ``word`` or one column a word, and ``expert`` where there are several; or in FCMpy's JSON, ``{expert: […]}``.

Source: FCMpy's data for its tests and manual (SamvelMK/FCMpy, MIT); the spans are the feet of its triangles.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from wholesystem.formats.draft import Draft, number
from wholesystem.formats.files import items, load_json, obj
from wholesystem.formats.lost import Holds, Lost, Read, Written, of, plan
from wholesystem.formats.names import DASHES, one_line
from wholesystem.formats.texts import words
from wholesystem.maps import AnyMap, Claim, Interval, Link

HOLDS = Holds(links=frozenset({"strength"}), parallel=False, unsigned=False, label=one_line)
SPANS: Mapping[str, Interval] = {
    "VL": Interval(0, 0.25),
    "L": Interval(0, 0.5),
    "M": Interval(0.25, 0.75),
    "H": Interval(0.5, 1),
    "VH": Interval(0.75, 1),
}
MIDDLE = {"weak": 0.25, "medium": 0.5, "strong": 0.8, None: 0.55}

Ratings = dict[tuple[str, str], list[tuple[str, str]]]


def read(text: str, name: str) -> Read:
    """Read a matrix or a list of ratings.

    Raises:
        MapError: where it is neither.
    """
    draft = Draft(name)
    rows = [row for row in _rows(text, draft) if any(row)]
    if not rows:
        raise draft.refuse("it is empty.", "Put the names in the first row and the first column.")
    head = [one.lower() for one in rows[0]]
    if "from" in head and "to" in head:
        ratings = _ratings(_listed(head, rows[1:]), draft)
        _add(draft, ratings)
    else:
        _matrix(draft, rows)
    return draft.build()


def _rows(text: str, draft: Draft) -> Iterator[list[str]]:
    head = text.partition("\n")[0]
    mark = head[0] if head[:1] in (",", ";", "\t") else max(",;\t", key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise draft.refuse(f"it cannot be read as CSV: {error}.", "Save it again as CSV.") from error


def _matrix(draft: Draft, rows: list[list[str]]) -> None:
    names = rows[0][1:]
    while names and not names[-1]:
        names.pop()
    keys = [f"{at} {name}" for at, name in enumerate(names)]
    for key, name in zip(keys, names, strict=True):
        draft.variable(key, name)
    if len(rows) - 1 > len(names):
        draft.say("the map", f"{len(rows) - 1 - len(names)} rows below the last variable")
    for at, (source, row) in enumerate(zip(keys, rows[1:], strict=False)):
        if row[0] != names[at]:
            what = f"its first cell is {row[0]!r}, where {names[at]!r} is expected."
            raise draft.refuse(what, "Give the rows the names of the columns, in their order.", f"row {at + 2}")
        for target, cell in zip(keys, row[1:], strict=False):
            _cell(draft, source, target, cell)


def _cell(draft: Draft, source: str, target: str, cell: str) -> None:
    size = number(cell)
    where = f"the cell of row “{source.partition(' ')[2]}” and column “{target.partition(' ')[2]}”"
    if not cell or size == 0:
        return
    if size is None:
        words = [(f"Rater {at}", word) for at, word in enumerate(cell.split(";"), 1) if word.strip()]
        _add(draft, _ratings([(source, target, who, word) for who, word in words], draft))
        return
    if abs(size) > 1:
        draft.say(where, f"its strength, {cell}, which is not from -1 to 1")
    strength = Interval(abs(size), abs(size)) if abs(size) <= 1 else None
    draft.link(source, target, "+" if size > 0 else "-", strength=strength)


def _listed(head: list[str], rows: list[list[str]]) -> Iterator[tuple[str, str, str, str]]:
    for at, row in enumerate(rows, 1):
        said = dict(zip(head, row, strict=False))
        who = next((said[one] for one in ("expert", "rater", "by") if said.get(one)), "")
        word = said.get("word") or said.get("rating") or said.get("weight") or _marked(said)
        yield said.get("from", ""), said.get("to", ""), who or f"Rater {at}", word


def _marked(said: Mapping[str, Any]) -> str:
    """The word of the column that is marked; of several, the one that is marked most."""
    marked = {word: size for word, value in said.items() if _word(word) and (size := number(value))}
    return max(marked, key=lambda word: marked[word], default="")


def _word(word: str) -> tuple[str, str] | None:
    """A sign and a word from ``+VH``; ``NA`` is a sign of no link."""
    said = word.translate(DASHES).strip().upper()
    if said == "NA":
        return "", "NA"
    return (said[0], said[1:]) if said[:1] in ("+", "-") and said[1:] in SPANS else None


def read_json(text: str, name: str) -> Read:
    """Read FCMpy's JSON: for each expert a list of links with one mark among the words.

    Raises:
        MapError: where it is no such file.
    """
    draft = Draft(name)
    rows = [
        (words(row.get("from")), words(row.get("to")), expert.strip() or f"Rater {at}", _marked(row))
        for at, (expert, listed) in enumerate(obj(load_json(text, name)).items(), 1)
        for row in items(listed)
    ]
    _add(draft, _ratings(rows, draft))
    return draft.build()


def _ratings(rows: Any, draft: Draft) -> Ratings:
    ratings: Ratings = {}
    for source, target, who, word in rows:
        ratings.setdefault((source, target), []).append((who, word))
        for key in (source, target):
            if key and not draft.has(key):
                draft.variable(key, key)
    return ratings


def _add(draft: Draft, ratings: Ratings) -> None:
    for (source, target), said in ratings.items():
        claims = []
        where = f"link “{source} → {target}”"
        for who, word in said:
            meant = _word(word)
            if meant and meant[0]:
                by = draft.tidy(where, "who says what", who)
                claims.append(Claim(by=by, polarity="+" if meant[0] == "+" else "-", strength=SPANS[meant[1]]))
            else:
                draft.say(where, f"{who} sees no link" if meant else f"{who} says {word!r}, which is no rating")
        if claims:
            _claimed(draft, source, target, tuple(claims))


def _claimed(draft: Draft, source: str, target: str, claims: tuple[Claim, ...]) -> None:
    signs = {claim.polarity for claim in claims}
    spans = [claim.strength for claim in claims if isinstance(claim.strength, Interval)]
    hull = Interval(min(span.low for span in spans), max(span.high for span in spans))
    sign = "disputed" if len(signs) > 1 else claims[0].polarity
    draft.link(source, target, sign, claims=claims, strength=None if len(signs) > 1 else hull)


def write(a_map: AnyMap) -> Written:
    """Write a matrix of weights: the middle of each link's span, with its sign."""
    links, _, lost = plan(a_map, HOLDS)
    cells = {(link.source, link.target): _weight(link) for link in links}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["", *(one_line(one.label) for one in a_map.variables)])
    for row in a_map.variables:
        rows.writerow([one_line(row.label), *(cells.get((row.id, column.id), "0") for column in a_map.variables)])
    return Written(out.getvalue(), (*lost, *_changed(links)))


def _weight(link: Link) -> str:
    size = _middle(link)
    return repr(-size if link.polarity == "-" else size)


def _middle(link: Link) -> float:
    if isinstance(link.strength, Interval):
        return (float(link.strength.low) + float(link.strength.high)) / 2 or 1e-9
    return MIDDLE[link.strength]


def _changed(links: tuple[Link, ...]) -> Iterator[Lost]:
    for link in links:
        size = _middle(link)
        if link.strength != Interval(size, size):
            said = "nobody said one" if link.strength is None else "a matrix has no words and spans"
            yield Lost(of(link), f"its strength: {said}, {size:g} is written")
