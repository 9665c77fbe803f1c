from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "wholeperson.journeys"

    def ready(self) -> None:
        from wholeperson.consent.public import Section, register_look, register_section  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.journeys.public import about_me_part  # noqa: PLC0415  # for the same reason
        from wholeperson.journeys.queries import section  # noqa: PLC0415  # for the same reason
        from wholeperson.journeys.rules.about_me import HEADINGS, KEY  # noqa: PLC0415  # beside them
        from wholeperson.people.public import register_export, register_words  # noqa: PLC0415  # beside them

        register_section(
            Section(
                key=KEY,
                title="About me",
                says="What matters to me, who matters, how to speak with me, what helps.",
                read=section,
                address="/me/about/",
                shareable=True,
                in_an_emergency=True,
            )
        )
        register_export(KEY, about_me_part)
        register_words("journeys.aboutme.heading", {one.value: words.title for one, words in HEADINGS.items()})
        register_look("journeys.hear", "listened to")
        register_look("journeys.write_for", "wrote something down for you in")
