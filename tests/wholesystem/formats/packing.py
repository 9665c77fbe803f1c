"""The other half of lz-string's packing, so that tests can make what PRSM saves."""


class _Bits:
    def __init__(self):
        self.bits = []

    def put(self, value, count):
        self.bits += [value >> place & 1 for place in range(count)]

    def text(self):
        padded = self.bits + [0] * (-len(self.bits) % 15) + ([0] * 15 if len(self.bits) % 15 == 0 else [])
        groups = [padded[at : at + 15] for at in range(0, len(padded), 15)]
        return "".join(chr(int("".join(map(str, group)), 2) + 32) for group in groups) + " "


def pack(text):
    """Text as lz-string's compressToUTF16 makes it, found by the rules of its decoder."""
    raw = text.encode("utf-16-be")
    letters = [chr(int.from_bytes(raw[at : at + 2], "big")) for at in range(0, len(raw), 2)]
    out, table, width, left = _Bits(), {}, 2, 1

    def added():
        nonlocal width, left
        left -= 1
        if left == 0:
            left, width = 1 << width, width + 1

    size, before, at = 3, "", 0
    while at < len(letters):
        word = letters[at]
        while at + len(word) < len(letters) and word + letters[at + len(word)] in table:
            word += letters[at + len(word)]
        at += len(word)
        if word in table:
            out.put(table[word], width)
        else:
            code = ord(word)
            out.put(0 if code < 256 else 1, width)
            out.put(code, 8 if code < 256 else 16)
            table[word] = size
            size += 1
            added()
        if before:
            table.setdefault(before + word[0], size)
            size += 1
            added()
        before = word
    out.put(2, width)
    return out.text()
