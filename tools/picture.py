"""The picture in ARCHITECTURE.md, drawn from the imports as they are: an arrow from a room to each room it imports."""

import grimp

PACKAGES = ("wholeperson", "wholesystem")


def arrows(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    """Pairs of rooms, the first importing the second."""
    rooms = {module for package in PACKAGES for module in graph.find_children(package)}
    found = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            pair = tuple(".".join(name.split(".")[:2]) for name in (module, other))
            if pair[0] != pair[1] and set(pair) <= rooms:
                found.add((pair[0], pair[1]))
    return found


def draw(graph: grimp.ImportGraph) -> str:
    """Write the picture as Mermaid, which the places that show repositories draw by themselves."""
    lines = ["```mermaid", "flowchart TD"]
    for package in PACKAGES:
        lines.append(f"  subgraph {package}")
        lines += [f"    {room}[{room.partition('.')[2]}]" for room in sorted(graph.find_children(package))]
        lines.append("  end")
    lines += [f"  {here} --> {there}" for here, there in sorted(arrows(graph))]
    return "\n".join([*lines, "```"]) + "\n"


def make() -> str:
    """Draw the packages that are installed here."""
    return draw(grimp.build_graph(*PACKAGES, cache_dir=None))
