"""Facts told upwards. Whoever is above may listen, in the same transaction, and may stop it by raising."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, TypeVar

from django.db import transaction

from wholeperson.foundation.actions import OutsideADeedError, inside_a_deed

F = TypeVar("F")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(fact: type[F], handler: Callable[[F], None]) -> None:
    """Call ``handler`` whenever a fact of this kind is announced. Done in ``apps.py``; twice is the same as once.

    Raises:
        TypeError: where the fact is not a frozen dataclass.
    """
    if not (is_dataclass(fact) and fact.__dataclass_params__.frozen):  # type: ignore[attr-defined]  # every dataclass has it
        raise TypeError(f"{fact.__name__} can be announced once it is a frozen dataclass.")
    if handler not in _listeners[fact]:
        _listeners[fact].append(handler)


def announce(fact: object) -> None:
    """Tell everybody who listens, in the order in which they subscribed.

    Raises:
        OutsideADeedError: where no action is under way.
    """
    if not inside_a_deed():
        raise OutsideADeedError(f"{type(fact).__name__} was not announced: only an action can say what happened.")
    for handler in tuple(_listeners.get(type(fact), ())):
        handler(fact)


def after_commit(effect: Callable[[], None]) -> None:
    """Do something in the world outside (a message, a file) once the transaction holds, and not if it does not.

    Raises:
        OutsideADeedError: where no action is under way.
    """
    if not inside_a_deed():
        raise OutsideADeedError("Nothing was sent: effects outside follow from an action.")
    # Robust, because what is committed stays committed: a mail that cannot go is logged, not shown as a lost write.
    transaction.on_commit(effect, robust=True)
