"""Opening times as people write them into one cell: "Mon-Fri 9am-5pm; Sat 10-12"."""

import re
from collections.abc import Mapping
from typing import Any

from wholeperson.directory.rules.cleaning import Changes

TIME = r"(\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?|noon|midday|midnight)"
RANGE = re.compile(rf"{TIME}\s*(?:-|–|—|to|till|until)\s*{TIME}", re.IGNORECASE)
DAY = r"(?:mon|tue|tues|wed|weds|thu|fri|sat|sun)[a-z]*"
DAYS = re.compile(
    rf"\b(?:daily|every\s?day|weekdays|weekends?|{DAY}(?:\s*(?:-|–|to)\s*{DAY})?"
    rf"(?:\s*(?:,|&|/|and)\s*{DAY}(?:\s*(?:-|–|to)\s*{DAY})?)*)",
    re.IGNORECASE,
)
AWKWARD = re.compile(r"\b(?:every (?:other|second|2nd)|fortnight\w*|first|second|third|fourth|last|1st|2nd|3rd|4th|"
                     r"alternate|monthly|term|appointment|except|not)\b", re.IGNORECASE)  # fmt: skip


def schedules(cell: str, said: Mapping[str, str], changes: Changes) -> list[dict[str, Any]]:
    """Give schedules of the standard from one cell, or from columns for days and times; else the words alone."""
    found: list[dict[str, Any]] = []
    if said.get("days") and said.get("opens") and said.get("closes"):
        found.append(_schedule(said["days"], said["opens"], said["closes"], changes))
    for part in re.split(r"[;\n|]", cell):
        if part.strip():
            found += _part(part.strip(), changes)
    return found


def _part(words: str, changes: Changes) -> list[dict[str, Any]]:
    day, between = DAYS.search(words), list(RANGE.finditer(words))
    if day is None or not between or AWKWARD.search(words) or len(DAYS.findall(words)) > 1:
        # A rule that was understood by half would send somebody to a locked door.
        return [{"description": words}]
    return [_schedule(day[0], one[1], one[2], changes) for one in between]


def _schedule(days: str, opens: str, closes: str, changes: Changes) -> dict[str, Any]:
    begin, end = opens.strip().replace(".", ":"), closes.strip().replace(".", ":")
    begin, end = _plain(begin), _plain(end)
    if re.search(r"pm$", end, re.IGNORECASE) and re.fullmatch(r"\d{1,2}(?::\d{2})?", begin):
        hour = int(begin.split(":")[0])
        if hour < 12 and hour % 12 < int(re.split(r"\D", end)[0]) % 12 and hour < 8:
            changes.say("read as the afternoon", "times", opens, f"{begin}pm")
            begin += "pm"
    elif re.fullmatch(r"\d{1,2}(?::\d{2})?", end) and int(end.split(":")[0]) < 9 and not re.search(r"p", begin):
        changes.say("read as the afternoon", "times", closes, f"{end}pm")
        end += "pm"
    return {"freq": "WEEKLY", "byday": days, "opens_at": begin, "closes_at": end}


def _plain(words: str) -> str:
    return re.sub(r":m:?$", "m", re.sub(r"\s+", "", words), flags=re.IGNORECASE).replace(":m", "m")
