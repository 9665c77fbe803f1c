"""Text from other programs' files: what no page can show is replaced, so that the rest of it can be kept."""

from typing import Any

from wholesystem.maps.checks import UNSHOWABLE

REPLACED = "characters that cannot be shown are read as �"


def words(value: object) -> str:
    """A text as the file holds it; what is no text becomes empty."""
    return value if isinstance(value, str) else ""


def clean(text: str) -> str:
    r"""Text as a page can show it and a map can hold it.

    >>> clean("Fear\x00 of mistakes")
    'Fear� of mistakes'
    """
    return UNSHOWABLE.sub("�", text)


def cleaned(value: Any) -> Any:
    """Plain data with every text in it clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    if isinstance(value, dict):
        return {name: cleaned(one) for name, one in value.items()}
    return value
