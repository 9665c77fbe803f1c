"""What the What if page shows: the form as it stands, and the answer as sentences, bands and a table."""

from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.page import NOT_YOU, Picture, picture
from wholeperson.mapping.rules.asking import IDEAS, LENGTHS, STARTS, Asked, Row
from wholeperson.mapping.rules.playing import Idea, Played
from wholeperson.mapping.rules.scenario import ARROWS, HOLDS, PUSHES, WORDS, YEARS, Move, arrow_name, may_make
from wholesystem.drawing import Series, chart
from wholesystem.maps import SystemsMap

NAMES = {"a": "First idea", "b": "Second idea"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One line of a list to choose from; ``takes`` names the changes that it can make."""

    value: str
    label: str
    takes: str = ""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """One line of the form, ready to show."""

    name: str
    number: int
    things: tuple[Choice, ...]
    arrows: tuple[Choice, ...]
    how: tuple[tuple[str, tuple[Choice, ...]], ...]
    start: tuple[Choice, ...]
    length: tuple[Choice, ...]
    empty: bool


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A loop that carried an idea."""

    name: str
    says: str
    href: str
    mark: str
    kind: str
    size: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One idea's answer."""

    mark: str
    name: str
    moves: tuple[str, ...]
    finding: str
    detail: str
    others: tuple[str, ...]
    carried: tuple[Carried, ...]
    drives: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer: findings first, then bands, then the table, then what was assumed."""

    ideas: tuple[Told, ...]
    together: str
    wide: SafeString
    tall: SafeString
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    assumptions: tuple[str, ...]
    runs: int
    picture: Picture


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """The whole page."""

    id: str
    title: str
    ideas: tuple[tuple[str, str, tuple[FormRow, ...]], ...]
    watch: tuple[Choice, ...]
    years: tuple[Choice, ...]
    problem: str
    answer: Answer | None
    shared: str
    not_you: str = NOT_YOU


def what_if(a_map: SystemsMap, asked: Asked, played: Played | None, problem: str) -> WhatIf:
    """The page, with the answer where there is one."""
    return WhatIf(
        id=a_map.id,
        title=a_map.title,
        ideas=tuple(
            (idea, NAMES[idea], tuple(_row(a_map, row, at) for at, row in enumerate(asked.rows[idea], 1)))
            for idea in IDEAS
        ),
        watch=tuple(Choice(value=node, label=a_map.label(node), chosen=node == asked.watch) for node in _valued(a_map)),
        years=tuple(
            Choice(value=str(year), label="1 year" if year == 1 else f"{year} years", chosen=year == asked.years)
            for year in YEARS
        ),
        problem=problem or asked.problem,
        answer=_answer(a_map, asked, played) if played else None,
        shared=f"/maps/{a_map.id}/what-if/?{asked.address}" if played else "",
    )


def _valued(a_map: SystemsMap) -> list[str]:
    return [*a_map.outcomes, *(node for node in a_map.nodes if node not in a_map.outcomes)]


def _row(a_map: SystemsMap, row: Row, number: int) -> FormRow:
    def takes(what: str, hows: tuple[str, ...]) -> str:
        return " ".join(how for how in hows if may_make(a_map, Move(what, how)))

    moved = (*PUSHES, *HOLDS)
    return FormRow(
        name=row.name,
        number=number,
        things=tuple(
            Choice(value=node, label=a_map.label(node), takes=takes(node, moved), chosen=node == row.what)
            for node in a_map.nodes
        ),
        arrows=tuple(
            Choice(
                value=link.id, label=arrow_name(a_map, link.id), takes=takes(link.id, tuple(ARROWS)),
                chosen=link.id == row.what,
            )
            for link in a_map.links
        ),
        how=tuple(
            (name, tuple(Choice(value=how, label=WORDS[how], chosen=how == row.how) for how in hows))
            for name, hows in (("push it", PUSHES), ("keep it where it is put", HOLDS), ("for an arrow", ARROWS))
        ),
        start=_times(STARTS, row.start, "from week {}"),
        length=_times(LENGTHS, row.length, "for {} weeks"),
        empty=not (row.what or row.how),
    )  # fmt: skip


def _times(known: dict[str, str], chosen: str, other: str) -> tuple[Choice, ...]:
    extra = {chosen: other.format(chosen)} if chosen not in known and chosen.isdecimal() else {}
    return tuple(Choice(value=key, label=label, chosen=key == chosen) for key, label in {**known, **extra}.items())


def _answer(a_map: SystemsMap, asked: Asked, played: Played) -> Answer:
    label = a_map.label(asked.watch)
    told = tuple(_told(a_map, asked, idea) for idea in played.ideas)
    series = _series(asked, played)
    says = " ".join(one.finding for one in told)
    lit = [loop.id for idea in played.ideas for loop, _ in idea.carried]
    links = [link for idea in played.ideas for loop, _ in idea.carried[:1] for link in loop.links]
    ends = [end for name in links for end in (a_map.link(name).source, a_map.link(name).target)]
    around = bool({v.id for v in a_map.variables if v.shown == "around"} & {*ends, asked.watch.partition("/")[0]})
    written = {
        shape: mark_safe(chart.write(series, shape=shape, label=says, up=f"more: {label}", down="less"))  # noqa: S308  # escaped by ElementTree
        for shape in ("wide", "tall")
    }
    return Answer(
        ideas=told,
        together=_together(label, played),
        wide=written["wide"],
        tall=written["tall"],
        caption=f"{label}. The line is the middle of {played.ideas[0].run.draws:,} runs; nine in ten stay in the band.",
        columns=("When", *(one.label for one in series)),
        rows=_table(series),
        assumptions=played.assumptions,
        runs=played.ideas[0].run.draws,
        picture=picture(a_map, around=around, lit=(*lit, *links, *ends)),
    )


def _told(a_map: SystemsMap, asked: Asked, idea: Idea) -> Told:
    label = a_map.label(asked.watch)
    years = "a year" if asked.years == 1 else f"{asked.years} years"
    return Told(
        mark=idea.mark,
        name=NAMES[idea.mark],
        moves=idea.moves,
        finding=finding(label, idea.up, idea.down, years),
        detail=_how_sure(idea),
        others=tuple(finding(a_map.label(node), up, down, "") for node, up, down in idea.others),
        carried=tuple(
            Carried(
                name=words.loop_name(a_map, loop),
                says=loop.says,
                href=words.address(a_map.id, loop=loop.id),
                mark={"reinforcing": "R", "balancing": "B"}.get(loop.kind, "?"),
                kind=loop.kind,
                size=_size(share),
            )
            for loop, share in idea.carried
        ),
        drives=_drives(a_map, asked, idea),
    )


def _drives(a_map: SystemsMap, asked: Asked, idea: Idea) -> str:
    moves = getattr(asked.scenario, idea.mark)
    pairs = [*(("a", str(move)) for move in moves), ("years", asked.years)]
    return f"/maps/{a_map.id}/drives/?{urlencode(pairs)}"


def finding(label: str, up: int, down: int, years: str) -> str:
    """The answer for one thing as a sentence; shares are rounded to whole runs in a hundred."""
    after = f" after {years}" if years else ""
    if max(up, down) == 0:
        return f"{label} does not move{after}."
    verb, share = ("rises", up) if up >= down else ("eases", down)
    if share >= 99:
        return f"{label} {verb}{after} in nearly every run."
    return f"{label} {verb}{after} in {share} of 100 runs."


def _how_sure(idea: Idea) -> str:
    top, low = max(idea.up, idea.down), min(idea.up, idea.down)
    if top == 0:
        return "Nothing on this map leads from the change to there."
    if low > 25:
        return "It could go either way: it depends on strengths that nobody knows yet."
    if low > 5:
        return f"In {low} of 100 it goes the other way."
    return "How much differs a lot from run to run."


def _size(share: int) -> str:
    if share < 0:
        return f"It held back: without it, the change would be about {-share} % larger."
    return f"Without it, the change would be about {min(share, 100)} % smaller."


def _together(label: str, played: Played) -> str:
    """Which idea does more, on the same runs; what "more" is depends on the way that both of them go."""
    if played.better is None:
        return ""
    first, second = played.ideas
    if 40 <= played.better <= 60:
        return f"On the same runs, neither idea clearly does more for {label} than the other."
    falls = first.down > first.up and second.down > second.up
    verb = f"eases {label} more" if falls else f"leaves {label} higher"
    share = 100 - played.better if falls else played.better
    which, share = ("second", share) if share > 50 else ("first", 100 - share)
    return f"On the same runs, the {which} idea {verb} in {share} of 100."


def _series(asked: Asked, played: Played) -> tuple[Series, ...]:
    runs = [(idea.mark, NAMES[idea.mark], idea.run) for idea in played.ideas]
    if played.base is not None:
        runs.append(("base", "Without the change", played.base))
    series = []
    for mark, name, run in runs:
        band = run.band(asked.watch)
        weeks = np.asarray(run.weeks, dtype=float)
        series.append(Series(mark=mark, label=name, weeks=weeks, median=band.median, low=band.low, high=band.high))
    return tuple(series)


def _table(series: tuple[Series, ...]) -> tuple[tuple[str, ...], ...]:
    """The bands in words a person can compare: how far from today, on a scale that ends at 1."""
    last = int(series[0].weeks[-1])
    weeks = sorted({0, last // 4, last // 2, 3 * last // 4, last})
    return tuple((_when(week), *(_cell(one, week) for one in series)) for week in weeks)


def _cell(one: Series, week: int) -> str:
    return f"{one.median[week]:+.2f} ({one.low[week]:+.2f} to {one.high[week]:+.2f})"


def _when(week: int) -> str:
    if week == 0:
        return "today"
    if week % 52 == 0:
        return "1 year" if week == 52 else f"{week // 52} years"
    return f"{round(week / 52 * 12)} months"
