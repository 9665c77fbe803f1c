"""Twenty seconds of a peer's voice, and a picture from the street. Never of a place whose address is kept safe."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.models import Sound


@dataclass(frozen=True)
class Kept:
    """Whether there is a voice or a picture of a place, and the same in words."""

    what: str
    words: str
    content_type: str


@dataclass(frozen=True)
class Content:
    """The voice or the picture itself."""

    body: bytes
    content_type: str


def kept_of(resource_id: UUID) -> dict[str, Kept]:
    """Give what is kept of a place by ``voice`` and ``picture``, without the bytes."""
    rows = Sound.objects.filter(resource_id=resource_id, resource__kept_safe=False, resource__merged_into=None)
    return {row.what: Kept(row.what, row.words, row.content_type) for row in rows.defer("content")}


def content_of(resource_id: UUID, what: str) -> Content | None:
    """Give the voice or the picture of a place, or nothing."""
    rows = Sound.objects.filter(resource_id=resource_id, resource__kept_safe=False, resource__merged_into=None)
    row = rows.filter(what=what).first()
    return Content(bytes(row.content), row.content_type) if row else None
