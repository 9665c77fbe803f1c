"""Variables, links, sub-systems and loops: what a map is, how it is read and written."""

from wholesystem.maps.files import as_data, check_file, from_data, read_map
from wholesystem.maps.loops import Loop, Loops, loop_id
from wholesystem.maps.map import AnyMap, InfluenceMap, Layout, SystemsMap
from wholesystem.maps.parts import (
    Claim,
    Facet,
    Interval,
    Link,
    LoopName,
    Source,
    SubSystem,
    Variable,
)

__all__ = [
    "AnyMap",
    "Claim",
    "Facet",
    "InfluenceMap",
    "Interval",
    "Layout",
    "Link",
    "Loop",
    "LoopName",
    "Loops",
    "Source",
    "SubSystem",
    "SystemsMap",
    "Variable",
    "as_data",
    "check_file",
    "from_data",
    "loop_id",
    "read_map",
]
