"""Offers that somebody was uneasy about, as the coordinator reads them."""

from dataclasses import dataclass

from wholeperson.directory.queries.offers import Worried
from wholeperson.directory.rules.offers import WORRY_ASKS


@dataclass(frozen=True)
class Uneasy:
    """An offer, and why somebody was uneasy, in sentences."""

    one: Worried
    says: tuple[str, ...]


def worried(one: Worried) -> Uneasy:
    """Say why somebody was uneasy about an offer."""
    return Uneasy(one, tuple(WORRY_ASKS[why] for why in one.worries))
