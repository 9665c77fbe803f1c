"""Numbers that a text can reach."""

import re

NUMBER = re.compile(r"(?:\+44|0044|0)?(7[1-9]\d{8})", re.ASCII)
ASKED = "Please give a UK mobile number. It begins with 07, or with +44 7."


def uk_mobile(typed: str) -> str | None:
    """Give a mobile number as ``+447…``, however it was typed; nothing where it is not one.

    Numbers that begin with 070 forward a call at a high price, and are left out.
    """
    plain = re.sub(r"[\s().-]", "", typed.replace("(0)", ""))
    found = NUMBER.fullmatch(plain)
    return f"+44{found.group(1)}" if found else None
