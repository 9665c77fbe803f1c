"""How wide words are, and where a label breaks into lines, so that a picture can be laid out without a browser."""

NARROW = set("iljftI.,;:'|!()[]-/ ")
WIDE = set("mwMW@%")


def width(text: str, size: float) -> float:
    """About how wide a line of text is in Atkinson Hyperlegible Next, in pixels; a little generous."""
    ems = sum(0.32 if c in NARROW else 0.86 if c in WIDE else 0.66 if c.isupper() else 0.56 for c in text)
    return ems * size


def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """Break a label into lines of at most ``room`` pixels where its words allow it.

    >>> wrap("The Rest of My Life", 60, 15)
    ('The Rest', 'of My', 'Life')
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def in_circle(text: str, radius: float, size: float, lead: float) -> tuple[str, ...] | None:
    """The label's lines if they fit a circle of this radius, else None."""
    for room in (radius * 1.9, radius * 1.7, radius * 1.5, radius * 1.25):
        lines = wrap(text, room, size)
        tops = [abs((at - (len(lines) - 1) / 2) * lead) + size * 0.45 for at in range(len(lines))]
        if all(
            top < radius and width(line, size) / 2 <= (radius**2 - top**2) ** 0.5 - 3
            for line, top in zip(lines, tops, strict=True)
        ):
            return lines
    return None
