"""Whether words tell where a place is: for a resource whose address is kept safe, they are not kept at all."""

import re

POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
STREET = re.compile(
    r"\b[0-9]{1,4}[a-z]?,?\s+(?:[a-z'’.-]+\s+){1,3}"
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|drive|way|terrace|place|court|crescent|gardens|grove|row|square|hill)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b(?:house|flat|door|at)\s+(?:number|no\.?|nr\.?)\s*[0-9]{1,4}[a-z]?\b", re.IGNORECASE)


def tells_where(words: str) -> bool:
    """Say whether words hold a postcode of the United Kingdom or a number in a street."""
    return any(one.search(words) for one in (POSTCODE, STREET, NUMBER))
