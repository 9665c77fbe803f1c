"""What each deed on somebody's record is called on the page of who looked. Apps above register theirs."""

READ = "read"
_says: dict[str, str] = {}


def register_look(deed: str, says: str) -> None:
    """Say what a deed is called, before the title of the part: 'listened to', 'wrote something down for you in'."""
    _says[deed] = says


def look(deed: str) -> str:
    """Say what a deed is called."""
    return _says.get(deed, READ)
