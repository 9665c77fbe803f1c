from collections.abc import Callable, Iterator
from pathlib import Path

from wholeperson.directory.outside.files import read_folder_or_file
from wholeperson.directory.outside.pages import Page, Services, in_pages


class AtHand:
    """A source that is at hand whole: the rows of a sheet, or what a file holds."""

    def __init__(self, services: Services, problems: tuple[str, ...] = (), *, whole: bool = True) -> None:
        self._services, self._problems, self._whole = list(services), problems, whole

    def pages(self, known: Callable[[set[str]], set[str]]) -> Iterator[Page]:
        """Give them in pages. They cost nothing to read again, so ``known`` is not asked."""
        del known
        yield from in_pages(self._services, self._problems, self._whole)


def at_hand(path: Path) -> AtHand:
    """Read a file or folder of the standard.

    Raises:
        NotReadError: where there is nothing to read.
    """
    services, problems, whole = read_folder_or_file(path)
    return AtHand(services, problems, whole=whole)
