from django.apps import AppConfig

from wholeperson.foundation.announcements import subscribe

KINDS = (
    ("said-to-look-at", "Somebody said something about a place. Please look at it, for safety.", "/my-work/said/"),
    ("said-looked-at", "Something that you said about a place was looked at.", "/me/said/"),
    ("said-answered", "There is an answer to something that you said about a place.", "/me/said/"),
    ("offer-to-look-at", "Somebody was made uneasy by an offer of support. Please look at it.", "/my-work/people/"),
    ("offer-looked-at", "The coordinator looked at the support that you offer.", "/me/offer/"),
)


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory.actions.offers import after_hat  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.directory.queries import terms  # noqa: PLC0415  # beside them
        from wholeperson.directory.rules.reviews import AGAIN_ASKS, REASON_ASKS  # noqa: PLC0415  # beside them
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import HatEnded, register_words  # noqa: PLC0415  # the same

        for key, says, leads_to in KINDS:
            register_kind(key, says, leads_to, always=False)
        subscribe(HatEnded, after_hat)
        register_words("directory.review.again", {one.value: says for one, says in AGAIN_ASKS.items()})
        register_words("directory.review.held_back", {one.value: says for one, says in REASON_ASKS.items()})
        register_words("directory.offer.terms", {key: term.label for key, term in terms().items()})
