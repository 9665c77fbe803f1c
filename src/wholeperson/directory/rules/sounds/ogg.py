"""Ogg with Opus or Vorbis: pages with a sum each. The comments are emptied in their place, and the sums made anew."""

import struct
from dataclasses import dataclass

PAGE = 27
BEGINS = 2
OPUS_RATE = 48_000


@dataclass
class _Page:
    """One page: where it and its body begin, where it ends, and the lengths of its pieces."""

    at: int
    body: int
    end: int
    pieces: bytes


def is_one(voice: bytes) -> bool:
    """Say whether these are the bytes of Ogg with sound in it."""
    return voice[:4] == b"OggS" and (b"OpusHead" in voice[:64] or b"\x01vorbis" in voice[:64])


def looked_over(voice: bytes) -> tuple[bytes, float | None]:
    """Give the same pages without comments, and how long the sound is."""
    body = bytearray(voice)
    pages = _pages(body)
    places = _second_packet(pages)
    comments = bytes(body[at] for at in places)
    if comments[:8] == b"OpusTags":
        empty = b"OpusTags" + bytes(8)
    elif comments[:7] == b"\x03vorbis":
        empty = b"\x03vorbis" + bytes(8) + b"\x01"
    else:
        raise ValueError("There are no comments where they belong.")
    if len(empty) > len(places):
        raise ValueError("The comments are too short.")
    for at, byte in zip(places, empty.ljust(len(places), b"\0"), strict=True):
        body[at] = byte
    for page in pages:
        if page.end <= places[0] or page.body > places[-1]:
            continue
        body[page.at + 22 : page.at + 26] = bytes(4)
        body[page.at + 22 : page.at + 26] = struct.pack("<I", _sum(body[page.at : page.end]))
    return bytes(body[: pages[-1].end]), _length(body, pages)


def _pages(body: bytearray) -> list[_Page]:
    found: list[_Page] = []
    at = 0
    while body[at : at + 4] == b"OggS":
        pieces = bytes(body[at + PAGE : at + PAGE + body[at + 26]])
        start = at + PAGE + len(pieces)
        end = start + sum(pieces)
        if end > len(body) or (found and body[at + 5] & BEGINS):
            raise ValueError("A page is not whole, or a second recording follows.")
        found.append(_Page(at, start, end, pieces))
        at = end
    return found


def _second_packet(pages: list[_Page]) -> list[int]:
    """Give where each byte of the second packet stands. It can go over several pages."""
    packet = 0
    places: list[int] = []
    for page in pages:
        at = page.body
        for piece in page.pieces:
            if packet == 1:
                places += range(at, at + piece)
            at += piece
            packet += piece < 255
            if packet > 1:
                return places
    return places


def _length(body: bytearray, pages: list[_Page]) -> float | None:
    head = pages[0].body
    rate, skipped = OPUS_RATE, 0
    if body[head : head + 8] == b"OpusHead":
        (skipped,) = struct.unpack_from("<H", body, head + 10)
    else:
        (rate,) = struct.unpack_from("<I", body, head + 12)
    (last,) = struct.unpack_from("<q", body, pages[-1].at + 6)
    return (last - skipped) / rate if rate and last > skipped else None


def _table() -> tuple[int, ...]:
    found = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        found.append(value)
    return tuple(found)


TABLE = _table()


def _sum(page: bytearray) -> int:
    value = 0
    for byte in page:
        value = value << 8 & 0xFFFFFFFF ^ TABLE[value >> 24 ^ byte]
    return value
