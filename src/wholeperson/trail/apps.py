from django.apps import AppConfig

from wholeperson.foundation.actions import register_recorder


class TrailConfig(AppConfig):
    name = "wholeperson.trail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wholeperson.trail.recorder import record  # noqa: PLC0415  # models exist only once apps are ready

        register_recorder(record)
