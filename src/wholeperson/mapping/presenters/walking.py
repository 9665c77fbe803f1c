"""A loop walked as a story: one arrow at a time over the picture."""

from dataclasses import dataclass

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.page import NOT_YOU, Picture, picture
from wholesystem.maps import Link, Loop, SystemsMap

COMES_BACK = {
    +1: "It began with more of “{label}”, and what comes round is more of it again.",
    -1: "It began with more of “{label}”, and what comes round takes some of it away again.",
    0: "People disagree about one of its arrows, so nobody can say what comes round.",
}


@dataclass(frozen=True, kw_only=True)
class Walk:
    """One step of a walk round a loop; the last step tells what the loop does."""

    id: str
    map_title: str
    title: str
    says: str
    heading: str
    text: tuple[str, ...]
    note: str
    number: int
    count: int
    before: str
    after: str
    loop_href: str
    picture: Picture
    not_you: str = NOT_YOU


def walk(a_map: SystemsMap, loop: Loop, asked: str) -> Walk:
    """The step that the address asks for; anything that is not a step's number is the first."""
    links = [a_map.link(name) for name in loop.links]
    count = len(links) + 1
    number = int(asked) if asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= count else 1
    around = _around(a_map, loop)
    ways = _ways(links)
    last = number == count

    def at(step: int) -> str:
        return f"/maps/{a_map.id}/walk/?loop={loop.id}&step={step}"

    return Walk(
        id=a_map.id,
        map_title=a_map.title,
        title=words.loop_name(a_map, loop),
        says=loop.says,
        heading="All the way round" if last else words.link_short(a_map, links[number - 1]),
        text=_end(a_map, loop, ways[-1]) if last else _step(a_map, links, ways, number - 1),
        note="" if last else words.CONFIDENCE[links[number - 1].confidence],
        number=number,
        count=count,
        before=at(number - 1) if number > 1 else "",
        after="" if last else at(number + 1),
        loop_href=words.address(a_map.id, around=around, loop=loop.id),
        picture=picture(a_map, around=around, lit=_lit(loop, links if last else links[:number])),
    )


def _around(a_map: SystemsMap, loop: Loop) -> bool:
    outside = {variable.id for variable in a_map.variables if variable.shown == "around"}
    return bool(outside & {node.partition("/")[0] for node in loop.nodes})


def _ways(links: list[Link]) -> list[int]:
    """Whether what has been reached after each arrow has risen (+1) or fallen (-1); 0 from where people disagree."""
    signs = {"+": 1, "-": -1}
    ways, way = [1], 1
    for link in links:
        way *= signs.get(link.polarity or "", 0)
        ways.append(way)
    return ways


def _step(a_map: SystemsMap, links: list[Link], ways: list[int], at: int) -> tuple[str, ...]:
    link, before, after = links[at], ways[at], ways[at + 1]
    source, target = a_map.label(link.tail), a_map.label(link.head)
    if after == 0:
        told = words.link_sentence(a_map, link)
    else:
        begins = f"Say “{source}” rises." if at == 0 else f"“{source}” has {'risen' if before > 0 else 'fallen'}."
        told = f"{begins} Then “{target}” {'rises' if after > 0 else 'falls'}."
    late = "This takes time." if link.delayed else ""
    return tuple(part for part in (told, link.why, late) if part)


def _end(a_map: SystemsMap, loop: Loop, way: int) -> tuple[str, ...]:
    back = COMES_BACK[way].format(label=a_map.label(loop.nodes[0]))
    late = "Part of it takes time, so what comes round comes late." if loop.delayed else ""
    return tuple(dict.fromkeys(part for part in (back, words.KINDS[loop.kind] if way else "", late) if part))


def _lit(loop: Loop, links: list[Link]) -> tuple[str, ...]:
    ends = [end for link in links for end in (link.source, link.target)]
    whole = (loop.id,) if len(links) == len(loop.links) else ()
    return (*whole, *(link.id for link in links), *dict.fromkeys(ends))
