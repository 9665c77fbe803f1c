"""How the network map's tables note what they hold: most of it is public and about nobody."""

from wholeperson.foundation.privacy import EVERYBODY, NOBODY, Erase, Field, Kind

LISTED = "as long as the place keeps records"


def open_fields(*names: str, kept: str = LISTED) -> tuple[Field, ...]:
    """Note fields that everybody may read and that are about nobody, with the two that every record has."""
    return (
        Field("id", Kind.OPAQUE, kept=kept, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=kept, opens=EVERYBODY, erase=Erase.STAYS),
        *(Field(name, Kind.OPEN, kept=kept, opens=EVERYBODY, erase=Erase.STAYS) for name in names),
    )


def inner(name: str, kind: Kind = Kind.OPAQUE, *, kept: str = LISTED, erase: Erase = Erase.STAYS) -> Field:
    """Note one field that no page shows."""
    return Field(name, kind, kept=kept, opens=NOBODY, erase=erase)
