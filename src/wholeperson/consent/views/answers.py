"""What every page here answers when something is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404

from wholeperson.consent.rules.errors import NotThereError


@contextmanager
def there() -> Iterator[None]:
    """Answer what is not theirs as what never was."""
    try:
        yield
    except NotThereError as cause:
        raise Http404 from cause
