"""What the open feed reads: everything on the network map, in a fixed number of queries a page."""

from wholeperson.directory.queries.feed.choosing import FARTHEST_KNOWN, districts, services, stands_at
from wholeperson.directory.queries.feed.pages import (
    Page,
    every_organization,
    every_place,
    every_service,
    minimal_services,
    organization,
    organizations,
    page_of_organizations,
    page_of_places,
    page_of_services,
    place_of,
    services_of,
    told,
)

__all__ = [
    "FARTHEST_KNOWN",
    "Page",
    "districts",
    "every_organization",
    "every_place",
    "every_service",
    "minimal_services",
    "organization",
    "organizations",
    "page_of_organizations",
    "page_of_places",
    "page_of_services",
    "place_of",
    "services",
    "services_of",
    "stands_at",
    "told",
]
