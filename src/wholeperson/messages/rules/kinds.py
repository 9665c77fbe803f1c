"""What a message can say, read after signing in. Apps above register theirs; the sentences hold no names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KindOfMessage:
    """A sentence, the page that it leads to, and what the button to that page says.

    ``always`` marks what concerns the person's safety: it goes out whatever they chose about receipts, and waits for
    safe hours like everything else. ``stop`` is the address, with ``{token}`` in it, at which one tap stops something.
    """

    key: str
    says: str
    leads_to: str
    always: bool = True
    button: str = "Have a look"
    stop: str = ""


_kinds: dict[str, KindOfMessage] = {}


def register_kind(
    key: str, says: str, leads_to: str, *, always: bool = True, button: str = "Have a look", stop: str = ""
) -> None:
    """Add a kind of message. Done in ``apps.py``; twice is the same as once.

    Args:
        key: by which ``tell`` names it.
        says: a whole sentence without names, read after signing in.
        leads_to: a local path.
        always: whether it goes out whatever the person chose about receipts.
        button: what the way to that path says.
        stop: a local path with ``{token}`` in it, where one tap stops what this is about.
    """
    _kinds[key] = KindOfMessage(key, says, leads_to, always, button, stop)


def kind(key: str) -> KindOfMessage:
    """Give a kind of message.

    Raises:
        KeyError: where nobody registered it.
    """
    return _kinds[key]


def kind_of_old(key: str) -> KindOfMessage:
    """Give the kind of a message that is there already, also where nobody registers that kind any longer."""
    return _kinds.get(key) or KindOfMessage(key, "There was something for you here. It is over.", "/me/")
