"""MP3: only the frames are copied; the tags before and after them are left behind."""

BIT_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
FREQUENCIES = (44100, 48000, 32000)
HALVED = {3: 1, 2: 2, 0: 4}  # MPEG 1, 2 and 2.5
LAYER_3, ONE = 1, 3
TAG = 10


def is_one(voice: bytes) -> bool:
    """Say whether these are the bytes of an MP3."""
    return voice[:3] == b"ID3" or _frame(voice, 0) is not None


def looked_over(voice: bytes) -> tuple[bytes, float | None]:
    """Give the frames alone, and how long they are."""
    at, seconds, kept = _after_tags(voice), 0.0, []
    while found := _frame(voice, at):
        length, lasts = found
        kept.append(voice[at : at + length])
        seconds += lasts
        at += length
    if len(kept) < 2:
        raise ValueError("There are no frames in it.")
    return b"".join(kept), seconds


def _after_tags(voice: bytes) -> int:
    at = 0
    while voice[at : at + 3] == b"ID3":
        size = 0
        for byte in voice[at + 6 : at + TAG]:
            size = size << 7 | byte & 0x7F
        at += TAG + size
    return at


def _frame(voice: bytes, at: int) -> tuple[int, float] | None:
    """Give how many bytes a frame has and how long it lasts; nothing where there is no whole frame."""
    head = voice[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer, rate, frequency = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if layer != LAYER_3 or version not in HALVED or not 0 < rate < 15 or frequency == 3:
        return None
    hertz = FREQUENCIES[frequency] // HALVED[version]
    samples = 1152 if version == ONE else 576
    length = samples // 8 * BIT_RATES[version == ONE][rate] * 1000 // hertz + (head[2] >> 1 & 1)
    return (length, samples / hertz) if at + length <= len(voice) else None
