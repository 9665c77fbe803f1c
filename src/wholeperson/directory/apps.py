from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "wholeperson.directory"

    def ready(self) -> None:
        from wholeperson.directory.queries import activity  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.mapping.public import register_activity  # noqa: PLC0415  # beside them

        register_activity(activity)
