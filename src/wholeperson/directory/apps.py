from datetime import timedelta

from django.apps import AppConfig

LOOK_AT = "There are entries of the network map that you could look at, if you like. You can also pass them on."
SIGN_AGAIN = "Your alliance has a new charter. Please read it and say whether your organisation signs it."


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory.actions import dealing  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.foundation.announcements import subscribe  # noqa: PLC0415  # beside them
        from wholeperson.foundation.tasks import register_chore  # noqa: PLC0415  # beside them
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import HatEnded  # noqa: PLC0415  # models exist only once apps are ready

        register_kind("entries-to-look-at", LOOK_AT, "/my-work/network/", always=False)
        register_kind("charter-again", SIGN_AGAIN, "/my-work/network/signing/", always=False)
        subscribe(HatEnded, dealing.after_hat)
        register_chore("directory.deal-out-turns", timedelta(hours=6), dealing.deal_out_everywhere)
