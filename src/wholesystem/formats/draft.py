"""A map as it is gathered from another program's file: ids are made, doubles dropped, everything unusual said."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from wholesystem.errors import MapError, Problem
from wholesystem.formats.lost import OF_A_LINK, OF_A_VARIABLE, Lost, Read, of
from wholesystem.formats.names import Names, is_id, link_id, slug
from wholesystem.maps import InfluenceMap, Layout, Link, LoopName, SystemsMap, Variable

VARIABLES_AT_MOST = 5_000
LINKS_AT_MOST = 20_000
MARGIN = 80.0
NO_NAME = "(no name)"


@dataclass(slots=True)
class _Arrow:
    source: str
    target: str
    id: str
    more: dict[str, Any]


@dataclass(slots=True)
class _Circle:
    label: str
    id: str
    more: dict[str, Any]


def clean(text: object) -> str:
    """Text as it can be written again; what is no text becomes empty."""
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def number(value: object) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) and abs(read) < 1e12 else None


class Draft:
    """Gathers a map part by part. Keys are the other program's own names for its parts.

    Attributes:
        name: the file's name, for sentences.
        title: the map's title; where there is none, it is made from the file's name.
        whole: other parts of the map, as `SystemsMap` takes them.
        size: the drawing's width and height, where the file has them.
        kind: ``influence`` or ``systems`` where the file says so, else an empty string.
        lost: what was left out, made or guessed so far.
    """

    def __init__(self, name: str, title: object = "") -> None:
        """Begin with a file's name and, where it has one, the map's title."""
        self.name = name
        self.title = clean(title)
        self.whole: dict[str, Any] = {}
        self.size: tuple[float, float] | None = None
        self.kind = ""
        self.id = ""
        self.lost: list[Lost] = []
        self._circles: dict[str, _Circle] = {}
        self._arrows: list[_Arrow] = []
        self._places: dict[str, tuple[float, float]] = {}
        self._loops: list[tuple[str, tuple[str, ...], str]] = []

    def say(self, where: str, what: str) -> None:
        """Note that something was left out, made or guessed."""
        self.lost.append(Lost(where, what))

    def refuse(self, what: str, remedy: str, where: str = "") -> MapError:
        """A refusal of the file; raise it."""
        return MapError([Problem(f"{self.name}, {where}" if where else self.name, what, remedy)])

    def has(self, key: str) -> bool:
        """Whether a variable with this key was gathered."""
        return key in self._circles

    def variable(self, key: str, label: object, *, wanted: object = "", at: object = None, **more: Any) -> None:
        """Gather a variable.

        Args:
            key: the file's own name for it.
            label: what people call it.
            wanted: an id that it keeps if it can.
            at: its place, two numbers; anything else is no place.
            more: parts of a `Variable`.
        """
        if key in self._circles:
            self.say(f"“{clean(key)}”", "a second variable of this name is left out")
            return
        if len(self._circles) >= VARIABLES_AT_MOST:
            raise self.refuse(f"it holds more than {VARIABLES_AT_MOST:,} variables.", "Split the map.")
        given = clean(label)
        self._circles[key] = _Circle(given, wanted if isinstance(wanted, str) else "", more)
        if isinstance(at, (tuple, list)) and len(at) == 2:
            x, y = number(at[0]), number(at[1])
            if x is not None and y is not None:
                self._places[key] = (x, y)

    def link(self, source: str, target: str, polarity: str | None, *, wanted: object = "", **more: Any) -> None:
        """Gather a link; `more` are parts of a `Link`. Ends that are not there are said when the map is built."""
        if len(self._arrows) >= LINKS_AT_MOST:
            raise self.refuse(f"it holds more than {LINKS_AT_MOST:,} links.", "Split the map.")
        name = wanted if isinstance(wanted, str) else ""
        self._arrows.append(_Arrow(source, target, name, {"polarity": polarity, **more}))

    def loop(self, name: str, links: Iterable[str], says: str = "") -> None:
        """Gather a loop's name; `links` are the keys that its links were given as ``wanted``."""
        self._loops.append((name, tuple(links), says))

    def build(self) -> Read:
        """The map.

        Raises:
            MapError: where what was gathered is no map.
        """
        if not self._circles:
            raise self.refuse("it holds no variables.", "Check that it is the file you meant.")
        ids = self._ids()
        variables = tuple(self._variable(ids[key], circle) for key, circle in self._circles.items())
        links, known = self._links(ids)
        stem = self.name.partition(".")[0]
        self.title = self.title if self.title.strip() else ""
        parts: dict[str, Any] = {
            "id": self.id if is_id(self.id) else slug(self.title or stem, "map"),
            "title": self.title or stem.replace("-", " ").replace("_", " ").strip() or "A map",
            "variables": variables,
            "links": links,
            "layouts": self._layouts(ids),
            **{key: value for key, value in self.whole.items() if value},
        }
        if not self.title:
            self.say("the map", f"its title is made from the file's name: {parts['title']}")
        return Read(self._map(parts, known), tuple(self.lost))

    def _map(self, parts: dict[str, Any], known: dict[str, str]) -> SystemsMap | InfluenceMap:
        unsigned = [link.id for link in parts["links"] if link.polarity is None]
        loops = [self._loop(*one, known, parts["links"]) for one in self._loops]
        names = tuple(one for one in loops if one)
        try:
            if not unsigned and self.kind != "influence":
                return SystemsMap(**parts, loop_names=names)
            if unsigned:
                what = f"{len(unsigned)} of {len(parts['links'])} links have no sign, so it is an influence map"
                self.say("the map", f"{what}: {', '.join(unsigned[:6])}{', …' if len(unsigned) > 6 else ''}")
            for key in ("drivers", "outcomes"):
                if parts.pop(key, None):
                    self.say("the map", f"its {key}: an influence map has none")
            self.lost += [Lost(f"loop '{one.name}'", "all of it: an influence map has no loops") for one in names]
            return InfluenceMap(**parts)
        except MapError as error:
            raise MapError(
                Problem(f"{self.name}, {one.where}", one.what, one.remedy) for one in error.problems
            ) from error

    def _ids(self) -> dict[str, str]:
        kept: dict[str, str] = {}  # by id, so that the first of two keeps it
        for key, circle in self._circles.items():
            if is_id(circle.id):
                kept.setdefault(circle.id, key)
        names = Names(kept)
        ids = {
            key: circle.id if kept.get(circle.id) == key else names.give(slug(circle.label, "variable"))
            for key, circle in self._circles.items()
        }
        if len(kept) < len(ids):
            self.say("the map", f"{len(ids) - len(kept)} ids of variables are made from their names")
        return ids

    def _variable(self, name: str, circle: _Circle) -> Variable:
        label = circle.label
        if not label.strip():
            self.say(f"variable '{name}'", f"it has no name in the file and is called “{NO_NAME}”")
            label = NO_NAME
        variable = Variable(id=name, label=label)
        for key, value in circle.more.items():
            try:
                variable = replace(variable, **{key: value})
            except MapError as error:
                self.say(f"variable '{name}'", f"{OF_A_VARIABLE[key]}: {error.problems[0].what}")
        return variable

    def _links(self, ids: dict[str, str]) -> tuple[tuple[Link, ...], dict[str, str]]:
        """The links, and what became of each key."""
        taken: set[str] = set()
        for arrow in self._arrows:
            if is_id(arrow.id) and arrow.source in ids and arrow.target in ids:
                taken.add(arrow.id)
        names, free = Names(taken), set(taken)
        links: dict[tuple[object, ...], Link] = {}
        known: dict[str, str] = {}
        for arrow in self._arrows:
            if missing := [end for end in (arrow.source, arrow.target) if not end or end not in ids]:
                ends = f"{clean(arrow.source)} → {clean(arrow.target)}"
                self.say(f"the link {ends}", f"left out: there is no “{clean(missing[0])}”")
                continue
            source, target = ids[arrow.source], ids[arrow.target]
            name = arrow.id if arrow.id in free else names.give(link_id(source, target))
            free.discard(arrow.id)
            link = self._link(Link(id=name, source=source, target=target), arrow.more)
            key = (link.tail, link.head, link.polarity, link.delayed)
            if key in links:
                self.say(of(link), f"left out: it doubles link '{links[key].id}'")
            kept = links.setdefault(key, link).id
            if arrow.id:
                known.setdefault(arrow.id, kept)
        return tuple(links.values()), known

    def _link(self, link: Link, more: dict[str, Any]) -> Link:
        """Set one part after the other, so that a bad one does not take the others with it."""
        ready = {"claims": more["claims"], **more} if "claims" in more else more
        for key, value in ready.items():
            try:
                link = replace(link, **{key: value})
            except MapError as error:
                self.say(of(link), f"{OF_A_LINK.get(key, 'its sign')}: {error.problems[0].what}")
        return link

    def _loop(
        self, name: str, links: tuple[str, ...], says: str, known: dict[str, str], all_links: tuple[Link, ...]
    ) -> LoopName | None:
        named = {link.id: link for link in all_links}
        path = [named[known[one]] for one in links if one in known]
        heads = [link.head for link in path]
        tails = [link.tail for link in path]
        if len(path) < len(links) or not path or not name.strip() or heads[-1:] + heads[:-1] != tails:
            self.say(f"loop '{clean(name)}'", "left out: it has no name, or its links do not lead round")
            return None
        if len(set(heads)) < len(heads):
            self.say(f"loop '{clean(name)}'", "left out: it passes a variable twice")
            return None
        return LoopName(name=clean(name), links=tuple(link.id for link in path), says=clean(says))

    def _layouts(self, ids: dict[str, str]) -> dict[str, Layout]:
        if not self._places:
            return {}
        xs, ys = ([at[axis] for at in self._places.values()] for axis in (0, 1))
        dx, dy = (MARGIN - min(values) if min(values) < 0 else 0.0 for values in (xs, ys))
        if dx or dy:
            self.say("the map", f"its places are moved by {dx:g} and {dy:g}, so that none lies below 0")
        places = {ids[key]: (x + dx, y + dy) for key, (x, y) in self._places.items()}
        size = self.size or (max(xs) + dx + MARGIN, max(ys) + dy + MARGIN)
        if missing := [ids[key] for key in ids if key not in self._places]:
            self.say("the map", f"{len(missing)} variables have no place: {', '.join(missing[:6])}")
        return {"wide": Layout(size[0], size[1], places)}
