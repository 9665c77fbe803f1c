from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.announcements import subscribe
from wholeperson.foundation.tasks import register_chore

WENT_BACK = (
    "We had to go back to an earlier copy. To be safe, nothing of yours is shown to anybody now. You can show it again."
)
KINDS = (
    ("shown-to-you", "Somebody in your circle shows you a part of their record.", "/my-people/shown/", True),
    ("shown-to-your-team", "Somebody shows your team a part of their record.", "/my-work/", True),
    ("asked-to-show", "Somebody would like to see a part of your record. You can say no.", "/my-people/shares/", True),
    ("share-review", "You have been showing something for six months. Is it still right?", "/my-people/shares/", True),
    ("shares-ended-after-restore", WENT_BACK, "/my-people/shares/", True),
    ("somebody-read", "Somebody read a part of your record that you show them.", "/who-looked/", False),
    ("emergency-opened", "Your record was opened, because somebody was worried for a life.", "/who-looked/", True),
    ("emergency-to-review", "A record was opened in an emergency. Please look at why.", "/my-work/reviews/", True),
    ("question-asked", "Somebody has a question about a reading of their record.", "/my-work/questions/", True),
    ("question-answered", "There is an answer to your question about who looked.", "/who-looked/", True),
)


class ConsentConfig(AppConfig):
    name = "wholeperson.consent"

    def ready(self) -> None:
        from wholeperson.consent import actions, chores  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.consent.rules.purposes import SAYS, SPAN_SAYS  # noqa: PLC0415  # beside them
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import HatEnded, TieEnded, register_words  # noqa: PLC0415  # models exist only once apps are ready

        for field in ("consent.share.purpose", "consent.ask.purpose"):
            register_words(field, {one.value: says for one, says in SAYS.items()})
        register_words("consent.share.span", {one.value: says for one, says in SPAN_SAYS.items()})
        for key, says, leads_to, always in KINDS:
            register_kind(key, says, leads_to, always=always)
        subscribe(TieEnded, actions.after_tie)
        subscribe(HatEnded, actions.after_hat)
        register_chore("consent.look-after-shares", timedelta(hours=1), chores.look_after_shares)
        register_chore("consent.tell-of-emergencies", timedelta(minutes=5), chores.tell_of_emergencies)
