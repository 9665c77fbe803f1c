"""What those who keep the map type about sources. Every sentence is our own."""

from typing import Any

from django import forms

from wholeperson.directory.rules.columns import COLUMNS

ROOM = 1_500_000  # bytes of a spreadsheet on a page; the command takes larger ones
TOO_LARGE = (
    "This file is large. Please part it into several, or ask whoever runs the place to take it in by the command."
)
NOTHING = ("", "Leave this column out")


class Kind(forms.Form):
    """A form whose labels end as they are written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class FeedAddress(Kind):
    prefix = "feed"
    address = forms.CharField(
        label="The address of the directory", max_length=500,
        help_text="It begins with https:// and is called an “Open Referral” feed or API.",
        error_messages={"required": "Please give the address."},
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )  # fmt: skip
    name = forms.CharField(
        label="What you call it", max_length=200, help_text="For example: County council directory.",
        error_messages={"required": "Please give it a name."},
    )  # fmt: skip

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("A web address begins with https:// or http://, like https://example.org/api.")
        return address


class Spreadsheet(Kind):
    prefix = "sheet"
    file = forms.FileField(
        label="Your spreadsheet, saved as CSV", help_text="The first line names the columns.",
        error_messages={
            "required": "Please choose a file.", "empty": "There is nothing in this file.",
            "missing": "Please choose a file.",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )  # fmt: skip
    name = forms.CharField(
        label="What you call it", max_length=200, help_text="Use the same name when you bring a newer file.",
        error_messages={"required": "Please give it a name."},
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > ROOM:
            raise forms.ValidationError(TOO_LARGE)
        return file


class Terms(Kind):
    prefix = "terms"
    licence = forms.CharField(
        label="Under which terms?",
        max_length=200,
        help_text="For example: Open Government Licence 3.0.",
        error_messages={"required": "Please write down the terms: a licence, or what was agreed."},
    )
    attribution = forms.CharField(
        label="Who allowed it?", max_length=300,
        help_text="The organisation or team, and since when. It stands beside what comes from there. No person’s name.",
        error_messages={"required": "Please say which organisation or team allowed it."},
    )  # fmt: skip


class Match(Kind):
    """Each of their columns, and which of ours it is."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=200)
    words = forms.CharField(widget=forms.HiddenInput, strip=False)

    def __init__(self, headers: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers = headers
        choices = [NOTHING, *((one.key, one.label) for one in COLUMNS)]
        for place, header in enumerate(headers):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header, choices=choices, required=False,
                error_messages={"invalid_choice": "Please choose one of these."},
            )  # fmt: skip

    def match(self) -> dict[str, str]:
        """Give what was chosen."""
        chosen = {header: self.cleaned_data.get(f"column-{place}", "") for place, header in enumerate(self.headers)}
        return {header: key for header, key in chosen.items() if key}
