"""A recording: known by its bytes, as long as a few sentences, and without anything but the sound.

Each kind of container has a file of its own here. What tells more than the sound (where and when it was recorded, with
which phone, a name, a picture) is overwritten in its place, so that every address inside the file stays right.
"""

import struct

from wholeperson.directory.rules.media import LookedOver, MediaError
from wholeperson.directory.rules.sounds import mp3, mp4, ogg, wav, webm

LARGEST = 4_000_000
LARGEST_UNMEASURED = 600_000
LONGEST = 30
KINDS = (
    ("audio/webm", webm), ("audio/ogg", ogg), ("audio/mp4", mp4), ("audio/wav", wav), ("audio/mpeg", mp3),
)  # fmt: skip
NO_RECORDING = "This is no recording that we can play. A voice memo of your phone works."
TOO_LARGE = "This recording is larger than 4 MB. Please make a shorter one: about twenty seconds."


def looked_over(voice: bytes) -> LookedOver:
    """Give a recording without anything but the sound.

    Raises:
        MediaError: saying what would work.
    """
    if len(voice) > LARGEST:
        raise MediaError(TOO_LARGE)
    for content_type, kind in KINDS:
        if kind.is_one(voice):
            try:
                body, seconds = kind.looked_over(voice)
            except (IndexError, struct.error, ValueError, RecursionError) as cause:
                raise MediaError(NO_RECORDING) from cause
            _check_length(len(voice), seconds)
            return LookedOver(body, content_type, seconds)
    raise MediaError(NO_RECORDING)


def _check_length(size: int, seconds: float | None) -> None:
    if seconds is None and size > LARGEST_UNMEASURED:
        raise MediaError("We cannot read how long this is, and it is large. Please make it about twenty seconds.")
    if seconds is not None and seconds > LONGEST:
        raise MediaError(f"This is {round(seconds)} seconds long. Please keep to about twenty.")
