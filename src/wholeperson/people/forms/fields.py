"""Fields that more than one form of the door asks for."""

from typing import Any

from django import forms

SEEN = {"spellcheck": "false", "autocapitalize": "none", "autocorrect": "off"}
LONGEST_NAME, LONGEST_PHRASE = 80, 200
SHARED = "Other people use this phone or computer too"
SHARED_HELP = "Then we sign you out sooner: after 5 minutes without a touch, and after half an hour in any case."


class SecretWords(forms.TextInput):
    """Words that are seen while they are typed, and never sent back in a page."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


def secret(label: str, hint: str, *, empty: str, kept_as: str = "off", **attrs: str) -> forms.CharField:
    """Ask for something secret, exactly as it is typed: blanks are theirs, and nothing checks the spelling."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        max_length=LONGEST_PHRASE,
        widget=SecretWords(attrs={**SEEN, "autocomplete": kept_as, "data-words": "", **attrs}),
        error_messages={"required": empty, "max_length": f"Up to {LONGEST_PHRASE} letters fit here."},
    )


def name(label: str, hint: str) -> forms.CharField:
    """Ask for a name, exactly as it is typed."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username", **SEEN, "autocapitalize": "words"}),
        error_messages={
            "required": "Please give a name that you would like to be called. You can make one up.",
            "max_length": f"Up to {LONGEST_NAME} letters fit here. Please take a shorter name.",
        },
    )


def shared() -> forms.BooleanField:
    """Ask whether others use this device."""
    return forms.BooleanField(label=SHARED, help_text=SHARED_HELP, required=False)
