"""The open standard: Open Referral UK 3.0, a profile of the Human Services Data Specification (HSDS) 3.0.

From an entry of the network map to what the standard says of it, with nothing that tells where a kept-safe address is.
What the standard has no word for stands under one name, ``x-whole-person``; docs/reference/open-referral.md lists it.
"""

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OURS = "x-whole-person"
LICENCE = "Creative Commons Attribution 4.0 (CC BY 4.0)"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
