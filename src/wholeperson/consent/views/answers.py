"""What every page here does when something is done, or is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404, HttpResponse

from wholeperson.consent.rules.errors import NotThereError


def go_to(address: str) -> HttpResponse:
    """Lead on after something was done."""
    return HttpResponse(status=303, headers={"Location": address})


@contextmanager
def there() -> Iterator[None]:
    """Answer what is not theirs as what never was."""
    try:
        yield
    except NotThereError as cause:
        raise Http404 from cause
