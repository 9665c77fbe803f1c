"""What an archetype says in a map's own words, and what the field advises; a harm is never advised to be raised."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

HOLES = re.compile(r"\{([a-z:-]+)\}")

SENGE = "Senge 1990, The Fifth Discipline"
KIM = "Kim 1992, Systems Archetypes I; Braun 2002, The System Archetypes"
WOLSTENHOLME = "Wolstenholme 2003, System Dynamics Review 19"
OURS = "our own caution"

TITLES = {
    "shifting-the-burden": "Shifting the burden",
    "addiction": "Addiction",
    "fixes-that-fail": "Fixes that fail",
    "limits-to-growth": "Limits to growth",
    "success-to-the-successful": "Success to the successful",
    "escalation": "Escalation",
    "eroding-goals": "Eroding goals",
    "tragedy-of-the-commons": "Tragedy of the commons",
    "growth-and-underinvestment": "Growth and underinvestment",
}

_SHIFTING = (
    "When “{symptom}” rises, so does “{symptomatic-solution}”, and for a while that eases “{symptom}”.",
    "“{fundamental-solution}” would ease it for longer, and {slow}.",
    "“{symptomatic-solution}” also {side-effect:bears} “{side-effect}”, and so “{fundamental-solution}” gets less.",
    "So the quick answer is used again, and the lasting one moves further away.",
)
TELLS: Mapping[str, tuple[str, ...]] = {
    "shifting-the-burden": _SHIFTING,
    "addiction": (*_SHIFTING, "In time “{symptomatic-solution}” asks for more of itself."),
    "fixes-that-fail": (
        "When “{symptom}” rises, so does “{fix}”, and for a while that eases “{symptom}”.",
        "“{fix}” also {consequence:bears} “{consequence}”, which brings “{symptom}” back, and that {slow}.",
        "So more of “{fix}” is used, and more of “{symptom}” comes back.",
    ),
    "limits-to-growth": (
        "“{growing-action}” and “{condition}” feed each other and grow.",
        "As “{condition}” grows it {limiting-action:bears} “{limiting-action}”, and that holds it back.",
        "“{limit}” bears on how soon that happens.",
    ),
    "success-to-the-successful": (
        "“{allocation}” adds to “{one}” and takes from “{other}”.",
        "What “{one}” gains brings it more, and what “{other}” loses costs it more.",
        "So a small lead at the start can grow by itself, for either of them.",
    ),
    "escalation": (
        "When “{standing}” is low, “{one}” rises to lift it. When it is high, “{other}” rises to bring it down.",
        "Each answers what the other did, so both can rise without end.",
    ),
    "eroding-goals": (
        "“{gap}” can be closed by “{corrective-action}”, which lifts “{condition}” and {slow}.",
        "It can also be closed by letting “{goal}” sink, which is quicker.",
        "If that happens each time, “{goal}” sinks little by little.",
    ),
    "tragedy-of-the-commons": (
        "“{one}” brings “{gain-of-one}”, and “{other}” brings “{gain-of-other}”, so both grow.",
        "Together they {commons:bear} “{commons}”, and that {slow} to come back. In the end both gain less.",
    ),
    "growth-and-underinvestment": (
        "“{growing-action}” and “{demand}” feed each other and grow.",
        "As “{demand}” grows, “{performance}” falls, and that slows the growth.",
        "“{investment}” could lift “{capacity}” and so “{performance}”, and it {slow}.",
        "If it comes too late, growth has stopped by then, and it can look as if nothing was needed.",
    ),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the field advises, one plain sentence or two, and who says so."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class _Counsel:
    """A piece of advice, with the roles that it would raise or lessen."""

    text: str
    source: str
    raises: tuple[str, ...] = ()
    lessens: tuple[str, ...] = ()


_TOWARDS_THE_LASTING = (
    _Counsel("Go for the lasting answer. Where quick relief is needed, use it to win time for that.", SENGE),
    _Counsel("Make “{fundamental-solution}” easier to reach. {obstacles}", KIM, raises=("fundamental-solution",)),
    _Counsel(
        "Look for what could keep “{side-effect}” from getting in the way of “{fundamental-solution}”.", WOLSTENHOLME
    ),
)
COUNSEL: Mapping[str, tuple[_Counsel, ...]] = {
    "shifting-the-burden": _TOWARDS_THE_LASTING,
    "addiction": (
        *_TOWARDS_THE_LASTING,
        _Counsel(
            "Taking quick relief away while nothing else holds can make the need greater. First, build what holds.",
            OURS,
        ),
    ),
    "fixes-that-fail": (
        _Counsel("Ask what lies behind “{symptom}”, and look for an answer to that.", KIM),
        _Counsel("If the quick answer is needed, plan from the start for what it brings later.", SENGE),
        _Counsel("Ask early what could ease “{consequence}”.", WOLSTENHOLME, lessens=("consequence",)),
    ),
    "limits-to-growth": (
        _Counsel("Do not press harder on what grows. Find what sets the limit, and ease that.", SENGE),
        _Counsel("Ask what could ease “{limit}”.", WOLSTENHOLME, lessens=("limit",)),
    ),
    "success-to-the-successful": (
        _Counsel(
            "Look for something that both sides want, so that neither pays for the other.", SENGE, ("one", "other")
        ),
        _Counsel("Help “{one}” early: each step makes the next one easier.", KIM, ("one", "allocation")),
    ),
    "escalation": (
        _Counsel("One side can stop first, and openly, so that the other has less to answer.", SENGE),
        _Counsel("Look for something that both sides want and can only have together.", KIM),
    ),
    "eroding-goals": (
        _Counsel(
            "Hold on to “{goal}”. Tie it to what people need, and not to how things went last time.", SENGE, ("goal",)
        ),
        _Counsel("Give “{corrective-action}” the time that it needs to show.", KIM, ("corrective-action",)),
    ),
    "tragedy-of-the-commons": (
        _Counsel("Bring those who share “{commons}” together, to agree how it is shared.", SENGE),
        _Counsel("Let everyone see what all of them together do to “{commons}”.", KIM),
    ),
    "growth-and-underinvestment": (
        _Counsel("Build “{capacity}” before it is needed.", SENGE, raises=("capacity",)),
        _Counsel("Keep to what good looks like while it grows, and do not let that sink.", KIM),
    ),
}


class Speaker:
    """Fills the sentences of one finding.

    Args:
        labels: each role's label; a role that nobody plays is left out.
        signs: for a role in the middle of a way, +1 where it rises there, -1 where it falls.
        slow: ``takes time``, or how sure that is.
        obstacles: labels of what stands in the way of the lasting answer.
    """

    def __init__(self, labels: Mapping[str, str], signs: Mapping[str, int], slow: str, obstacles: list[str]) -> None:
        self.words = dict(labels)
        self.words["slow"] = slow
        for role, sign in signs.items():
            self.words[f"{role}:bears"] = "adds to" if sign > 0 else "takes from"
            self.words[f"{role}:bear"] = "add to" if sign > 0 else "take from"
        self.words["obstacles"] = _in_the_way(obstacles)

    def says(self, text: str) -> str | None:
        """The sentence, or None where a role that it names is not there."""
        if not set(HOLES.findall(text)) <= self.words.keys():
            return None
        return HOLES.sub(lambda hole: self.words[hole[1]], text)

    def tells(self, archetype: str) -> Iterator[str]:
        """What happens here."""
        yield from filter(None, map(self.says, TELLS[archetype]))

    def advises(
        self, archetype: str, may_raise: Callable[[str], bool], may_lessen: Callable[[str], bool]
    ) -> Iterator[Advice]:
        """What the field advises, without what would raise a harm or weaken what is none.

        Args:
            archetype: its id.
            may_raise: whether the node of a role can be offered to be raised.
            may_lessen: whether it can be offered to be lessened.
        """
        for one in COUNSEL[archetype]:
            text = self.says(one.text)
            if text and all(map(may_raise, one.raises)) and all(map(may_lessen, one.lessens)):
                yield Advice(text, one.source)


def listed(labels: list[str]) -> str:
    """Labels as they are said: ``“A”``, ``“A” and “B”``, ``“A”, “B” and “C”``.

    >>> listed(["Fear", "Waiting"])
    '“Fear” and “Waiting”'
    """
    quoted = [f"“{label}”" for label in labels]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _in_the_way(obstacles: list[str]) -> str:
    if not obstacles:
        return "Ask what stands in its way: the map does not say yet."
    return f"What stands in its way here: {listed(obstacles)}. That is where help can go."
