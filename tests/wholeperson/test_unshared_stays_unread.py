"""Whatever people do, in whatever order, nobody reads a section that is not shown to them.

A world of a few invented people, two teams and two alliances. They join, come into circles, show, withdraw, let time
pass, move, change teams, open a record in an emergency, write and are forgotten. Beside the platform stands a small
model of who may read whom. After each step somebody opens every page that there is, and no word of anybody else's is in
it unless the model says so; and what the model says that they may read, they can.

`make test` takes some hundred steps, `make nightly` ten thousand.
"""

import os
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.cast import TESTS, alliance, browser_of, in_circle, joined, signed_in, team
from wholeperson.consent import actions as consent
from wholeperson.consent.models import Share
from wholeperson.consent.queries import seeing
from wholeperson.consent.rules import sections
from wholeperson.consent.rules.purposes import EMERGENCY, Purpose, Span, until
from wholeperson.consent.rules.sections import Passage, Section, register_section
from wholeperson.consent.rules.sides import Side
from wholeperson.foundation import clock
from wholeperson.journeys import actions as journeys
from wholeperson.journeys.rules.about_me import Heading
from wholeperson.people import actions as people
from wholeperson.people.public import DoorError, NotYoursError, Role, Viewer

pytestmark = pytest.mark.once
STEPS = int(os.environ.get("STEPS", "75"))
STEPS_A_WORLD = 25
LOOKED_AT = 4  # the latest shares, each by every page that takes one
PLACES = ("Bognor Regis", "Crawley")
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
ABOUT_ME, JOURNAL = "about-me", "journal-of-the-test"
PAGES = (
    "/", "/me/", "/me/about/", "/me/about/matters/", "/my-people/", "/my-people/circle/", "/my-people/show/",
    "/my-people/shown/", "/my-people/shares/", "/my-work/", "/my-work/emergency/",
    "/my-work/reviews/", "/my-work/questions/",
    "/who-looked/", "/messages/", "/me/everything/", "/me/alliances/", "/alliances/bognor-regis/", "/me/door/",
    "/alliances/crawley/run/",
)  # fmt: skip
TAKEN = ("/me/everything/take/json/", "/me/everything/take/ics/")
OF_A_SHARE = ("/my-people/shown/{}/", "/my-people/shares/{}/", "/my-work/emergency/{}/", "/me/about/for/{}/")


@dataclass
class Somebody:
    """A person of the world: what they wrote, where they belong and work, and whether they are still here."""

    name: str
    id: UUID
    words: str = ""
    voice: UUID | None = None
    place: str = PLACES[0]
    works_in: set[UUID] = field(default_factory=set)
    here: bool = True

    @property
    def journal(self) -> str:
        return f"journal-{self.id.hex}"


@dataclass
class Given:
    """A share as the model sees it: to somebody, or to a team, until a moment."""

    id: UUID
    owner: Somebody
    other: Somebody | None
    tie: UUID | None
    team: UUID | None
    place: str
    until: datetime
    running: bool = True


