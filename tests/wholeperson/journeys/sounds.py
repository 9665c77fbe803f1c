"""Recordings made on the spot: a real WAV, and the first bytes of other kinds."""

import io
import math
import struct
import wave
from functools import lru_cache

RATE = 8000


@lru_cache
def wav(seconds: float = 0.5) -> bytes:
    """Give half a second of a low tone, as a real recording."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(RATE)
        tone = (int(8000 * math.sin(at * 440 * math.tau / RATE)) for at in range(int(RATE * seconds)))
        opened.writeframes(b"".join(struct.pack("<h", one) for one in tone))
    return kept.getvalue()


# The first bytes of what encoders and phones write, as their specifications have them.
WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + b"\0" * 40
)
MATROSKA = b"\x1a\x45\xdf\xa3\xa3\x42\x82\x88matroska" + b"\0" * 40
OGG = b"OggS\x00\x02" + b"\0" * 20 + b"\x01\x13OpusHead" + b"\0" * 20
MP3_TAGGED = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\0" * 40
MP3 = b"\xff\xfb\x90\x64" + b"\0" * 40
M4A = b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00" + b"\0" * 40
KINDS = {
    "audio/webm": (WEBM, MATROSKA),
    "audio/ogg": (OGG,),
    "audio/mpeg": (MP3_TAGGED, MP3),
    "audio/mp4": (M4A, M4A.replace(b"M4A ", b"isom")),
}
OTHERS = {
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a picture of a phone": b"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00" + b"\0" * 40,
    "a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a PNG": b"\x89PNG\r\n\x1a\n" + b"\0" * 20,
    "a PDF": b"%PDF-1.7\n",
    "a RIFF that is a picture": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "an AAC stream": b"\xff\xf1\x50\x80\x00\x1f\xfc",
    "text with a mark": b"\xff\xfeh\x00i\x00",
    "a frame of no rate": b"\xff\xfb\xf0\x64",
    "a frame of no version": b"\xff\xeb\x90\x64",
    "a frame of no frequency": b"\xff\xfb\x9c\x64",
    "three bytes": b"\xff\xfb\x90",
    "EBML of something else": b"\x1a\x45\xdf\xa3\x82\x42\x82\x81x",
}
