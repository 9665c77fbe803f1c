"""The words in which a map's parts are shown."""

from urllib.parse import urlencode

from wholesystem.maps import AnyMap, Link, Loop, Source

KINDS = {
    "reinforcing": "It feeds itself: once it turns, it keeps turning, up or down.",
    "balancing": "It holds itself back: when something rises, the loop brings it down again.",
    "unknown": "People disagree about one of its arrows, so nobody can say which way it works.",
}
KIND_NAMES = {"reinforcing": "feeds itself (R)", "balancing": "holds itself back (B)", "unknown": "not known"}
CONFIDENCE = {
    "stated": "People said this.",
    "implied": "Nobody said it in one sentence. We read it from several.",
    "uncertain": "We are not sure of this one.",
}
DRAWN = {
    "likely": "It was probably in the report's drawing, which is lost.",
    "possible": "It may have been in the report's drawing, which is lost.",
    "unknown": "We cannot tell whether the lost drawing showed it.",
}
STRENGTHS = {"weak": "a weak push", "medium": "a middling push", "strong": "a strong push"}


def address(map_id: str, *, around: bool = False, **part: str) -> str:
    """The address of a map's page, with one part of it open."""
    query = {key: value for key, value in part.items() if value}
    if around:
        query["around"] = "yes"
    return f"/maps/{map_id}/" + (f"?{urlencode(query)}" if query else "")


def link_sentence(a_map: AnyMap, link: Link) -> str:
    """A link as a sentence that a screen reader can say."""
    source, target = a_map.label(link.tail), a_map.label(link.head)
    if link.polarity == "+":
        return f"When {source} rises, {target} rises; when it falls, {target} falls."
    if link.polarity == "-":
        return f"When {source} rises, {target} falls; when it falls, {target} rises."
    if link.polarity == "disputed":
        return f"{source} pushes {target}. People disagree which way."
    return f"People linked {source} with {target}. They did not say which way it pushes."


def link_short(a_map: AnyMap, link: Link) -> str:
    """A link as its two ends."""
    return f"{a_map.label(link.tail)} → {a_map.label(link.head)}"


def sign_words(link: Link) -> str:
    """The sign of a link in words."""
    words = {"+": "same direction", "-": "opposite direction", "disputed": "people disagree"}
    return words.get(link.polarity or "", "not said")


def delay_words(link: Link) -> str:
    """What is known of a link's delay, in words."""
    return {True: "takes time", False: "soon", None: "not known"}[link.delayed]


def loop_name(a_map: AnyMap, loop: Loop) -> str:
    """A loop's name, or the way round where nobody has named it."""
    if loop.name:
        return loop.name
    return " → ".join(a_map.label(node) for node in loop.nodes)


def source_words(sources: tuple[Source, ...]) -> str:
    """Sources as people cite them: ``RSA, lines 1024 and 1047``."""
    by_report: dict[str, list[str]] = {}
    for source in sources:
        by_report.setdefault(source.report, []).extend(part for part in source.lines.split(", ") if part)
    return "; ".join(f"{report}, {_lines(lines)}" if lines else report for report, lines in by_report.items())


def _lines(lines: list[str]) -> str:
    lines = [line.replace("-", "–") for line in lines]
    if len(lines) == 1:
        return f"line{'s' if '–' in lines[0] else ''} {lines[0]}"
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}"
