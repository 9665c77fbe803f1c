"""On which pages an entry is changed, in which order, and the words that forms and pages share."""

from collections.abc import Mapping

from wholeperson.directory.rules.facts import Part
from wholeperson.directory.rules.kinds import BankHolidays, Room, Status

PAGES: Mapping[str, str] = {
    "name": "Name and what it is",
    "where": "Where it is",
    "when": "When it is open",
    "contact": "Whom to turn to",
    "suits": "How people find it",
    **{part.name.lower(): part.value for part in Part},
    "room": "Is there room?",
    "still-there": "Is it still there?",
}
ROOM_SAYS = {
    Room.FREE: "Yes, there is room",
    Room.WAITING_LIST: "There is a waiting list",
    Room.NONE: "No, it is full",
    Room.ASK: "They look at it with each person",
}
STATUS_SAYS = {
    Status.ACTIVE: "Yes, it is there",
    Status.PAUSED: "It has stopped for a while, and comes back",
    Status.CLOSED: "It is not there any more",
}
BANK_HOLIDAYS_SAY = {
    BankHolidays.CLOSED: "It is closed",
    BankHolidays.AS_ALWAYS: "It is open as always",
    BankHolidays.NOT_KNOWN: "We do not know",
}
