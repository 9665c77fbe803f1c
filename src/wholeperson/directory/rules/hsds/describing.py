"""Our own description of the feed (OpenAPI), made from what it reads and what it tells, so that it cannot say else."""

from collections.abc import Iterable

from wholeperson.directory.rules.hsds import LICENCE, LICENCE_URL, OURS, VERSION
from wholeperson.directory.rules.hsds.asking import LISTS, ONE_OF, PARAMETERS, Parameter
from wholeperson.directory.rules.hsds.plain import Json
from wholeperson.directory.rules.hsds.shape import ENVELOPE, ROW_OF, SHAPES, Field, Table
from wholeperson.directory.rules.hsds.shape import ONE_OF as SHAPE_OF

KINDS: Json = {
    "text": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"},
    "uri": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
    "day": {"type": "string", "format": "date"},
    "clock": {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "number"},
    "whole": {"type": "integer"},
    "truth": {"type": "boolean"},
}
PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What would work, in a sentence."},
        "parameter": {"type": "string", "description": "The parameter that could not be read."},
    },
}  # fmt: skip
EMPTY: Json = {"type": "string", "maxLength": 0}  # as if it was not given: forms send their empty fields too
HEADERS: Json = {
    "Access-Control-Allow-Origin": {"schema": {"type": "string", "enum": ["*"]}, "required": True},
    "X-Whole-Person-Note": {"schema": {"type": "string"}, "description": "What was asked for and did not count."},
    "Link": {"schema": {"type": "string"}, "description": "The licence, and the pages before and after."},
}


def describe(address: str) -> Json:
    """Describe the feed that stands at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Whole Person: the network map as open data",
            "version": VERSION,
            "description": (
                f"Open Referral UK 3.0 (HSDS 3.0), read only, for everybody. What the standard lacks stands in "
                f"{OURS}; parameters of our own say so. Nobody is named, and what could tell where an address is that "
                f"is kept safe is not there."
            ),
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": address}],
        "paths": {
            "/": {"get": _operation("about", "What this is, and under which licence.", "api_details")},
            **{path: {"get": got} for listed in LISTS for path, got in _paths(listed)},
        },
        "components": {"schemas": {name: schema(table) for name, table in SHAPES.items()} | {"problem": PROBLEM}},
    }


def _paths(listed: str) -> Iterable[tuple[str, Json]]:
    page = {
        "type": "object",
        "required": [*ENVELOPE, "contents"],
        "properties": {name: KINDS[kind] for name, kind in ENVELOPE.items()}
        | {"contents": {"type": "array", "items": {"anyOf": [_ref(ROW_OF[listed]), _ref(SHAPE_OF[listed])]}}},
    }
    many = _operation(f"list_{listed}", f"A page of {listed}.", page)
    many["parameters"] = [_parameter(PARAMETERS[name]) for name in LISTS[listed]]
    many["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    many["responses"]["404"] = _problem("A postcode, or a time, of which nothing is known here.")
    yield f"/{listed}", many
    one = _operation(f"one_of_{listed}", f"One of {listed}, in full.", SHAPE_OF[listed])
    one["parameters"] = [
        {"name": "id", "in": "path", "required": True, "schema": KINDS["uuid"]},
        *(_parameter(PARAMETERS[name]) for name in ONE_OF[listed]),
    ]
    one["responses"]["404"] = _problem("Nothing with this id is here.")
    yield f"/{listed}/{{id}}", one


def _operation(name: str, says: str, schema: str | Json) -> Json:
    shape = _ref(schema) if isinstance(schema, str) else schema
    found = {"description": says, "headers": HEADERS, "content": {"application/json": {"schema": shape}}}
    return {
        "operationId": name,
        "summary": says,
        "responses": {
            "200": found,
            "304": {"description": "Nothing has changed since (If-None-Match, If-Modified-Since)."},
            "400": _problem("Something in the question cannot be answered."),
        },
    }


def _problem(says: str) -> Json:
    return {"description": says, "content": {"application/problem+json": {"schema": _ref("problem")}}}


def _parameter(one: Parameter) -> Json:
    ours = {OURS: True} if one.ours else {}
    schema = {"anyOf": [one.schema, EMPTY]}
    return {"name": one.name, "in": "query", "description": one.means, "schema": schema, **ours}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def schema(table: Table) -> Json:
    """Give the JSON Schema of one table."""
    needed = [name for name, field in table.items() if field.needed]
    found = {"type": "object", "properties": {name: _schema(field) for name, field in table.items()}}
    return found | ({"required": needed} if needed else {})


def _schema(field: Field) -> Json:
    if field.kind == "many":
        return {"type": "array", "items": _ref(field.of)}
    if field.kind == "one":
        return _ref(field.of)
    return {**KINDS[field.kind], **({"enum": list(field.choices)} if field.choices else {})}
