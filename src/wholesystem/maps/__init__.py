"""Variables, links, sub-systems and loops: what a map is, how it is read and written."""

from wholesystem.maps.archetypes import Archetype, Archetypes, find_archetypes
from wholesystem.maps.comparing import Change, Comparison, Differences, compare_maps
from wholesystem.maps.files import as_data, check_file, from_data, read_map
from wholesystem.maps.independent import cycle_rank, independent_loops
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
from wholesystem.maps.standing import Row
from wholesystem.maps.telling import Advice

__all__ = [
    "Advice",
    "AnyMap",
    "Archetype",
    "Archetypes",
    "Change",
    "Claim",
    "Comparison",
    "Differences",
    "Facet",
    "InfluenceMap",
    "Interval",
    "Layout",
    "Link",
    "Loop",
    "LoopName",
    "Loops",
    "Row",
    "Source",
    "SubSystem",
    "SystemsMap",
    "Variable",
    "as_data",
    "check_file",
    "compare_maps",
    "cycle_rank",
    "find_archetypes",
    "from_data",
    "independent_loops",
    "loop_id",
    "read_map",
]
