"""What differs between two states of an entry: what somebody wrote here stays when its source sends an update."""

from dataclasses import fields

from wholeperson.directory.rules.entries import Entry


def changed(before: Entry, after: Entry) -> tuple[str, ...]:
    """Name what differs: fields of ``Entry``, and ``facts.<key>`` for each single answer."""
    plain = [one.name for one in fields(Entry) if one.name != "facts"]
    found = [name for name in plain if _as_kept(getattr(before, name)) != _as_kept(getattr(after, name))]
    keys = {*before.facts, *after.facts}
    return (*found, *(f"facts.{key}" for key in sorted(keys) if before.facts.get(key) != after.facts.get(key)))


def _as_kept(value: object) -> object:
    # Ticked terms come in another order than they were kept in, which says nothing.
    return sorted(value) if isinstance(value, tuple) and all(isinstance(one, str) for one in value) else value
