"""What others exported: a JSON list, an envelope, NDJSON, or the tables of the standard (HSDS CSV) in a folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wholeperson.directory.outside.sheets import read_sheet
from wholeperson.directory.outside.web import LARGEST, NotReadError
from wholeperson.directory.rules.from_hsds.plain import from_json

Service = Mapping[str, Any]
Table = list[dict[str, Any]]
LARGEST_FILE = 40 * LARGEST
# Which tables belong to which row, by which column: HSDS 3.0 and ORUK 3.0, tabular.
OF_SERVICE = {
    "schedules": "schedules", "contacts": "contacts", "phones": "phones", "languages": "languages",
    "cost_options": "cost_options", "required_documents": "required_documents", "funding": "funding",
    "service_at_location": "service_at_locations", "service_areas": "service_areas",
}  # fmt: skip
OF_LOCATION = {"addresses": "addresses", "accessibility": "accessibility", "schedules": "schedules"}


def read_folder_or_file(path: Path) -> tuple[list[Service], tuple[str, ...], bool]:
    """Give every service in a file or folder, what could not be read, and whether that was all of it.

    Raises:
        NotReadError: where there is nothing to read.
    """
    if not path.exists():
        raise NotReadError(f"There is no file or folder {path}.")
    if path.is_file():
        return _file(path)
    if (path / "services.csv").is_file():
        return _joined({one.stem: _table(one) for one in sorted(path.glob("*.csv"))}), (), True
    return _folder(path)


def _folder(path: Path) -> tuple[list[Service], tuple[str, ...], bool]:
    found: dict[str, Service] = {}
    problems: list[str] = []
    whole = True
    for one in sorted([*path.rglob("*.json"), *path.rglob("*.ndjson"), *path.rglob("*.jsonl")]):
        try:
            services, said, all_of_it = _file(one)
        except NotReadError as problem:
            problems.append(f"{one.name}: {problem}")
            continue
        problems += said
        whole = whole and all_of_it
        for service in services:  # the fullest of several says most
            before = found.get(str(service.get("id")))
            if before is None or len(service) > len(before):
                found[str(service.get("id"))] = service
    if not found:
        raise NotReadError("No services of the open standard were found in this folder.")
    return list(found.values()), tuple(problems), whole


def _file(path: Path) -> tuple[list[Service], tuple[str, ...], bool]:
    if path.stat().st_size > LARGEST_FILE:
        raise NotReadError("The file is too large.")
    words = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix in (".ndjson", ".jsonl"):
        return _lines(words, path.name)
    try:
        document = from_json(words)
    except (ValueError, RecursionError) as cause:
        if words.lstrip().startswith("{") and "\n{" in words:
            return _lines(words, path.name)
        raise NotReadError("It is not JSON.") from cause
    return _services(document), (), True


def _lines(words: str, name: str) -> tuple[list[Service], tuple[str, ...], bool]:
    found: list[Service] = []
    problems = []
    for number, one in enumerate(words.splitlines(), 1):
        try:
            found += _services(from_json(one)) if one.strip() else []
        except (ValueError, RecursionError, NotReadError):
            problems.append(f"{name}, line {number}: it could not be read.")
    return found, tuple(problems), not problems


def _services(document: object) -> list[Service]:
    if isinstance(document, list):
        return [one for one in document if isinstance(one, dict)]
    if not isinstance(document, dict):
        raise NotReadError("It holds no services.")
    tables = {key.removesuffix(".csv"): one for key, one in document.items() if isinstance(one, list)}
    if "services.csv" in document:
        return _joined(tables)
    for key in ("contents", "content", "services", "items"):
        if isinstance(document.get(key), list):
            return [one for one in document[key] if isinstance(one, dict)]
    if "id" in document and "name" in document and ("status" in document or "organization" in document):
        return [document]
    raise NotReadError("It holds no services.")


def _table(path: Path) -> Table:
    sheet = read_sheet(path.read_bytes())
    return [dict(zip(sheet.columns, (one.cells), strict=False)) for one in sheet.rows]


def _by(table: Table, column: str) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for row in table:
        if row.get(column):
            found.setdefault(str(row[column]), []).append(row)
    return found


def _joined(tables: Mapping[str, Table]) -> list[Service]:
    """Put the tables together into whole services."""

    def one_of(name: str) -> dict[str, dict[str, Any]]:
        return {str(row.get("id")): row for row in tables.get(name, ())}

    organizations, locations, terms = one_of("organizations"), one_of("locations"), one_of("taxonomy_terms")
    phones = _by(tables.get("phones", []), "contact_id")
    for name in tables:
        for row in tables[name] if name == "contacts" else ():
            row["phones"] = phones.get(str(row.get("id")), [])
    of_location = {key: (_by(tables.get(name, []), "location_id")) for name, key in OF_LOCATION.items()}
    for name, location in locations.items():
        location.update({key: rows.get(name, []) for key, rows in of_location.items()})
    for row in tables.get("service_at_location", ()):
        row["location"] = locations.get(str(row.get("location_id")), {})
    links = _by(tables.get("attributes", []), "link_id")
    of_service = {key: _by(tables.get(name, []), "service_id") for name, key in OF_SERVICE.items()}
    return [
        {
            **service,
            **{key: rows.get(str(service.get("id")), []) for key, rows in of_service.items()},
            "organization": organizations.get(str(service.get("organization_id")), {}),
            "attributes": list(_attributes(links.get(str(service.get("id")), []), terms)),
        }
        for service in tables.get("services", ())
    ]


def _attributes(links: Table, terms: Mapping[str, Service]) -> Iterator[Service]:
    for link in links:
        term = terms.get(str(link.get("taxonomy_term_id")))
        if term is not None:
            yield {"taxonomy_term": term}
