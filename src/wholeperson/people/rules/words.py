"""Which words can stand on anybody's card, and in a passphrase that we offer."""

from collections.abc import Sequence, Set


def kind_words(words: Sequence[str], unwanted: Set[str]) -> tuple[str, ...]:
    """Give the words that are one word each, and none that wounds, mocks, frightens or says what somebody believes."""
    return tuple(word for word in words if word.isalpha() and word not in unwanted)
