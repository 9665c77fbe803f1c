"""The pages on which an entry is changed. Each takes a part of it apart into fields and puts it together again."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from django.http import QueryDict

from wholeperson.directory.forms import fields
from wholeperson.directory.forms.fields import Kind
from wholeperson.directory.forms.parts import team_mailbox
from wholeperson.directory.forms.rows import Rows
from wholeperson.directory.queries.checks import today
from wholeperson.directory.queries.taxonomy import terms_of
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.entries import OLDEST, Entry
from wholeperson.directory.rules.facts import Answer, Fact, Part
from wholeperson.directory.rules.kinds import ResourceKind, Room, Status
from wholeperson.directory.rules.pages import PAGES, ROOM_SAYS, STATUS_SAYS
from wholeperson.directory.rules.taxonomy import Branch

A_SENTENCE = "For example: tea, toast and people who have been there."
NOBODY_SAID = ("", "We do not know")
KINDS = [(one.value, one.label[0].upper() + one.label[1:]) for one in ResourceKind]


class Sheet(ABC):
    """One page of an entry: a form, perhaps with rows.

    Args:
        entry: what stands now.
        alliance_id: where it stands.
        data: what was sent, or nothing.
        more: whether one more row was asked for; then nothing is looked over yet.
    """

    slug: ClassVar[str]
    lead: ClassVar[str] = ""
    last: tuple[str, ...] = ()  # fields that stand below the rows
    form: Kind
    rows: tuple[Rows, ...] = ()

    def __init__(self, entry: Entry, alliance_id: UUID, data: QueryDict | None = None, *, more: bool = False) -> None:
        self.before, self.alliance_id, self.data, self.more = entry, alliance_id, data, more
        self.build()

    @abstractmethod
    def build(self) -> None:
        """Make the form and its rows."""

    @abstractmethod
    def entry(self) -> Entry:
        """Give the entry as it would be, from what was typed."""

    def make(self, kind: type[Kind], initial: Mapping[str, Any]) -> Kind:
        """Make the form, of what was sent or of what stands now. While one more row is asked for, nothing is mended."""
        if self.data is not None and self.more:
            sent = kind(self.data)
            return kind(initial={name: sent[name].data for name in sent.fields})
        return kind(self.data, initial=dict(initial))

    def is_valid(self) -> bool:
        """Look over the form and every row."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def problems(self) -> Iterator[tuple[str, str]]:
        """Give what could be put right: the field to go to, and the sentence."""
        for form in (self.form, *(form for rows in self.rows for form in rows.forms)):
            if not form.is_bound:
                continue
            yield from (("", str(said)) for said in form.non_field_errors())
            for field in form:
                yield from ((field.auto_id, str(said)) for said in field.errors)

    def mend(self, problem: Exception) -> None:
        """Write a sentence beside the question that it names, or above the form."""
        name = getattr(problem, "field", "")
        self.form.add_error(name if name in self.form.fields else None, str(problem))

    @property
    def title(self) -> str:
        """How the page is called."""
        return PAGES[self.slug]

    @property
    def above(self) -> list[Any]:
        """The fields above the rows."""
        return [self.form[name] for name in self.form.fields if name not in self.last]

    @property
    def below(self) -> list[Any]:
        """The fields below the rows."""
        return [self.form[name] for name in self.last]


class NameForm(Kind):
    """What it is."""

    name = fields.words("What is it called?", longest=200, needs="What is it called? Please give a name.")
    kind = fields.from_list("What is it?", KINDS, needs=True)
    summary = fields.words("What it is, in one plain sentence", A_SENTENCE)
    description = fields.words("More about it", longest=4000, lines=5)
    website = fields.words("Its own page", "Begins with https://", longest=500, inputmode="url", autocapitalize="none")
    email = team_mailbox("E-mail", "The team’s address, and no person’s own.")
    alert = fields.words(
        "Something to know just now", "Stands at the top of its page. For example: moved for two weeks."
    )


class NameSheet(Sheet):
    """What it is called and what it is."""

    slug = "name"
    names = tuple(NameForm.base_fields)

    def build(self) -> None:
        """Make the form."""
        there = {name: getattr(self.before, name) for name in self.names}
        self.form = self.make(NameForm, {**there, "kind": self.before.kind.value})

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        said = self.form.cleaned_data
        return replace(self.before, **{**said, "kind": ResourceKind(said["kind"])})


