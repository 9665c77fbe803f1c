"""Every read of this app: the seed of the two invented places."""

from wholeperson.demo.queries.places import (
    InventedLink,
    InventedOrganization,
    InventedPlace,
    InventedResource,
    Looked,
    place_of,
    read_place,
)
from wholeperson.demo.queries.times import SeedError, opens_of, other_times_of

__all__ = [
    "InventedLink",
    "InventedOrganization",
    "InventedPlace",
    "InventedResource",
    "Looked",
    "SeedError",
    "opens_of",
    "other_times_of",
    "place_of",
    "read_place",
]
