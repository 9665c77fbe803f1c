"""Every write of this app."""

from wholeperson.foundation.actions import By, action
from wholeperson.mapping.models import MapVersion, StoredMap
from wholeperson.mapping.permissions import check_may_publish
from wholesystem import catalogue
from wholesystem.drawing import keep_places
from wholesystem.errors import MapError, Problem
from wholesystem.maps import AnyMap, as_data

ADDRESSES = ("compare", "open")  # pages of this app stand there


@action("a map was published")
def publish_map(*, by: By, a_map: AnyMap, why: str) -> MapVersion:
    """Publish a map, or its next version where its address is taken by an earlier one.

    Its circles keep the places that they have; those without a place get one now, so that it looks the same at
    every visit.

    Raises:
        NotYoursError: where ``by`` may not publish.
        MapError: where a map of the catalogue has that id, or a page of this app stands at its address.
    """
    check_may_publish(by)
    if a_map.id in catalogue.names():
        what = "the catalogue has a map of that id."
        raise MapError([Problem(f"map '{a_map.id}'", what, "Give yours an id of its own.")])
    if a_map.id in ADDRESSES:
        raise MapError([Problem(f"map '{a_map.id}'", "a page of ours has that address.", "Give yours another id.")])
    stored, _ = StoredMap.objects.select_for_update().get_or_create(address=a_map.id)
    latest = MapVersion.objects.filter(map=stored).first()
    number = latest.number + 1 if latest else 1
    version = MapVersion(map=stored, number=number, content=as_data(keep_places(a_map)), why=why)
    version.save()
    return version
