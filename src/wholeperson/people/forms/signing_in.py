from django import forms

from wholeperson.people.actions import Key, by_card, by_code, by_phrase
from wholeperson.people.forms import fields

WORDS = "Capital letters and extra spaces do not matter."


class PhraseForm(forms.Form):
    """A name and a passphrase."""

    name = fields.name("Your name here", "The one that you made up when you joined.")
    phrase = fields.secret("Your words", WORDS, empty="Please type your words here.", kept_as="current-password")
    shared = fields.shared()

    def key(self, name: str = "") -> Key:
        return by_phrase(self.cleaned_data["name"], self.cleaned_data["phrase"])


class CardForm(forms.Form):
    """The words of a card, and its number."""

    words = fields.secret("The six words on your card", WORDS, empty="Please type the six words on your card.")
    number = fields.secret(
        "The number that you keep in your head",
        "Four to twelve digits.",
        empty="Please type your number.",
        inputmode="numeric",
    )
    shared = fields.shared()

    def key(self, name: str = "") -> Key:
        return by_card(self.cleaned_data["words"], self.cleaned_data["number"])


class CodeForm(forms.Form):
    """One of the recovery codes."""

    code = fields.secret(
        "One of your recovery codes",
        "Each opens once. Dashes and capital letters do not matter.",
        empty="Please type one of your codes.",
    )
    shared = fields.shared()

    def key(self, name: str = "") -> Key:
        return by_code(self.cleaned_data["code"])


class PhraseAgainForm(forms.Form):
    """The passphrase once more, by somebody who is signed in: the name is known."""

    phrase = fields.secret("Your words", WORDS, empty="Please type your words here.", kept_as="current-password")

    def key(self, name: str = "") -> Key:
        return by_phrase(name, self.cleaned_data["phrase"])


class CardAgainForm(CardForm):
    """The card once more."""

    shared = None  # type: ignore[assignment]  # Django's way of leaving a field of the parent out


class CodeAgainForm(CodeForm):
    """A recovery code, by somebody who is signed in."""

    shared = None  # type: ignore[assignment]  # Django's way of leaving a field of the parent out
