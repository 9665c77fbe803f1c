from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wholeperson.directory.rules.taxonomy import Branch, Term, read


@cache
def file() -> Mapping[str, Any]:
    """Give the whole file: terms, and in which other ways people ask for answers and kinds."""
    text = files("wholeperson.directory").joinpath("taxonomy.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


@cache
def terms() -> Mapping[str, Term]:
    """Give every term by its key."""
    return read(file())


def labels() -> dict[str, str]:
    """Give what every term is called."""
    return {key: term.label for key, term in terms().items()}


def terms_of(branch: Branch) -> tuple[Term, ...]:
    """Give the terms of one list, in order."""
    return tuple(term for term in terms().values() if term.branch is branch)
