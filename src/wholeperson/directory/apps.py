from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import import_string

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
ACTIONS, CHORES = "wholeperson.directory.actions", "wholeperson.directory.chores"
HOURLY, OFTEN, EVERY_MINUTE = timedelta(hours=1), timedelta(minutes=10), timedelta(minutes=1)


@cache
def by_name(name: str) -> Callable[..., Any]:
    """Give a function that stands for the one with this dotted name, which is fetched when it is first called.

    This app stands on the maps and on much else: loaded at once, a backup would take twice as long to begin.
    """

    def called(*given: Any) -> Any:
        return import_string(name)(*given)

    called.__name__ = name
    return called


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"
    tells_of_activity = "wholeperson.directory.queries.activity"

    def ready(self) -> None:
        from wholeperson.directory.rules.asking_peers import TOLD_AS  # noqa: PLC0415  # beside what follows
        from wholeperson.directory.rules.reviews import AGAIN_ASKS, REASON_ASKS  # noqa: PLC0415  # the same
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import HatEnded, register_words  # noqa: PLC0415  # the same

        for key, says, leads_to in KINDS:
            register_kind(key, says, leads_to, always=False)
        register_kind(TOLD_AS, SOMEBODY_ASKS, "/my-work/asked/", button="See what it is")
        subscribe(HatEnded, by_name(f"{ACTIONS}.offers.after_hat"))
        subscribe(HatEnded, by_name(f"{ACTIONS}.dealing.after_hat"))
        register_words("directory.review.again", {one.value: says for one, says in AGAIN_ASKS.items()})
        register_words("directory.review.held_back", {one.value: says for one, says in REASON_ASKS.items()})
        register_words("directory.offer.terms", by_name("wholeperson.directory.queries.labels"))
        register_chore("directory.keep-findable", OFTEN, by_name(f"{CHORES}.keep_findable"))
        register_chore("directory.carry-on-open-times", HOURLY, by_name(f"{CHORES}.carry_on_open_times"))
        register_chore("directory.deal-out-turns", 6 * HOURLY, by_name(f"{ACTIONS}.dealing.deal_out_everywhere"))
        register_chore("directory.take-in", EVERY_MINUTE, by_name(f"{ACTIONS}.due.take_in_due"))
        register_chore("directory.let-go-of-askings", OFTEN, by_name(f"{CHORES}.let_go_of_askings"))
