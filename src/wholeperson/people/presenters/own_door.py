"""What the page "My door" tells: the ways in that somebody has, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from wholeperson.interface.saying import moment
from wholeperson.people.queries import PasskeyCard, WaysIn

SAID = {
    "phrase": "You have a new passphrase. Every other device is signed out.",
    "name": "You have a new name here. Sign in with it from now on.",
    "card-ended": "That card opens nothing now.",
    "passkey": "The passkey is added. You can sign in with it.",
    "passkey-ended": "That passkey opens nothing now. You can take it off your phone’s list too.",
    "elsewhere": "Every other device is signed out.",
    "way-back": "The two people you chose can help you back in.",
    "way-back-off": "Nobody can help you back in now. We did not tell anybody.",
    "stopped": "It has stopped. Nothing opens by it. We did not tell anybody.",
    "back": "You are back in. Every other device is signed out, and your old recovery codes have stopped. "
    "Your name here stands under “Change my name”.",
    "showing": "Saved.",
}


@dataclass(frozen=True)
class Line:
    """One way in: what it is, what there is of it, and the page on which it is changed."""

    name: str
    says: str
    leads_to: str
    does: str


def lines(ways: WaysIn, passkeys: tuple[PasskeyCard, ...]) -> tuple[Line, ...]:
    """Say which ways in there are."""
    return (
        Line(
            "Passphrase",
            "You have one." if ways.phrase else "You have none. You come in another way.",
            "/me/door/phrase/",
            "Change my passphrase" if ways.phrase else "Choose a passphrase",
        ),
        Line("Name", "What you are called here. You sign in with it.", "/me/door/name/", "Change my name"),
        Line(
            "Passkeys",
            _count(len(passkeys), "passkey.", "passkeys.", "None. A passkey lets your phone or computer sign you in."),
            "/me/door/passkeys/", "Add or end a passkey",
        ),
        Line(
            "Cards",
            _count(len(ways.cards), "card.", "cards.", "None. A card is six words on paper and a number in your head."),
            "/me/door/cards/", "Make or end a card",
        ),
        Line(
            "Recovery codes",
            f"{_count(ways.codes, 'code', 'codes', 'None')} left. For the day when everything else is lost.",
            "/me/door/codes/", "Make new codes",
        ),
        Line(
            "Two people who help me back in",
            "On. You chose two people." if ways.way_back else "Off.",
            "/me/door/way-back/", "Choose, or switch off",
        ),
        # The same words whatever is set: somebody may be reading over the shoulder.
        Line("Showing and taking out", "What can be shown or taken out.", "/me/door/showing/", "Look at this"),
    )  # fmt: skip


def _count(how_many: int, one: str, more: str, none: str) -> str:
    if not how_many:
        return none
    return f"{how_many} {one if how_many == 1 else more}"


def elsewhere(how_many: int) -> str:
    """Say where somebody is signed in. How many, and never when or where: that could be read by somebody else."""
    if not how_many:
        return "You are signed in on this device, and nowhere else."
    return f"You are signed in on this device and on {how_many} other{'' if how_many == 1 else 's'}."


def made(at: datetime) -> str:
    """Say when a card or a passkey was made."""
    return moment(at)


def said(key: object) -> str:
    """Say what has just been done."""
    return SAID.get(str(key), "")
