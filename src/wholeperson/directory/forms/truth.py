"""Forms of the charter, of checks and of corrections."""

from typing import Any

from django import forms

from wholeperson.directory.forms import fields
from wholeperson.directory.forms.fields import Kind
from wholeperson.directory.forms.parts import team_mailbox
from wholeperson.directory.rules import corrections, principles, seeing
from wholeperson.directory.rules.corrections import About
from wholeperson.directory.rules.entries import A_WEBSITE, is_website

SAW_HINT = "In your own words. No names, please: not yours, and nobody else’s."


class WrongForm(Kind):
    """What anybody says is wrong."""

    about = fields.one_of("What is wrong?", [], needs=True)
    words = fields.words("Tell us more, if you like", SAW_HINT, longest=corrections.LONGEST, lines=4)

    def __init__(self, *args: Any, kept_safe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = [(one.value, corrections.SAYS[one]) for one in corrections.abouts(kept_safe=kept_safe)]
        about.error_messages["required"] = "Please choose what is wrong. “Something else” is fine."


class LookForm(Kind):
    """What somebody found who looked."""

    seen = fields.one_of(
        "What did you find?", [(one.value, says) for one, says in seeing.ASKS_SEEN.items()], needs=True
    )
    way = fields.one_of("How did you look?", [], needs=True)
    street = fields.words(
        "What does it look like from the street?",
        "Only if you went there. For example: a blue door beside the bakery. It helps somebody who comes alone.",
    )
    about = fields.one_of("If something is different: what?", [])
    words = fields.words("And what did you see?", SAW_HINT, longest=corrections.LONGEST, lines=4)

    def __init__(self, *args: Any, kept_safe: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way: Any = self.fields["way"]
        way.choices = [(one.value, seeing.ASKS_WAY[one]) for one in seeing.ways(kept_safe=kept_safe)]
        about: Any = self.fields["about"]
        about.choices = [(one.value, corrections.SAYS[one]) for one in corrections.abouts(kept_safe=kept_safe)]
        if kept_safe:
            del self.fields["street"]

    def clean(self) -> dict[str, Any]:
        """Ask what is different, where something is."""
        found: dict[str, Any] = self.cleaned_data
        if found.get("seen") == seeing.Seen.DIFFERENT.value and not found.get("about"):
            self.add_error("about", "What is different? Please choose one. “Something else” is fine.")
        if found.get("about") == About.OTHER.value and not found.get("words") and "words" not in self.errors:
            self.add_error("words", "Please say in a few words what you saw.")
        return found


class SignForm(Kind):
    """Sign the charter for an organization."""

    signed_as = fields.words(
        "In which role do you sign?", "For example: the manager. Everybody can read it, so no name, please.",
        longest=120, needs="In which role do you sign? For example: “the manager”.",
    )  # fmt: skip


class CharterForm(Kind):
    """A charter, principle by principle. One that is emptied is no longer there."""

    def __init__(self, *args: Any, there: tuple[principles.Principle, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = min(len(there) + 2, principles.MOST)
        for number in range(self.places):
            one = there[number] if number < len(there) else principles.Principle("", "")
            self.fields[f"{number}-title"] = fields.words(
                f"Principle {number + 1}", "In one short sentence.", longest=principles.LONGEST_TITLE
            )
            self.fields[f"{number}-words"] = fields.words(
                f"What principle {number + 1} means", longest=principles.LONGEST_WORDS, lines=3
            )
            self.initial[f"{number}-title"], self.initial[f"{number}-words"] = one.title, one.words

    def clean(self) -> dict[str, Any]:
        """Ask for the sentence of a principle whose meaning is written."""
        found: dict[str, Any] = self.cleaned_data
        for number in range(self.places):
            if found.get(f"{number}-words") and not found.get(f"{number}-title"):
                self.add_error(f"{number}-title", "Please say this principle in one sentence.")
        return found

    def principles(self) -> tuple[principles.Principle, ...]:
        """Give what was typed, without the empty ones."""
        said = self.cleaned_data
        typed = ((said[f"{number}-title"], said[f"{number}-words"]) for number in range(self.places))
        return tuple(principles.Principle(title, " ".join(words.split())) for title, words in typed if title)


class OrganizationForm(Kind):
    """Who runs entries, and whose people may keep them."""

    name = fields.words("What is it called?", longest=200, needs="Who runs it? Please give a name.")
    description = fields.words("What it does", longest=2000, lines=4)
    website = fields.words("Its own page", "Begins with https://", longest=500, inputmode="url", autocapitalize="none")
    email = team_mailbox("E-mail", "The team’s address, and no person’s own.")
    teams_of = fields.one_of("Whose people may keep its entries, beside you?", [])

    def __init__(self, *args: Any, members: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if members is None:
            del self.fields["teams_of"]
            return
        teams_of: Any = self.fields["teams_of"]
        teams_of.choices = [("", "Nobody else"), *members]

    def clean_website(self) -> str:
        """Accept only what a page may lead to."""
        said = str(self.cleaned_data["website"])
        if said and not is_website(said):
            raise forms.ValidationError(A_WEBSITE)
        return said


class SettleForm(forms.Form):
    """Which button was pressed."""

    which = forms.UUIDField()
    outcome = forms.ChoiceField(choices=[(one.value, one.value) for one in corrections.Outcome])
