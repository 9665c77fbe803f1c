"""The shape of what the standard sends, as tables: what our own description is made of, and what a feed is held to.

Each field says its kind; ``!`` is asked for always, ``+`` is not of the UK profile but of HSDS 3.0 itself, of its
additions, or of ours. ``one:`` and ``many:`` name another table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wholeperson.directory.rules.hsds import OURS

STATUSES = "active|inactive|defunct|temporarily closed"


@dataclass(frozen=True)
class Field:
    """One field of an object."""

    kind: str
    of: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    more: bool = False


def _field(written: str) -> Field:
    bare = written.rstrip("!+")
    kind, _, of = bare.partition(":")
    kind, _, choices = kind.partition("=")
    return Field(
        kind, of, tuple(choices.split("|")) if choices else (), needed="!" in written, more=written.endswith("+")
    )


Table = Mapping[str, Field]


def _table(**fields: str) -> Table:
    return {name: _field(written) for name, written in fields.items()}


ORGANIZATION = {
    "id": "uuid!", "name": "text!", "description": "text!", "email": "email", "website": "uri", "logo": "text",
    "uri": "uri", "parent_organization_id": "uuid",
}  # fmt: skip
SERVICE = {
    "id": "uuid!", "organization_id": "uuid", "name": "text!", "description": "text", "url": "uri", "email": "email",
    "status": f"text={STATUSES}!", "fees": "text", "accreditations": "text", "minimum_age": "number",
    "maximum_age": "number", "assured_date": "day", "assurer_email": "email", "alert": "text",
    "last_modified": "moment",
}  # fmt: skip
LOCATION = {
    "id": "uuid!", "location_type": "text=physical|postal|virtual!", "name": "text", "description": "text",
    "latitude": "number", "longitude": "number", "external_identifier": "text", "external_identifier_type": "text",
}  # fmt: skip
AT_LOCATION = {"id": "uuid!", "service_id": "uuid", "location_id": "uuid"}

# What an object is, told in full; a name that ends in "_row" is how a list tells it.
SHAPES: Mapping[str, Table] = {
    "api_details": _table(version="text!", profile="uri!", openapi_url="uri!", **{OURS: "one:ours_of_all+"}),
    "service": _table(
        **SERVICE, schedules="many:schedule", service_areas="many:service_area",
        service_at_locations="many:service_at_location", languages="many:language", organization="one:organization",
        funding="many:funding", cost_options="many:cost_option", contacts="many:contact", attributes="many:attribute",
        **{OURS: "one:ours_of_service+"},
    ),
    "service_row": _table(**SERVICE, organization="one:organization_row", modified_date="moment+",
                          **{OURS: "one:ours_of_service+"}),
    "organization": _table(
        **ORGANIZATION, organization_identifiers="many:organization_identifier", attributes="many:attribute",
        services="many:service+", **{OURS: "one:ours_of_organization+"},
    ),
    "organization_row": _table(**ORGANIZATION, **{OURS: "one:ours_of_organization+"}),
    "service_at_location": _table(**AT_LOCATION, location="one:location", service="one:service+"),
    "service_at_location_row": _table(**AT_LOCATION, location="one:location_row", service="one:service_row"),
    "location": _table(
        **LOCATION, addresses="many:address", accessibility="many:accessibility", attributes="many:attribute"
    ),
    "location_row": _table(**LOCATION),
    "address": _table(
        id="uuid!", location_id="uuid", attention="text", address_1="text!", city="text!", region="text",
        state_province="text!", postal_code="text!", country="text!", address_type="text=physical|postal|virtual!",
        attributes="many:attribute",
    ),
    "accessibility": _table(
        id="uuid!", location_id="uuid", description="text", details="text", url="uri", attributes="many:attribute",
        accessibility="text",
    ),
    "schedule": _table(
        id="uuid!", service_id="uuid", service_at_location_id="uuid", valid_from="day", valid_to="day", dtstart="day",
        freq="text=WEEKLY|MONTHLY", interval="number", byday="text", bymonthday="text", description="text",
        opens_at="clock", closes_at="clock", schedule_link="uri", attending_type="text", notes="text",
        **{OURS: "one:ours_of_schedule+"},
    ),
    "service_area": _table(
        id="uuid!", service_id="uuid", name="text", extent="text", extent_type="text", uri="text", service_area="text"
    ),
    "contact": _table(
        id="uuid!", service_id="uuid", name="text", title="text", attributes="many:attribute", email="email+",
        phones="many:phone+", **{OURS: "one:ours_of_contact+"},
    ),
    "phone": _table(
        id="uuid!", contact_id="uuid", number="text!", description="text", languages="many:language"
    ),
    "language": _table(id="uuid!", service_id="uuid", phone_id="uuid", name="text+"),
    "cost_option": _table(
        id="uuid!", service_id="uuid", valid_from="day", valid_to="day", option="text", amount="number",
        amount_description="text",
    ),
    "funding": _table(id="uuid!", service_id="uuid", source="text"),
    "organization_identifier": _table(
        id="uuid!", organization_id="uuid", identifier_scheme="text", identifier_type="text!", identifier="text!",
        attributes="many:attribute",
    ),
    "attribute": _table(
        id="uuid!", link_id="uuid", taxonomy_term_id="uuid", link_type="text", taxonomy_term="one:taxonomy_term",
        value="text+",
    ),
    "taxonomy": _table(
        id="uuid!", name="text!", description="text!", uri="uri", version="text",
        taxonomy_terms="many:taxonomy_term",
    ),
    "taxonomy_term": _table(
        id="uuid!", name="text!", description="text!", parent_id="uuid", taxonomy="text", taxonomy_id="uuid",
        term_uri="uri", term="text",
    ),
    "ours_of_all": _table(place="text", licence="text", licence_url="uri"),
    "ours_of_service": _table(
        kind="text", summary="text", address_kept_safe="truth", bank_holidays="text", checked_how="text", room="text",
        room_on="day", source="one:ours_of_source", first_contact_id="uuid", exceptions="many:ours_of_exception",
        capacities="many:service_capacity", reviews="many:ours_of_review",
    ),
    "ours_of_organization": _table(signed_up_on="day", source="one:ours_of_source"),
    "ours_of_schedule": _table(opens="text", closes="text", timezone="text"),
    "ours_of_contact": _table(first_contact="truth", words="text"),
    "ours_of_exception": _table(first="day!", last="day!", opens="text", closes="text", closed="truth", why="text"),
    "ours_of_source": _table(name="text", licence="text", attribution="text"),
    "ours_of_review": _table(
        id="uuid!", description="text", date="day", again="text", answer="one:ours_of_answer"
    ),
    "ours_of_answer": _table(words="text", by="text"),
    "service_capacity": _table(
        id="uuid!", unit="one:unit!", available="number!", maximum="number", description="text", updated="moment!"
    ),
    "unit": _table(id="uuid!", name="text!"),
}  # fmt: skip
# Which table a list holds. The profile's own lists tell taxonomies and their terms in full.
ROW_OF: Mapping[str, str] = {
    "services": "service_row",
    "service_at_locations": "service_at_location_row",
    "organizations": "organization_row",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
ONE_OF: Mapping[str, str] = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
ENVELOPE: Mapping[str, str] = {
    "total_items": "whole", "total_pages": "whole", "page_number": "whole", "size": "whole", "first_page": "truth",
    "last_page": "truth", "empty": "truth",
}  # fmt: skip
# Level 1 of the standard: without these it is not a feed of it. The others are level 2.
NEEDED = ("/", "/services", "/services/{id}")
