"""How a person is reached, by simple choices."""

from typing import Any

from django import forms

from wholeperson.interface.saying import DAYS
from wholeperson.messages.queries import Reached
from wholeperson.messages.rules import Channel
from wholeperson.messages.rules.hours import AFTERNOON, EVENING, MORNING, OWN, choices_of, hours_from

CHOOSE = "Please choose one of these."
ANY_TIME, SOME_TIMES = "any", "some"
CHANNELS = (
    (Channel.APP.value, "Only here, when I sign in"),
    (Channel.EMAIL.value, "By e-mail"),
    (Channel.TEXT.value, "By text"),
)
PARTS_OF_A_DAY = (
    (MORNING, "Mornings, 8 to 12"),
    (AFTERNOON, "Afternoons, 12 to 5"),
    (EVENING, "Evenings, 5 to 9"),
    (OWN, "My own hours, below"),
)
CHOSEN_ONCE = {"required": CHOOSE, "invalid_choice": CHOOSE, "invalid_list": CHOOSE}
A_TIME = {"invalid": "Please give a time like 18:30."}


class ReachForm(forms.Form):
    """Where, and when. An address that is there already is never shown: leaving the field empty keeps it."""

    channel = forms.ChoiceField(
        label="Where may a short word go when there is something for you?",
        choices=CHANNELS, widget=forms.RadioSelect, error_messages=CHOSEN_ONCE,
    )  # fmt: skip
    email = forms.CharField(
        label="E-mail address, if you chose e-mail", required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={"max_length": "Please give a shorter address."},
    )  # fmt: skip
    phone = forms.CharField(
        label="Mobile number, if you chose text", required=False, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
        error_messages={"max_length": "Please give a shorter number."},
    )  # fmt: skip
    when = forms.ChoiceField(
        label="When is it safe for you?",
        choices=((ANY_TIME, "At any time"), (SOME_TIMES, "Only at the times that I tick here")),
        widget=forms.RadioSelect, error_messages=CHOSEN_ONCE,
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label="Safe days", required=False, choices=tuple((str(number), day) for number, day in enumerate(DAYS)),
        widget=forms.CheckboxSelectMultiple, error_messages=CHOSEN_ONCE,
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label="Safe parts of those days", required=False, choices=PARTS_OF_A_DAY,
        widget=forms.CheckboxSelectMultiple, error_messages=CHOSEN_ONCE,
    )  # fmt: skip
    begins = forms.TimeField(
        label="My own hours begin at", required=False, error_messages=A_TIME,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    ends = forms.TimeField(
        label="My own hours end at", required=False, error_messages=A_TIME,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, now: Reached) -> None:
        super().__init__(data, initial=_as_choices(now))
        for name, channel in (("email", Channel.EMAIL), ("phone", Channel.TEXT)):
            if now.channel is channel:
                self.fields[
                    name
                ].help_text = "We have one from you and do not show it here. Leave this empty to keep it."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("when") != SOME_TIMES or self.errors:
            return cleaned
        if not cleaned.get("days"):
            self.add_error("days", "Please tick a day or more, or choose “At any time”.")
        if not cleaned.get("parts"):
            self.add_error("parts", "Please tick a part of the day or more, or choose “At any time”.")
        elif OWN in cleaned["parts"]:
            self._check_own(cleaned.get("begins"), cleaned.get("ends"))
        return cleaned

    def _check_own(self, begins: object, ends: object) -> None:
        if begins is None or ends is None:
            self.add_error("begins", "Please give both times of your own hours.")
        elif begins == ends:
            self.add_error("ends", "Please give two times that are not the same.")

    def hours(self) -> list[list[int | str]]:
        """Give the safe hours that were chosen; none means any time."""
        chosen = self.cleaned_data
        if chosen["when"] == ANY_TIME:
            return []
        own = (f"{chosen['begins']:%H:%M}", f"{chosen['ends']:%H:%M}") if OWN in chosen["parts"] else None
        return hours_from([int(day) for day in chosen["days"]], chosen["parts"], own)

    def to(self) -> str:
        """Give the address or the number of the channel that was chosen."""
        field = {Channel.EMAIL.value: "email", Channel.TEXT.value: "phone"}.get(self.cleaned_data["channel"])
        return str(self.cleaned_data[field]) if field else ""


def _as_choices(now: Reached) -> dict[str, object]:
    days, parts, own = choices_of(now.hours)
    return {
        "channel": now.channel.value,
        "when": SOME_TIMES if now.hours else ANY_TIME,
        "days": [str(day) for day in days],
        "parts": [*parts, *([OWN] if own else [])],
        "begins": own[0] if own else None,
        "ends": own[1] if own else None,
    }
