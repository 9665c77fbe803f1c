"""Objects of the feed as plain values, without what nobody told us."""

from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], {}, ())


def told(**fields: Any) -> Json:
    """Give an object without its empty fields: the standard wants them left out, and no nulls."""
    return {name: value for name, value in fields.items() if not any(value is no or value == no for no in EMPTY)}


def moment(at: datetime) -> str:
    """Write a moment as the standard does: in UTC, to the millisecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def is_uri(text: str) -> bool:
    """Say whether a text is an address of the web that a strict reader takes."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isascii() and text.isprintable() and (
        not set(text) & set(' <>"{}|\\^`')
    )  # fmt: skip


def uri(address: str) -> str:
    """Give a web address where a strict reader takes it, or nothing."""
    return address if is_uri(address) else ""


def day(on: date | None) -> str:
    """Write a day."""
    return on.isoformat() if on else ""


def clock(at: time | None) -> str:
    """Write a time of day as clocks here show it."""
    return at.strftime("%H:%M") if at else ""
