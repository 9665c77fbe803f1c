"""What a voice or a picture is once it was looked over."""

from dataclasses import dataclass


class MediaError(ValueError):
    """Something about a file that could be put right; the text says what would work."""


@dataclass(frozen=True)
class LookedOver:
    """The same voice or picture without anything that tells more than it shows. ``seconds`` where it can be read."""

    body: bytes
    content_type: str
    seconds: float | None = None
