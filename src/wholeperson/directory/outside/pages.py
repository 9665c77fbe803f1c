from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

PER_PAGE = 100
Services = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Page:
    """Some services of a source, what could not be read of them, and how many there are in all where it says so."""

    services: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[str, ...] = ()
    seen: int = 0
    total: int | None = None
    whole: bool = True
    passed_over: tuple[str, ...] = ()  # there, and taken in already in this run


class Source(Protocol):
    """What gives pages. ``known`` says which of some ids were taken in already in this run."""

    def pages(self, known: Callable[[set[str]], set[str]]) -> Iterator[Page]: ...


def in_pages(services: Services, problems: tuple[str, ...] = (), whole: bool = True) -> Iterator[Page]:
    """Part a list that is at hand into pages."""
    if not services:
        yield Page(problems=problems, total=0, whole=whole)
    for begin in range(0, len(services), PER_PAGE):
        some = tuple(services[begin : begin + PER_PAGE])
        yield Page(some, problems if begin == 0 else (), begin + len(some), len(services), whole)
