"""What somebody offers, and what somebody says who was made uneasy."""

from typing import Any

from django import forms

from wholeperson.directory.forms.reviews import AS_TYPED, CHOOSE, Kind, OwnWords
from wholeperson.directory.queries import terms
from wholeperson.directory.rules.offers import CONSENT, WORRY_ASKS, Worry, may_be_offered


def _choices() -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in terms().values() if may_be_offered(one)]


class Offer(Kind):
    words = OwnWords(
        label="What you offer, in your own words",
        help_text="A walk by the sea on Sundays. Somebody to come along to a first appointment. An hour of listening.",
        widget=forms.Textarea(attrs={**AS_TYPED, "rows": 5}),
    )
    terms = forms.MultipleChoiceField(
        label="What it is about", required=False, choices=_choices, widget=forms.CheckboxSelectMultiple,
        help_text="Choose as many as fit, or none.", error_messages={"invalid_choice": "Please choose from this list."},
    )  # fmt: skip
    shown_as = OwnWords(
        label="The name under which you want to be met",
        help_text="It can be another name than the one that you joined with. You can make one up.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reach = OwnWords(
        label="How to meet or reach you",
        help_text="Please write no home address, and nothing that you would not tell a stranger. "
        "A place where others are is good: “At the Thursday group, by the kettle.”",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    yes = forms.BooleanField(label=CONSENT, required=False)

    def looks(self) -> dict[str, Any]:
        """Give what was typed as others would see it."""
        given = self.cleaned_data
        return {**given, "terms": [terms()[key].label for key in given["terms"]]}


class Uneasy(Kind):
    why = forms.ChoiceField(
        label="What is it?", widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(one.value, WORRY_ASKS[one]) for one in Worry],
    )  # fmt: skip
