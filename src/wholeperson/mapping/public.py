"""The door: what other apps may ask of maps. Published maps are public, so they cross as they are."""

from dataclasses import dataclass

from wholeperson.foundation.actions import By
from wholeperson.mapping import actions, queries
from wholeperson.mapping.rules.activity import Activity
from wholesystem import catalogue, drawing
from wholesystem.maps import AnyMap

__all__ = ["Activity", "MapCard", "public_maps", "publish", "warm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCard:
    """A public map in a list."""

    id: str
    title: str
    lead: str
    kind: str
    tone: str
    variables: int
    links: int


def public_maps() -> tuple[MapCard, ...]:
    """Every public map, the catalogue's first."""
    return tuple(_card(a_map) for a_map in queries.all_published())


def publish(*, by: By, a_map: AnyMap, why: str) -> None:
    """Publish a map, or its next version; nothing is written where the latest version says the same.

    Raises:
        NotYoursError: where ``by`` may not publish.
        MapError: where a map of the catalogue has that id.
    """
    if not queries.is_published(a_map):
        actions.publish_map(by=by, a_map=a_map, why=why)


def warm() -> None:
    """Open and draw the catalogue's maps once, so that the first visitor does not wait for it."""
    for name in catalogue.names():
        for shape in ("wide", "tall"):
            drawing.draw(catalogue.load(name), shape)
    catalogue.figures()


def _card(a_map: AnyMap) -> MapCard:
    tones = {part.tone for part in a_map.subsystems} - {"plain"}
    return MapCard(
        id=a_map.id,
        title=a_map.title,
        lead=a_map.lead,
        kind=a_map.kind,
        tone=tones.pop() if len(tones) == 1 else "plain",
        variables=len(a_map.variables),
        links=len(a_map.links),
    )
