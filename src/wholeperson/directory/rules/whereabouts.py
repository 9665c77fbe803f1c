"""What tells where something is: the one room in which postcodes, streets with a number and points are known.

For a resource whose address is kept safe such words are not kept at all; should some be left behind all the same, they
go no further. What a stranger types to look near something is cut down to a district by the same patterns.
"""

import re
import unicodedata

# "PO21 1AA", "po211aa". Its district alone ("PO21") tells a town and no street.
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.IGNORECASE)
POSTCODE_OR_DISTRICT = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)(?:\s*\d[A-Z]{2})?\b", re.IGNORECASE)
SPACED_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[\s._-]*\d[\s._-]?[A-Z][\s._-]?[A-Z]\b", re.IGNORECASE)
# What streets are called and little else is; and what streets are called besides, as many other things are.
SURE = "street|road|rd|lane|ln|avenue|ave|close|drive|terrace|crescent|gardens|grove|mews"
PERHAPS = (
    "st|way|place|square|court|parade|row|walk|hill|park|green|rise|view|esplanade|promenade|broadway|boulevard|"
    "embankment|quay|wharf|yard|alley|gate|mount|circus|passage|path"
)
NAME = r"[A-Z][\w’'.-]*"
# "12 weeks on the street", "7 minutes from the road", "10 minutes walk": no name of a street holds one of these.
NEVER_A_NAME = (
    "a|an|and|as|at|away|by|for|from|has|have|in|is|near|of|off|on|one|or|our|out|over|per|share|the|their|this|to|up|"
    "who|with|your|am|pm|bed|beds|day|days|families|hour|hours|men|metres|miles|min|mins|minute|minutes|month|months|"
    "more|other|people|room|rooms|step|steps|times|week|weeks|women|year|years"
)
WORD = rf"(?!(?:{NEVER_A_NAME})\b)[\w’'.-]+"
A_NUMBER = r"\b\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?,?\s+"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
HOUSES = tuple(
    re.compile(pattern)
    for pattern in (
        # "12a High Street", "3-5, the old mill lane", "4 Mews", "17 Rose House"
        rf"(?i:{A_NUMBER}(?:the\s+)?(?:{WORD}\s+){{0,4}}?(?:{SURE})\b)",
        rf"(?i:{A_NUMBER}(?:the\s+)?(?:{WORD}\s+){{1,3}}?(?:{PERHAPS})\b)",
        rf"(?i:{A_NUMBER})(?:{NAME}\s+){{1,3}}?(?i:{SURE}|{PERHAPS}|house|lodge|villas?|cottages?)\b",
        # "Twelve Invented Street"
        rf"\b(?i:(?:{TENS})(?:[ -](?:{ONES}))?|{TEENS}|{ONES}),?\s+(?:{NAME}\s+){{1,3}}?(?i:{SURE})\b",
        # "Invented Street, number 12"
        rf"\b(?:{NAME}\s+){{1,3}}?(?i:{SURE}),?\s+(?i:(?:number|no|nr)\.?\s*)?\d{{1,4}}[a-z]?\b(?![:.]\d|\s*[ap]m\b)",
        r"\b(?i:house|flat|door|at)\s+(?i:number|no\.?|nr\.?)\s*\d{1,4}[a-z]?\b",
    )
)
POINTS = (
    re.compile(r"-?\d{1,3}\.\d{3,}(?:\s*[,;/ ]\s*-?\d{1,3}\.\d{3,})?"),
    re.compile(r"\d\s*°(?!\s*[CF]\b)"),
    re.compile(r"\b[A-Z]{2}\s?\d{3,5}\s?\d{3,5}\b"),  # a grid reference
    re.compile(r"///?\s?[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+|\bwhat3words\b|\bw3w\b\S*", re.IGNORECASE),
    re.compile(r"//maps\.\S*|/maps\b\S*|goo\.gl\S*|openstreetmap\S*|streetmap\S*", re.IGNORECASE),
)
TELLING = (SPACED_POSTCODE, *HOUSES, *POINTS)
# A district, and a street or a house by its name alone: not enough to find a door, and too much for a machine.
HINTS = (
    re.compile(r"\b[A-Z]{1,2}[0-9]{1,2}[A-Z]?\b"),
    re.compile(rf"\b{NAME}\s+(?i:{SURE}|{PERHAPS}|house)\b"),
    re.compile(rf"(?i:{A_NUMBER}(?:[\w'’.-]+\s+){{0,4}}?(?:{SURE}|{PERHAPS}|house)\b)"),
)
KEPT = "(kept safe)"


def plain(text: str) -> str:
    """Give words as they are read: other letters of the same look, dashes and signs that nobody sees made one.

    >>> plain("ＰＯ21\u200b 1AA"), plain("3–5")
    ('PO21 1AA', '3-5')
    """
    seen = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return "".join("-" if unicodedata.category(one) == "Pd" else one for one in seen)


def tells_where(text: str) -> bool:
    """Say whether words tell where something is: a postcode, a number in a street, a point, a link to a map."""
    read = plain(text)
    return any(one.search(read) for one in TELLING)


def hints_where(text: str) -> bool:
    """Say whether words could help to find it: what tells where, a district, or a street by its name alone."""
    return tells_where(text) or any(one.search(plain(text)) for one in HINTS)


def link_tells_where(address: str) -> bool:
    """Say whether a web address tells where something is, also where its words are joined as addresses join them."""
    return tells_where(address) or tells_where(re.sub(r"[-_/+.%]+", " ", address))


def words_without(text: str) -> str:
    """Give words with what tells where taken out; words that tell nothing stay as they are.

    >>> words_without("Ring us. We are at 12 Invented Street, PO21 1AA.")
    'Ring us. We are at (kept safe), (kept safe).'
    """
    if not tells_where(text):
        return text
    left = plain(text)
    for pattern in TELLING:
        left = pattern.sub(KEPT, left)
    return left


def cut(typed: str) -> str:
    """Take out of what somebody typed what would point at one house: a postcode keeps its district, a street its name.

    >>> cut("po21 1aa"), cut("food near 12 High Street")
    ('PO21', 'food near High Street')
    """
    districts = POSTCODE.sub(lambda found: found[1].upper(), typed)
    return A_HOUSE_TYPED.sub(lambda found: found[1], districts)


A_HOUSE_TYPED = re.compile(rf"{A_NUMBER}((?:the\s+)?(?:{WORD}\s+){{0,3}}?(?:{SURE})\b)", re.IGNORECASE)
