"""The compression of newer PRSM saves, undone: LZ codes packed into 15 bits a character.

Source: pieroxy's lz-string, http://pieroxy.net/blog/pages/lz-string (the format); written anew from its description.
"""

from collections.abc import Iterator

AT_MOST = 20_000_000
PACKED_AT_MOST = 1_000_000
BITS = 15
END = 2
SHIFT = 32  # characters are kept clear of control characters by adding this


def _bits(packed: str) -> Iterator[int]:
    for letter in packed:
        value = ord(letter) - SHIFT
        for place in range(BITS - 1, -1, -1):
            yield value >> place & 1


def _take(bits: Iterator[int], count: int) -> int:
    """The next bits as a number, the lowest first."""
    value = 0
    for place in range(count):
        bit = next(bits, None)
        if bit is None:
            raise ValueError("it breaks off")
        value |= bit << place
    return value


class _Codes:
    """The table of words, and how many bits a code takes by now."""

    def __init__(self, packed: str) -> None:
        self.bits = _bits(packed)
        self.words = ["", "", ""]  # the first three codes are a short letter, a long letter and the end
        self.width, self.left = 2, 1

    def next(self) -> int:
        """The next code; a letter that is new goes into the table first. ``END`` at the end."""
        code = _take(self.bits, self.width)
        if code < END:
            self.add(chr(_take(self.bits, 8 if code == 0 else 16)))
            return len(self.words) - 1
        return code

    def add(self, word: str) -> None:
        """One more word; codes grow by a bit whenever the table has doubled."""
        self.words.append(word)
        self.left -= 1
        if self.left == 0:
            self.left, self.width = 1 << self.width, self.width + 1


def decompress(packed: str) -> str:
    """The text that was compressed.

    Raises:
        ValueError: where it is no such text, or would be longer than 20 million characters.

    >>> decompress("ˢ䰭䰾搠 ")
    'hello'
    """
    if len(packed) > PACKED_AT_MOST:
        raise ValueError("too long")
    codes = _Codes(packed)
    said: list[str] = []
    size, before = 0, ""
    while (code := codes.next()) != END:
        if code > len(codes.words) or (code == len(codes.words) and not before):
            raise ValueError("not compressed by lz-string")
        word = codes.words[code] if code < len(codes.words) else before + before[0]
        said.append(word)
        size += len(word)
        if size > AT_MOST:
            raise ValueError("too long")
        if before:
            codes.add(before + word[0])
        before = word
    return "".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
