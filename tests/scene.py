"""Everybody who can come to a page, in every relation to whose page it is: the scene of the page × role table.

All of them are invented. For each role there is an owner who holds it, and others who hold it and stand in one relation
to an owner: shown something now, once in the circle, a stranger, in another alliance, after a share ran out, after it
was withdrawn, and (peers and workers) in the team that it is shown to.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from itertools import product
from uuid import UUID, uuid4

from django.test import Client

from tests.cast import TESTS, alliance, browser_of, in_circle, joined, signed_in, team
from wholeperson.consent import actions as consent
from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.consent.rules.sides import Side
from wholeperson.foundation import clock
from wholeperson.journeys import actions as journeys
from wholeperson.journeys.rules.about_me import Heading
from wholeperson.people import actions as people
from wholeperson.people.public import PeerKind, Role, TeamCard, Viewer

HERE, ELSEWHERE = "Bognor Regis", "Crawley"


class Relation(Enum):
    """How somebody stands to whose page it is."""

    OWNER = "owner"
    INVITED = "invited"
    ONCE_INVITED = "once invited"
    STRANGER = "stranger"
    OTHER_ALLIANCE = "other alliance"
    EXPIRED = "expired share"
    WITHDRAWN = "withdrawn share"
    IN_THE_TEAM = "in the team"


@dataclass
class Comer:
    """Somebody who comes: their role, their relation, their browser, and what addresses are filled with for them."""

    role: Role | None
    relation: Relation | None
    browser: Client
    fills: dict[str, object] = field(default_factory=dict)
    owner_words: str = ""

    @property
    def name(self) -> str:
        return "nobody" if self.role is None else f"{self.role.value}, {self.relation.value}"  # type: ignore[union-attr]  # both or neither


@dataclass
class Owner:
    """Whose pages they are."""

    viewer: Viewer
    words: str
    said: UUID


def the_scene() -> list[Comer]:
    """Make everybody, and give them in a fixed order; whoever is not signed in comes first."""
    outreach = team("Outreach", "The Hub", HERE)
    owners = {role: _owner(role, outreach) for role in Role}
    owner = owners[Role.PERSON]
    to_team = _share(owner, Side(team_id=outreach.id))
    nobody = Comer(None, None, Client(), _fills(owner, to_team), owner.words)
    others = [
        _other(role, relation, owner, to_team, outreach)
        for role, relation in product(Role, Relation)
        if relation is not Relation.OWNER and (relation is not Relation.IN_THE_TEAM or role in (Role.PEER, Role.WORKER))
    ]
    own = [
        Comer(
            role, Relation.OWNER, browser_of(one.viewer), _fills(one, _share(one, Side(team_id=outreach.id))), one.words
        )
        for role, one in owners.items()
    ]
    return [nobody, *own, *others]


def _person(role: Role, name: str, place: str, in_team: TeamCard | None) -> Viewer:
    if role in (Role.PERSON, Role.FAMILY):
        return joined(name, place=place, role=role)
    viewer = joined(name, place=place)
    needs_team = role in (Role.PEER, Role.WORKER)
    words = people.invite_by_the_place(
        by=TESTS, alliance_id=alliance(place).id, role=role,
        team_id=in_team.id if needs_team and in_team else None,
        kind=PeerKind.MENTOR if role is Role.PEER else None,
    )  # fmt: skip
    people.accept_role(by=viewer, viewer=viewer, words=words, shown_as=f"{name} at work")
    return signed_in(viewer.id)


def _owner(role: Role, outreach: TeamCard) -> Owner:
    viewer = _person(role, "Owner", HERE, team("Evenings", "The Hub", HERE))
    words = f"words-{uuid4().hex}"
    said = journeys.write(by=viewer, viewer=viewer, heading=Heading.MATTERS, words=words)
    return Owner(viewer, words, said.id)


def _other(role: Role, relation: Relation, owner: Owner, to_team: UUID, outreach: TeamCard) -> Comer:
    place = ELSEWHERE if relation is Relation.OTHER_ALLIANCE else HERE
    in_team = outreach if relation is Relation.IN_THE_TEAM else team("Elsewhere", "Another House", place)
    viewer = _person(role, "Other", place, in_team)
    share = to_team
    if relation in (Relation.INVITED, Relation.ONCE_INVITED, Relation.EXPIRED, Relation.WITHDRAWN):
        share = _by_tie(relation, owner, viewer)
    return Comer(role, relation, browser_of(signed_in(viewer.id)), _fills(owner, share), owner.words)


def _by_tie(relation: Relation, owner: Owner, viewer: Viewer) -> UUID:
    with clock.stopped(clock.now() - timedelta(days=3 if relation is Relation.EXPIRED else 0)):
        tie = in_circle(owner.viewer, viewer)
        share = _share(owner, Side(tie_id=tie.id), Span.DAY)
    if relation is Relation.WITHDRAWN:
        consent.end_share(by=owner.viewer, viewer=owner.viewer, share_id=share)
    if relation is Relation.ONCE_INVITED:
        people.end_tie(by=owner.viewer, viewer=owner.viewer, tie_id=tie.id)
    return share


def _share(owner: Owner, to: Side, span: Span = Span.MONTH) -> UUID:
    return consent.share(
        by=owner.viewer, viewer=owner.viewer, to=to, key="about-me", purpose=Purpose.SUPPORT, span=span
    ).id


def _fills(owner: Owner, share: UUID) -> dict[str, object]:
    return {"share": share, "said": owner.said, "nothing": UUID(int=5)}
