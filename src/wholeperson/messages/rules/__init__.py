"""What a message may say, when it may go, and how one that did not go out is tried again."""

from wholeperson.messages.rules.channels import Channel, State

__all__ = ["Channel", "State"]
