from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.announcements import subscribe
from wholeperson.foundation.tasks import register_chore

KINDS = (
    ("said-to-look-at", "Somebody said something about a place. Please look at it, for safety.", "/my-work/said/"),
    ("said-looked-at", "Something that you said about a place was looked at.", "/me/said/"),
    ("said-answered", "There is an answer to something that you said about a place.", "/me/said/"),
    ("offer-to-look-at", "Somebody was made uneasy by an offer of support. Please look at it.", "/my-work/people/"),
    ("offer-looked-at", "The coordinator looked at the support that you offer.", "/me/offer/"),
    (
        "entries-to-look-at",
        "There are entries of the network map that you could look at, if you like. You can also pass them on.",
        "/my-work/network/",
    ),
    (
        "charter-again",
        "Your alliance has a new charter. Please read it and say whether your organisation signs it.",
        "/my-work/network/signing/",
    ),
)
SOMEBODY_ASKS = "A desk in your place asks whether a peer can help with something."
HOURLY, OFTEN, EVERY_MINUTE = timedelta(hours=1), timedelta(minutes=10), timedelta(minutes=1)


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory import chores  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.directory.actions import asking, dealing, due, offers  # noqa: PLC0415  # beside them
        from wholeperson.directory.queries import activity, terms  # noqa: PLC0415  # beside them
        from wholeperson.directory.rules.reviews import AGAIN_ASKS, REASON_ASKS  # noqa: PLC0415  # beside them
        from wholeperson.mapping.public import register_activity  # noqa: PLC0415  # beside them
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import HatEnded, register_words  # noqa: PLC0415  # the same

        for key, says, leads_to in KINDS:
            register_kind(key, says, leads_to, always=False)
        register_kind(asking.KIND, SOMEBODY_ASKS, "/my-work/asked/", button="See what it is")
        subscribe(HatEnded, offers.after_hat)
        subscribe(HatEnded, dealing.after_hat)
        register_words("directory.review.again", {one.value: says for one, says in AGAIN_ASKS.items()})
        register_words("directory.review.held_back", {one.value: says for one, says in REASON_ASKS.items()})
        register_words("directory.offer.terms", {key: term.label for key, term in terms().items()})
        register_activity(activity)
        register_chore("directory.keep-findable", OFTEN, chores.keep_findable)
        register_chore("directory.carry-on-open-times", HOURLY, chores.carry_on_open_times)
        register_chore("directory.deal-out-turns", 6 * HOURLY, dealing.deal_out_everywhere)
        register_chore("directory.take-in", EVERY_MINUTE, due.take_in_due)
        register_chore("directory.let-go-of-askings", OFTEN, chores.let_go_of_askings)
