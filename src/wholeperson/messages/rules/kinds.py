"""What a message can say, read after signing in. Apps above register theirs; the sentences hold no names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KindOfMessage:
    """A sentence, and the page that it leads to. ``button`` is for what can be done by one tap.

    ``always`` marks what concerns the person's safety: it goes out whatever they chose about receipts.
    """

    key: str
    says: str
    leads_to: str
    always: bool = True


_kinds: dict[str, KindOfMessage] = {}


def register_kind(key: str, says: str, leads_to: str, *, always: bool = True) -> None:
    """Add a kind of message. Done in ``apps.py``; twice is the same as once."""
    _kinds[key] = KindOfMessage(key, says, leads_to, always)


def kind(key: str) -> KindOfMessage:
    """Give a kind of message.

    Raises:
        KeyError: where nobody registered it.
    """
    return _kinds[key]
