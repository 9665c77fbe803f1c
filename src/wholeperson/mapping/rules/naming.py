"""A name that somebody gives to a loop, kept in the map file that they take with them."""

from dataclasses import replace

from wholesystem.maps import LoopName, SystemsMap

LONGEST = 80


def with_name(a_map: SystemsMap, loop_id: str, words: str) -> SystemsMap:
    """The map with this name for a loop; the map as it is where there is no such loop or no name."""
    name = "".join(one for one in " ".join(words.split()) if one.isprintable())[:LONGEST].strip()
    loop = next((loop for loop in a_map.loops() if loop.id == loop_id), None)
    if loop is None or not name:
        return a_map
    others = [kept for kept in a_map.loop_names if set(kept.links) != set(loop.links)]
    return replace(a_map, loop_names=(*others, LoopName(name=name, links=loop.links, says=loop.says)))
