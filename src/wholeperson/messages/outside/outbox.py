"""The outbox on screen, where no provider is set up: the person's own page shows the words, and nothing leaves."""

from wholeperson.messages.rules.words import Errand


def send(errand: Errand) -> None:
    """Do nothing: the page of messages shows these very words."""
