"""What matters most here: the rules, the words and the page."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from wholeperson.mapping.presenters import matter_words as say
from wholeperson.mapping.presenters import matters, tables
from wholeperson.mapping.rules import mattering, scenario
from wholesystem import catalogue, dynamics
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import Claim, Link, SystemsMap, Variable

STRUGGLE = catalogue.load("the-struggle")
JOINED = catalogue.load("user-generated-system")
assert isinstance(STRUGGLE, SystemsMap)
assert isinstance(JOINED, SystemsMap)
PLAYED = [a_map for name in catalogue.names() if isinstance(a_map := catalogue.load(name), SystemsMap)]
EVERY = [(a_map, outcome) for a_map in PLAYED for outcome in a_map.outcomes]
OUTCOME = "tendency-to-recover"


def a_link(source: str, target: str, **more: str) -> Link:
    return Link(id=f"{source}-{target}", source=source, target=target, **{"polarity": "+", **more})  # type: ignore[arg-type]  # words of the library


def small(*links: Link, drivers: tuple[str, ...] = ("a",), **more: str) -> SystemsMap:
    variables = tuple(Variable(id=name, label=name.upper(), kind=more.get(name, "level")) for name in "abc")  # type: ignore[arg-type]  # words of the library
    return SystemsMap(id="small", title="Small", variables=variables, links=links, outcomes=("c",), drivers=drivers)


DISPUTED = Link(
    id="b-c", source="b", target="c", polarity="disputed",
    claims=(Claim(polarity="+", by="some"), Claim(polarity="-", by="others")),
)  # fmt: skip


@pytest.fixture
def page(client: Client, db: None):
    def read(address: str, status: int = 200) -> str:
        answer = client.get(f"/maps/{address}")
        assert answer.status_code == status, address
        return unescape(answer.content.decode())

    return read


@pytest.mark.needs("S6", "S9")
def test_the_page_tells_three_findings_first_with_how_sure_and_what_else(page) -> None:
    shown = page(f"the-struggle/matters/?outcome={OUTCOME}&years=5")
    assert shown.count('<li class="card">') == 3
    assert re.search(r"helps: more Tendency to Recover in \d+ of 100 runs\.", shown)
    assert "It also brings" in shown
    assert "Which changes help most together" in shown
    assert "Two together" in shown
    assert "What to learn about next" in shown
    assert "Many arrows do not make a thing matter" in shown
    assert "It is not you" in shown
    assert "/maps/the-struggle/tipping/?outcome=tendency-to-recover" in shown


def test_every_play_link_leads_to_a_question_that_can_be_played(page) -> None:
    shown = page("the-struggle/matters/")
    links = re.findall(r'href="(/maps/the-struggle/what-if/\?a=[^"]+)"', shown)
    assert len(links) >= 5
    for link in links:
        page(link.removeprefix("/maps/"))


def test_the_map_leads_here_where_it_can_be_played(page) -> None:
    assert "/maps/the-struggle/matters/" in page("the-struggle/")
    assert "matters/" not in page("influence-crawley/")
    assert "This map cannot be played" in page("influence-crawley/matters/")


def test_what_cannot_be_read_is_told_or_not_found(page) -> None:
    page("the-struggle/matters/?outcome=no-such-thing", 404)
    page("the-struggle/matters/?outcome=health", 404)
    for years in ("7", "many", "99999", ""):
        assert "We play 1, 2, 5 or 10 years" in page(f"the-struggle/matters/?years={years}", 422)


@pytest.mark.needs("S9")
@pytest.mark.parametrize(("a_map", "outcome"), EVERY, ids=[f"{a_map.id} {outcome}" for a_map, outcome in EVERY])
def test_no_page_ever_offers_a_harm_to_be_raised_nor_friends_and_family_as_a_whole(
    page, monkeypatch: pytest.MonkeyPatch, a_map: SystemsMap, outcome: str
) -> None:
    monkeypatch.setattr(mattering, "DRAWS", 24)
    shown = page(f"{a_map.id}/matters/?outcome={outcome}")
    found = mattering.ask(a_map, outcome, 5, 24)
    together = [move for few in (found.pair, found.trio) if few for move in few.moves]
    for move in (*together, *(lever.is_move for lever in (*found.best, *found.links, *found.variables))):
        assert not (move.move == "support" and a_map.is_harm(move.change))
        if move.is_link:
            link = a_map.link(move.change)
            raised = "+" if move.move == "strengthen" else "-"
            assert not (a_map.is_harm(link.head) and link.polarity == raised)
            assert not (a_map.is_harm(link.tail) and move.move == "strengthen")
            helping = {end for end in (link.tail, link.head) if "/" in end and not a_map.is_harm(end)}
            assert not (helping and move.move == "weaken")
        else:
            assert move.change in a_map.nodes
    for link in re.findall(r'href="(/maps/[^"]+/what-if/\?a=[^"]+)"', shown):
        for text in parse_qs(urlsplit(link).query)["a"]:
            asked = scenario.read_move(text)
            assert not (asked.how in scenario.RAISES and a_map.is_harm(asked.what))
            assert asked.what in {*a_map.nodes, *(one.id for one in a_map.links)}


def test_a_question_without_anything_that_pushes_or_of_other_years_is_answered_by_asking() -> None:
    quiet = small(a_link("a", "b"), a_link("b", "c"), drivers=())
    with pytest.raises(QuestionError):
        mattering.ask(quiet, "c", 5)
    with pytest.raises(QuestionError, match="Choose one"):
        mattering.ask(quiet, "c", 3)
    with pytest.raises(UnknownNameError):
        mattering.ask(quiet, "z", 5)


def test_where_nothing_helps_there_is_nothing_together() -> None:
    found = mattering.ask(small(a_link("a", "b")), "c", 1, 16)
    assert (found.best, found.pair, found.trio, found.first_is_better) == ((), None, None, None)
    shown = matters.matters_page(small(a_link("a", "b")), "c", 1, found, "").answer
    assert shown is not None
    assert (shown.findings, shown.few, shown.compared) == ((), (), "")


def test_two_that_were_not_played_as_a_pair_say_nothing_of_what_they_add() -> None:
    found = dynamics.leverage(STRUGGLE, OUTCOME, weeks=52, draws=16)
    together = found.combinations(2, 12, 2)
    other = found.best[-1].is_move
    far = replace(together.found[0], moves=(together.found[0].moves[0], other))
    told = mattering._best_of(replace(together, found=(far,)), 2, found)
    assert told is not None
    assert told.adds is None
    assert matters._adds(told) == ""


def test_what_two_add_is_said_in_words() -> None:
    pair = mattering.ask(STRUGGLE, OUTCOME, 5, 24).pair
    assert pair is not None
    assert "help each other" in matters._adds(replace(pair, adds=0.2))
    assert "share some of the work" in matters._adds(replace(pair, adds=-0.2))
    assert "about as much" in matters._adds(replace(pair, adds=0.001))


def test_which_of_two_helps_more_is_said_in_words() -> None:
    assert "too close to call" in matters._compared(0.5)
    assert "the first helps more than the other in 71 of 100 runs" in matters._compared(0.71)
    assert "the second helps more than the other in 80 of 100 runs" in matters._compared(0.2)


def test_a_disputed_arrow_is_answered_for_each_view() -> None:
    disputed = small(a_link("a", "b"), DISPUTED)
    found = mattering.ask(disputed, "c", 1, 40)
    assert [link for link, _ in found.claims] == ["b-c"]
    shown = matters.matters_page(disputed, "c", 1, found, "").answer
    assert shown is not None
    assert shown.claims[0].about == "B → C"
    assert shown.claims[0].says[0].startswith("If both go the same way:")
    few = mattering.ask(disputed, "c", 1, 1)
    assert few.claims[0][1] == {}
    again = matters.matters_page(disputed, "c", 1, few, "").answer
    assert again is not None
    assert "Too few runs" in again.claims[0].says[0]


def test_a_change_is_asked_as_what_if_says_it() -> None:
    def asked(a_map: SystemsMap, name: str, move: str) -> str:
        return str(mattering.as_asked(a_map, dynamics.Move(name, move)))  # type: ignore[arg-type]  # words of the library

    given = small(a_link("a", "b"), a_link("b", "c", strength="strong"), a="constant")
    assert asked(given, "b", "support") == "b.more"
    assert asked(given, "a", "support") == "a.keep-high"
    assert asked(given, "a-b", "weaken") == "a-b.weaker"
    assert asked(given, "b-c", "strengthen") == "None"
    assert mattering.play_address(given, [dynamics.Move("b-c", "strengthen")], "c", 5) == ""
    assert mattering.play_address(given, [dynamics.Move("b", "support")], "c", 5) == (
        "/maps/small/what-if/?a=b.more&watch=c&years=5"
    )


def test_shares_that_round_away_are_still_told() -> None:
    assert say.runs(0.005) == "fewer than 1 of 100 runs"
    assert say.runs(0.996) == "more than 99 of 100 runs"
    assert say.runs(1.0) == "100 of 100 runs"
    assert say.runs(0) == "0 of 100 runs"


def test_what_else_changes_is_told_as_gain_cost_and_doubt() -> None:
    figures = dynamics.Figures
    effects = {
        "decision-to-recover": figures(0.2, 0.1, 0.3, 0.9),
        "tendency-to-relapse": figures(0.2, 0.1, 0.3, 0.8),
        "no-light": figures(0.2, -0.1, 0.3, 0.5),
        "labelling": figures(0.0, 0.0, 0.0, 1.0),
    }
    told = " ".join(say.side_effects(STRUGGLE, effects))
    assert "It also brings more Decision to Recover (90 of 100 runs)." in told
    assert "It costs something, too: more Tendency to Relapse (80 of 100 runs)." in told
    assert "For No Light it could go either way." in told
    assert "Labelling" not in told
    assert say.side_effects(STRUGGLE, {}) == ("Nothing else that people value here moves much.",)


def test_what_to_learn_next_is_said_for_every_kind_of_number() -> None:
    parts = {"strength": "recover-decision", "sign": "recover-decision", "delay": "recover-decision"}
    for what, part in {**parts, "speed": "labelling", "room": "labelling"}.items():
        one = dynamics.Learn(part=part, what=what, correlation=0.5)  # type: ignore[arg-type]  # words of the library
        assert say.learn(STRUGGLE, one, more_is_better=True).endswith("the best change helps more.")
        assert say.learn(STRUGGLE, one, more_is_better=False).endswith("the best change helps less.")


def test_every_reason_for_leaving_a_change_out_has_plain_words() -> None:
    for a_map, outcome in EVERY:
        for one in mattering.ask(a_map, outcome, 5, 24).left_out:
            assert say.reason(one.why) in {heading for _, heading in say.REASONS}
    assert say.reason("Something new.") == "Something new."


def test_small_pushes_say_where_no_run_settles() -> None:
    found = mattering.ask(STRUGGLE, OUTCOME, 5, 24)
    assert tables.small_pushes(STRUGGLE, found).rows
    never = replace(found, small=tuple(replace(one, settles=0.0) for one in found.small))
    table = tables.small_pushes(STRUGGLE, never)
    assert table.rows == ()
    assert "says nothing here" in table.rest
