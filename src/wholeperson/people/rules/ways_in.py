"""The ways in, and how long each holds."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

SHORTEST_PHRASE = 10
LONGEST = 200
SHORTEST_NUMBER = 4
CODES = 8
WORDS_IN_A_PHRASE = 4
WORDS_ON_A_CARD = 6
WORDS_IN_AN_INVITATION = 3

IDLE, LONGEST_STAY = timedelta(minutes=30), timedelta(hours=12)
IDLE_SHARED, LONGEST_STAY_SHARED = timedelta(minutes=5), timedelta(minutes=30)
REPEAT_HOLDS = timedelta(minutes=5)
INVITATION = timedelta(days=7)
ROLE_INVITATION = timedelta(days=14)
WAY_BACK_ASKED = timedelta(days=14)
WAY_BACK_WAITS = timedelta(hours=72)
SHOWING_WAITS = timedelta(days=3)

Choose = Callable[[Sequence[str]], str]


def stay(shared: bool) -> tuple[timedelta, timedelta]:
    """Give how long a sign-in lasts when nobody touches it, and how long at most."""
    return (IDLE_SHARED, LONGEST_STAY_SHARED) if shared else (IDLE, LONGEST_STAY)


def tidy(words: str) -> str:
    """Make two ways of typing the same words the same: case, blanks and dashes do not count."""
    return " ".join(words.casefold().replace("-", " ").replace("·", " ").split())


def some_words(choose: Choose, words: Sequence[str], count: int) -> str:
    """Give a few words, chosen by whoever hands in the chance."""
    return " ".join(choose(words) for _ in range(count))


def phrase_problem(phrase: str, name: str, is_common: Callable[[str], bool]) -> str:
    """Say what could be better about a passphrase, or nothing where it will do."""
    if len(phrase) < SHORTEST_PHRASE:
        return f"A passphrase of {SHORTEST_PHRASE} letters or more keeps you safer. Four words will do."
    if len(phrase) > LONGEST:
        return f"Up to {LONGEST} letters fit here. Please take a shorter one."
    if is_common(phrase) or len(set(phrase)) < 5:
        return "Many people use this one, so others try it first. Please choose another; four words will do."
    if tidy(phrase) == tidy(name):
        return "This is your name. Please choose something that others do not know."
    return ""


def number_problem(number: str) -> str:
    """Say what could be better about the number that belongs to a card, or nothing where it will do."""
    if not number.isdecimal() or len(number) < SHORTEST_NUMBER or len(number) > 12:
        return "Please choose a number of four to twelve digits."
    if len(set(number)) == 1 or number in "01234567890123456789" or number in "98765432109876543210":
        return "Others would try this number first. Please choose another."
    return ""


def repeated_lately(repeated_at: datetime | None, now: datetime) -> bool:
    """Say whether somebody has shown within five minutes that it is still them."""
    return repeated_at is not None and repeated_at <= now < repeated_at + REPEAT_HOLDS


def may_show(showing_off: bool, showing_from: datetime | None, now: datetime) -> bool:
    """Say whether export, 'show everything' and changes of the safe channel are open.

    A person can switch them off at once. Switched on again they wait three days, so that whoever stands over them gains
    nothing by asking twice.
    """
    return not showing_off and (showing_from is None or showing_from <= now)
