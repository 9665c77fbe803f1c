"""The questions of My door and of the ways back in, in our own voice. Secrets are never filled in again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

GIVE_PHRASE = "Please give a passphrase. Four words will do."
SECRET = {"autocomplete": "new-password", "autocapitalize": "none", "spellcheck": "false"}
WORDS = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class DoorForm(forms.Form):
    """A form whose questions the browser does not stop: what could be put right is said by us."""

    required_css_class = ""
    use_required_attribute = False


class PhraseForm(DoorForm):
    phrase = forms.CharField(
        label="My own new passphrase",
        help_text="Ten letters or more. Small or capital letters are the same.",
        error_messages={"required": GIVE_PHRASE},
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )


class NameForm(DoorForm):
    name = forms.CharField(
        label="My new name here",
        help_text="You can make one up. It does not need to be your real name.",
        error_messages={"required": "Please give a name that you would like to be called. You can make one up."},
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NameAndPhraseForm(NameForm):
    phrase = forms.CharField(
        label="My passphrase for this name",
        help_text="It may be the one that you have.",
        error_messages={"required": "Please give a passphrase for the new name. It may be the one that you have."},
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )


class NumberForm(DoorForm):
    number = forms.CharField(
        label="A number for this card",
        help_text="Four to twelve digits. Keep it in your head, not on the card. The card opens only with it.",
        error_messages={"required": "Please choose a number of four to twelve digits."},
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class HelpersForm(DoorForm):
    people = forms.TypedMultipleChoiceField(
        label="Who can help me back in?",
        help_text="Choose two.",
        coerce=UUID,
        error_messages={
            "required": "Please choose two people.",
            "invalid_choice": "Please choose from the people below.",
        },
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, people: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["people"].choices = people  # type: ignore[attr-defined]  # always a choice field has them


class HelpBackForm(DoorForm):
    code = forms.CharField(
        label="The three words that they told you",
        error_messages={"required": "Please write the three words that they told you."},
        widget=forms.TextInput(attrs=WORDS),
    )
    who = forms.TypedChoiceField(
        label="Who is it?",
        help_text="These people chose you.",
        coerce=UUID,
        error_messages={"required": "Please choose who it is.", "invalid_choice": "Please choose from the list."},
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label="I have heard their voice or seen their face, and nobody was telling them what to say",
        required=False,
    )

    def __init__(self, *given: Any, people: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["who"].choices = people  # type: ignore[attr-defined]  # always a choice field has them


class ClaimForm(DoorForm):
    claim = forms.CharField(
        label="The six words that you kept",
        error_messages={"required": "Please write the six words that you kept."},
        widget=forms.TextInput(attrs=WORDS),
    )
    phrase = forms.CharField(
        label="A new passphrase",
        help_text="Ten letters or more. Four words will do.",
        error_messages={"required": GIVE_PHRASE},
        strip=False,
        widget=forms.PasswordInput(attrs=SECRET),
    )
    shared = forms.BooleanField(label="Other people use this device too", required=False)
