"""What every map page begins with: the map of its address, or a 404."""

from django.http import Http404

from wholeperson.mapping import queries
from wholesystem.maps import AnyMap, SystemsMap

SECTION = {"section": "maps"}


def open_map(address: str) -> AnyMap:
    """The public map of an address.

    Raises:
        Http404: where there is none.
    """
    a_map = queries.published(address)
    if a_map is None:
        raise Http404
    return a_map


def open_systems_map(address: str) -> SystemsMap:
    """The public systems map of an address; an influence map has no loops and cannot be played.

    Raises:
        Http404: where there is none.
    """
    a_map = open_map(address)
    if not isinstance(a_map, SystemsMap):
        raise Http404
    return a_map
