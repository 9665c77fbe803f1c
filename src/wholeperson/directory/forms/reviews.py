"""What people write about a place, what is decided about it, and what the place answers."""

from typing import Any

from django import forms

from wholeperson.directory.rules.reviews import AGAIN_ASKS, REASON_ASKS, WHEN_ASKS, Again, Reason, When

# No spelling check: some browsers send the words elsewhere for it, and nobody's words are corrected here.
AS_TYPED = {"spellcheck": "false", "autocomplete": "off", "class": "own-words"}
CHOOSE = {"invalid_choice": "Please choose one of these, or none.", "required": "Please choose one of these."}
SHOW = "show"


class Kind(forms.Form):
    """A form whose labels end as they are written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class OwnWords(forms.CharField):
    """Text that is taken as it is: not stripped, nothing refused for its letters. The action says what is missing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)
        self.validators = []


class Say(Kind):
    words = OwnWords(
        label="In your own words",
        help_text="Please name nobody. Say what happened, not who.",
        widget=forms.Textarea(attrs={**AS_TYPED, "rows": 7}),
    )
    again = forms.ChoiceField(
        label="Would you go again?", required=False, widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[*((one.value, AGAIN_ASKS[one]) for one in Again), ("", "I would rather not say")],
    )  # fmt: skip
    used = forms.ChoiceField(
        label="When were you there, roughly?", required=False, widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[*((one.value, WHEN_ASKS[one]) for one in When), ("", "I would rather not say")],
    )  # fmt: skip


class Look(Kind):
    decision = forms.ChoiceField(
        label="Is it safe to show?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[
            (SHOW, "Yes, show it"),
            *((one.value, f"Hold it back: {words[0].lower()}{words[1:]}") for one, words in REASON_ASKS.items()),
        ],
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def reason(self) -> Reason | None:
        """Give why it is held back, or nothing where it is shown."""
        said = self.cleaned_data["decision"]
        return None if said == SHOW else Reason(said)


class Answer(Kind):
    words = OwnWords(
        label="Your answer",
        help_text="It stands beneath what was said, in the name of your role. Say nothing about whoever you think "
        "wrote it. Leave it empty to take an answer away.",
        widget=forms.Textarea(attrs={**AS_TYPED, "rows": 5}),
    )
