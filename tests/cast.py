"""The people of the tests. All of them are invented; none is drawn from anybody's life.

Each stands in a fixed relation to the platform, so that a test says who comes and everybody knows what they may do.
"""

import re
from dataclasses import dataclass

from django.test import Client

from wholeperson.foundation import clock
from wholeperson.people import public as people
from wholeperson.people.public import AgeBand, PeerKind, Role, Viewer

TESTS = "system:tests"
PHRASE = "amber kettle river moss"


@dataclass(frozen=True)
class Invented:
    """Somebody who comes to the platform in a test."""

    name: str
    comes: str


STRANGER = Invented("Robin", "knows an address and has no business there: never signed in, never invited")
VISITOR = Invented("Amira", "reads what is public, on a phone, without signing in")
EVERYBODY = (STRANGER, VISITOR)


def alliance(name: str = "Bognor Regis") -> people.AllianceCard:
    """Give an alliance of that name, founded now or before."""
    made = people.found_alliance(by=TESTS, address=name.lower().replace(" ", "-"), name=name)
    return people.AllianceCard(made.id, made.address, made.name)


def joined(
    name: str,
    *,
    phrase: str = "",
    age: AgeBand = AgeBand.FROM_25,
    place: str = "Bognor Regis",
    role: Role = Role.PERSON,
) -> Viewer:
    """Have somebody join, and sign them in. Without a passphrase it is quick; most tests need none."""
    person = people.join(by=TESTS, name=name, age_band=age, alliance_id=alliance(place).id, phrase=phrase, role=role)
    return signed_in(person.id)


def signed_in(person_id: object, *, shared: bool = False) -> Viewer:
    """Sign somebody in once more, and give them as they stand now."""
    sign_in = people.open_sign_in(by=TESTS, person_id=person_id, shared=shared)
    found = people.viewer_of(sign_in.id, clock.now())
    assert found is not None
    return found


def team(name: str = "Outreach", organisation: str = "The Hub", place: str = "Bognor Regis") -> people.TeamCard:
    """Give a team of that name, made now or before."""
    made = people.found_team(
        by=TESTS, alliance_id=alliance(place).id, organisation=organisation, name=name, does="Invented for tests."
    )
    found = people.team(made.id)
    assert found is not None
    return found


def with_role(
    name: str, role: Role, *, place: str = "Bognor Regis", in_team: people.TeamCard | None = None,
    kind: PeerKind | None = None,
) -> Viewer:  # fmt: skip
    """Have somebody join and take up a role by an invitation."""
    viewer = joined(name, place=place)
    words = people.invite_by_the_place(
        by=TESTS, alliance_id=alliance(place).id, role=role, team_id=in_team.id if in_team else None, kind=kind
    )
    people.accept_role(by=viewer, viewer=viewer, words=words, shown_as=f"{name} at work")
    return signed_in(viewer.id)


def in_circle(
    owner: Viewer, other: Viewer, *, word: str = "my sister", other_word: str = "my brother"
) -> people.TieCard:
    """Put one person into another's circle."""
    _, words = people.invite_into_circle(by=owner, viewer=owner, word=word)
    tie = people.accept_invitation(by=other, viewer=other, words=words, word=other_word)
    return next(card for card in people.circle_of(owner.id) if card.id == tie.id)


def without_token(page: bytes) -> bytes:
    """Give a page without the form tokens, which differ each time, so that two pages can be compared."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def browser_of(viewer: Viewer) -> Client:
    """Give a test client that carries this person's sign-in."""
    client = Client()
    session = client.session
    session["sign-in"] = str(viewer.sign_in_id)
    session["touched"] = clock.now().timestamp()
    session.save()
    return client
