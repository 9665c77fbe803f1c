class NotSentError(Exception):
    """A word did not go out. The text is the kind of trouble alone: what a provider answers may hold an address."""
