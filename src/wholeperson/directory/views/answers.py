"""What several pages of the network map answer in the same way."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.http import Http404

from wholeperson.directory.queries import Listed, resource
from wholeperson.people.public import NotYoursError


@contextmanager
def theirs() -> Iterator[None]:
    """Answer what is not theirs as what never was."""
    try:
        yield
    except NotYoursError as cause:
        raise Http404 from cause


def there(resource_id: UUID) -> Listed:
    """Give a resource of the map, or answer that there is none."""
    found = resource(resource_id)
    if found is None:
        raise Http404
    return found
