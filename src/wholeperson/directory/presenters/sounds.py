"""A voice and a picture of a place, as pages show them."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.queries.sounds import kept_of


@dataclass(frozen=True)
class Shown:
    """Where the voice or the picture is served, the same in words, and what kind of file it is."""

    address: str
    words: str
    content_type: str


@dataclass(frozen=True)
class Sounds:
    """What there is of a place: nothing where there is none, and for a place whose address is kept safe."""

    voice: Shown | None
    picture: Shown | None


def sounds_of(resource_id: UUID) -> Sounds:
    """Give what there is to hear and to see of a resource."""
    kept = kept_of(resource_id)
    voice, picture = (
        Shown(f"/network/{resource_id}/{what}/", kept[what].words, kept[what].content_type) if what in kept else None
        for what in ("voice", "picture")
    )
    return Sounds(voice, picture)
