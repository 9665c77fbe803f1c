"""Ids that tell nothing, not even when something was made or how many there are."""

from uuid import UUID, uuid4


def new_id() -> UUID:
    """Give a random id. Time-ordered ids would say when a person joined, so these are not."""
    return uuid4()
