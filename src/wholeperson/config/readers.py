"""Typed readers for settings. What is missing or cannot be read stops start-up with a sentence that says what to do."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "WHOLEPERSON_"
YES = ("1", "true", "yes", "on")
POSTGRESQL = "postgresql://name:password@host:5432/database"
NO = ("0", "false", "no", "off", "")


@dataclass(frozen=True)
class Setting:
    """One setting that was read: for the generated list in the documentation."""

    name: str
    kind: str
    default: str | None
    help: str


asked: list[Setting] = []


def _raw(name: str, kind: str, default: str | None, about: str) -> str:
    asked.append(Setting(PREFIX + name, kind, default, about))
    value = os.environ.get(PREFIX + name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is not set. {about} Set it before starting, or start with "
            "'wholeperson serve', which sets everything that one machine needs."
        )
    return value.strip()


def _refuse(name: str, value: str, wanted: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{PREFIX}{name} is {value!r}. Give {wanted}.")


def text(name: str, *, about: str, default: str | None = None) -> str:
    """Read words."""
    return _raw(name, "text", default, about)


def flag(name: str, *, about: str, default: bool) -> bool:
    """Read yes or no."""
    value = _raw(name, "yes or no", "yes" if default else "no", about).lower()
    if value not in YES + NO:
        raise _refuse(name, value, "yes or no")
    return value in YES


def number(name: str, *, about: str, default: int) -> int:
    """Read a whole number."""
    value = _raw(name, "whole number", str(default), about)
    if not value.isdecimal():
        raise _refuse(name, value, "a whole number")
    return int(value)


def words(name: str, *, about: str, default: tuple[str, ...]) -> list[str]:
    """Read a list, parted by commas."""
    value = _raw(name, "list", ", ".join(default), about)
    return [word.strip() for word in value.split(",") if word.strip()]


def address(name: str, *, about: str, default: str) -> str:
    """Read a web address."""
    value = _raw(name, "web address", default, about)
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _refuse(name, value, "a web address that begins with https://")
    return value


def tiles(name: str, *, about: str) -> str:
    """Read the address of map tiles with its three parts in braces, or nothing where there are none."""
    value = _raw(name, "web address with {z}, {x} and {y}", "", about)
    if not value:
        return ""
    parts = urlsplit(value)
    whole = all(part in value for part in ("{z}", "{x}", "{y}"))
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:-]+", parts.netloc) or not whole:
        raise _refuse(name, value, "an address like https://tiles.example/{z}/{x}/{y}.png")
    return value


def origin(address: str) -> list[str]:
    """Give the origin of an address for the content policy, or nothing where there is no address."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if address else []


def folder(name: str, *, about: str) -> Path:
    """Read the path of a folder."""
    return Path(_raw(name, "folder", None, about)).expanduser().resolve()


def path(name: str, *, about: str, default: Path) -> Path:
    """Read the path of a file or a folder that has a usual place."""
    return Path(_raw(name, "file or folder", str(default), about)).expanduser().resolve()


def secret(name: str, *, about: str, default: Path) -> str:
    """Read a secret from a file, because an environment is shown by too many tools."""
    path = Path(_raw(name, "file", str(default), about))
    try:
        value = path.read_text(encoding="utf-8").strip()
    except OSError:
        value = ""
    if len(value) < 32:
        raise ImproperlyConfigured(
            f"{path} does not hold a secret of 32 characters or more. "
            "'wholeperson serve' makes one, or name a file of yours in " + PREFIX + name + "."
        )
    return value


def secret_if_given(name: str, *, about: str, shape: str = ".+", wanted: str = "a secret") -> str:
    """Read a secret from a file where one is named; nothing where none is."""
    named = _raw(name, "file", "", about)
    if not named:
        return ""
    try:
        value = Path(named).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        value = ""
    if not re.fullmatch(shape, value):
        raise ImproperlyConfigured(f"{named} does not hold {wanted}. Name its file in {PREFIX}{name}.")
    return value


def known_outside(address: str, name: str, *, needed: bool) -> str:
    """Give a web address back, and stop the start where people outside need it and it leads to this machine only."""
    if needed and urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1"):
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is not set, and messages that leave here carry it. Give the address that people open."
        )
    return address


def database(name: str, *, about: str, default: Path) -> dict[str, Any]:
    """Read where the data lives: a PostgreSQL address, or a file of SQLite when nothing is said."""
    value = _raw(name, "database address", "", about)
    if not value:
        return sqlite(default)
    found = postgresql(value)
    if found is None:
        # Never repeat the value here: it may hold a password.
        raise ImproperlyConfigured(f"{PREFIX}{name} wants the form {POSTGRESQL}.")
    return found


# Ours take milliseconds: compiling one, or sharing it out, takes longer than it; and what they read is in memory. At
# 250,000 resources a search with its counts took 50 to 70 ms without these, and 30 ms with them (95th percentile).
SHORT_QUERIES = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"


def postgresql(value: str) -> dict[str, Any] | None:
    """Read the address of a PostgreSQL, or say nothing where it is none."""
    parts = urlsplit(value)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        return None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": SHORT_QUERIES, **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Give SQLite as it was measured to be quickest: many readers beside one patient writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-20000;"
            ),
        },
    }
