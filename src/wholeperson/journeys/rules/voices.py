"""What kind of recording some bytes are. Decided by the bytes themselves, never by what a browser claims."""

LOOKED_AT = 64
ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
}
# The brands of MPEG-4 that carry sound a browser plays. HEIC and AVIF pictures have the same shape and other brands.
BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash")
LAYER_3, NO_VERSION, NO_RATE, NO_FREQUENCY = 1, 1, 15, 3


def kind_of(voice: bytes) -> str | None:
    """Say which of the kinds that every browser plays this is, or nothing where it is none of them."""
    head = voice[:LOOKED_AT]
    if head.startswith(b"\x1a\x45\xdf\xa3") and (b"webm" in head or b"matroska" in head):
        return "audio/webm"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS:
        return "audio/mp4"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    return "audio/mpeg" if head.startswith(b"ID3") or _is_mp3_frame(head) else None


def _is_mp3_frame(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    return layer == LAYER_3 and version != NO_VERSION and 0 < rate < NO_RATE and frequency != NO_FREQUENCY
