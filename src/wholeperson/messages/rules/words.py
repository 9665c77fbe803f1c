"""The words that go out. They name nobody and nothing: neither the person nor us, nor what it is about."""

from dataclasses import dataclass, field
from uuid import UUID

from wholeperson.messages.rules.channels import Channel
from wholeperson.messages.rules.kinds import KindOfMessage

SUBJECT = "You have a message"
WORD = "You have a message."
STOP = "You can stop it here:"


def neutral_word(said: KindOfMessage, token: str, site: str) -> str:
    """Give what goes out: one sentence, and the one link by which something is stopped where there is one."""
    link = stop_link(said, token)
    return f"{WORD} {STOP} {site.rstrip('/')}{link}" if link else WORD


def stop_link(said: KindOfMessage, token: str) -> str:
    """Give the address on this site at which one tap stops something, or nothing."""
    return said.stop.format(token=token) if said.stop and token else ""


@dataclass(frozen=True)
class Errand:
    """One word to be brought somewhere. ``to`` never shows in what is printed or logged."""

    message_id: UUID
    channel: Channel
    to: str = field(repr=False)
    words: str = field(repr=False)
