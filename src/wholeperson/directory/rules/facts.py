"""What a person decides by: every question that the network map asks of a resource, once.

Forms, pages, columns of a spreadsheet, what the open feed says, filters and what a kept-safe address leaves out all
follow from this one list. An answer that nobody gave is absent, and a page says that we do not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

LONGEST_WORDS = 1000
SHORT_WORDS = 300


class Answer(Enum):
    """How a question is answered."""

    YES_NO = "yes or no"
    CHOICE = "one of these"
    CHOICES = "any of these"
    WORDS = "words"
    LIST = "words, several"


class Part(Enum):
    """Where on the page of a resource an answer stands, in this order."""

    WHAT = "What it is like"
    WHO = "Who it is for"
    BEGIN = "How to begin"
    ACCESS = "Getting there and getting in"
    RULES = "What is asked of you"
    AFTER = "What comes of it"
    HOME = "Living there"


@dataclass(frozen=True)
class Fact:
    """One question.

    Args:
        key: how it is stored, exported and called in a spreadsheet.
        label: how the answer is headed on a page.
        asks: the question to whoever fills it in.
        filters: for yes or no: what somebody picks in a search, in their words; for a choice: the same for each choice.
        tells_where: an answer could give an address away, so a resource whose address is kept safe has none.
    """

    key: str
    label: str
    asks: str
    answer: Answer
    part: Part
    choices: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    tells_where: bool = False
    longest: int = SHORT_WORDS


YES = "yes"
YES_NO = {"yes": "Yes", "no": "No", "ask": "Ask first"}


def _yes_no(key: str, label: str, asks: str, part: Part, picks: str = "") -> Fact:
    return Fact(key, label, asks, Answer.YES_NO, part, choices=YES_NO, filters={YES: picks} if picks else {})


def _words(key: str, label: str, asks: str, part: Part, *, where: bool = False, longest: int = SHORT_WORDS) -> Fact:
    return Fact(key, label, asks, Answer.WORDS, part, tells_where=where, longest=longest)


FACTS: tuple[Fact, ...] = (
    _words("like", "What it is like", "What is it like there, in plain words?", Part.WHAT, longest=LONGEST_WORDS),
    _words("runs_it", "Who runs it, and what they know", "Who runs it, and what do they know?", Part.WHAT),
    _yes_no("by_peers", "Run by people who have been there", "Is it run by people who have been there?", Part.WHAT,
            "run by people who have been there"),
    _words("who_for", "Who it is for", "Who is it for?", Part.WHO),
    _yes_no("women_only", "Women only", "Is it for women only?", Part.WHO, "women only"),
    _yes_no("trans_inclusive", "Trans people are welcome", "Are trans people welcome, and is that said?", Part.WHO,
            "trans people are welcome"),
    _yes_no("families", "Family and friends are welcome", "Are family and friends welcome?", Part.WHO,
            "family and friends are welcome"),
    Fact("languages", "Languages", "Which languages are spoken? With an interpreter, say so.", Answer.LIST, Part.WHO),
    _words("culture", "Culture and faith", "What should somebody know about culture, food, faith?", Part.WHO),
    _yes_no("knows_safety", "Somebody there knows about staying safe from a person",
            "Is there somebody who knows about harm at home, and what not to do?", Part.WHO,
            "knows about staying safe from somebody"),
    Fact("begin", "How to begin", "How does somebody begin?", Answer.CHOICES, Part.BEGIN,
         choices={"walk-in": "Walk in", "ring": "Ring", "write": "Send a message", "introduced": "Be introduced"},
         filters={"walk-in": "walk in", "ring": "ring first", "write": "send a message",
                  "introduced": "be introduced"}),
    _words("first", "What happens first", "What happens when somebody first comes?", Part.BEGIN, longest=LONGEST_WORDS),
    Fact("answers_within", "How long they take to answer", "How long do they take to answer?", Answer.CHOICE,
         Part.BEGIN,
         choices={"at-once": "At once", "same-day": "The same day", "two-days": "Within two days",
                  "week": "Within a week", "longer": "Longer than a week"}),
    Fact("cost", "What it costs", "What does it cost?", Answer.CHOICE, Part.ACCESS,
         choices={"free": "Nothing", "some": "Something", "ask": "It depends; ask"}, filters={"free": "free"}),
    _words("cost_words", "About the cost", "How much, and for what? Is there help with it?", Part.ACCESS),
    Fact("steps", "Steps and lift", "Can somebody get in without steps?", Answer.CHOICE, Part.ACCESS,
         choices={"none": "No steps", "lift": "There is a lift", "some": "There are steps"},
         filters={"none": "no steps", "lift": "a lift"}),
    _yes_no("creche", "Crèche", "Is there somebody to look after children meanwhile?", Part.ACCESS, "a crèche"),
    _yes_no("pets", "Pets are welcome", "Can a dog come too?", Part.ACCESS, "pets are welcome"),
    _words("bus", "Getting there by bus", "Which bus, and from where?", Part.ACCESS, where=True),
    _words("street", "What it looks like from the street", "What does somebody see from the street?", Part.ACCESS,
           where=True),
    _words("other_door", "Another door", "Is there another, quieter door?", Part.ACCESS, where=True),
    Fact("in_reach", "Where they come to you", "Into which places do they come: wards, prison, a hostel?", Answer.LIST,
         Part.ACCESS),
    _words("to_get_in", "What you have to show to get in", "What does somebody have to show or bring?", Part.RULES),
    Fact("still_using", "If you are still using", "Can somebody come who is still using?", Answer.CHOICE, Part.RULES,
         choices={"yes": "You can come", "not-on-the-day": "Not on the day itself", "no": "Only if you are not using",
                  "ask": "Ask first"},
         filters={"yes": "I may still be using"}),
    _words("asks_of_me", "What it asks of you", "What does it ask of somebody, week by week?", Part.RULES),
    _words("if_you_miss", "If you miss one", "What happens when somebody misses one?", Part.RULES),
    _words("ends_it", "What ends it", "What ends it?", Part.RULES),
    _words("makes_use_more", "A rule that makes people use more",
           "Is there a rule that leads people to use more, for example to qualify? Say which.", Part.RULES),
    _words("works", "How well it works, and for whom", "How well does it work, and for whom?", Part.AFTER,
           longest=LONGEST_WORDS),
    _words("works_source", "Who says so", "Where does that come from?", Part.AFTER),
    _words("after", "What happens after", "What happens after it?", Part.AFTER),
    _words("wait", "How long the wait really is", "How long do people really wait, and who counted?", Part.AFTER),
    Fact("housing", "What kind of home", "What kind of home is it?", Answer.CHOICES, Part.HOME,
         choices={"wet": "You can drink or use there", "dry": "Nobody drinks or uses there",
                  "housing-first": "Housing First: a home first, then the rest", "women": "For women",
                  "supported": "With support", "tonight": "For tonight"},
         filters={"wet": "a home where I can drink or use", "dry": "a home where nobody drinks or uses",
                  "housing-first": "Housing First", "women": "a home for women", "supported": "a home with support",
                  "tonight": "a bed for tonight"}),
    _words("stay", "How long you can stay", "How long can somebody stay?", Part.HOME),
)  # fmt: skip
BY_KEY: Mapping[str, Fact] = {fact.key: fact for fact in FACTS}
# What can be picked in a search: "women_only:yes" -> "women only".
FILTERS: Mapping[str, str] = {f"{fact.key}:{value}": words for fact in FACTS for value, words in fact.filters.items()}


class FactError(ValueError):
    """An answer that does not fit its question. ``field`` is the question's key; the text says what would fit."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.field = key


