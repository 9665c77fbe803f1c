"""MPEG-4 sound, as phones write it: boxes in boxes. Boxes that tell more than the sound are emptied in their place."""

import struct
from collections.abc import Iterator

BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash")
INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf", b"edts")
EMPTIED = (b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pnot", b"PICT", b"emsg")
DATED = (b"mvhd", b"tkhd", b"mdhd")
NAMED = b"hdlr"


def is_one(voice: bytes) -> bool:
    """Say whether these are the bytes of MPEG-4 that holds sound. Pictures of phones have the same shape."""
    return voice[4:8] == b"ftyp" and voice[8:12] in BRANDS


def looked_over(voice: bytes) -> tuple[bytes, float | None]:
    """Give the same boxes, those that tell more emptied, and how long the sound is."""
    body = bytearray(voice)
    seconds, seen = None, set()
    for name, head, start, end in _boxes(body, 0, len(body)):
        seen.add(name)
        if name in EMPTIED:
            body[head + 4 : head + 8] = b"free"
            body[start:end] = bytes(end - start)
        elif name in DATED:
            _undate(body, start)
            if name == b"mvhd":
                seconds = _length(body, start)
        elif name == NAMED:  # what the maker called the track; which kind of track it is stands before it
            _check_is_sound(body, start)
            body[start + 24 : end] = bytes(end - start - 24)
    if not {b"moov", NAMED} <= seen:
        raise ValueError("There is no sound in it.")
    return bytes(body), seconds


def _boxes(body: bytearray, at: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    while at < end:
        size, name = struct.unpack_from(">I4s", body, at)
        start = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", body, at + 8)
            start = at + 16
        stop = end if size == 0 else at + size
        if stop > end or stop < start:
            raise ValueError("A box does not fit.")
        yield name, at, start, stop
        if name in INSIDE:
            yield from _boxes(body, start, stop)
        at = stop


def _undate(body: bytearray, start: int) -> None:
    """Take away when it was made and changed."""
    wide = 16 if body[start] == 1 else 8
    body[start + 4 : start + 4 + wide] = bytes(wide)


def _length(body: bytearray, start: int) -> float | None:
    shape, at = (">IQ", start + 20) if body[start] == 1 else (">II", start + 12)
    scale, lasts = struct.unpack_from(shape, body, at)
    return lasts / scale if scale and lasts else None  # recorded piece by piece, it is not said


def _check_is_sound(body: bytearray, start: int) -> None:
    if body[start + 8 : start + 12] != b"soun":
        raise ValueError("There is more in it than sound.")
