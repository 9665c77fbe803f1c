from datetime import date
from typing import Any

from django import forms

from wholeperson.interface.saying import MONTHS
from wholeperson.people.public import AGE_LABELS, AgeBand, PeerKind, Role

SAY_A_NAME = "Please give a name that you would like to be called. You can make one up."
OFFERED = (Role.PEER, Role.WORKER, Role.COORDINATOR, Role.COMMISSIONER, Role.RESEARCHER)
FORGET = "forget"


class BelongForm(forms.Form):
    """Belong to one more alliance, as a person or as family or friend."""

    alliance = forms.ChoiceField(
        label="Which place",
        error_messages={
            "required": "Please choose a place.",
            "invalid_choice": "Please choose a place from this list.",
        },
    )
    role = forms.ChoiceField(
        label="What brings you there",
        choices=((Role.PERSON.value, "It is about me"), (Role.FAMILY.value, "I am family, or a friend")),
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of the two.", "invalid_choice": "Please choose one of the two."},
    )
    shown_as = forms.CharField(
        label="What to call you there",
        max_length=80,
        strip=False,
        help_text="It can be another name than the one that you joined with.",
        error_messages={"required": SAY_A_NAME, "max_length": "Up to 80 letters fit here. Please take a shorter name."},
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alliance"].choices = places  # type: ignore[attr-defined]  # always a ChoiceField, four lines up


class RoleForm(forms.Form):
    """Take up a role with the words of an invitation."""

    words = forms.CharField(
        label="The six words of your invitation",
        max_length=200,
        help_text="Capitals and dashes do not count.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": "Please type the words that you were given.",
            "max_length": "These are too many words. An invitation has six.",
        },
    )
    shown_as = forms.CharField(
        label="The name that people meet in this role",
        max_length=80,
        strip=False,
        help_text="It may be another name than yours. We keep the two apart: nobody who meets one is led to the other.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": SAY_A_NAME, "max_length": "Up to 80 letters fit here. Please take a shorter name."},
    )


class AgeForm(forms.Form):
    """Say roughly how old one is."""

    age_band = forms.ChoiceField(
        label="How old are you, roughly?",
        choices=tuple((band.value, AGE_LABELS[band]) for band in AgeBand),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Please choose one. “I would rather not say” is fine.",
            "invalid_choice": "Please choose one of these.",
        },
    )


class OrganisationForm(forms.Form):
    """Take an organisation into an alliance."""

    name = forms.CharField(
        label="The organisation’s name",
        max_length=120,
        error_messages={
            "required": "Please give the organisation’s name.",
            "max_length": "Up to 120 letters fit here.",
        },
    )


class TeamForm(forms.Form):
    """Name a team of an organisation."""

    organisation = forms.ChoiceField(
        label="Which organisation",
        error_messages={
            "required": "Please choose an organisation.",
            "invalid_choice": "This organisation is not in your alliance yet. Take it in first.",
        },
    )
    name = forms.CharField(
        label="The team’s name",
        max_length=120,
        error_messages={"required": "Please give the team’s name.", "max_length": "Up to 120 letters fit here."},
    )
    does = forms.CharField(
        label="What this team does",
        max_length=300,
        required=False,
        help_text="One plain sentence. Everybody can read it.",
        error_messages={"max_length": "Up to 300 letters fit here."},
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]  # always a ChoiceField


class InviteForm(forms.Form):
    """Invite somebody to a role."""

    role = forms.ChoiceField(
        label="Which role",
        choices=tuple((role.value, role.value.capitalize()) for role in OFFERED),
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose a role.", "invalid_choice": "Please choose one of these roles."},
    )
    team = forms.ChoiceField(
        label="Which team",
        required=False,
        help_text="For a peer or a worker.",
        error_messages={"invalid_choice": "Please say which team of this alliance it is."},
    )
    kind = forms.ChoiceField(
        label="What this peer will do",
        required=False,
        help_text="For a peer only.",
        choices=(("", "Not a peer"), *((kind.value, kind.value.capitalize()) for kind in PeerKind)),
        error_messages={"invalid_choice": "Please say what this peer will do."},
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "No team"), *teams]  # type: ignore[attr-defined]  # always a ChoiceField


class ConfirmForm(forms.Form):
    """Stand by the sentences of a page, as read against a policy."""

    text_hash = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    policy = forms.CharField(
        label="The policy that you read them against",
        max_length=150,
        help_text="Its name, as people find it: “Safeguarding children policy of …”. Everybody can read it.",
        error_messages={
            "required": "Please name the policy that you read these sentences against.",
            "max_length": "Up to 150 letters fit here.",
        },
    )
    dated = forms.DateField(
        label="The date of that policy",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Please give the date of the policy.",
            "invalid": "Please give a date, like 2026-03-14.",
        },
    )

    def named(self) -> str:
        """Name the policy and its date, as they are printed."""
        at: date = self.cleaned_data["dated"]
        return f"{self.cleaned_data['policy']}, {at.day} {MONTHS[at.month - 1]} {at.year}"


class ForgetForm(forms.Form):
    """Ask to be forgotten, by typing the word."""

    word = forms.CharField(
        label="Type the word forget",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": "Nothing has gone. If you want to be forgotten, type the word forget here.",
            "max_length": "Type only the word forget here.",
        },
    )

    def clean_word(self) -> str:
        """Accept the word in capitals too."""
        word = str(self.cleaned_data["word"]).strip().casefold()
        if word != FORGET:
            raise forms.ValidationError("Nothing has gone. If you want to be forgotten, type the word forget here.")
        return word
