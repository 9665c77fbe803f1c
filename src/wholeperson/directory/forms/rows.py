"""Several of the same, one under the other. Adding one more works without JavaScript: it is a button of the form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from wholeperson.directory.forms.fields import Kind

MOST = 30


class Row(Kind):
    """One of them. One in which nothing was typed, or that is to be left out, is not there."""

    beside: tuple[str, ...] = ("was", "leave_out")  # says nothing by itself
    title = "Row"
    aside: tuple[str, ...] = ()  # what few need: behind a line that opens
    aside_title = "More"

    def has_changed(self) -> bool:
        """Say whether anything stands in it that is to be kept."""
        left_out = self.is_bound and bool(self["leave_out"].data)
        return not left_out and bool(set(self.changed_data) - set(self.beside))

    @property
    def plain(self) -> list[Any]:
        """The fields that everybody fills in."""
        return [field for field in self if field.name not in (*self.aside, "leave_out")]

    @property
    def further(self) -> list[Any]:
        """The fields behind the line that opens."""
        return [self[name] for name in self.aside]

    @property
    def opened(self) -> bool:
        """Whether that line stands open: something is in it, or could be put right."""
        return any(field.errors or field.value() not in (None, "", field.field.initial) for field in self.further)


class Rows:
    """Rows of one kind.

    Args:
        kind: the form of one row.
        name: by which they are sent.
        data: what was sent, or nothing where the page is only looked at.
        there: what stands now, one value a row.
        more: whether one more was asked for; then nothing is looked over yet.
        blank: how many empty ones stand below.
        single: whether there is only ever one.
    """

    def __init__(
        self, kind: type[Row], name: str, data: QueryDict | None, there: Sequence[Mapping[str, Any]] = (), *,
        more: bool = False, blank: int = 1, single: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.single, self.more = name, single, f"more-{name}"
        self.forms: list[Row] = list(self._made(kind, data, there, more=more, blank=blank))
        for number, form in enumerate(self.forms, 1):
            form.title = kind.title if single else f"{kind.title} {number}"

    def _made(
        self, kind: type[Row], data: QueryDict | None, there: Sequence[Mapping[str, Any]], *, more: bool, blank: int
    ) -> Iterator[Row]:
        if data is None:
            rows: list[Mapping[str, Any]] = [*there, *({} for _ in range(blank if not (self.single and there) else 0))]
            yield from (kind(prefix=f"{self.name}-{n}", initial=dict(one)) for n, one in enumerate(rows[:MOST]))
            return
        sent = [
            kind(data, prefix=f"{self.name}-{n}", empty_permitted=True, use_required_attribute=False)
            for n in range(self._count(data))
        ]
        if not more:
            yield from sent
            return
        typed = [{name: form[name].data for name in form.fields} for form in sent]
        if self.more in data:
            typed = [*typed, {}][:MOST]
        yield from (kind(prefix=f"{self.name}-{n}", initial=one) for n, one in enumerate(typed))

    def _count(self, data: QueryDict) -> int:
        said = data.get(f"{self.name}-count", "")
        return min(int(said), MOST) if said.isascii() and said.isdigit() else 0

    @property
    def count(self) -> int:
        """How many stand on the page."""
        return len(self.forms)

    @property
    def full(self) -> bool:
        """Whether no more fit."""
        return self.count >= MOST

    def is_valid(self) -> bool:
        """Look over all of them, so that all that could be put right is said at once."""
        looked = [form.is_valid() for form in self.forms]
        return all(looked)

    def filled(self) -> list[dict[str, Any]]:
        """Give what stands in those that are to be kept."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]