class World(RuleBasedStateMachine):
    """The platform, and beside it the model of who may read whom."""

    counted: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.keys = tempfile.TemporaryDirectory()
        self.place = override_settings(KEY_STORE=self.keys.name)
        self.place.enable()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = BEGIN
        self.people: list[Somebody] = []
        self.ties: dict[UUID, tuple[Somebody, Somebody]] = {}
        self.given: list[Given] = []
        self.opened: list[tuple[Somebody, Somebody, datetime]] = []
        self.teams: dict[str, UUID] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.place.disable()
        self.keys.cleanup()

    # ---- what the model knows

    def may_read(self, reader: Somebody, owner: Somebody) -> bool:
        by_share = any(self._open_to(one, reader) for one in self.given if one.owner is owner)
        by_opening = any((who, whose) == (reader, owner) and self.now < end for who, whose, end in self.opened)
        return owner.here and (reader is owner or by_share or (by_opening and bool(reader.works_in)))

    def _open_to(self, one: Given, reader: Somebody) -> bool:
        there = reader is one.other or (one.team is not None and one.team in reader.works_in)
        return one.running and self.now < one.until and there

    def _ran(self, person: Somebody) -> Viewer:
        return signed_in(person.id)

    def _who(self, data: st.DataObject, label: str) -> Somebody:
        return data.draw(st.sampled_from([one for one in self.people if one.here]), label=label)

    # ---- what people do

    @initialize()
    def two_alliances(self) -> None:
        with clock.stopped(self.now):
            for place in PLACES:
                alliance(place)
                self.teams[place] = team(f"Outreach of {place}", f"The Hub of {place}", place).id
                coordinator = joined(f"Coordinator of {place}", place=place)
                words = people.invite_by_the_place(by=TESTS, alliance_id=alliance(place).id, role=Role.COORDINATOR)
                people.accept_role(by=coordinator, viewer=coordinator, words=words, shown_as="C")
        for name in ("Sam", "Nia", "Jo"):
            self.somebody_joins(name, PLACES[0])
        sam, nia, jo = self.people
        self._tie(sam, nia)
        self._work(jo, PLACES[0])
        self._share(sam, next(iter(self.ties)), None, Purpose.KNOW_ME, Span.MONTH)
        self._share(sam, None, self.teams[PLACES[0]], Purpose.SUPPORT, Span.OPEN)

    @precondition(lambda self: len(self.people) < 6)
    @rule(name=st.sampled_from(["Sam", "Ash", "Max"]), place=st.sampled_from(PLACES))
    def somebody_joins(self, name: str, place: str) -> None:
        with clock.stopped(self.now):
            one = Somebody(name, joined(name, place=place).id, place=place)
        self.people.append(one)
        self.writes(one)

    def writes(self, one: Somebody) -> None:
        one.words = f"words-{uuid4().hex}"
        self.now += timedelta(seconds=1)  # what is said twice in one instant has no order
        with clock.stopped(self.now):
            viewer = self._ran(one)
            journeys.write(by=viewer, viewer=viewer, heading=Heading.MATTERS, words=one.words)

    @rule(data=st.data())
    def somebody_writes_again(self, data: st.DataObject) -> None:
        self.writes(self._who(data, "who"))
        self._look(data)

    @rule(data=st.data())
    def somebody_comes_into_a_circle(self, data: st.DataObject) -> None:
        owner, other = self._who(data, "owner"), self._who(data, "other")
        if owner is other:
            return
        self._tie(owner, other)
        self._look(data)

    def _tie(self, owner: Somebody, other: Somebody) -> None:
        with clock.stopped(self.now):
            self.ties[in_circle(self._ran(owner), self._ran(other)).id] = (owner, other)

    @precondition(lambda self: self.ties)
    @rule(data=st.data())
    def a_circle_grows_smaller(self, data: st.DataObject) -> None:
        tie = data.draw(st.sampled_from(list(self.ties)))
        by = data.draw(st.sampled_from([one for one in self.ties.pop(tie) if one.here] or [None]))
        if by:
            with clock.stopped(self.now):
                viewer = self._ran(by)
                people.end_tie(by=viewer, viewer=viewer, tie_id=tie)
        for one in self.given:
            one.running = one.running and one.tie != tie
        self._look(data)

    @rule(
        data=st.data(),
        purpose=st.sampled_from(Purpose),
        span=st.sampled_from(Span),
        key=st.sampled_from([ABOUT_ME, ABOUT_ME, ABOUT_ME, JOURNAL]),
    )
    def somebody_shows_a_part(self, data: st.DataObject, purpose: Purpose, span: Span, key: str) -> None:
        owner = self._who(data, "owner")
        ties = [tie for tie, (mine, _) in self.ties.items() if mine is owner]
        tie, to_team = data.draw(
            st.sampled_from([*([(tie, None) for tie in ties] * 3), *((None, one) for one in self.teams.values())])
        )
        self._share(owner, tie, to_team, purpose, span, key)
        self._look(data)

    def _share(
        self, owner: Somebody, tie: UUID | None, to_team: UUID | None, purpose: Purpose, span: Span, key: str = ABOUT_ME
    ) -> None:
        with clock.stopped(self.now):
            viewer = self._ran(owner)
            try:
                made = consent.share(
                    by=viewer, viewer=viewer, to=Side(tie_id=tie, team_id=to_team), key=key, purpose=purpose, span=span
                )
            except DoorError:
                assert key == JOURNAL or (to_team and to_team != self.teams[owner.place])
                return
        assert key != JOURNAL
        place = next((name for name, one in self.teams.items() if one == to_team), "")
        other = self.ties[tie][1] if tie else None
        self.given = [one for one in self.given if one.id != made.id]
        self.given.append(Given(made.id, owner, other, tie, to_team, place, until(span, self.now)))

    @rule(data=st.data(), span=st.sampled_from(Span))
    def somebody_shows_about_me(self, data: st.DataObject, span: Span) -> None:
        self.somebody_shows_a_part(data, Purpose.SUPPORT, span, ABOUT_ME)

    @precondition(lambda self: any(one.running for one in self.given))
    @rule(data=st.data())
    def somebody_withdraws(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from([one for one in self.given if one.running]))
        if one.owner.here and self.now < one.until:
            with clock.stopped(self.now):
                viewer = self._ran(one.owner)
                consent.end_share(by=viewer, viewer=viewer, share_id=one.id)
        one.running = False
        self._look(data)

    @rule(data=st.data(), days=st.sampled_from([0.01, 0.02, 0.5, 0.5, 2, 31, 190]))
    def time_passes(self, data: st.DataObject, days: float) -> None:
        self.now += timedelta(days=days)
        self._look(data)

    @rule(data=st.data())
    def somebody_takes_up_work(self, data: st.DataObject) -> None:
        one, place = self._who(data, "who"), data.draw(st.sampled_from(PLACES))
        if self.teams[place] in one.works_in:
            return
        self._work(one, place)
        self._look(data)

    def _work(self, one: Somebody, place: str) -> None:
        with clock.stopped(self.now):
            words = people.invite_by_the_place(
                by=TESTS, alliance_id=alliance(place).id, role=Role.WORKER, team_id=self.teams[place]
            )
            viewer = self._ran(one)
            people.accept_role(by=viewer, viewer=viewer, words=words, shown_as=f"{one.name} at work")
        one.works_in.add(self.teams[place])

    @rule(data=st.data())
    def somebody_leaves_their_work(self, data: st.DataObject) -> None:
        one = self._who(data, "who")
        with clock.stopped(self.now):
            viewer = self._ran(one)
            for hat in viewer.hats:
                if hat.role is Role.WORKER:
                    people.end_membership(by=viewer, viewer=viewer, membership_id=hat.id)
        one.works_in.clear()
        self.opened = [row for row in self.opened if row[0] is not one]
        self._look(data)

    @rule(data=st.data())
    def somebody_moves_to_the_other_place(self, data: st.DataObject) -> None:
        one = self._who(data, "who")
        there = PLACES[1 - PLACES.index(one.place)]
        with clock.stopped(self.now):
            viewer = self._ran(one)
            people.belong(by=viewer, viewer=viewer, alliance_id=alliance(there).id, role=Role.PERSON, shown_as=one.name)
            here = alliance(one.place).id
            left = next(hat for hat in viewer.hats if hat.role is Role.PERSON and hat.alliance_id == here)
            people.end_membership(by=viewer, viewer=viewer, membership_id=left.id)
        for share in self.given:
            share.running = share.running and not (share.owner is one and share.team == self.teams[one.place])
        one.place = there
        self._look(data)

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def a_worker_opens_in_an_emergency(self, data: st.DataObject) -> None:
        share, worker = data.draw(st.sampled_from(self.given)), self._who(data, "worker")
        with clock.stopped(self.now):
            viewer = self._ran(worker)
            try:
                consent.open_in_an_emergency(
                    by=viewer, viewer=viewer, share_id=share.id, reason="An invented reason that is long enough."
                )
            except (DoorError, NotYoursError, LookupError, PermissionError):
                return
        assert share.team in worker.works_in
        assert share.owner.here
        assert share.owner is not worker
        self.opened.append((worker, share.owner, self.now + EMERGENCY))
        self._look(data)

    @precondition(lambda self: len([one for one in self.people if one.here]) > 2)
    @rule(data=st.data())
    def somebody_is_forgotten(self, data: st.DataObject) -> None:
        one = self._who(data, "who")
        with clock.stopped(self.now):
            viewer = self._ran(one)
            people.erase_myself(by=viewer, viewer=viewer)
        one.here = False
        self.ties = {tie: both for tie, both in self.ties.items() if one not in both}
        for share in self.given:
            share.running = share.running and one not in (share.owner, share.other)
        self._look(data)

    # ---- somebody opens every page

    def _look(self, data: st.DataObject) -> None:
        reader = self._who(data, "reader")
        with clock.stopped(self.now):
            browser = browser_of(self._ran(reader))
            told = {path: self._body(browser, path) for path in self._addresses()}
            told |= {path: browser.post(path).content.decode(errors="replace") for path in TAKEN}
            for owner in self.people:
                self._nothing_of(owner, reader, told)
            for one in self.people:
                if one.here:
                    self._shares_answer_as_they_stand(browser_of(self._ran(one)), one)
        self.counted["looks"] += 1

    def _addresses(self) -> list[str]:
        of_shares = [page.format(one.id) for one in self.given[-LOOKED_AT:] for page in OF_A_SHARE]
        return [*PAGES, *of_shares]

    def _body(self, browser: Client, path: str) -> str:
        answer = browser.get(path)
        assert answer.status_code in (200, 303, 404), f"{path}: {answer.status_code}"
        return answer.content.decode()

    def _nothing_of(self, owner: Somebody, reader: Somebody, told: dict[str, str]) -> None:
        assert not [path for path, body in told.items() if owner.journal in body]
        found = [path for path, body in told.items() if owner.words in body]
        if not self.may_read(reader, owner):
            assert not found, f"{owner.name}'s words, not shown to {reader.name}, stand at {found}"
        elif owner is reader:
            assert "/me/about/matters/" in found

    def _shares_answer_as_they_stand(self, browser: Client, reader: Somebody) -> None:
        counts = set()
        for share_id in [uuid4(), *(one.id for one in self.given[-LOOKED_AT:])]:
            one = next((one for one in self.given if one.id == share_id), None)
            readable = one is not None and one.owner is not reader and self._open_to(one, reader)
            with CaptureQueriesContext(connection) as asked:
                answer = browser.get(f"/my-people/shown/{share_id}/")
            if readable:
                assert answer.status_code == 200
                assert one.owner.words in answer.content.decode()
                self.counted["read by a share"] += 1
            elif not (one and self.may_read(reader, one.owner)):
                assert answer.status_code == 404
                self.counted["not shown"] += 1
                counts.add(len(asked))
        assert len(counts) <= 1, f"what is not there and what is not shown are told apart by queries: {counts}"


