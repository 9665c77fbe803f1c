"""What a person asks of a map, read from an address; what they typed stays as they typed it."""

from collections.abc import Mapping

from django.http import QueryDict

from wholeperson.mapping.rules.asking import IDEAS, Asked, Row
from wholeperson.mapping.rules.scenario import MOVES_AT_MOST, SEED, YEARS, Move, Scenario, read_move
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap


def read(a_map: SystemsMap, given: QueryDict) -> Asked:
    """Read what a person asks; a problem is told as a sentence, and what they typed is kept."""
    nodes = a_map.nodes
    watch = given.get("watch", "")
    if watch not in nodes:
        watch = next(iter(a_map.outcomes), nodes[0])
    years = years_of(given)
    rows = {idea: _rows(idea, given) for idea in IDEAS}
    try:
        moves = {idea: _moves(idea, rows[idea]) for idea in IDEAS}
        if not any(moves.values()):
            return Asked(rows=_with_about(rows, given), watch=watch, years=years, scenario=None)
        seed = _seed(given.get("seed", ""))
        scenario = Scenario(a=moves["a"], b=moves["b"], watch=watch, years=years, seed=seed)
    except QuestionError as error:
        return Asked(rows=rows, watch=watch, years=years, scenario=None, problem=str(error))
    return Asked(rows=rows, watch=watch, years=years, scenario=scenario)


def years_of(given: QueryDict) -> int:
    """For how long, five years where the address does not say."""
    return next((year for year in YEARS if str(year) == given.get("years")), YEARS[2])


def moves_of(given: QueryDict) -> tuple[Move, ...]:
    """The moves of the first idea, as a shared address tells them.

    Raises:
        QuestionError: where one cannot be read.
    """
    return tuple(read_move(text) for text in given.getlist("a")[:MOVES_AT_MOST])


def is_typed(given: QueryDict) -> bool:
    """Whether the address comes from the form, and has a shorter one that can be shared."""
    return any(f"{idea}{at}-what" in given for idea in IDEAS for at in range(1, MOVES_AT_MOST + 1))


def _seed(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else SEED


def _rows(idea: str, given: QueryDict) -> tuple[Row, ...]:
    """The lines of one idea: as typed into the form, or as a shared address tells them."""
    shared = [_row_of(f"{idea}{at}", text) for at, text in enumerate(given.getlist(idea)[:MOVES_AT_MOST], 1)]
    typed = [
        Row(
            name=name,
            what=given.get(f"{name}-what", ""),
            how=given.get(f"{name}-how", ""),
            start=given.get(f"{name}-start", "0"),
            length=given.get(f"{name}-length", ""),
        )
        for name in (f"{idea}{at}" for at in range(1, MOVES_AT_MOST + 1))
    ]
    return tuple(shared + typed[len(shared) :])


def _row_of(name: str, text: str) -> Row:
    try:
        move = read_move(text)
    except QuestionError:
        return Row(name=name, what=text)
    length = "" if move.end is None else str(move.end - move.start)
    return Row(name=name, what=move.what, how=move.how, start=str(move.start), length=length)


def _moves(idea: str, rows: tuple[Row, ...]) -> tuple[Move, ...]:
    moves = []
    for row in rows:
        if not row.what and not row.how:
            continue
        if not row.what or not row.how:
            raise QuestionError("One line is half empty. Choose both what changes and how, or clear the line.")
        if not row.start.isdecimal() or not (row.length.isdecimal() or row.length == ""):
            raise QuestionError("One line has no time that we can read. Choose it from the list.")
        start = int(row.start)
        moves.append(Move(row.what, row.how, start, start + int(row.length) if row.length else None))
    return tuple(moves)


def _with_about(rows: Mapping[str, tuple[Row, ...]], given: QueryDict) -> Mapping[str, tuple[Row, ...]]:
    """Put the part that the person came from into the first line, ready to be asked about."""
    about = given.get("about", "")
    first = Row(name="a1", what=about[:200])
    return {**rows, "a": (first, *rows["a"][1:])} if about else rows
