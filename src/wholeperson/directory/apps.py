from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.tasks import register_chore


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory import chores  # noqa: PLC0415  # models exist only once apps are ready

        register_chore("directory.keep-findable", timedelta(minutes=10), chores.keep_findable)
        register_chore("directory.carry-on-open-times", timedelta(hours=1), chores.carry_on_open_times)
