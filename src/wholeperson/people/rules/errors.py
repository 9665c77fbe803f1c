"""Sentences that the door says when something cannot be done as asked."""


class DoorError(Exception):
    """Something about a way in that the person can put right; the text says how, ``field`` where."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class WaitError(Exception):
    """Too many tries; the text says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        wait = f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
        super().__init__(f"Please wait {wait} and try again. What you typed is still here, except what is secret.")
