"""Recordings and pictures made on the spot, as their specifications have them, with something in them that tells."""

import struct
import zlib

SECRET = b"Rowan's phone, 50.78N 0.67W"


def webm(*, seconds: float = 2, says: bool = False, kind: int = 2, title: bytes = SECRET) -> bytes:
    info = _element("2AD7B1", (1_000_000).to_bytes(3)) + _element("7BA9", title)
    if says:
        info += _element("4489", struct.pack(">f" if seconds == 1 else ">d", seconds * 1000))
    track = _element("AE", _element("83", bytes([kind])) + _element("86", b"A_OPUS"))
    block = _element("A3", b"\x81" + struct.pack(">h", int(seconds * 1000) - 1000) + b"\x80sound")
    group = _element("A0", _element("A1", b"\x81\x00\x05\x80sound"))
    cluster = bytes.fromhex("1F43B675") + b"\xff" + _element("E7", (1000).to_bytes(2)) + group + block
    body = _element("1549A966", info) + _element("1654AE6B", track) + _element("1254C367", SECRET * 8) + cluster
    return _element("1A45DFA3", _element("4282", b"webm")) + bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + body


def _element(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + (len(body) | 1 << 28).to_bytes(4) + body


def ogg(*, seconds: float = 2, vorbis: bool = False, comments: bytes = SECRET * 12, end: int | None = None) -> bytes:
    if vorbis:
        first = b"\x01vorbis" + struct.pack("<IBI", 0, 1, 8000) + bytes(13)
        second, rate, skip = b"\x03vorbis" + comments, 8000, 0
    else:
        first = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48000, 0, 0)
        second, rate, skip = b"OpusTags" + comments, 48000, 312
    last = int(seconds * rate) + skip if end is None else end
    return page(first, 0, 0, 2) + page(second, 0, 1) + page(b"sound", last, 2, 4)


def page(packet: bytes, granule: int, number: int, flag: int = 0) -> bytes:
    pieces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\0" + bytes([flag]) + struct.pack("<qIII", granule, 7, number, 0)
    return head + bytes([len(pieces)]) + pieces + packet


def m4a(*, seconds: int = 2, version: int = 0, handler: bytes = b"soun", large: bool = False) -> bytes:
    wide, dates = ("Q", b"\x11" * 16) if version else ("I", b"\x11" * 8)
    mvhd = bytes([version, 0, 0, 0]) + dates + struct.pack(">I" + wide, 1000, seconds * 1000) + bytes(80)
    hdlr = bytes(8) + handler + bytes(12) + SECRET
    trak = _box(b"trak", _box(b"tkhd", bytes([version, 0, 0, 0]) + dates) + _box(b"mdia", _box(b"hdlr", hdlr)))
    tells = _box(b"udta", SECRET)
    if large:
        tells = struct.pack(">I4sQ", 1, b"udta", 16 + len(SECRET)) + SECRET
    moov = _box(b"moov", _box(b"mvhd", mvhd) + trak + tells)
    return _box(b"ftyp", b"M4A \0\0\0\0") + moov + b"\0\0\0\0mdatsound"


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def mp3(*, seconds: float = 2, mpeg_2: bool = False) -> bytes:
    size = bytes([0, 0, len(SECRET) >> 7, len(SECRET) & 0x7F])
    if mpeg_2:  # 64 kbit/s at 22,050 a second: 208 bytes each
        frame, length = b"\xff\xf3\x80\x64", 72 * 64_000 // 22_050
        lasts = 576 / 22_050
    else:  # 128 kbit/s at 44,100 a second: 417 bytes each
        frame, length = b"\xff\xfb\x90\x64", 144 * 128_000 // 44_100
        lasts = 1152 / 44_100
    frames = frame.ljust(length, b"\x55") * round(seconds / lasts)
    return b"ID3\x04\0\0" + size + SECRET + frames + b"TAG" + SECRET.ljust(125)


def wav(*, seconds: float = 2) -> bytes:
    sound = b"\x01" * int(seconds * 8000 + 1)
    fmt = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    body = b"WAVE" + _chunk(b"LIST", SECRET) + _chunk(b"fmt ", fmt) + _chunk(b"data", sound)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(up: int, *, order: str = ">") -> bytes:
    tag = struct.pack(order + "HHI4s", 0x010F, 2, 4, b"Row\0")  # the maker, before which side is up
    line = struct.pack(order + "HHIHH", 0x0112, 3, 1, up, 0)
    mark = b"MM\0*" if order == ">" else b"II*\0"
    return b"Exif\0\0" + mark + struct.pack(order + "IH", 8, 2) + tag + line + struct.pack(order + "I", 0) + SECRET


def jpeg(*, width: int = 4, height: int = 3, told: bytes = exif(6), scan: bytes = b"dots\xff\x00\xff\xd0dots") -> bytes:
    size = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    parts = segment(0xE0, b"JFIF\0") + segment(0xE1, told) + segment(0xFE, SECRET) + b"\xff" + segment(0xDB, bytes(65))
    scans = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + scan
    return b"\xff\xd8" + parts + size + scans + segment(0xC4, b"\0" * 20) + scans + b"\xff\xd9" + SECRET


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*, width: int = 1, height: int = 1) -> bytes:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dots = png_chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"tEXt", SECRET) + dots + png_chunk(b"IEND", b"") + SECRET
