"""Ports to the world outside: e-mail, text, and the outbox on screen where neither is set up."""

from wholeperson.messages.outside import email, notify, outbox
from wholeperson.messages.outside.errors import NotSentError
from wholeperson.messages.rules import Channel
from wholeperson.messages.rules.words import Errand

__all__ = ["NotSentError", "goes_out", "send"]

PORTS = {Channel.EMAIL: email, Channel.TEXT: notify}


def goes_out(channel: Channel) -> bool:
    """Say whether this place sends anything out by a channel, or only shows on screen what it would send."""
    return channel in PORTS and PORTS[channel].is_set_up()


def send(errand: Errand) -> None:
    """Bring one word to where it goes.

    Raises:
        NotSentError: where it did not go out; it holds the kind of trouble, and no address.
    """
    port = PORTS[errand.channel] if goes_out(errand.channel) else outbox
    port.send(errand)