def checked(answers: Mapping[str, Any], *, kept_safe: bool) -> dict[str, Any]:
    """Give the answers as they are stored: those that fit their question, without the empty ones.

    Raises:
        FactError: where one does not fit, or could give away where a place is whose address is kept safe.
    """
    found: dict[str, Any] = {}
    for key, answer in answers.items():
        fact = BY_KEY.get(key)
        if fact is None:
            raise FactError(key, f"There is no question called {key!r}.")
        if answer in (None, "", [], ()):
            continue
        if kept_safe and fact.tells_where:
            raise FactError(key, f"The address is kept safe, so we do not keep “{fact.label}”. Please leave it empty.")
        found[key] = _fitting(fact, answer)
    return found


def _fitting(fact: Fact, answer: Any) -> Any:
    if fact.answer in (Answer.YES_NO, Answer.CHOICE):
        return _one_of(fact, answer)
    if fact.answer is Answer.CHOICES:
        return [_one_of(fact, one) for one in answer]
    if fact.answer is Answer.LIST:
        return [_short(fact, one) for one in answer]
    return _short(fact, answer)


def _one_of(fact: Fact, answer: Any) -> str:
    if answer not in fact.choices:
        raise FactError(fact.key, f"{fact.asks} Pick one of: {', '.join(fact.choices)}.")
    return str(answer)


def _short(fact: Fact, answer: Any) -> str:
    if not isinstance(answer, str) or len(answer) > fact.longest or "\x00" in answer:
        raise FactError(fact.key, f"{fact.asks} Up to {fact.longest} letters fit here.")
    return answer


def picked(answers: Mapping[str, Any]) -> frozenset[str]:
    """Give every filter that a resource with these answers fits: ``women_only:yes``."""
    pairs = {
        f"{key}:{one}" for key, answer in answers.items() for one in (answer if isinstance(answer, list) else [answer])
    }
    return frozenset(pairs & FILTERS.keys())
