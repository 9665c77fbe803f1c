"""What is typed at a front desk, and by a coordinator about one. Every sentence is our own."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from wholeperson.directory.rules.asking_peers import WAYS, Way
from wholeperson.directory.rules.front_desk import DESKS
from wholeperson.interface.saying import LONDON

CHOOSE = {"required": "Please choose one of these.", "invalid_choice": "Please choose one of these."}
QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
TODAY, TOMORROW = "today", "tomorrow"


class Kind(forms.Form):
    """A form whose labels end as they are written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class Words(Kind):
    """The words of a desk."""

    words = forms.CharField(
        label="The four words of this desk", max_length=200,
        help_text="Your coordinator gave them to the desk. This screen keeps them for half an hour.",
        error_messages={"required": "Please type the four words.", "max_length": "These are too many letters."},
        widget=forms.TextInput(attrs=QUIET),
    )  # fmt: skip


class Code(Kind):
    """The two words of an asking."""

    code = forms.CharField(
        label="The two words that the page gave you", max_length=100,
        error_messages={"required": "Please type the two words.", "max_length": "These are too many letters."},
        widget=forms.TextInput(attrs=QUIET),
    )  # fmt: skip


class Ask(Kind):
    """What the person said yes to. No name is asked."""

    way = forms.ChoiceField(
        label="What would they like?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(way.value, says) for way, says in WAYS.items()],
    )  # fmt: skip
    number = forms.CharField(
        label="Their number, only if they give it", required=False, max_length=40,
        help_text="For “Ring them”. Only the peer who takes it sees it, and it is gone in two days.",
        error_messages={"max_length": "Please write the number in digits, as one rings it."},
        widget=forms.TextInput(attrs={**QUIET, "inputmode": "tel"}),
    )  # fmt: skip
    resource = forms.ChoiceField(label="Where?", required=False, help_text="For “Meet them”.", error_messages=CHOOSE)
    day = forms.ChoiceField(
        label="Which day?", required=False, choices=[(TODAY, "Today"), (TOMORROW, "Tomorrow")], error_messages=CHOOSE
    )
    at = forms.TimeField(
        label="What time?", required=False, widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": "Please write a time, like 14:30."},
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where: forms.ChoiceField = self.fields["resource"]  # type: ignore[assignment]  # declared above
        where.choices = [("", "Choose a place"), *places]

    def wanted(self, now: datetime) -> dict[str, Any]:
        """Give what was chosen, and nothing of what belongs to another choice."""
        way = Way(self.cleaned_data["way"])
        found: dict[str, Any] = {"way": way}
        if way is Way.RING:
            found["number"] = self.cleaned_data["number"]
        if way is Way.MEET:
            found["resource_id"] = self.cleaned_data["resource"] or None
            found["meet_at"] = _moment(self.cleaned_data["day"], self.cleaned_data["at"], now)
        return found


def _moment(day: str, at: time | None, now: datetime) -> datetime | None:
    if at is None:
        return None
    here = now.astimezone(LONDON).date() + timedelta(days=day == TOMORROW)
    return datetime.combine(here, at, tzinfo=LONDON)


class NewDesk(Kind):
    """A desk that a coordinator takes in."""

    kind = forms.ChoiceField(
        label="What kind of desk is it?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(desk.key, desk.called) for desk in DESKS.values()],
    )  # fmt: skip
    name = forms.CharField(
        label="What is it called?", max_length=80,
        help_text="So that a peer finds the way: “Harbour Chemist, High Street”. Never a person’s name.",
        error_messages={"required": "Please give the desk a name.", "max_length": "Up to 80 letters fit here."},
    )  # fmt: skip
