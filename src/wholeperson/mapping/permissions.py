"""Who may publish a map. Until people can sign in, only the place itself: its commands, never a page."""

from wholeperson.foundation.actions import SYSTEM, By


class NotYoursError(PermissionError):
    """Somebody tried what is not theirs to do; the text says whom to ask."""


def check_may_publish(by: By) -> None:
    """Refuse anyone but the place itself.

    Raises:
        NotYoursError: saying how maps are published.
    """
    if not (isinstance(by, str) and by.startswith(SYSTEM)):
        raise NotYoursError("Maps are published by the place's own commands. Ask whoever runs this place.")
