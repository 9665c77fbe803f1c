"""What the page "Can it tip?" shows: the plain answer, how the map rests, what turns it, and what is worth keeping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from wholeperson.mapping.presenters import matter_words as say
from wholeperson.mapping.presenters import valleys
from wholeperson.mapping.presenters.matters import outcome_choices
from wholeperson.mapping.presenters.page import NOT_YOU
from wholeperson.mapping.presenters.what_if import Choice
from wholeperson.mapping.rules.turning import TODAY, Held, Rest, Turn, Turning, tips_by
from wholesystem import dynamics
from wholesystem.maps import SystemsMap

NOT_A_PLACE = "A valley is a way that the map can stay. It is not a place where a person is."
LENGTHS = {13: "three months", 26: "half a year", 52: "one year", 104: "two years"}
SIZES = ((0.15, "a little {}"), (0.3, "{}"), (0.6, "much {}"))
CARDS_AT_MOST = 5
TURNS_AT_MOST = 6
PUSHES_AT_MOST = 6
NAMED_AT_MOST = 3
FEW = 0.05


@dataclass(frozen=True, kw_only=True)
class Card:
    """A way that the map can stay."""

    number: int
    name: str
    share: str
    others: str


@dataclass(frozen=True, kw_only=True)
class Push:
    """One line of a table of pushes."""

    what: str
    long: str
    size: str
    share: str


@dataclass(frozen=True, kw_only=True)
class TurnTold:
    """From one way to stay to another, and what does it."""

    title: str
    names: tuple[str, ...]
    says: str
    pushes: tuple[Push, ...]
    more: tuple[Push, ...]


@dataclass(frozen=True, kw_only=True)
class TippingPage:
    """The whole page."""

    id: str
    title: str
    outcome: str
    outcome_label: str
    outcomes: tuple[Choice, ...]
    findings: tuple[str, ...]
    tips: bool
    valleys: SafeString
    valleys_say: str
    cards: tuple[Card, ...]
    rarer: tuple[Card, ...]
    turns: tuple[TurnTold, ...]
    undone: tuple[TurnTold, ...]
    pair: tuple[str, ...]
    held: tuple[str, ...]
    assumptions: tuple[str, ...]
    runs: int
    not_a_place: str = NOT_A_PLACE
    not_you: str = NOT_YOU


def tipping_page(a_map: SystemsMap, found: Turning, pair: Sequence[dynamics.Move] = ()) -> TippingPage:
    """The page of one outcome; ``pair`` are the two changes that help most together."""
    names = {rest.id: name(a_map, rest) for rest in found.rests}
    cards = tuple(_card(a_map, rest, at, names) for at, rest in enumerate(found.rests, 1))
    shown = cards[:CARDS_AT_MOST]
    says = " ".join(f"Valley {card.number}: {card.name}, in {card.share}." for card in shown)
    drawn = valleys.write([rest.share for rest in found.rests[:CARDS_AT_MOST]], says)
    return TippingPage(
        id=a_map.id,
        title=a_map.title,
        outcome=found.outcome,
        outcome_label=say.label(a_map, found.outcome),
        outcomes=outcome_choices(a_map, found.outcome),
        findings=(_plain(a_map, found), *_best(a_map, found, names)),
        tips=bool(found.turns),
        valleys=mark_safe(drawn),  # noqa: S308  # ElementTree escapes every text
        valleys_say=says,
        cards=shown,
        rarer=cards[CARDS_AT_MOST:],
        turns=tuple(_turn(a_map, turn, names, losing=False) for turn in found.turns[:TURNS_AT_MOST]),
        undone=tuple(_turn(a_map, turn, names, losing=True) for turn in found.undone[:TURNS_AT_MOST]),
        pair=_pair(a_map, found, pair),
        held=_held(a_map, found),
        assumptions=found.assumptions,
        runs=found.draws,
    )


def name(a_map: SystemsMap, rest: Rest) -> str:
    """A resting state by what stands higher and lower in it."""
    if rest.id == TODAY:
        return "As today"
    moved = rest.valued or rest.others
    if not moved:
        return "Almost as today"
    shown = [f"{say.label(a_map, node)} {'higher' if sign > 0 else 'lower'}" for node, sign in moved]
    more = len(shown) - 2 * NAMED_AT_MOST
    return ", ".join(shown) if more <= 0 else f"{', '.join(shown[: 2 * NAMED_AT_MOST])} and {more} more"


def _card(a_map: SystemsMap, rest: Rest, number: int, names: Mapping[str, str]) -> Card:
    others = [f"{say.label(a_map, node)} {'higher' if sign > 0 else 'lower'}" for node, sign in rest.others]
    shown = f"Also {say.listed(others[:NAMED_AT_MOST])}." if others and rest.valued else ""
    return Card(number=number, name=names[rest.id], share=say.runs(rest.share), others=shown)


def _plain(a_map: SystemsMap, found: Turning) -> str:
    if found.more == 0:
        return f"No. In all {found.draws} runs that we looked at, {a_map.title} settles in one place at most."
    often = "Most runs settle in one place." if found.more < 0.5 else "Many runs can settle in more than one place."
    return f"{often} In {say.runs(found.more)} {a_map.title} can stay in more than one way, so it can tip."


def _best(a_map: SystemsMap, found: Turning, names: Mapping[str, str]) -> tuple[str, ...]:
    """What turns it most often, and whether it swings."""
    says = []
    if found.turns:
        tip = found.turns[0].tips[0]
        what = _doing(a_map, tip)
        says.append(f"{what} for {_long(tip)} tips it in {say.runs(tip.share_of_draws)}.")
        says.append(f"{_of_these(tip)} How much it takes: {size(tip.size)}.")
        if found.undone:
            lost = found.undone[0].tips[0]
            says.append(
                f"What helps is worth keeping. Losing some of {say.label(a_map, lost.variable)} for {_long(lost)} "
                f"could undo it in {say.runs(lost.share_of_draws)}."
            )
    elif found.more > 0:
        label = say.label(a_map, found.outcome)
        says.append(f"No push that we tried leads to where {label} is better without raising something that harms.")
    else:
        says.append("So a push moves it while it lasts. When the push ends, it goes back to where it was.")
    says.extend(_wild(found))
    return tuple(says)


def _wild(found: Turning) -> tuple[str, ...]:
    """Swings and overshoots, named only where they occur."""
    says = []
    if found.swings > 0:
        says.append(f"In {say.runs(found.swings)} it can start to swing, up and down, and does not come to rest.")
    over = found.held.shapes.get("overshoots", 0.0) if found.held else 0.0
    if over >= FEW:
        says.append(f"In {say.runs(over)} it goes too far at first, and then comes part of the way back.")
    return tuple(says)


def _turn(a_map: SystemsMap, turn: Turn, names: Mapping[str, str], *, losing: bool) -> TurnTold:
    numbers = {rest: at for at, rest in enumerate(names, 1)}
    pushes = tuple(
        Push(
            what=say.label(a_map, tip.variable) if losing else _doing(a_map, tip),
            long=_long(tip),
            size=size(tip.size),
            share=say.runs(tip.share_of_draws),
        )
        for tip in turn.tips
    )
    return TurnTold(
        title=f"From valley {numbers[turn.origin]} to valley {numbers[turn.to]}, in up to {say.runs(turn.share)}",
        names=tuple(f"Valley {numbers[rest]}: {names[rest]}." for rest in (turn.origin, turn.to)),
        says=_of_these(turn.tips[0]),
        pushes=pushes[:PUSHES_AT_MOST],
        more=pushes[PUSHES_AT_MOST:],
    )


def _doing(a_map: SystemsMap, tip: dynamics.Tip) -> str:
    return say.doing(a_map, dynamics.Move(tip.variable, "ease" if a_map.is_harm(tip.variable) else "support"))


def _long(tip: dynamics.Tip) -> str:
    return LENGTHS.get(tip.weeks, f"{tip.weeks} weeks")


def _of_these(tip: dynamics.Tip) -> str:
    if tip.of_these > 0.99:
        return "That is every run we tried that has both valleys."
    return f"That is {round(100 * tip.of_these)} in 100 of the runs we tried that have both valleys."


def size(told: dynamics.Size) -> str:
    """How large a push has to be, in the words of "What if …?"; over the runs, from the smallest to the largest."""
    least, most = sorted((told.low, told.high), key=abs)
    middle, small, large = (_size(one) for one in (told.median, least, most))
    return middle if small == large else f"{middle} (from {small} to {large})"


def _size(value: float) -> str:
    way = "more" if value > 0 else "less"
    return next((words.format(way) for most, words in SIZES if abs(value) <= most), f"beyond much {way}")


def _pair(a_map: SystemsMap, found: Turning, pair: Sequence[dynamics.Move]) -> tuple[str, ...]:
    """Which of the two changes that help most together tips the map, where it can tip."""
    if not found.turns:
        return ()
    return tuple(_tips_by(a_map, move, tips_by(found, move)) for move in pair)


def _tips_by(a_map: SystemsMap, move: dynamics.Move, share: float) -> str:
    what = say.doing(a_map, move)
    if move.is_link:
        return f"{what}: we tried pushes on circles only, so we cannot say whether it tips."
    if share == 0:
        return f"{what} tips it in no run that we tried."
    return f"{what} tips it by itself in {say.runs(share)}."


def _held(a_map: SystemsMap, found: Turning) -> tuple[str, ...]:
    """What a run with the map's drivers held does: a run, and not a resting state."""
    held: Held | None = found.held
    if held is None:
        return ()
    who = say.listed([say.label(a_map, node) for node in held.nodes])
    way, share = ("higher", held.up) if held.up >= held.down else ("lower", held.down)
    return (
        f"We also played {a_map.title} with {who} kept somewhat higher for ten years.",
        f"{say.label(a_map, found.outcome)} ends {way} in {say.runs(share)}.",
        "That is what we mean by a run that is held. It is kept there from outside, and it does not stay by itself.",
    )