def _todays_page(who: UUID) -> tuple[Passage, ...]:
    return (Passage("Today", f"journal-{who.hex}"),)


@pytest.fixture
def a_journal(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Register a section that is never shown, as the journal will be."""
    monkeypatch.setattr(sections, "_sections", dict(sections._sections))
    register_section(Section(JOURNAL, "Journal", "Never shown.", _todays_page, "/me/journal/", shareable=False))


def walk(steps: int) -> Counter[str]:
    """Take so many steps, and say how often somebody looked, read, and found nothing."""
    World.counted.clear()
    run_state_machine_as_test(
        World,
        _min_steps=STEPS_A_WORLD - 1,
        settings=settings(
            max_examples=max(steps // STEPS_A_WORLD, 1),
            stateful_step_count=STEPS_A_WORLD,
            deadline=None,
            derandomize=steps < 1000,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # a world costs seconds: it is told whole, and not made smaller
        ),
    )
    return World.counted


@pytest.mark.needs("P8")
def test_no_sequence_of_deeds_lets_an_unshared_section_be_read(a_journal: None) -> None:
    counted = walk(STEPS)
    assert counted["looks"] > STEPS / 3
    assert counted["read by a share"] > STEPS / 20  # or it would prove that nobody can read anything
    assert counted["not shown"] > STEPS / 3


open_shares = seeing.open_shares


def _without_an_end(viewer: Viewer, now: datetime) -> QuerySet[Share]:
    still = open_shares(viewer, now).values("pk")
    return Share.objects.filter(Q(pk__in=still) | Q(tie__other_id=viewer.id)).exclude(person_id=viewer.id)


def test_the_search_finds_a_share_that_outlives_its_end(a_journal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (seeing, import_module("wholeperson.consent.queries.shown")):  # the package has a function of that name
        monkeypatch.setattr(room, "open_shares", _without_an_end)
    with pytest.raises(BaseException, match=r"not shown to|== 404"):
        walk(300)
