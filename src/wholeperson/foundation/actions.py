"""Every write is a deed: one transaction, one line in the trail, or nothing at all."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import transaction

from wholeperson.foundation import clock

P = ParamSpec("P")
R = TypeVar("R")

SYSTEM = "system:"
RESULT = ""


class HasId(Protocol):
    """Anything with an opaque id: a record, or the frozen value that stands for one."""

    @property
    def id(self) -> UUID: ...


By = HasId | UUID | str


NOBODYS = UUID(int=0)


@dataclass(frozen=True)
class House:
    """What a chore is about when it tidies and touches nobody's record: the place itself."""

    id: UUID = NOBODYS


HOUSE = House()


@dataclass(frozen=True)
class Deed:
    """What the recorder is told: who did what, to what, and when. Plain ids; no names, no content."""

    at: datetime
    by: str
    name: str
    about_kind: str
    about_id: str
    sentence: str
    whose: str = ""
    through: str = ""
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """What a deed on somebody's record adds to its line: whose record, by which tie or membership, which part of it."""

    whose: UUID
    through: UUID
    part: str


Recorder = Callable[[Deed], None]


class NoRecorderError(RuntimeError):
    """Nothing is written while nobody keeps the trail."""


class OutsideADeedError(RuntimeError):
    """Something tried to write, or to announce, without saying who did it and why."""


_recorders: list[Recorder] = []
_depth: ContextVar[int] = ContextVar("deed_depth", default=0)
_reading: ContextVar[Reading | None] = ContextVar("deed_reading", default=None)


def register_recorder(recorder: Recorder) -> None:
    """Name the one keeper of the trail.

    Raises:
        ValueError: where another keeper is there already.
    """
    if _recorders and _recorders[0] is not recorder:
        raise ValueError("The trail has a recorder already; there is only one.")
    _recorders[:] = [recorder]


def inside_a_deed() -> bool:
    """Say whether a deed is under way."""
    return _depth.get() > 0


def note_reading(reading: Reading) -> None:
    """Add to the line of the deed that is under way whose record it touched.

    Raises:
        OutsideADeedError: where no action is under way.
    """
    if not inside_a_deed():
        raise OutsideADeedError("Nothing was read: only an action can open somebody's record.")
    _reading.set(reading)


def actor_id(by: By) -> str:
    """Give the plain id of whoever acts: a person's, or ``system:something``.

    Raises:
        TypeError: where ``by`` is neither.
    """
    if isinstance(by, str):
        if not by.startswith(SYSTEM) or by == SYSTEM:
            raise TypeError(f"{by!r} is not an actor: give a person, their id, or 'system:…'.")
        return by
    if isinstance(by, UUID):
        return str(by)
    if isinstance(getattr(by, "id", None), UUID):
        return str(by.id)
    raise TypeError(f"{by!r} is not an actor: give a person, their id, or 'system:…'.")


def action(says: str, *, about: str = RESULT) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a deed.

    Args:
        says: a plain sentence for the trail, without names.
        about: the keyword whose value the deed is about; when not given, the deed is about what it returns.

    The function takes keywords only, one of them ``by``. It runs in one transaction and leaves exactly one line;
    where it raises, nothing stays. A deed inside a deed leaves its own line and shares the outer transaction.

    Raises:
        TypeError: where the function is not of that shape, or the deed turns out to be about nothing.
        NoRecorderError: where nobody keeps the trail.
    """

    def decorate(deed: Callable[P, R]) -> Callable[P, R]:
        _check_shape(deed, about)
        name = f"{deed.__module__.removeprefix('wholeperson.').split('.')[0]}.{deed.__name__}"

        @wraps(deed)
        def recorded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not _recorders:
                raise NoRecorderError(f"{name} was not done: nobody keeps the trail. Is 'trail' installed?")
            by = actor_id(kwargs["by"])  # type: ignore[arg-type]  # checked in the line that is called
            subject = None if about == RESULT else _about(name, kwargs[about])
            with transaction.atomic():
                token, before = _depth.set(_depth.get() + 1), _reading.set(None)
                try:
                    result = deed(*args, **kwargs)
                    kind, about_id = subject or _about(name, result)
                    _recorders[0](_deed(by, name, kind, about_id, says))
                finally:
                    _depth.reset(token)
                    _reading.reset(before)
            return result

        return recorded

    return decorate


def _deed(by: str, name: str, kind: str, about_id: str, says: str) -> Deed:
    read = _reading.get()
    seen = (str(read.whose), str(read.through), read.part) if read else ("", "", "")
    return Deed(clock.now(), by, name, kind, about_id, says, *seen)


def _check_shape(deed: Callable[..., Any], about: str) -> None:
    parameters = signature(deed).parameters
    if any(parameter.kind is not Parameter.KEYWORD_ONLY for parameter in parameters.values()):
        raise TypeError(f"{deed.__name__} takes keywords only: begin its parameters with a star.")
    for needed in {"by", about or "by"}:
        if needed not in parameters or parameters[needed].default is not Parameter.empty:
            raise TypeError(f"{deed.__name__} needs a keyword {needed!r} without a default.")


def _about(name: str, subject: object) -> tuple[str, str]:
    if isinstance(subject, UUID):
        return "id", str(subject)
    about_id = getattr(subject, "id", None)
    if not isinstance(about_id, UUID):
        raise TypeError(f"{name} is about {subject!r}, which has no id. Name what it is about with about='…'.")
    return type(subject).__name__.lower(), str(about_id)
