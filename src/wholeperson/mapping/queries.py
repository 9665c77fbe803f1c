"""Every read of this app. Published maps are for everybody, so these take no viewer."""

from functools import lru_cache
from uuid import UUID

from django.apps import apps
from django.utils.module_loading import import_string

from wholeperson.mapping.models import MapVersion
from wholeperson.mapping.rules.activity import Activity
from wholesystem import catalogue
from wholesystem.drawing import keep_places
from wholesystem.maps import AnyMap, as_data, from_data


def published(address: str) -> AnyMap | None:
    """A public map: one of the catalogue, or the latest version of one that was published here."""
    if address in catalogue.names():
        return catalogue.load(address)
    latest = MapVersion.objects.filter(map__address=address).values_list("id", flat=True).first()
    return None if latest is None else _built(latest)


def is_published(a_map: AnyMap) -> bool:
    """Whether the latest version at a map's address says the same as this map, places included."""
    latest = MapVersion.objects.filter(map__address=a_map.id).values_list("content", flat=True).first()
    return latest is not None and latest == as_data(keep_places(a_map))


def all_published() -> tuple[AnyMap, ...]:
    """Every public map: the catalogue's in its order, then those published here by title."""
    latest = dict(MapVersion.objects.order_by("number").values_list("map_id", "id"))
    own = sorted((_built(version) for version in latest.values()), key=lambda a_map: a_map.title)
    return (*(catalogue.load(name) for name in catalogue.names()), *own)


def activity_around(variable: str) -> tuple[Activity, ...]:
    """What there is for a variable, from every app whose config names under ``tells_of_activity`` who can tell."""
    told = (getattr(config, "tells_of_activity", "") for config in apps.get_app_configs())
    return tuple(one for name in told if name for one in import_string(name)(variable))


@lru_cache(maxsize=64)
def _built(version: UUID) -> AnyMap:
    """A version never changes, so what was built from it can be kept."""
    return from_data(MapVersion.objects.values_list("content", flat=True).get(id=version))
