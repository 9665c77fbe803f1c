"""What people type here. Every sentence is our own."""

from typing import Any

from django import forms

from wholeperson.consent.rules.purposes import FOR_THE_READER, SAYS, SPAN_SAYS, Purpose, Span
from wholeperson.consent.rules.sections import sections

CHOOSE = {"required": "Please choose one of these.", "invalid_choice": "Please choose one of these."}
WRITE = {"required": "Please write what you would like to say."}


class Kind(forms.Form):
    """A form whose labels end as they are written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class Word(Kind):
    word = forms.CharField(
        label="Your word for this person", help_text="Only you see it. “My sister” or a nickname is fine.",
        strip=False, error_messages={"required": "Please give a word for this person."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class Accept(Kind):
    words = forms.CharField(
        label="The three words that you were given",
        error_messages={"required": "Please type the three words."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    word = Word.base_fields["word"]


class How(Kind):
    purpose = forms.ChoiceField(
        label="What is it for?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(one.value, SAYS[one]) for one in Purpose],
    )  # fmt: skip
    span = forms.ChoiceField(
        label="For how long?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(one.value, SPAN_SAYS[one]) for one in Span],
    )  # fmt: skip


class Ask(Kind):
    part = forms.ChoiceField(label="What would you like to see?", widget=forms.RadioSelect, error_messages=CHOOSE)
    purpose = forms.ChoiceField(
        label="What is it for?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(one.value, FOR_THE_READER[one]) for one in Purpose],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: forms.ChoiceField = self.fields["part"]  # type: ignore[assignment]  # declared above
        parts.choices = [(part.key, part.title) for part in sections() if part.shareable]


class Emergency(Kind):
    reason = forms.CharField(
        label="What are you worried about?", strip=False, widget=forms.Textarea,
        help_text="In your own words. The person and a second person read this. Leave names out of it.",
        error_messages={"required": "Please say in your own words what you are worried about."},
    )  # fmt: skip
    delay_reason = forms.CharField(
        label="Would telling them now put somebody in danger?", strip=False, required=False, widget=forms.Textarea,
        help_text="Leave this empty unless it would. If you write why, we tell them after a week at most.",
    )  # fmt: skip


class Review(Kind):
    right = forms.ChoiceField(
        label="Was it right to open it?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[("yes", "Yes, it was right"), ("no", "No, it was not right")],
    )  # fmt: skip
    words = forms.CharField(
        label="What did you find?", strip=False, widget=forms.Textarea, error_messages=WRITE,
        help_text="The person reads this.",
    )  # fmt: skip


class Words(Kind):
    words = forms.CharField(label="Your words", strip=False, widget=forms.Textarea, error_messages=WRITE)
