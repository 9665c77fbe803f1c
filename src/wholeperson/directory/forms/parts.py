"""The rows of an entry: places, opening times, days that are different, and whom to turn to."""

from typing import Any

from django import forms

from wholeperson.directory.forms import fields
from wholeperson.directory.forms.rows import Row
from wholeperson.directory.rules.mailboxes import ASK_FOR_THE_TEAM, looks_like_a_persons
from wholeperson.directory.rules.rows import DAY_NAMES, ROUND_SAYS, WEEKS, Round

ATTENDING = (("", "In person"), ("phone", "By phone"), ("online", "Online"), ("written", "By message"))
LEAVE_OUT = "Take this one out"


def team_mailbox(label: str, hint: str = "") -> Any:
    """Ask for an e-mail address of a team."""
    return TeamMailbox(
        label=label, help_text=hint, required=False, max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": "Please write an e-mail address like hello@example.org.",
            "max_length": "Up to 200 letters fit here.",
        },
    )  # fmt: skip


class TeamMailbox(forms.EmailField):
    """An e-mail address that is not somebody's own."""

    def clean(self, value: Any) -> Any:
        """Turn a person's own address away, kindly."""
        found = super().clean(value)
        if found and looks_like_a_persons(found):
            raise forms.ValidationError(ASK_FOR_THE_TEAM)
        return found


class PlaceRow(Row):
    """Where it is."""

    title = "Place"
    aside = ("county", "latitude", "longitude")
    aside_title = "The exact point, and the county"
    name = fields.words("What the place is called", "For example: the library. You can leave it empty.", longest=200)
    address = fields.words("Number and street", longest=300, autocomplete="off")
    town = fields.words("Town", longest=100, autocomplete="off")
    county = fields.words("County", longest=100, autocomplete="off")
    postcode = fields.words("Postcode", longest=12, autocomplete="off", autocapitalize="characters")
    near = fields.words(
        "Which part of town or which postcode district",
        "We take the point on the map from it, so that people find it near them. For example: Bersted, or PO22.",
        longest=120, list="known-places", autocomplete="off",
    )  # fmt: skip
    latitude = fields.degrees("Latitude", "Only where you know the exact point.", 90)
    longitude = fields.degrees("Longitude", "", 180)
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    leave_out = fields.tick(LEAVE_OUT)

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a point."""
        found: dict[str, Any] = self.cleaned_data
        if not self.errors and (found.get("latitude") is None) != (found.get("longitude") is None):
            missing = "latitude" if found.get("latitude") is None else "longitude"
            self.add_error(missing, "A point has two numbers. Please write both, or leave both empty.")
        return found


class TimesRow(Row):
    """When it is open: days, from, to, and how often that comes round."""

    title = "Opening time"
    aside = ("since", "until", "attending", "words")
    aside_title = "From or until a day, by phone or online, something to say"
    days = fields.any_of("On which days?", DAY_NAMES.items())
    opens = fields.clock_time("From")
    closes = fields.clock_time("To")
    comes = fields.from_list(
        "How often?", [(one.value, ROUND_SAYS[one]) for one in Round if one is not Round.AS_IT_WAS],
        first=Round.EVERY_WEEK.value,
    )  # fmt: skip
    since = fields.day("From which day on?", "For every second week: a day on which it is open.")
    until = fields.day("Until which day?", "Leave it empty where there is no end.")
    attending = fields.from_list("How do people come?", ATTENDING)
    words = fields.words("Anything to say about it", "For example: women only, or last entry at 4.")
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    leave_out = fields.tick(LEAVE_OUT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._let_stand()

    def _let_stand(self) -> None:
        """Offer what no row can say, and a way of coming that another directory wrote, where they stand already."""
        comes: Any = self.fields["comes"]
        attending: Any = self.fields["attending"]
        if self._now("comes") == Round.AS_IT_WAS.value:
            comes.choices = [*comes.choices, (Round.AS_IT_WAS.value, ROUND_SAYS[Round.AS_IT_WAS])]
        other = self._now("attending")
        if other and other not in dict(ATTENDING):
            attending.choices = [*ATTENDING, (other, other)]

    def _now(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "") if self.is_bound else self.initial.get(name) or "")

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that was begun."""
        found: dict[str, Any] = self.cleaned_data
        comes = Round(found.get("comes") or Round.EVERY_WEEK.value)
        if not found.get("days") and comes is not Round.AS_IT_WAS:
            self.add_error("days", "On which days? Please tick at least one.")
        for name, asks in (("opens", "From when?"), ("closes", "Until when?")):
            if found.get(name) is None and name not in self.errors:
                self.add_error(name, f"{asks} Please write a time like 09:30.")
        since, until = found.get("since"), found.get("until")
        if WEEKS.get(comes, 1) > 1 and since is None and "since" not in self.errors:
            self.add_error("since", "Which week is the first? Please give a day on which it is open.")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first. Please turn them round.")
        return found


class OtherDaysRow(Row):
    """Days that are not like the others."""

    title = "Different days"
    beside = ("was", "leave_out", "closed")
    first = fields.day("The first day")
    last = fields.day("The last day", "Leave it empty where it is only one day.")
    closed = fields.one_of(
        "What is different?", (("closed", "It is closed"), ("other", "It is open at other times")), first="closed"
    )
    opens = fields.clock_time("Open from")
    closes = fields.clock_time("Open to")
    why = fields.words("Why", "For example: Christmas. You can leave it empty.", longest=200)
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    leave_out = fields.tick(LEAVE_OUT)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that was begun."""
        found: dict[str, Any] = self.cleaned_data
        first, last = found.get("first"), found.get("last")
        if first is None and "first" not in self.errors:
            self.add_error("first", "Which day is different? Please give the first one.")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first. Please turn them round.")
        if found.get("closed") == "other":
            for name in ("opens", "closes"):
                if found.get(name) is None and name not in self.errors:
                    self.add_error(name, "At what time? Please write one like 09:30, or choose “It is closed”.")
        return found


class ContactRow(Row):
    """Whom to turn to, by role."""

    title = "Somebody to turn to"
    aside = ("text", "words")
    aside_title = "Text messages, something to say"
    role = fields.words("Who, by their role", "For example: the duty worker. Never a person’s own name.", longest=120)
    first = fields.tick("Turn to them first")
    call = fields.words("Phone", longest=40, type="tel", autocomplete="off")
    text = fields.words("Text message", "A number that reads text messages.", longest=40, autocomplete="off")
    email = team_mailbox("E-mail of the team", "The team’s address, and no person’s own.")
    words = fields.words("Anything to say about it", "For example: they ring back the same day.")
    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    leave_out = fields.tick(LEAVE_OUT)

    def clean(self) -> dict[str, Any]:
        """Ask for a role where there is a number."""
        found: dict[str, Any] = self.cleaned_data
        if self.has_changed() and not found.get("role") and "role" not in self.errors:
            self.add_error("role", "Who answers there? A role is enough: “the front desk”.")
        return found
