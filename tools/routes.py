"""The addresses that the platform answers, read from its URL conf, and those that a table of pages forgets."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver


def routes(patterns: Iterable[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Give every route as it is written, with the parts before it."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here


def problems(there: Iterable[str], table: Iterable[str]) -> list[str]:
    """Say which routes the table forgets, as lines to paste, and which of its lines lead nowhere."""
    there, told = set(there), set(table)
    forgotten = [f'    "{route}": Page("{route}", {{STRANGER: 404, VISITOR: 200}}),' for route in sorted(there - told)]
    return forgotten + [f"{route} is in the table and not in the URL conf." for route in sorted(told - there)]
