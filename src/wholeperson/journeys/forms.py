"""What a person types and records under a heading. What they typed comes back as they typed it."""

from typing import Any

from django import forms

from wholeperson.journeys.queries import Standing
from wholeperson.journeys.rules.about_me import HEADINGS, Heading

EMPTY_FILE = "This recording is empty. Please record it once more, or write instead."
NO_FILE = "The recording did not arrive. Please choose it once more."
# No spelling check: some browsers send the words elsewhere for it, and nobody's words are corrected here.
AS_TYPED = {"spellcheck": "false", "autocomplete": "off", "class": "own-words"}


class OwnWords(forms.CharField):
    """Text that is taken as it is: not stripped, nothing refused for its letters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, required=False, **options)
        self.validators = []


class Say(forms.Form):
    """Words, a recording, or both, under one heading."""

    words = OwnWords(widget=forms.Textarea(attrs={**AS_TYPED, "rows": 6}))
    keep_voice = forms.BooleanField(required=False, initial=True, label="Keep my recording with these words")
    voice = forms.FileField(
        required=False,
        label="Or say it",
        help_text="Record it now, or choose a voice memo. Up to 4 MB fit: a few minutes.",
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
        error_messages={"empty": EMPTY_FILE, "invalid": NO_FILE, "missing": NO_FILE, "max_length": NO_FILE},
    )
    mine_only = forms.BooleanField(required=False, label="Keep this one for myself. Nobody else sees it.")

    def __init__(self, *given: Any, standing: Standing, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["words"].label = "Change it, or say more" if standing.newest else "In your own words"
        if standing.newest:
            del self.fields["mine_only"]  # a button stands beside what was said
        if not (standing.newest and standing.newest.voice):
            del self.fields["keep_voice"]
        if standing.heading is Heading.WORD:
            self.fields["words"].widget = forms.TextInput(attrs=AS_TYPED)
            del self.fields["voice"]


class WriteFor(forms.Form):
    """What a helper writes down for somebody."""

    heading = forms.ChoiceField(
        label="What is it about?",
        choices=[(one.value, words.title) for one, words in HEADINGS.items() if one is not Heading.WORD],
        error_messages={
            "required": "Please choose what it is about.",
            "invalid_choice": "Please choose from the list.",
        },
    )
    words = OwnWords(
        label="What they say",
        help_text="Write it as they say it: their words, not yours. Then read it to them.",
        widget=forms.Textarea(attrs={**AS_TYPED, "rows": 6}),
    )