class SuitsForm(Kind):
    """What people find it by."""

    needs = fields.any_of("What can somebody find here?", [])
    interests = fields.any_of("What is it about?", [])
    groups = fields.any_of(
        "Whom is it made for?", [], "Only where it is made for them. Leave it empty where all can come."
    )
    youngest = fields.number("From which age?", "Leave it empty where there is no limit.", most=OLDEST)
    oldest = fields.number("Up to which age?", most=OLDEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for branch in Branch:
            field: Any = self.fields[branch.value]
            field.choices = [(term.key, term.label) for term in terms_of(branch)]


class SuitsSheet(Sheet):
    """Terms of the taxonomy, ticked, and ages."""

    slug = "suits"
    lead = "Tick what fits. People look for these words."

    def build(self) -> None:
        """Make the form."""
        there: dict[str, Any] = {branch.value: list(self.before.terms) for branch in Branch}
        self.form = self.make(SuitsForm, {**there, "youngest": self.before.youngest, "oldest": self.before.oldest})

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        said = self.form.cleaned_data
        ticked = tuple(key for branch in Branch for key in said[branch.value])
        return replace(self.before, terms=ticked, youngest=said["youngest"], oldest=said["oldest"])


class RoomForm(Kind):
    """Whether there is room."""

    room = fields.one_of("Is there room now?", [NOBODY_SAID, *((one.value, says) for one, says in ROOM_SAYS.items())])
    room_places = fields.number("How many places are free?", "Leave it empty where nobody counts.", most=9999)


class RoomSheet(Sheet):
    """Whether there is room, as of the day on which somebody says so."""

    slug = "room"
    lead = "We write today’s date beside it, so that people know how old it is."

    def build(self) -> None:
        """Make the form."""
        room = self.before.room.value if self.before.room else ""
        self.form = self.make(RoomForm, {"room": room, "room_places": self.before.room_places})

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        said = self.form.cleaned_data
        room = Room(said["room"]) if said["room"] else None
        return replace(self.before, room=room, room_places=said["room_places"], room_on=today() if room else None)


class StillThereForm(Kind):
    """Whether it is there."""

    status = fields.one_of("Is it there?", [(one.value, says) for one, says in STATUS_SAYS.items()], needs=True)
    alert = fields.words("What should people know?", "For example: back in September. You can leave it empty.")


class StillThereSheet(Sheet):
    """Closing and pausing. Nothing is deleted."""

    slug = "still-there"
    lead = "What is not there any more is no longer found. Nothing is deleted, and you can say later that it is back."

    def build(self) -> None:
        """Make the form."""
        self.form = self.make(StillThereForm, {"status": self.before.status.value, "alert": self.before.alert})

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        said = self.form.cleaned_data
        return replace(self.before, status=Status(said["status"]), alert=said["alert"])


class FactsSheet(Sheet):
    """The questions of one part, as they stand in rules/facts.py."""

    part: ClassVar[Part]
    lead = "Leave empty what you do not know. Then we say that we do not know."

    @classmethod
    def asked(cls, *, kept_safe: bool) -> list[Fact]:
        """Give the questions of this part; none that tells where a place is whose address is kept safe."""
        return [one for one in facts.FACTS if one.part is cls.part and not (kept_safe and one.tells_where)]

    def build(self) -> None:
        """Make the form."""
        asked = self.asked(kept_safe=self.before.kept_safe)
        made = type("FactsForm", (Kind,), {one.key: field_of(one) for one in asked})
        self.form = self.make(made, {one.key: as_typed(one, self.before.facts.get(one.key)) for one in asked})

    def entry(self) -> Entry:
        """Give the entry as it would be."""
        return replace(self.before, facts=answered(self.before, self.form.cleaned_data))


def answered(before: Entry, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers of an entry with those that were typed, without the empty ones."""
    typed = {key: as_kept(facts.BY_KEY[key], answer) for key, answer in said.items()}
    return {key: answer for key, answer in {**before.facts, **typed}.items() if answer not in (None, "", [])}


def field_of(fact: Fact) -> Any:
    """Give the field in which a question is asked."""
    if fact.answer in (Answer.YES_NO, Answer.CHOICE):
        return fields.one_of(fact.asks, [NOBODY_SAID, *fact.choices.items()])
    if fact.answer is Answer.CHOICES:
        return fields.any_of(fact.asks, fact.choices.items())
    if fact.answer is Answer.LIST:
        return fields.words(fact.asks, "One on each line.", longest=2000, lines=3)
    return fields.words(fact.asks, longest=fact.longest, lines=4 if fact.longest > facts.SHORT_WORDS else 2)


def as_typed(fact: Fact, answer: Any) -> Any:
    """Give an answer as it stands in its field."""
    return "\n".join(answer or ()) if fact.answer is Answer.LIST else answer


def as_kept(fact: Fact, typed: Any) -> Any:
    """Give an answer as it is kept."""
    if fact.answer is Answer.LIST:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    return typed
