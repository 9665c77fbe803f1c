"""Whatever happens in whatever order: what is seen is what is shown at that moment, and nothing else."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import joined, signed_in
from tests.wholeperson.consent.parts import ABOUT, ALSO, DIARY, show, somebody, to_sister, to_team, worker
from wholeperson.consent import actions, chores, queries
from wholeperson.consent.models import Share
from wholeperson.consent.public import NotThereError, Side, Span, may_see
from wholeperson.foundation import clock
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, Role, Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SIDES, KEYS = st.sampled_from(("tie", "team")), st.sampled_from((ABOUT, ALSO, DIARY))
STEPS = st.one_of(
    st.tuples(st.just("show"), SIDES, KEYS, st.sampled_from(Span)),
    st.tuples(st.just("end"), SIDES, KEYS),
    st.tuples(st.just("end all"), SIDES),
    st.tuples(st.just("days"), st.sampled_from((1, 20, 40, 190, 220))),
    st.tuples(st.just("tidy")),
    st.tuples(st.sampled_from(("end tie", "leave team", "leave alliance"))),
)


@dataclass
class Lives:
    """Three people, and what is shown by their own account of it."""

    sam: Viewer
    nia: Viewer
    jo: Viewer
    sides: dict[str, Side]
    now: datetime
    gone: set[str] = field(default_factory=set)
    shown: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def end(self, side: str) -> None:
        self.gone.add(side)
        self.shown = {there: until for there, until in self.shown.items() if there[0] != side}


def do_show(lives: Lives, side: str, key: str, span: Span) -> None:
    try:
        lives.shown[side, key] = show(lives.sam, lives.sides[side], key, span=span).until
    except DoorError:
        assert key == DIARY or side in lives.gone


def do_end(lives: Lives, side: str, key: str) -> None:
    to = lives.sides[side]
    found = Share.objects.filter(queries.on_side(to), section=key).order_by("-created_at").first()
    if found:
        try:
            actions.end_share(by=lives.sam, viewer=lives.sam, share_id=found.id)
        except NotThereError:
            assert found.ended_at is not None
    lives.shown.pop((side, key), None)


def do_leave(lives: Lives, what: str) -> None:
    if what == "end tie" and "tie" not in lives.gone:
        people.end_tie(by=lives.nia, viewer=lives.nia, tie_id=lives.sides["tie"].tie_id)
        lives.end("tie")
    who, role = (lives.jo, Role.WORKER) if what == "leave team" else (lives.sam, Role.PERSON)
    hat = next((one for one in who.hats if one.role is role), None)
    if what != "end tie" and hat:
        people.end_membership(by=who, viewer=who, membership_id=hat.id)
        lives.sam, lives.jo = signed_in(lives.sam.id), signed_in(lives.jo.id)
        if what == "leave alliance":
            lives.end("team")


def step(lives: Lives, what: str, *rest: object) -> None:
    if what == "show":
        do_show(lives, *rest)  # type: ignore[arg-type]  # just as the strategy made them
    elif what == "end":
        do_end(lives, *rest)  # type: ignore[arg-type]  # just as the strategy made them
    elif what == "end all":
        actions.end_all_with(by=lives.sam, viewer=lives.sam, to=lives.sides[str(rest[0])])
        lives.shown = {there: until for there, until in lives.shown.items() if there[0] != rest[0]}
    elif what == "days":
        lives.now += timedelta(days=int(str(rest[0])))
    elif what == "tidy":
        before = set(queries.due_for_review(lives.now))
        chores.look_after_shares(lives.now)
        for one in Share.objects.filter(pk__in=before, person_id=lives.sam.id):
            lives.shown["tie" if one.tie_id else "team", one.section] = one.until
    else:
        do_leave(lives, what)


def check(lives: Lives, robin: Viewer) -> None:
    works = any(hat.role is Role.WORKER for hat in lives.jo.hats)
    for key in (ABOUT, ALSO, DIARY):
        for viewer, side in ((lives.nia, "tie"), (lives.jo, "team")):
            told = lives.shown.get((side, key))
            there = told is not None and told > lives.now and (side == "tie" or works)
            assert (may_see(viewer, lives.sam.id, key, lives.now) is not None) == there
        assert may_see(robin, lives.sam.id, key, lives.now) is None
    cards = [*queries.shown_by_ties(lives.nia, lives.now)]
    cards += [card for mine in queries.shown_to_teams(lives.jo, lives.now) for card in mine.cards]
    mine = [card for card in cards if card.person_id == lives.sam.id]  # the team knows people of earlier examples
    listed = {("team" if card.team_id else "tie", card.part.key) for card in mine}
    assert listed == {
        there for there, until in lives.shown.items() if until > lives.now and (there[0] == "tie" or works)
    }


@pytest.mark.needs("P8")
@settings(max_examples=25)
@given(st.lists(STEPS, min_size=3, max_size=12))
def test_no_order_of_things_shows_what_is_not_shown(steps: list[tuple[object, ...]]) -> None:
    sam, nia, jo, robin = somebody(), joined("Nia"), worker(), joined("Robin")
    lives = Lives(sam, nia, jo, {"tie": to_sister(sam, nia), "team": to_team()}, clock.now())
    for one in steps:
        with clock.stopped(lives.now):
            step(lives, *one)  # type: ignore[arg-type]  # just as the strategy made them
            check(lives, robin)
