"""The door: load the demonstration community, and say who can sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import yaml
from django.conf import settings
from django.db import transaction

from wholeperson.consent import public as consent
from wholeperson.demo.rules import Community, InventedPerson, read
from wholeperson.foundation import clock
from wholeperson.journeys import public as journeys
from wholeperson.mapping import public as mapping
from wholeperson.people import public as people
from wholesystem.maps import read_map

__all__ = ["InProductionError", "Loaded", "load"]

BY = "system:demo"
HERE = Path(__file__).resolve().parent
# In an installed wheel the seed lies beside this file; in a checkout it lies at the root.
SEED = HERE / "seed" if (HERE / "seed").is_dir() else HERE.parents[2] / "seed"


class InProductionError(RuntimeError):
    """Invented people do not belong among real ones."""


@dataclass(frozen=True)
class Loaded:
    """What stands there now: how many maps, and who can sign in (name, words, and who that is)."""

    maps: int
    sign_in: tuple[tuple[str, str, str], ...]


def load() -> Loaded:
    """Load what is in the seed, through the doors. Loading again changes nothing; who was erased comes back as new.

    Raises:
        InProductionError: where this place serves real people.
    """
    if settings.PRODUCTION:
        raise InProductionError("This place serves real people, so invented ones are not loaded into it.")
    files = sorted((SEED / "maps").glob("*.yaml"))
    for file in files:
        mapping.publish(by=BY, a_map=read_map(file), why="Invented, to show what a place's own map looks like.")
    community = read(yaml.safe_load((SEED / "people" / "community.yaml").read_text(encoding="utf-8")))
    with transaction.atomic():
        _people(community)
    return Loaded(len(files), tuple((one.name, one.phrase, one.who) for one in community.people))


def _people(community: Community) -> None:
    places = {
        one["address"]: people.found_alliance(by=BY, address=one["address"], name=one["name"]).id
        for one in community.alliances
    }
    teams = {
        one.key: people.found_team(
            by=BY, alliance_id=places[one.alliance], organisation=one.organisation, name=one.name, does=one.does
        ).id
        for one in community.teams
    }
    here = {one.key: people.person_by_phrase(one.name, one.phrase) for one in community.people}
    fresh = {one.key: _join(one, places, teams) for one in community.people if here[one.key] is None}
    for circle in community.circles:
        _circle(circle, fresh, community, teams)
    for one in community.confirmed:
        if one["by"] in fresh:
            _confirm(one, fresh[one["by"]])
    for viewer in fresh.values():  # nobody is signed in who did not sign in
        people.sign_out(by=BY, sign_in_id=viewer.sign_in_id)


def _join(one: InventedPerson, places: Mapping[str, UUID], teams: Mapping[str, UUID]) -> people.Viewer:
    place = places[one.alliance]
    person = people.join(
        by=BY, name=one.name, age_band=people.AgeBand(one.age), alliance_id=place, phrase=one.phrase,
        role=people.Role(one.role),
    )  # fmt: skip
    viewer = first = _viewer(person.id)
    if one.work:
        role, kind = people.Role(one.work["role"]), one.work.get("kind")
        words = people.invite_by_the_place(
            by=BY, alliance_id=place, role=role, team_id=teams.get(one.work.get("team", "")),
            kind=people.PeerKind(kind) if kind else None,
        )  # fmt: skip
        people.accept_role(by=viewer, viewer=viewer, words=words, shown_as=one.work["shown_as"])
    for heading, words in one.about.items():
        journeys.write(by=viewer, viewer=viewer, heading=journeys.Heading(heading), words=words)
    people.sign_out(by=BY, sign_in_id=first.sign_in_id)
    return _viewer(person.id)  # once more, because a role has come


def _viewer(person_id: UUID) -> people.Viewer:
    sign_in = people.open_sign_in(by=BY, person_id=person_id, shared=True)
    viewer = people.viewer_of(sign_in.id, clock.now())
    assert viewer is not None  # opened in the line before, in this transaction
    return viewer


def _circle(
    circle: Mapping[str, str], fresh: Mapping[str, people.Viewer], community: Community, teams: Mapping[str, UUID]
) -> None:
    owner, other = fresh.get(circle["owner"]), fresh.get(circle["other"])
    if owner is None or other is None:
        return
    tie_id, words = people.invite_into_circle(by=owner, viewer=owner, word=circle["word"])
    people.accept_invitation(by=other, viewer=other, words=words, word=circle["other_word"])
    for share in community.shares:
        to = consent.Side(team_id=teams[share["to_team"]]) if "to_team" in share else consent.Side(tie_id=tie_id)
        consent.share(
            by=owner, viewer=owner, to=to, key=share["section"],
            purpose=consent.Purpose(share["purpose"]), span=consent.Span(share["span"]),
        )  # fmt: skip


def _confirm(one: Mapping[str, str], coordinator: people.Viewer) -> None:
    (hat,) = coordinator.hats_with(people.Power.RUN_THE_ALLIANCE)
    people.confirm_sentences(
        by=coordinator,
        viewer=coordinator,
        hat=hat,
        page=one["page"],
        text_hash=people.children_text_hash(),
        policy=one["policy"],
    )
