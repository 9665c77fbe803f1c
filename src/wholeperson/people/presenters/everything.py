"""Everything about me, to take along: as data and as dates. The page of paper is in ``paper``."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from icalendar import Calendar, Event

from wholeperson.foundation.vault import mark
from wholeperson.interface.saying import LONDON
from wholeperson.people.rules.everything import A_DATE, FORMAT, VERSION, Everything, ExportFile, ExportPart


def as_json(everything: Everything) -> bytes:
    """Give everything as one JSON document; its keys are written down in docs/reference/export.md and stay."""
    return json.dumps(as_data(everything), ensure_ascii=False, indent=2).encode()


def as_data(everything: Everything) -> dict[str, Any]:
    """Give everything as plain values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": everything.made_at.isoformat(),
        "reference": str(everything.reference),
        "records": [
            {
                "kind": group.kind,
                "called": group.called,
                "rows": [{datum.field: datum.value for datum in row} for row in group.rows],
            }
            for group in everything.groups
        ],
        "parts": [_part(key, part) for key, part in everything.parts],
        "who_looked": [{"at": line.at.isoformat(), "says": line.says, "part": line.part} for line in everything.looked],
        "dates": [at.isoformat() for at in everything.dates],
        "files": [_file(one) for one in everything.files],
    }


def _part(key: str, part: ExportPart) -> dict[str, Any]:
    return {
        "key": key,
        "title": part.title,
        "items": [
            {
                "heading": item.heading,
                "standard_heading": item.also,
                "words": item.words,
                "at": item.at.isoformat() if item.at else None,
            }
            for item in part.items
        ],
        "files": [_file(one) for one in part.files],
    }


def _file(one: ExportFile) -> dict[str, str]:
    return {"name": one.name, "type": one.kind, "base64": base64.b64encode(one.body).decode("ascii")}


def as_calendar(everything: Everything) -> bytes:
    """Give the days that concern the person, in words that give nothing away: a calendar is often read by others."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dates//EN")
    calendar.add("version", "2.0")
    for day in sorted({at.astimezone(LONDON).date() for at in everything.dates}):
        event = Event()
        # The same day keeps the same id, so that taking it out again adds nothing twice; it leads back to nobody.
        event.add("uid", str(uuid5(NAMESPACE_OID, mark(f"{everything.reference} {day}", place="people.calendar"))))
        event.add("dtstamp", _midnight(everything.made_at))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", A_DATE)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _midnight(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
