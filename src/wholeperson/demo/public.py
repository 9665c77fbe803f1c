"""The door: load the demonstration community, and say who can sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.conf import settings
from django.db import transaction

from wholeperson.consent import public as consent
from wholeperson.demo.queries import InventedOrganization, InventedPlace, read_place
from wholeperson.demo.rules import Community, InventedPerson, read
from wholeperson.directory import public as directory
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.journeys import public as journeys
from wholeperson.mapping import public as mapping
from wholeperson.people import public as people
from wholesystem.maps import read_map

__all__ = ["InProductionError", "Loaded", "load", "load_places"]

BY = "system:demo"
LOOKERS = ("peer", "coordinator")
WAYS = {"in person": directory.Way.WENT, "by phone": directory.Way.RANG}
HERE = Path(__file__).resolve().parent
# In an installed wheel the seed lies beside this file; in a checkout it lies at the root.
SEED = HERE / "seed" if (HERE / "seed").is_dir() else HERE.parents[2] / "seed"


class InProductionError(RuntimeError):
    """Invented people do not belong among real ones."""


@dataclass(frozen=True)
class Loaded:
    """What stands there now: how many maps, who can sign in (name, words, and who that is), what the places hold."""

    maps: int
    sign_in: tuple[tuple[str, str, str], ...]
    listed: int = 0


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
    community = _community()
    with transaction.atomic():
        places, teams = _alliances(community)
        persons = _people(community, places, {key: team.id for key, team in teams.items()})
        listed = _places(community, places, teams, persons)
    signs_in = tuple((one.name, one.phrase, one.who) for one in community.people)
    return Loaded(len(files), signs_in, listed)


def load_places() -> int:
    """Load the network map of the invented places, and nobody. Give how many entries the seed holds.

    Raises:
        InProductionError: where this place serves real people.
    """
    if settings.PRODUCTION:
        raise InProductionError("This place serves real people, so invented places are not loaded into it.")
    community = _community()
    with transaction.atomic():
        return _places(community, *_alliances(community), {})


def _places(
    community: Community, places: Mapping[str, UUID], teams: Mapping[str, Any], persons: Mapping[str, UUID]
) -> int:
    today = clock.now().astimezone(LONDON).date()
    listed = [read_place(folder, today) for folder in sorted((SEED / "places").iterdir()) if folder.is_dir()]
    members = {(team.alliance_id, team.organisation.name): team.organisation_id for team in teams.values()}
    for one in listed:
        fresh = _place(one, places[one.address], members)
        if fresh:
            _voices(one, fresh, community, persons)
    return sum(len(run.resources) for one in listed for run in one.organizations)


def _voices(place: InventedPlace, fresh: Mapping[str, Any], community: Community, persons: Mapping[str, UUID]) -> None:
    """Have the people of a place look at what is fresh, and say what they say."""
    here = [one for one in community.people if one.alliance == place.address and one.key in persons]
    viewers = {one.key: _viewer(persons[one.key]) for one in here}
    _look(place, fresh, [viewers[one.key] for one in here if one.work.get("role") in LOOKERS])
    directory.make_anew(by=BY, ids=[one.id for one in fresh.values()])  # so that open times are those from today on
    _say(place, fresh, viewers)
    for viewer in viewers.values():  # nobody is signed in who did not sign in
        people.sign_out(by=BY, sign_in_id=viewer.sign_in_id)


def _community() -> Community:
    return read(yaml.safe_load((SEED / "people" / "community.yaml").read_text(encoding="utf-8")))


def _alliances(community: Community) -> tuple[Mapping[str, UUID], Mapping[str, Any]]:
    places = {
        one["address"]: people.found_alliance(by=BY, address=one["address"], name=one["name"]).id
        for one in community.alliances
    }
    teams = {
        one.key: people.found_team(
            by=BY, alliance_id=places[one.alliance], organisation=one.organisation, name=one.name, does=one.does
        )
        for one in community.teams
    }
    return places, teams


def _people(community: Community, places: Mapping[str, UUID], teams: Mapping[str, UUID]) -> dict[str, UUID]:
    here = {one.key: people.person_by_phrase(one.name, one.phrase) for one in community.people}
    fresh = {one.key: _join(one, places, teams) for one in community.people if here[one.key] is None}
    for circle in community.circles:
        _circle(circle, fresh, community, teams)
    for one in community.confirmed:
        if one["by"] in fresh:
            _confirm(one, fresh[one["by"]])
    for viewer in fresh.values():  # nobody is signed in who did not sign in
        people.sign_out(by=BY, sign_in_id=viewer.sign_in_id)
    return {key: known for key, known in here.items() if known} | {key: viewer.id for key, viewer in fresh.items()}


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


def _place(place: InventedPlace, alliance_id: UUID, members: Mapping[tuple[UUID, str], UUID]) -> dict[str, Any]:
    """Write down what is not there yet of one place. What is there stays as it is, also where somebody changed it."""
    there, names = dict(directory.organizations_of(alliance_id)), directory.names_in(alliance_id)
    fresh: dict[str, Any] = {}
    for one in place.organizations:
        new = one.name not in there
        if new:
            there[one.name] = directory.keep_organization(
                by=BY, alliance_id=alliance_id, name=one.name, description=one.about, website=one.website,
                teams_of=members.get((alliance_id, one.name)),
            )  # fmt: skip
        for resource in one.resources:
            if (there[one.name].id, resource.entry.name) not in names:
                kept = directory.keep_entry(by=BY, organization=there[one.name], entry=resource.entry)
                fresh[f"{one.name} / {resource.entry.name}"] = kept
        if new and one.signed:
            directory.sign_charter(
                by=BY, organization_id=there[one.name].id, number=directory.charter(alliance_id).number,
                signed_as=one.signed,
            )  # fmt: skip
    _links(place.organizations, there, alliance_id)
    if fresh:
        directory.load_names(by=BY, alliance_id=alliance_id, names=[directory.PlaceName(*one) for one in place.names])
    return fresh


def _look(place: InventedPlace, fresh: Mapping[str, Any], lookers: list[people.Viewer]) -> None:
    """Have somebody look at each fresh entry, as many days ago as the seed says."""
    number = 0
    for one in place.organizations:
        for resource in one.resources:
            kept, looked = fresh.get(f"{one.name} / {resource.entry.name}"), resource.looked
            if kept and looked and lookers:
                viewer, number = lookers[number % len(lookers)], number + 1
                with clock.stopped(clock.now() - timedelta(days=looked.days_ago)):
                    directory.look(
                        by=viewer, viewer=viewer, resource_id=kept.id, seen=directory.Seen.RIGHT, way=WAYS[looked.how]
                    )


def _say(place: InventedPlace, fresh: Mapping[str, Any], viewers: Mapping[str, people.Viewer]) -> None:
    """What people say about a place, looked at by the coordinator, with an answer; and who offers support."""
    said: dict[tuple[str, str], UUID] = {}
    coordinators = [one for one in viewers.values() if one.has(people.Power.LOOK_AT_REVIEWS)]
    for one in place.voices.get("reviews", ()):
        if one["of"] in fresh and one["by"] in viewers and coordinators:
            viewer, who = viewers[one["by"]], coordinators[0]
            review = directory.say(by=viewer, viewer=viewer, resource_id=fresh[one["of"]].id, words=one["words"])
            directory.look_at(
                by=who, viewer=who, review_id=review.id, seen=directory.mark_of(one["words"]), held_back=None
            )
            said[one["of"], one["by"]] = review.id
    for one in place.voices.get("answers", ()):
        if (one["of"], one["to"]) in said and one["by"] in viewers:
            viewer = viewers[one["by"]]
            directory.answer(by=viewer, viewer=viewer, review_id=said[one["of"], one["to"]], words=one["words"])
    for one in place.voices.get("offers", ()):
        if fresh and one["by"] in viewers:
            viewer = viewers[one["by"]]
            directory.offer_support(
                by=viewer, viewer=viewer, alliance_id=viewer.hats[0].alliance_id, shown_as=one["shown_as"],
                words=one["words"], reach=one["reach"], terms=one["for"], yes=True,
            )  # fmt: skip


def _links(organizations: tuple[InventedOrganization, ...], there: Mapping[str, Any], alliance_id: UUID) -> None:
    known = directory.links_in(alliance_id)
    for one in organizations:
        for link in one.links:
            if (there[one.name].id, there[link.to].id, link.kind) not in known:
                directory.link_organizations(
                    by=BY, one=there[one.name], other=there[link.to], kind=link.kind, words=link.words
                )
