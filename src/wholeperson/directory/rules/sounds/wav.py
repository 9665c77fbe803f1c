"""WAV: the chunks that hold the sound are copied; a name, a date and a comment are left behind."""

import struct

KEPT = (b"fmt ", b"fact", b"data")


def is_one(voice: bytes) -> bool:
    """Say whether these are the bytes of a WAV."""
    return voice[:4] == b"RIFF" and voice[8:12] == b"WAVE"


def looked_over(voice: bytes) -> tuple[bytes, float | None]:
    """Give the sound alone, and how long it is."""
    kept, at, rate, size = [], 12, 0, 0
    while at + 8 <= len(voice):
        name = voice[at : at + 4]
        (length,) = struct.unpack("<I", voice[at + 4 : at + 8])
        body = voice[at + 8 : at + 8 + length]
        if name == b"fmt ":
            (rate,) = struct.unpack("<I", body[8:12])
        if name == b"data":
            size = len(body)
        if name in KEPT:
            kept.append(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
        at += 8 + length + length % 2
    if not (rate and size):
        raise ValueError("There is no sound in it.")
    whole = b"WAVE" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole, size / rate
