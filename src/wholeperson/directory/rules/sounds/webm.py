"""WebM, as browsers record it: elements in elements. What tells more than the sound is made void in its place."""

import struct
from collections.abc import Iterator

EBML, SEGMENT, INFO, CLUSTER, TRACKS, ENTRY = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1F43B675, 0x1654AE6B, 0xAE
SCALE, DURATION, AT, BLOCK, GROUP, INNER_BLOCK = 0x2AD7B1, 0x4489, 0xE7, 0xA3, 0xA0, 0xA1
TRACK_TYPE, SOUND = 0x83, 2
INSIDE = (SEGMENT, INFO, CLUSTER, TRACKS, ENTRY, GROUP)
# Tags, attachments, chapters; a title, a file's name, a date, who wrote it, the track's name.
VOID_INSTEAD = (0x1254C367, 0x1941A469, 0x1043A770, 0x7BA9, 0x7384, 0x4461, 0x73A4, 0x536E)
VOID = 0xEC
UNKNOWN = -1


def is_one(voice: bytes) -> bool:
    """Say whether these are the bytes of WebM or Matroska."""
    return voice[:4] == b"\x1a\x45\xdf\xa3" and (b"webm" in voice[:64] or b"matroska" in voice[:64])


def looked_over(voice: bytes) -> tuple[bytes, float | None]:
    """Give the same elements, those that tell more made void, and how long the sound is."""
    body = bytearray(voice)
    scale, says, at, last, tracks = 1_000_000, 0.0, 0, 0, 0
    for name, head, start, end in list(_elements(body, 0, len(body))):
        if name in VOID_INSTEAD:
            _make_void(body, head, end)
        elif name == SCALE:
            scale = int.from_bytes(body[start:end])
        elif name == DURATION:
            (says,) = struct.unpack(">d" if end - start == 8 else ">f", body[start:end])
        elif name == AT:
            at = int.from_bytes(body[start:end])
        elif name in (BLOCK, INNER_BLOCK):
            last = max(last, at + _moment(body, start))
        elif name == TRACK_TYPE:
            _check_is_sound(body[start:end])
            tracks += 1
    if not tracks:
        raise ValueError("There is no sound in it.")
    lasts = (says or last) * scale / 1_000_000_000
    return bytes(body), lasts or None


def _elements(body: bytearray, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    while at < end:
        name, size_at = _number(body, at, keep_mark=True)
        size, start = _number(body, size_at)
        stop = end if size == UNKNOWN or start + size > end else start + size  # a live recording does not say
        yield name, at, start, stop
        if name in INSIDE:
            yield from _elements(body, start, stop)
        at = stop


def _number(body: bytearray, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """Read a number of one to eight bytes, and give where it ends."""
    length = 9 - body[at].bit_length()
    if length > 8:
        raise ValueError("A number is too long.")
    value = int.from_bytes(body[at : at + length])
    rest = value & (1 << 7 * length) - 1
    if keep_mark:
        return value, at + length
    return (UNKNOWN if rest == (1 << 7 * length) - 1 else rest), at + length


def _make_void(body: bytearray, head: int, end: int) -> None:
    whole = end - head
    wide = 1 if whole - 2 < 127 else 8
    if whole < 1 + wide:
        raise ValueError("An element is too short.")
    size = (whole - 1 - wide) | 1 << 7 * wide
    body[head:end] = bytes([VOID]) + size.to_bytes(wide) + bytes(whole - 1 - wide)


def _moment(body: bytearray, start: int) -> int:
    """Read when a block sounds, counted from its cluster."""
    _, at = _number(body, start)
    (moment,) = struct.unpack_from(">h", body, at)
    return int(moment)


def _check_is_sound(kind: bytearray) -> None:
    if int.from_bytes(kind) != SOUND:
        raise ValueError("There is more in it than sound.")
