"""Fields that more than one form of the network map asks for."""

from collections.abc import Iterable
from typing import Any

from django import forms

CHOOSE = "Please choose one of these."
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%H")
Choices = Iterable[tuple[str, str]]


class Kind(forms.Form):
    """A form whose labels end as they are written."""

    use_required_attribute = False  # what is missing is said in our words, beside the field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def words(label: str, hint: str = "", *, longest: int = 300, lines: int = 0, needs: str = "", **attrs: str) -> Any:
    """Ask for words, on several ``lines`` where it says so. ``needs`` is what is said where there are none."""
    shape = {"rows": str(lines), **attrs} if lines else attrs
    widget: forms.Widget = forms.Textarea(attrs=shape) if lines else forms.TextInput(attrs=shape)
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=bool(needs), widget=widget,
        error_messages={
            "required": needs,
            "max_length": f"Up to {longest} letters fit here.",
            "null_characters_not_allowed": "There is a sign in this that no screen can show. Please type it again.",
        },
    )  # fmt: skip


def one_of(label: str, choices: Choices, hint: str = "", *, needs: bool = False, first: str = "") -> Any:
    """Ask for one of a few, with round buttons."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list(choices), required=needs, initial=first, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip


def from_list(label: str, choices: Choices, hint: str = "", *, first: str = "", needs: bool = False) -> Any:
    """Ask for one of many, from a list that opens."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list(choices), required=needs, initial=first,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip


def any_of(label: str, choices: Choices, hint: str = "") -> Any:
    """Ask for any of these, to tick."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Please tick only what stands here.", "invalid_list": CHOOSE},
    )  # fmt: skip


def tick(label: str, hint: str = "") -> Any:
    """Ask for yes, by a tick."""
    return forms.BooleanField(label=label, help_text=hint, required=False)


def clock_time(label: str) -> Any:
    """Ask for a time of day."""
    return forms.TimeField(
        label=label, required=False, input_formats=TIMES,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Please write a time like 09:30 or 17:00."},
    )  # fmt: skip


def day(label: str, hint: str = "") -> Any:
    """Ask for a day."""
    return forms.DateField(
        label=label, help_text=hint, required=False, input_formats=DATES,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Please write a day like 2026-12-24 or 24/12/2026."},
    )  # fmt: skip


def number(label: str, hint: str = "", *, most: int, least: int = 0) -> Any:
    """Ask for a whole number."""
    says = f"Please write a number from {least} to {most}, or leave it empty."
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=least, max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": says, "min_value": says, "max_value": says},
    )  # fmt: skip


def degrees(label: str, hint: str, most: int) -> Any:
    """Ask for a latitude or a longitude."""
    says = f"Please write degrees like 50.7825, between -{most} and {most}, or leave it empty."
    return forms.FloatField(
        label=label, help_text=hint, required=False, min_value=-most, max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        error_messages={"invalid": says, "min_value": says, "max_value": says},
    )  # fmt: skip
