"""How the invented people of these tests are reached."""

from collections.abc import Sequence

from wholeperson.messages import actions
from wholeperson.messages.models import Message
from wholeperson.messages.rules import Channel
from wholeperson.people.public import Viewer

ROBIN = "robin.marsh@example.org"
NUMBER = "+447700900123"


def reached(viewer: Viewer, channel: Channel = Channel.EMAIL, hours: Sequence = ()) -> Viewer:
    to = {Channel.EMAIL: ROBIN, Channel.TEXT: NUMBER, Channel.APP: ""}[channel]
    actions.change_reach(by=viewer, viewer=viewer, channel=channel, hours=hours, to=to)
    return viewer


def states(kind: str = "test-word") -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("created_at").values_list("state", flat=True))
