"""What the page "What matters most here?" shows: three findings first, and everything else on demand."""

from collections.abc import Mapping
from dataclasses import dataclass

from wholeperson.mapping.presenters import matter_words as say
from wholeperson.mapping.presenters import tables
from wholeperson.mapping.presenters.page import NOT_YOU, Picture, picture
from wholeperson.mapping.presenters.tables import Table
from wholeperson.mapping.presenters.what_if import Choice
from wholeperson.mapping.rules.mattering import Matters, Together, play_address
from wholeperson.mapping.rules.scenario import YEARS
from wholesystem import dynamics
from wholesystem.dynamics import findings
from wholesystem.maps import SystemsMap

CLEARLY = 0.6
ADDS = 0.01


@dataclass(frozen=True, kw_only=True)
class Found:
    """One finding: the change, what it does, what else it changes, and where it can be played."""

    says: str
    sure: str
    others: tuple[str, ...]
    play: str


@dataclass(frozen=True, kw_only=True)
class Few:
    """A few changes together."""

    name: str
    moves: tuple[str, ...]
    says: str
    adds: str
    others: tuple[str, ...]
    play: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What helps most under each claim about an arrow that people do not agree on."""

    about: str
    says: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer: findings, picture, what changes do together; then what can be opened."""

    heading: str
    findings: tuple[Found, ...]
    compared: str
    few: tuple[Few, ...]
    searched: str
    picture: Picture
    learn: tuple[str, ...]
    hurts: tuple[str, ...]
    claims: tuple[Claim, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    links: Table
    variables: Table
    small: Table
    arrows: Table
    assumptions: tuple[str, ...]
    runs: int


@dataclass(frozen=True, kw_only=True)
class MattersPage:
    """The whole page."""

    id: str
    title: str
    outcome: str
    outcome_label: str
    outcomes: tuple[Choice, ...]
    years: tuple[Choice, ...]
    problem: str
    answer: Answer | None
    not_you: str = NOT_YOU


def matters_page(a_map: SystemsMap, outcome: str, years: int, found: Matters | None, problem: str) -> MattersPage:
    """The page, with the answer where there is one."""
    return MattersPage(
        id=a_map.id,
        title=a_map.title,
        outcome=outcome,
        outcome_label=say.label(a_map, outcome),
        outcomes=outcome_choices(a_map, outcome),
        years=tuple(
            Choice(value=str(year), label="1 year" if year == 1 else f"{year} years", chosen=year == years)
            for year in YEARS
        ),
        problem=problem,
        answer=_answer(a_map, found) if found else None,
    )


def outcome_choices(a_map: SystemsMap, chosen: str) -> tuple[Choice, ...]:
    """What can be asked about; what people value most comes first."""
    nodes = dict.fromkeys((*a_map.outcomes, *a_map.nodes))
    return tuple(Choice(value=node, label=say.label(a_map, node), chosen=node == chosen) for node in nodes)


def _answer(a_map: SystemsMap, found: Matters) -> Answer:
    few = (("Two together", found.pair), ("Three together", found.trio))
    helps = "helps" if found.more_is_better else "eases"
    return Answer(
        heading=f"What {helps} {say.label(a_map, found.outcome)} most",
        findings=tuple(_found(a_map, found, lever) for lever in found.best),
        compared=_compared(found.first_is_better),
        few=tuple(_few(a_map, found, name, one) for name, one in few if one),
        searched=found.searched,
        picture=_picture(a_map, found),
        learn=tuple(say.learn(a_map, one, found.more_is_better) for one in found.learn),
        hurts=tuple(say.spoken(a_map, findings.finding(a_map, found.outcome, lever)) for lever in found.hurts),
        claims=tuple(_claim(a_map, found, link, answers) for link, answers in found.claims),
        left_out=_left_out(a_map, found.left_out),
        links=tables.changes(a_map, found, found.links),
        variables=tables.changes(a_map, found, found.variables),
        small=tables.small_pushes(a_map, found),
        arrows=tables.arrows(a_map),
        assumptions=found.assumptions,
        runs=found.draws,
    )


def _found(a_map: SystemsMap, found: Matters, lever: dynamics.Lever) -> Found:
    first, _, sure = say.spoken(a_map, findings.finding(a_map, found.outcome, lever)).partition(" runs. ")
    return Found(
        says=f"{first} runs.",
        sure=sure,
        others=say.side_effects(a_map, lever.side_effects),
        play=play_address(a_map, [lever.is_move], found.outcome, found.years),
    )


def _compared(first: float | None) -> str:
    """Which of the first two helps more, run by run."""
    if first is None:
        return ""
    if 1 - CLEARLY < first < CLEARLY:
        return "Between the first two it is too close to call. Each helps more in about half of the runs."
    which = "first" if first >= CLEARLY else "second"
    return f"Run by run, the {which} helps more than the other in {say.runs(max(first, 1 - first))}."


def _few(a_map: SystemsMap, found: Matters, name: str, one: Together) -> Few:
    way = "more" if one.figures.effect > 0 else "less"
    return Few(
        name=name,
        moves=tuple(say.doing(a_map, move) for move in one.moves),
        says=f"Together: {way} {say.label(a_map, found.outcome)} in {say.runs(one.figures.agreement)}.",
        adds=_adds(one),
        others=say.side_effects(a_map, one.side_effects),
        play=play_address(a_map, one.moves, found.outcome, found.years),
    )


def _adds(one: Together) -> str:
    """Whether two do more together than each by itself, added up."""
    if one.adds is None:
        return ""
    if abs(one.adds) < ADDS:
        return "They do about as much together as each alone, added up."
    if one.adds > 0:
        return "They help each other: together they do more than each alone, added up."
    return "They share some of the work: together they do less than each alone, added up. It still is the most."


def _picture(a_map: SystemsMap, found: Matters) -> Picture:
    moves = [lever.change for lever in found.best]
    links = [move for move in moves if move not in a_map.nodes]
    ends = [end for name in links for end in (a_map.link(name).source, a_map.link(name).target)]
    circles = {*ends, *(move.partition("/")[0] for move in (*moves, found.outcome) if move in a_map.nodes)}
    around = bool({variable.id for variable in a_map.variables if variable.shown == "around"} & circles)
    return picture(a_map, around=around, lit=(*links, *circles))


def _claim(a_map: SystemsMap, found: Matters, link: str, answers: Mapping[str, dynamics.Lever | None]) -> Claim:
    heads = {"+": "If both go the same way", "-": "If one goes up as the other goes down"}
    says = []
    for sign, lever in answers.items():
        best = say.spoken(a_map, findings.finding(a_map, found.outcome, lever)) if lever else "nothing here helps."
        says.append(f"{heads[sign]}: {best}")
    return Claim(about=say.arrow(a_map, link), says=tuple(says) or ("Too few runs follow each view to say more.",))


def _left_out(a_map: SystemsMap, left_out: tuple[dynamics.LeftOut, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is not offered, under its reason; many share one."""
    kept: dict[str, list[str]] = {}
    for one in left_out:
        move = dynamics.Move(one.change, one.move)
        kept.setdefault(say.reason(one.why), []).append(say.doing(a_map, move))
    return tuple((why, tuple(dict.fromkeys(moves))) for why, moves in kept.items())
