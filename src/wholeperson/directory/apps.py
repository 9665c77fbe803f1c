from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.tasks import register_chore


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory.actions import asking  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.messages.public import register_kind  # noqa: PLC0415  # the same

        register_kind(
            asking.KIND,
            "A desk in your place asks whether a peer can help with something.",
            "/my-work/asked/",
            button="See what it is",
        )
        register_chore(
            "directory.let-go-of-askings",
            timedelta(minutes=10),
            lambda now: asking.let_go_of_askings(by="system:worker", now=now),
        )
