"""The short page on which somebody puts something on the map. The rest comes later, part by part."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import QueryDict

from wholeperson.directory.forms import fields
from wholeperson.directory.forms.fields import Kind
from wholeperson.directory.forms.parts import ContactRow, PlaceRow, TimesRow
from wholeperson.directory.forms.rows import Rows
from wholeperson.directory.forms.sheets import A_SENTENCE, KINDS, Sheet, field_of
from wholeperson.directory.forms.sheets_with_rows import (
    ALWAYS,
    KEPT_SAFE,
    KEPT_SAFE_HINT,
    contacts_of,
    look_up,
    opened,
    placed,
)
from wholeperson.directory.queries import named_places
from wholeperson.directory.queries.keeping import RunBy
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.seeing import ASKS_WAY

NAME_IT = "Who runs it? Please write the name."


class AddForm(Kind):
    """What the first page asks for."""

    name = fields.words("What is it called?", longest=200, needs="What is it called? Please give a name.")
    kind = fields.from_list("What is it?", KINDS, needs=True)
    summary = fields.words("What it is, in one plain sentence", A_SENTENCE)
    organization = fields.from_list("Who runs it?", [], needs=True)
    organization_name = fields.words("The name of who runs it", "Only where it is not in the list above.", longest=200)
    kept_safe = fields.tick(KEPT_SAFE, KEPT_SAFE_HINT)
    always = fields.tick(ALWAYS)
    begin = field_of(facts.BY_KEY["begin"])
    way = fields.one_of(
        "How do you know that it is right?",
        [
            *((way.value, says) for way, says in ASKS_WAY.items()),
            ("", "Somebody told me. Nobody has looked yet"),
        ],
        "Then its page says today’s date, and in which way somebody looked. It never says who.",
    )


class AddSheet(Sheet):
    """The short first page."""

    slug = "add"
    last = ("begin", "way")
    with_rows: ClassVar[Mapping[str, tuple[str, ...]]] = {"places": ("kept_safe",), "opens": ("always",)}

    def __init__(self, could: Sequence[RunBy], data: QueryDict | None = None, *, more: bool = False) -> None:
        self.could = {one.key: one for one in could}
        super().__init__(Entry(name="", kind=ResourceKind.GROUP), could[0].alliance_id, data, more=more)

    def build(self) -> None:
        """Make the form and its rows."""
        self.form = self.make(AddForm, {"organization": next(iter(self.could)), "kind": ResourceKind.GROUP.value})
        organization: Any = self.form.fields["organization"]
        organization.choices = [(one.key, one.label) for one in self.could.values()]
        if all(one.name for one in self.could.values()):
            del self.form.fields["organization_name"]
        self.rows = (
            Rows(PlaceRow, "places", self.data, more=self.more, single=True),
            Rows(TimesRow, "opens", self.data, more=self.more),
            Rows(ContactRow, "contacts", self.data, more=self.more, single=True),
        )

    def is_valid(self) -> bool:
        """Look over all, look up the name of a place, and ask who runs it."""
        fine = super().is_valid()
        run_by = self.run_by if "organization" in self.form.cleaned_data else None
        if run_by and not self.called:
            self.form.add_error("organization_name", NAME_IT)
            fine = False
        if run_by and self.rows[0].is_valid():
            fine = look_up(self.rows[0], run_by.alliance_id) and fine
        return fine

    @property
    def run_by(self) -> RunBy:
        """Who runs it, of those for whom they may add something."""
        return self.could[self.form.cleaned_data["organization"]]

    @property
    def called(self) -> str:
        """What who runs it is called."""
        return self.run_by.name or str(self.form.cleaned_data.get("organization_name", "")).strip()

    def entry(self) -> Entry:
        """Give the entry that was typed."""
        said = self.form.cleaned_data
        typed = Entry(
            name=said["name"], kind=ResourceKind(said["kind"]), summary=said["summary"], kept_safe=said["kept_safe"],
            opens=opened(self.before, self.rows[1], always=said["always"]), contacts=contacts_of(self.rows[2]),
            facts={"begin": said["begin"]} if said["begin"] else {},
        )  # fmt: skip
        return placed(typed, self.rows[0], kept_safe=said["kept_safe"])

    @property
    def above(self) -> list[Any]:
        """The fields above the rows."""
        beside = {name for names in self.with_rows.values() for name in names}
        return [field for field in super().above if field.name not in beside]

    def known_places(self) -> tuple[str, ...]:
        """Give names of the gazetteer to choose from."""
        there = dict.fromkeys(one.alliance_id for one in self.could.values())
        return tuple(one.name for alliance in there for one in named_places(alliance))
