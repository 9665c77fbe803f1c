"""What every part of a map has to keep to: ids, texts, words and numbers, each refused with a sentence."""

import math
import re

from wholesystem.errors import MapError, Problem, shown

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What neither XML nor a page can hold.
UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def refuse(where: str, what: str, remedy: str) -> MapError:
    """The error of one problem."""
    return MapError([Problem(where, what, remedy)])


def check_one_of(where: str, name: str, value: object, allowed: tuple[str, ...]) -> None:
    """Refuse a word that is not one of the allowed ones."""
    if value not in allowed:
        raise refuse(where, f"its {name} is {shown(value)}.", f"Use one of: {', '.join(allowed)}.")


def check_id(where: str, value: object) -> None:
    """Refuse an id that could not stand in an address or a command.

    Raises:
        MapError: where ``value`` is not lower-case words joined by hyphens.
    """
    check_text(where, "id", value, needed=True)
    if not ID.fullmatch(str(value)) or len(str(value)) > 80:
        raise refuse(
            where,
            f"its id is {shown(value)}.",
            "Use at most 80 lower-case letters and numbers, in words joined by hyphens.",
        )


def check_text(where: str, name: str, value: object, *, needed: bool) -> None:
    """Refuse what is not text, what is empty where it is ``needed``, and what no page can show.

    Raises:
        MapError: naming the part and what it lacks.
    """
    if isinstance(value, bool):
        what = f"its {name} is read as true or false, as yes, no, on and off are too."
        raise refuse(where, what, "Put it in quotation marks.")
    if not isinstance(value, str):
        raise refuse(where, f"its {name} is {shown(value)}, which is not text.", "Put it in quotation marks.")
    if needed and not value.strip():
        raise refuse(where, f"it has no {name}.", f"Add its {name}.")
    if UNSHOWABLE.search(value):
        raise refuse(where, f"its {name} holds a character that cannot be shown.", "Type it again without it.")


def is_number(value: object) -> bool:
    """Whether a value is a finite number; neither true nor a number too large to count with is one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def check_flag(where: str, name: str, value: object, remedy: str = "Write true or false.") -> None:
    """Refuse what is neither true nor false."""
    if not isinstance(value, bool):
        raise refuse(where, f"its {name} is {shown(value)}.", remedy)
