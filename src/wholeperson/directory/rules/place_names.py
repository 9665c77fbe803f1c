"""Files of place names: ``name,kind,latitude,longitude``, or postcode districts: ``outcode,latitude,longitude``."""

import csv
from collections.abc import Iterable, Iterator

DISTRICT = "outcode"
Line = tuple[str, str, float, float]


class NamesError(ValueError):
    """A file that cannot be read; the text says which line, and what would work."""


def read(lines: Iterable[str]) -> Iterator[Line]:
    """Read the lines of such a file: name, kind, latitude, longitude.

    Raises:
        NamesError: naming the line.
    """
    rows = csv.DictReader(lines)
    columns = set(rows.fieldnames or ())
    name = DISTRICT if DISTRICT in columns else "name"
    if not {name, "latitude", "longitude"} <= columns:
        raise NamesError("The first line names the columns: name,kind,latitude,longitude or outcode,latitude,longitude")
    for row in rows:
        kind = DISTRICT if name == DISTRICT else (row.get("kind") or "place")
        try:
            yield row[name], kind, float(row["latitude"]), float(row["longitude"])
        except (TypeError, ValueError) as cause:
            raise NamesError(
                f"Line {rows.line_num}: latitude and longitude are numbers with a point, like 50.78 and -0.67."
            ) from cause
