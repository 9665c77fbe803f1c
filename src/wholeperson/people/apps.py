from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.tasks import register_chore


class PeopleConfig(AppConfig):
    name = "wholeperson.people"

    def ready(self) -> None:
        from wholeperson.people import chores  # noqa: PLC0415  # models exist only once apps are ready

        register_chore("people.let-go-of-old", timedelta(hours=1), chores.let_go_of_old)
        register_chore("people.copy-keys", timedelta(hours=6), chores.copy_keys)
        register_chore("people.forget-again", timedelta(hours=1), chores.forget_again)
