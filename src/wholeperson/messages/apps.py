from datetime import timedelta

from django.apps import AppConfig

from wholeperson.foundation.announcements import subscribe
from wholeperson.foundation.tasks import register_chore
from wholeperson.messages.rules.kinds import register_kind


class MessagesConfig(AppConfig):
    name = "wholeperson.messages"

    def ready(self) -> None:
        from wholeperson.messages import actions, chores  # noqa: PLC0415  # models exist only once apps are ready
        from wholeperson.people.public import RoleEnded, SignInChanged, WayBackBegun  # noqa: PLC0415  # the same

        _say_our_own()
        subscribe(WayBackBegun, actions.hear_of_a_way_back)
        subscribe(SignInChanged, actions.hear_of_a_change)
        subscribe(RoleEnded, actions.hear_of_an_ended_role)
        register_chore("messages.send", timedelta(seconds=10), chores.send_what_is_due)
        register_chore("messages.let-go-of-old", timedelta(hours=6), chores.let_go_of_old)


def _say_our_own() -> None:
    register_kind(
        "way-back",
        "Two people whom you chose have begun to help you back in. It opens three days after we sent you word. "
        "If you did not ask them, you can stop it with one tap.",
        "/me/",
        button="I know about this",
        stop="/stop/{token}/",
    )
    register_kind(
        "sign-in-changed",
        "A way to sign in was added or changed. If that was you, all is well. "
        "If not, look at your ways in and end what is not yours.",
        "/me/door/",
        button="Look at my door",
    )
    register_kind(
        "reach-changed",
        "How we reach you was changed. If that was not you, look at it and put it right.",
        "/me/reaching/",
        button="Look at how I am reached",
    )
    register_kind(
        "role-ended",
        "A coordinator has ended a role that you held. Your own record is not touched. "
        "If you think that this is a mistake, speak with them.",
        "/me/alliances/",
        button="Look at my roles",
    )
    register_kind(
        "test-word",
        "This is the test that you asked for. It goes where you chose, in your safe hours.",
        "/me/reaching/",
        button="Look at how I am reached",
    )
