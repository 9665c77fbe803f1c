from collections.abc import Sequence
from uuid import UUID

from django import forms

from wholeperson.people.forms import fields
from wholeperson.people.public import AGE_LABELS, AgeBand, AllianceCard, Role

WHO = (
    (Role.PERSON.value, "Me: I want this for my own life"),
    (Role.FAMILY.value, "Somebody beside me: I am family, a friend or a carer"),
)
PICK = {"required": "Please pick one of these.", "invalid_choice": "Please pick one of these."}
ONE = 1


class JoinForm(forms.Form):
    """What we ask of somebody who joins. Nothing else."""

    name = fields.name("What would you like to be called?", "Any name. It need not be yours, and you can change it.")
    role = forms.ChoiceField(
        label="Who is this for?", choices=WHO, initial=Role.PERSON.value, widget=forms.RadioSelect, error_messages=PICK
    )
    alliance = forms.ChoiceField(label="Which place is near you?", widget=forms.RadioSelect, error_messages=PICK)
    age = forms.ChoiceField(
        label="How old are you?",
        help_text="Roughly is enough, and you need not say. We ask so that we show what fits your age.",
        choices=[(band.value, label) for band, label in AGE_LABELS.items()],
        initial=AgeBand.NOT_SAID.value,
        widget=forms.RadioSelect,
        error_messages=PICK,
    )
    phrase = fields.secret(
        "Your own words to sign in with",
        "Ten letters or more. Four words that mean nothing together are good, and easy to remember.",
        empty="Please choose some words that only you know. Four will do.",
        kept_as="new-password",
    )
    shared = fields.shared()

    def __init__(self, *args: object, places: Sequence[AllianceCard], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # handed on as they came
        there = self.fields["alliance"]
        assert isinstance(there, forms.ChoiceField)
        there.choices = [(str(place.id), place.name) for place in places]
        if len(places) == ONE:
            there.initial, there.required = str(places[0].id), False
            there.widget = forms.HiddenInput()
        self.only = places[0].id if len(places) == ONE else None

    @property
    def alliance_id(self) -> UUID:
        """Which alliance it is: the one there is, or the one picked."""
        return self.only or UUID(self.cleaned_data["alliance"])
