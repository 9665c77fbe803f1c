"""Age bands: asked kindly, instead of a date of birth. Nobody has to say."""

from enum import Enum


class AgeBand(Enum):
    """How old somebody is, roughly, by their own word."""

    UNDER_18 = "under-18"
    FROM_18 = "18-24"
    FROM_25 = "25-34"
    FROM_35 = "35-54"
    FROM_55 = "55-on"
    NOT_SAID = "not-said"


LABELS = {
    AgeBand.UNDER_18: "Under 18",
    AgeBand.FROM_18: "18 to 24",
    AgeBand.FROM_25: "25 to 34",
    AgeBand.FROM_35: "35 to 54",
    AgeBand.FROM_55: "55 or older",
    AgeBand.NOT_SAID: "I would rather not say",
}


def is_young(band: AgeBand) -> bool:
    """Say whether the pages for young people come first."""
    return band is AgeBand.UNDER_18


def may_enter_adult_rooms(band: AgeBand) -> bool:
    """Say whether rooms and matching for adults are open: only to somebody who said that they are one."""
    return band not in (AgeBand.UNDER_18, AgeBand.NOT_SAID)
