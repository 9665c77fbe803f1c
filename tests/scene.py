"""Everybody who can come to a page, in every relation to whose page it is: the scene of the page × role table.

All of them are invented. For each role there is an owner who holds it, and others who hold it and stand in one relation
to an owner: shown something now, once in the circle, a stranger, in another alliance, after a share ran out, after it
was withdrawn, and (peers and workers) in the team that it is shown to.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from itertools import product
from uuid import UUID

from django.test import Client

from tests.cast import TESTS, alliance, browser_of, in_circle, joined, signed_in, team
from tests.wholeperson.journeys.sounds import wav
from wholeperson.consent import actions as consent
from wholeperson.consent.queries import asks_to_me
from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.consent.rules.sides import Side
from wholeperson.directory import public as directory
from wholeperson.foundation import clock
from wholeperson.journeys import actions as journeys
from wholeperson.journeys.rules.about_me import Heading
from wholeperson.messages.queries import messages_of
from wholeperson.people import actions as people
from wholeperson.people.public import PeerKind, Power, Role, TeamCard, Viewer
from wholeperson.trail.public import readings_of

HERE, ELSEWHERE = "Bognor Regis", "Crawley"
KEY = "about-me"
WORDS = "words that only some may read"
IN_A_TEAM = (Role.PEER, Role.WORKER)


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


BY_TIE = (Relation.INVITED, Relation.ONCE_INVITED, Relation.EXPIRED, Relation.WITHDRAWN)


@dataclass
class Comer:
    """Somebody who comes: their role, their relation, their browser, and what addresses are filled with for them."""

    role: Role | None
    relation: Relation | None
    browser: Client
    fills: dict[str, object]
    viewer: Viewer | None = None

    @property
    def name(self) -> str:
        return "nobody" if self.role is None else f"{self.role.value}, {self.relation.value}"  # type: ignore[union-attr]  # both or neither


@dataclass
class Owner:
    """Whose pages they are."""

    viewer: Viewer
    fills: dict[str, object]


def the_scene() -> list[Comer]:
    """Make everybody, and give them in a fixed order; whoever is not signed in comes first."""
    outreach = team("Outreach", "The Hub", HERE)
    owners = {role: _owner(role, outreach) for role in Role}
    owner = owners[Role.PERSON]
    own = [Comer(role, Relation.OWNER, browser_of(one.viewer), one.fills) for role, one in owners.items()]
    others = [
        _other(role, relation, owner, outreach)
        for role, relation in product(Role, Relation)
        if relation is not Relation.OWNER and (relation is not Relation.IN_THE_TEAM or role in IN_A_TEAM)
    ]
    _on_the_map(owners)
    _somebody_looked(owner, next(one for one in others if one.relation is Relation.INVITED))
    for one in (*own, *others):
        one.fills = {**owner.fills, **one.fills}
    return [Comer(None, None, Client(), owner.fills), *own, *others]


def _person(role: Role, name: str, place: str, in_team: TeamCard) -> Viewer:
    if role in (Role.PERSON, Role.FAMILY):
        return joined(name, place=place, role=role)
    viewer = joined(name, place=place)
    words = people.invite_by_the_place(
        by=TESTS, alliance_id=alliance(place).id, role=role,
        team_id=in_team.id if role in IN_A_TEAM else None,
        kind=PeerKind.MENTOR if role is Role.PEER else None,
    )  # fmt: skip
    people.accept_role(by=viewer, viewer=viewer, words=words, shown_as=f"{name} at work")
    return signed_in(viewer.id)


def _owner(role: Role, outreach: TeamCard) -> Owner:
    viewer = _person(role, "Owner", HERE, team("Evenings", "The Hub", HERE))
    said = journeys.write(by=viewer, viewer=viewer, heading=Heading.MATTERS, words=WORDS, voice=wav())
    tie, _ = people.invite_into_circle(by=viewer, viewer=viewer, word="a friend")
    owner = Owner(viewer, {"said": said.id, "tie": tie, "through": tie})
    owner.fills["share"] = _share(owner, Side(team_id=outreach.id))
    return owner


def _other(role: Role, relation: Relation, owner: Owner, outreach: TeamCard) -> Comer:
    place = ELSEWHERE if relation is Relation.OTHER_ALLIANCE else HERE
    in_team = outreach if relation is Relation.IN_THE_TEAM else team("Elsewhere", "Another House", place)
    viewer = _person(role, "Other", place, in_team)
    fills: dict[str, object] = {"through": owner.fills["share"]}
    if relation in BY_TIE:
        fills = _by_tie(relation, owner, viewer)
    return Comer(role, relation, browser_of(viewer), fills, viewer)


def _by_tie(relation: Relation, owner: Owner, viewer: Viewer) -> dict[str, object]:
    with clock.stopped(clock.now() - timedelta(days=3 if relation is Relation.EXPIRED else 0)):
        tie = in_circle(owner.viewer, viewer).id
        share = _share(owner, Side(tie_id=tie), Span.DAY)
    if relation is Relation.EXPIRED:
        consent.ask(by=viewer, viewer=viewer, through=tie, key=KEY, purpose=Purpose.KNOW_ME)
    if relation is Relation.WITHDRAWN:
        consent.end_share(by=owner.viewer, viewer=owner.viewer, share_id=share)
    if relation is Relation.ONCE_INVITED:
        people.end_tie(by=owner.viewer, viewer=owner.viewer, tie_id=tie)
    return {"tie": tie, "through": tie, "share": share}


def _share(owner: Owner, to: Side, span: Span = Span.MONTH) -> UUID:
    return consent.share(by=owner.viewer, viewer=owner.viewer, to=to, key=KEY, purpose=Purpose.SUPPORT, span=span).id


def _on_the_map(owners: dict[Role, Owner]) -> None:
    """Put something of The Hub on the network map; somebody said how it was, and offers support."""
    owner, worker = owners[Role.PERSON], owners[Role.WORKER].viewer
    (hat,) = worker.hats_with(Power.KEEP_OWN_ENTRIES)
    run_by = directory.keep_organization(
        by=TESTS, alliance_id=hat.alliance_id, name="The Hub", teams_of=hat.organisation_id
    )
    tea = directory.Entry(name="Tea and talk", kind=directory.ResourceKind.GROUP, terms=("talk",))
    owner.fills["resource"] = directory.keep_entry(by=TESTS, organization=run_by, entry=tea).id
    said = directory.say(
        by=owner.viewer, viewer=owner.viewer, resource_id=owner.fills["resource"], words="They made me tea."
    )
    owner.fills["review"] = said.id
    owner.fills["offer"] = directory.offer_support(
        by=owner.viewer, viewer=owner.viewer, alliance_id=hat.alliance_id, shown_as="O", words="Tea.",
        reach="At the Hub.", terms=("talk",), yes=True,
    ).id  # fmt: skip


def _somebody_looked(owner: Owner, reader: Comer) -> None:
    assert reader.viewer is not None
    consent.read(by=reader.viewer, viewer=reader.viewer, whose=owner.viewer.id, key=KEY)
    owner.fills["ref"] = readings_of(owner.viewer.id)[0].ref
    owner.fills["ask"] = asks_to_me(owner.viewer)[0].id
    owner.fills["message"] = messages_of(owner.viewer)[0].id
