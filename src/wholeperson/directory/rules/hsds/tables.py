"""The standard's tables: the objects of the feed taken apart into rows, each with the id of what it belongs to."""

from collections.abc import Iterator, Mapping
from typing import Any

from wholeperson.directory.rules.hsds.plain import Json
from wholeperson.directory.rules.hsds.shape import SHAPES

# Which file holds which object.
FILES: Mapping[str, str] = {
    "organization": "organizations", "service": "services", "service_at_location": "service_at_location",
    "location": "locations", "address": "addresses", "accessibility": "accessibility", "schedule": "schedules",
    "service_area": "service_areas", "contact": "contacts", "phone": "phones", "language": "languages",
    "cost_option": "cost_options", "organization_identifier": "organization_identifiers", "attribute": "attributes",
    "taxonomy": "taxonomies", "taxonomy_term": "taxonomy_terms",
}  # fmt: skip
# What stands once, whoever points to it, with what belongs to it.
SHARED = ("organization", "organization_identifier", "location", "address", "taxonomy", "taxonomy_term")
TYPES = {"number": "number", "whole": "integer", "truth": "boolean", "day": "date", "moment": "datetime"}


def columns(shape: str) -> tuple[str, ...]:
    """Give the columns of a table: the fields that hold one value."""
    return tuple(name for name, field in SHAPES[shape].items() if field.kind not in ("one", "many"))


def rows_of(value: Json, shape: str) -> Iterator[tuple[str, Json]]:
    """Give an object and everything in it as rows, each with the table in which it stands."""
    row = {name: value[name] for name in columns(shape) if name in value}
    for name, field in SHAPES[shape].items():
        if name not in value or field.of not in FILES:
            continue
        for one in value[name] if field.kind == "many" else (value[name],):
            row |= _pointing(one, name, field.of, shape)
            yield from rows_of(one | _back(row["id"], shape, field.of), field.of)
    yield shape, row


def _pointing(one: Json, name: str, of: str, shape: str) -> Json:
    points = f"{name}_id"
    return {points: one["id"]} if of in SHARED and points in SHAPES[shape] else {}


def _back(owner: str, shape: str, of: str) -> Json:
    back = "link_id" if of == "attribute" else f"{shape}_id"
    return {back: owner} if back in SHAPES[of] else {}


def resource(shape: str) -> dict[str, Any]:
    """Describe one table as a data package does."""
    fields = [{"name": name, "type": TYPES.get(SHAPES[shape][name].kind, "string")} for name in columns(shape)]
    return {
        "name": FILES[shape], "path": f"{FILES[shape]}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": {"fields": fields, "primaryKey": "id"},
    }  # fmt: skip
