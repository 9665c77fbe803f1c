"""A voice or a picture of a place, with the same in words."""

from typing import Any

from django import forms

from wholeperson.directory.forms.reviews import Kind, OwnWords

NO_FILE = "The file did not arrive, or it is empty. Please choose it once more."
FILE_ERRORS = {"empty": NO_FILE, "invalid": NO_FILE, "missing": NO_FILE, "max_length": NO_FILE}


class Voice(Kind):
    file = forms.FileField(
        label="The recording", required=False, error_messages=FILE_ERRORS,
        help_text="About twenty seconds, as a voice memo. Where and when it was recorded is taken out.",
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )  # fmt: skip
    words = OwnWords(
        label="The same in words", help_text="For people who cannot hear it, or are somewhere loud.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    yes = forms.BooleanField(
        label="Whoever speaks said yes to this. They know that everybody can hear it.", required=False
    )


class Picture(Kind):
    file = forms.FileField(
        label="The picture", required=False, error_messages=FILE_ERRORS,
        help_text="A JPEG or PNG up to 2 MB. Where and when it was taken is taken out.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )  # fmt: skip
    words = OwnWords(
        label="The same in words",
        help_text="What somebody looks for from the street: “A blue door between the baker and the bank. One step.”",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    yes = forms.BooleanField(
        label="Nobody can be known in this picture, and no number of a car can be read.", required=False
    )


FORMS: dict[str, type[Any]] = {"voice": Voice, "picture": Picture}
