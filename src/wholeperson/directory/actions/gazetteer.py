from collections.abc import Iterable
from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Somewhere
from wholeperson.foundation.actions import By, action


@action("names of places were loaded", about="alliance_id")
def load_names(*, by: By, alliance_id: UUID, names: Iterable[tuple[str, str, float, float]]) -> int:
    """Keep names of places (name, kind, latitude, longitude) of an alliance; one that is there is put right.

    Raises:
        NotYoursError: where the map is not theirs to keep.
    """
    permissions.check_may_keep_the_map(by, alliance_id)
    kept = 0
    for name, kind, latitude, longitude in names:
        Somewhere.objects.update_or_create(
            alliance_id=alliance_id,
            folded=" ".join(name.casefold().split()),
            defaults={"name": name, "kind": kind, "latitude": latitude, "longitude": longitude},
        )
        kept += 1
    return kept
