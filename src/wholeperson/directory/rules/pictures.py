"""Pictures: JPEG and PNG, known by their bytes, without where and when they were taken and with which phone.

Only the parts that make the picture are copied; whatever else a file carries (EXIF, GPS, a thumbnail of what was cut
off, a name) is left behind. Which side is up is said again in the shortest way there is.
"""

import struct
import zlib
from collections.abc import Iterator

from wholeperson.directory.rules.media import LookedOver, MediaError

LARGEST = 2_000_000
LONGEST_SIDE = 8_000
TOO_LARGE = "This picture is larger than 2 MB. Please choose a smaller one, or let your phone make it smaller."
NO_PICTURE = "This is no picture that we can show. A JPEG or a PNG works, as phones make them."
TOO_MANY_DOTS = f"This picture is more than {LONGEST_SIDE:,} dots wide or high. Please choose a smaller one."

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, EXIF, APP14 = 0xE0, 0xE1, 0xEE
SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
KEPT = SIZES | {0xC4, 0xCC, 0xDB, 0xDD, APP14}  # sizes, tables, restarts, and Adobe's word on colours
PNG = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"IEND")
ORIENTATION = 0x0112


def looked_over(picture: bytes) -> LookedOver:
    """Give a picture without anything that it does not show.

    Raises:
        MediaError: saying what would work.
    """
    if len(picture) > LARGEST:
        raise MediaError(TOO_LARGE)
    try:
        if picture.startswith(b"\xff\xd8\xff"):
            return LookedOver(_jpeg(picture), "image/jpeg")
        if picture.startswith(PNG):
            return LookedOver(_png(picture), "image/png")
    except (IndexError, struct.error) as cause:
        raise MediaError(NO_PICTURE) from cause
    raise MediaError(NO_PICTURE)


def _check_sides(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE:
        raise MediaError(TOO_MANY_DOTS)
    if not min(width, height):
        raise MediaError(NO_PICTURE)


def _jpeg(picture: bytes) -> bytes:
    kept, up, sized, scanned = [], 1, False, False
    for marker, part in _segments(picture):
        if marker == EXIF:
            up = _side_up(part[4:]) or up
        elif marker in SIZES:
            height, width = struct.unpack(">HH", part[5:9])
            _check_sides(width, height)
            sized = True
        if marker in KEPT or marker == SOS:
            kept.append(part)
            scanned = scanned or marker == SOS
    if not (sized and scanned):
        raise MediaError(NO_PICTURE)
    return b"\xff\xd8" + (_says_up(up) if up != 1 else b"") + b"".join(kept) + b"\xff\xd9"


def _segments(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each segment of a JPEG with its marker: of a scan with the dots that follow it."""
    at = 2
    while True:
        if picture[at] != 0xFF:
            raise MediaError(NO_PICTURE)
        marker = picture[at + 1]
        if marker == EOI:
            return
        if marker == 0xFF:  # filling
            at += 1
            continue
        (length,) = struct.unpack(">H", picture[at + 2 : at + 4])
        end = at + 2 + length
        if marker == SOS:
            end = _end_of_scan(picture, end)
        if length < 2 or end > len(picture):
            raise MediaError(NO_PICTURE)
        yield marker, picture[at:end]
        at = end


def _end_of_scan(picture: bytes, at: int) -> int:
    while True:
        at = picture.find(b"\xff", at)
        if at < 0:
            raise MediaError(NO_PICTURE)
        if picture[at + 1] != 0 and not 0xD0 <= picture[at + 1] <= 0xD7:
            return at
        at += 2


def _side_up(exif: bytes) -> int:
    """Read from EXIF which side is up: 1 to 8, or 0 where it does not say."""
    if exif[:6] != b"Exif\0\0" or exif[6:8] not in (b"II", b"MM"):
        return 0
    order, body = "<" if exif[6:8] == b"II" else ">", exif[6:]
    try:
        (first,) = struct.unpack_from(order + "I", body, 4)
        (number,) = struct.unpack_from(order + "H", body, first)
        for line in range(number):
            tag, _, _, value = struct.unpack_from(order + "HHIH", body, first + 2 + 12 * line)
            if tag == ORIENTATION:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _says_up(up: int) -> bytes:
    line = struct.pack(">HHIHH", ORIENTATION, 3, 1, up, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + line + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(picture: bytes) -> bytes:
    kept: list[bytes] = []
    seen: set[bytes] = set()
    at = len(PNG)
    while b"IEND" not in seen:
        (length,) = struct.unpack(">I", picture[at : at + 4])
        name, chunk = picture[at + 4 : at + 8], picture[at : at + length + 12]
        if len(chunk) != length + 12 or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise MediaError(NO_PICTURE)
        if not seen:
            if name != b"IHDR":
                raise MediaError(NO_PICTURE)
            _check_sides(*struct.unpack(">II", chunk[8:16]))
        if name in KEPT_CHUNKS:
            kept.append(chunk)
        seen.add(name)
        at += length + 12
    if b"IDAT" not in seen:
        raise MediaError(NO_PICTURE)
    return PNG + b"".join(kept)
