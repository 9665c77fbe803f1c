"""Where things are: a sketch, drawn once for a desk and once for a phone, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.directory.presenters import saying
from wholeperson.directory.queries import Listed, Named
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.sketch import RADIUS, TALL, WIDE, Name, Paper, Sketch, sketch
from wholeperson.directory.rules.spot import Spot

NEIGHBOURHOODS = ("neighbourhood", "village", "town", "area")
FAR_KM = 3.0


@dataclass(frozen=True)
class Thing:
    """One line of the table."""

    id: UUID
    name: str
    kind: str
    open: saying.Open


@dataclass(frozen=True)
class Site:
    """One point on the earth, with everything that is there. ``number`` is what stands in its circle."""

    number: int
    name: str
    address: str
    near: str
    latitude: str
    longitude: str
    things: tuple[Thing, ...]

    @property
    def open(self) -> bool:
        """Whether anything there is open now."""
        return any(thing.open.state == "yes" for thing in self.things)


@dataclass(frozen=True)
class Circle:
    """One circle of the drawing: one site, or several that stand too close to be told apart."""

    x: str
    y: str
    text_y: str
    radius: float
    text: str
    label: str
    href: str
    open: bool


@dataclass(frozen=True)
class Drawing:
    """A drawing, as a page writes it down."""

    shape: str
    width: int
    height: int
    circles: tuple[Circle, ...]
    names: tuple[Name, ...]
    scale: str
    scale_from: int
    scale_to: int
    scale_y: int


@dataclass(frozen=True, kw_only=True)
class WherePage:
    """Everything that the page shows."""

    title: str
    told: str
    drawings: tuple[Drawing, ...]
    sites: tuple[Site, ...]
    kept_safe: tuple[Thing, ...]
    nowhere: tuple[Thing, ...]
    kinds: tuple[tuple[str, str, bool], ...]
    places: tuple[tuple[str, str, bool], ...]
    tiles: str
    credit: str
    the_list: str


def where_page(
    found: Sequence[Listed], names: Sequence[Named], now: datetime, *, title: str,
    kinds: tuple[tuple[str, str, bool], ...], places: tuple[tuple[str, str, bool], ...],
    tiles: str = "", credit: str = "", the_list: str = "/network/",
) -> WherePage:  # fmt: skip
    """Put the drawing and its table together."""
    sites = _sites(found, names, now)
    safe = tuple(_thing(one, now) for one in found if one.entry.kept_safe)
    spotless = tuple(
        _thing(one, now)
        for one in found
        if not one.entry.kept_safe and not any(where.spot for where in one.entry.places)
    )
    return WherePage(
        title=title, told=_told(sites, names), drawings=_drawings(sites, names) if sites else (), sites=sites,
        kept_safe=safe, nowhere=spotless, kinds=kinds, places=places, tiles=tiles, credit=credit, the_list=the_list,
    )  # fmt: skip


def _thing(one: Listed, now: datetime) -> Thing:
    return Thing(one.id, one.entry.name, saying.high(one.entry.kind.label), saying.opening(one, now))


def _sites(found: Sequence[Listed], names: Sequence[Named], now: datetime) -> tuple[Site, ...]:
    at: dict[tuple[float, float], list[tuple[str, str, Thing]]] = {}
    for one in found:
        for where in () if one.entry.kept_safe else one.entry.places:
            if where.spot:
                line = ", ".join(filter(None, (where.address, where.town, where.postcode)))
                key = (round(where.spot.latitude, 4), round(where.spot.longitude, 4))
                at.setdefault(key, []).append((where.name, line, _thing(one, now)))
    # From north to south and from west to east, as one reads the drawing.
    ordered = sorted(at, key=lambda spot: (-round(spot[0], 3), spot[1]))
    return tuple(
        Site(
            number, next((name for name, _, _ in at[spot] if name), ""), at[spot][0][1], _near(spot, names),
            f"{spot[0]:.4f}", f"{spot[1]:.4f}", tuple(thing for _, _, thing in at[spot]),
        )
        for number, spot in enumerate(ordered, start=1)
    )  # fmt: skip


def _near(spot: tuple[float, float], names: Sequence[Named]) -> str:
    here = Spot(*spot)
    far, name = min(((here.km(one.spot), one.name) for one in _neighbourhoods(names)), default=(FAR_KM, ""))
    return name if far < FAR_KM else ""


def _neighbourhoods(names: Sequence[Named]) -> list[Named]:
    """Names of neighbourhoods; where a gazetteer knows no such kind, all that are no postcode districts."""
    own = [one for one in names if one.kind in NEIGHBOURHOODS]
    return own or [one for one in names if not any(letter.isdigit() for letter in one.name)]


def _drawings(sites: Sequence[Site], names: Sequence[Named]) -> tuple[Drawing, ...]:
    return tuple(_drawing(shape, paper, sites, names) for shape, paper in (("wide", WIDE), ("tall", TALL)))


def _drawing(shape: str, paper: Paper, sites: Sequence[Site], names: Sequence[Named]) -> Drawing:
    spots = [Spot(float(site.latitude), float(site.longitude)) for site in sites]
    drawn = sketch(spots, [(one.name, one.spot) for one in _neighbourhoods(names)], paper)
    start = int(paper.edge / 2)
    return Drawing(
        shape, round(drawn.width), round(drawn.height), tuple(_circles(drawn, sites)), drawn.names,
        _scale(drawn.scale_km), start, start + round(drawn.scale_length), round(drawn.height) - 14,
    )  # fmt: skip


def _circles(drawn: Sketch, sites: Sequence[Site]) -> list[Circle]:
    found = []
    for mark in drawn.marks:
        held = [sites[at] for at in mark.holds]
        numbers = [site.number for site in held]
        text = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}+"
        said = "; ".join(f"{site.number}, {site.name or site.address}" for site in held)
        found.append(
            Circle(
                f"{mark.x:.1f}", f"{mark.y:.1f}", f"{mark.y + 6:.1f}", RADIUS, text, said, f"#site-{numbers[0]}",
                any(site.open for site in held),
            )
        )  # fmt: skip
    return found


def _scale(km: float) -> str:
    minutes = round(km * 1.3 / 4.8 * 60 / 5) * 5
    if minutes <= 35:
        return f"{minutes} minutes’ walk"
    return f"{round(km)} km"


def _told(sites: Sequence[Site], names: Sequence[Named]) -> str:
    """Say in a sentence where things are, and where nothing is."""
    if not sites:
        return "Nobody has told us of anything with a point on the map yet."
    known = {one.name for one in _neighbourhoods(names)}
    counted: Mapping[str, int] = {name: sum(len(site.things) for site in sites if site.near == name) for name in known}
    most = sorted((name for name in known if counted[name]), key=lambda name: (-counted[name], name))
    none = sorted(name for name in known if not counted[name])
    said = [f"Most of it is in {saying.joined(most[:2])}."] if len(most) > 2 else []
    if none:
        said.append(f"We know of nothing in {saying.joined(none[:4])}.")
    return " ".join(said)


def kinds_of(chosen: str, address: str) -> tuple[tuple[str, str, bool], ...]:
    """Give the kinds to choose from: label, address, chosen."""
    joint = "&" if "?" in address else "?"
    every = (("Everything", address, not chosen),)
    return every + tuple(
        (saying.high(kind.label), f"{address}{joint}kind={kind.value}", kind.value == chosen) for kind in ResourceKind
    )
