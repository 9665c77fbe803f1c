"""The two kinds of map: a systems map, which can be played, and an influence map, which cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Literal

from wholesystem.errors import MapError, Problem, UnknownNameError, nearest, shown
from wholesystem.maps import structure
from wholesystem.maps.checks import is_number
from wholesystem.maps.loops import AT_MOST, Loops, find_loops
from wholesystem.maps.parts import Link, LoopName, Source, SubSystem, Variable


@dataclass(frozen=True)
class Layout:
    """Where the circles stand in one drawing of the map, in pixels.

    Attributes:
        width: the drawing's width.
        height: the drawing's height.
        places: the centre (x, y) of each variable's circle, by id.
    """

    width: float
    height: float
    places: Mapping[str, tuple[float, float]]

    def __post_init__(self) -> None:
        """Keep the places from being changed, and refuse a drawing without a size.

        Raises:
            MapError: where the width or the height is not a number above 0.
        """
        if not all(is_number(size) and size > 0 for size in (self.width, self.height)):
            what = f"its size is {shown(self.width)} by {shown(self.height)}."
            raise MapError([Problem("a layout", what, "Give its width and height in pixels, above 0.")])
        object.__setattr__(self, "places", MappingProxyType(dict(self.places)))


@dataclass(frozen=True, kw_only=True, eq=False)
class _Map:
    """What both kinds of map have. Two maps are compared by what they hold, with `wholesystem.maps.as_data`."""

    kind: ClassVar[Literal["systems", "influence"]]
    _more: ClassVar[tuple[str, ...]] = ()

    id: str
    title: str
    variables: tuple[Variable, ...]
    links: tuple[Link, ...]
    subsystems: tuple[SubSystem, ...] = ()
    lead: str = ""
    about: str = ""
    sources: tuple[Source, ...] = ()
    layouts: Mapping[str, Layout] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a map whose parts do not fit together, with every problem at once.

        Raises:
            MapError: with one `Problem` for each thing that is wrong.
        """
        for name in ("variables", "links", "subsystems", "sources", *self._more):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "layouts", MappingProxyType(dict(self.layouts)))
        problems = tuple(structure.problems(self._parts()))
        if problems:
            raise MapError(problems)

    def _parts(self) -> structure.Parts:
        return structure.Parts(
            id=self.id,
            title=self.title,
            texts={"lead": self.lead, "about": self.about},
            signed=False,
            variables=self.variables,
            links=self.links,
            subsystems=self.subsystems,
            places={name: layout.places for name, layout in self.layouts.items()},
        )

    @cached_property
    def _variables(self) -> dict[str, Variable]:
        return {variable.id: variable for variable in self.variables}

    @cached_property
    def _links(self) -> dict[str, Link]:
        return {link.id: link for link in self.links}

    def variable(self, name: str) -> Variable:
        """The variable with this id.

        Raises:
            UnknownNameError: naming the nearest id there is.
        """
        if name not in self._variables:
            raise UnknownNameError(f'The map "{self.id}" has no variable "{name}". {nearest(name, self._variables)}')
        return self._variables[name]

    def link(self, name: str) -> Link:
        """The link with this id.

        Raises:
            UnknownNameError: naming the nearest id there is.
        """
        if name not in self._links:
            raise UnknownNameError(f'The map "{self.id}" has no link "{name}". {nearest(name, self._links)}')
        return self._links[name]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every variable's id, and ``id/facet`` for each face of a two-faced one, in the map's order."""
        return tuple(node for variable in self.variables for node in variable.nodes)

    def node(self, name: str) -> str:
        """The node of this name.

        Raises:
            UnknownNameError: where there is none, or where the variable has faces and none is named.
        """
        if name in self.nodes:
            return name
        if name in self._variables:
            faces = " or ".join(f'"{node}"' for node in self._variables[name].nodes)
            raise UnknownNameError(f'"{name}" has more than one face. Say which: {faces}.')
        raise UnknownNameError(f'The map "{self.id}" has no variable "{name}". {nearest(name, self.nodes)}')

    def label(self, node: str) -> str:
        """The participants' name of a node; a face is named after a colon."""
        variable = self.variable(node.partition("/")[0])
        faces = {f"{variable.id}/{facet.id}": facet.label for facet in variable.facets}
        return f"{variable.label}: {faces[node]}" if node in faces else variable.label

    def is_harm(self, node: str) -> bool:
        """Whether a node can be lessened and is never offered to be raised."""
        variable = self.variable(node.partition("/")[0])
        harmful = {f"{variable.id}/{facet.id}" for facet in variable.facets if facet.harm}
        return variable.harm or node in harmful

    def subsystem_of(self, variable: str) -> SubSystem | None:
        """The sub-system that a variable stands in, or None."""
        return next((part for part in self.subsystems if variable in part.variables), None)


@dataclass(frozen=True, kw_only=True, eq=False)
class SystemsMap(_Map):
    """Signed, possibly delayed causal links that a group agreed on; it can be played.

    Attributes:
        id: lower-case words joined by hyphens.
        title: what people call the map.
        variables: its `Variable` parts.
        links: its `Link` parts, each with a sign.
        subsystems: its `SubSystem` parts.
        lead: one sentence on what it is about.
        about: more of that.
        sources: where it was read.
        layouts: its drawings by name, ``wide`` and ``tall``.
        loop_names: names that people gave to loops.
        drivers: nodes that a reference run pushes by +0.3.
        outcomes: nodes that people value, the first ones first.

    Example:
        >>> from wholesystem import catalogue
        >>> catalogue.load("the-hold").variable("the-fix").label
        'The Fix'
    """

    kind: ClassVar[Literal["systems", "influence"]] = "systems"
    _more: ClassVar[tuple[str, ...]] = ("loop_names", "drivers", "outcomes")

    loop_names: tuple[LoopName, ...] = ()
    drivers: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()

    def _parts(self) -> structure.Parts:
        return replace(
            super()._parts(), signed=True, loop_names=self.loop_names, drivers=self.drivers, outcomes=self.outcomes
        )

    @cached_property
    def _loops(self) -> Loops:
        """The usual answer, kept: a page asks for it many times, and a map never changes."""
        return find_loops(self.nodes, self.links, self.subsystems, self.loop_names, None, AT_MOST)

    def loops(self, longest: int | None = None, at_most: int = AT_MOST) -> Loops:
        """Every feedback loop, shortest first; bounded where there are too many, and saying so.

        Args:
            longest: leave out loops of more links than this; None for no limit.
            at_most: stop at this many loops, and say that there are more.

        Raises:
            QuestionError: where ``longest`` or ``at_most`` is below 1.
        """
        if longest is None and at_most == AT_MOST:
            return self._loops
        return find_loops(self.nodes, self.links, self.subsystems, self.loop_names, longest, at_most)


@dataclass(frozen=True, kw_only=True, eq=False)
class InfluenceMap(_Map):
    """Mental associations from a workshop, with their reasons; links may have no sign, and it cannot be played."""

    kind: ClassVar[Literal["systems", "influence"]] = "influence"


AnyMap = SystemsMap | InfluenceMap
