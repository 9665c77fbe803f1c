"""What cannot be found by whoever asks. There is one answer for what is not theirs and for what never was."""


class NotThereError(LookupError):
    """It is not theirs, it has ended, or there never was such a thing: nobody can tell which."""
