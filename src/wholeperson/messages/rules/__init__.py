"""What a message may say, when it may go, and how a failed one is tried again."""

from wholeperson.messages.rules.channels import Channel, State

__all__ = ["Channel", "State"]
