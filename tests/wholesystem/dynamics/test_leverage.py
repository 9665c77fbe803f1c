"""What matters most: rankings that hang on effect alone, and in which a harm is never a lever."""

import networkx as nx
import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, link, pair, sure
from wholesystem import catalogue, dynamics
from wholesystem.dynamics.figures import rank_correlations, ranks
from wholesystem.dynamics.learning import learn_next
from wholesystem.dynamics.moves import Move, moves_of, word_beside
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import Claim, Interval, Link, Variable

PINNED_ORDER = [("housing", "support"), ("making-a-plan", "support"), ("breaking-the-routines", "support")]
PINNED_EFFECTS = [0.163751590586, 0.15274743147, 0.134200799902]
PLAYABLE = [name for name in catalogue.names() if catalogue.load(name).kind == "systems"]


def chain(**more):
    """A cause, two ways on, and an outcome."""
    links = [
        link("ab", "a", "b", strength="weak"),
        link("bc", "b", "c", strength="medium"),
        link("ac", "a", "c", strength="strong"),
        link("hc", "h", "c", "-", strength="medium"),
        link("bh", "b", "h", strength="weak"),
        link("dc", "d", "c"),
        link("ce", "c", "e"),
    ]
    variables = [*(Variable(id=one, label=one.title(), speed="weeks") for one in "abcde")]
    variables.append(Variable(id="h", label="Harm", harm=True, speed="weeks"))
    return a_map(variables, links, drivers=("a",), outcomes=("c", "e"), **more)


@pytest.mark.parametrize(
    ("strength", "stronger", "weaker"),
    [
        ("weak", "medium", "off"),
        ("medium", "strong", "weak"),
        ("strong", None, "medium"),
        (None, "strong", "weak"),
        (Interval(0.05, 0.2), "weak", "off"),
        (Interval(0, 0), "weak", None),
    ],
)
def test_a_link_goes_one_word_up_or_down(strength, stronger, weaker):
    one = link("ab", "a", "b", strength=strength)
    assert (word_beside(one, "strengthen"), word_beside(one, "weaken")) == (stronger, weaker)


def test_an_effect_is_the_outcome_less_the_reference_in_the_same_draw():
    the_map = chain()
    found = dynamics.leverage(the_map, "c", weeks=40, draws=30, seed=3)
    ensemble = dynamics.draw(the_map, draws=30, seed=3)
    push = [dynamics.Push("a", 0.3)]
    plain = dynamics.simulate(the_map, ensemble=ensemble, weeks=40, pushes=push).paths("c")[-1]
    for change, more in {
        "ab": {"pushes": push, "changes": [dynamics.Change("ab", "medium")]},
        "d": {"pushes": [*push, dynamics.Push("d", 0.3)]},
    }.items():
        run = dynamics.simulate(the_map, ensemble=ensemble, weeks=40, **more)
        difference = run.paths("c")[-1] - plain
        lever = found.lever(change)
        assert lever.effect == pytest.approx(np.median(difference), abs=1e-12)
        assert lever.agreement == (np.sign(difference) == np.sign(np.median(difference))).mean()
        assert lever.score == pytest.approx(lever.effect * lever.agreement)
        other = run.paths("e")[-1]
        base = dynamics.simulate(the_map, ensemble=ensemble, weeks=40, pushes=push).paths("e")[-1]
        assert lever.side_effects["e"].effect == pytest.approx(np.median(other - base), abs=1e-12)


def test_rankings_are_strongest_first_and_reach_counts():
    found = dynamics.leverage(chain(), "c", weeks=40, draws=30)
    for listed in (found.links, found.variables, found.best):
        assert [one.score for one in listed] == sorted((one.score for one in listed), reverse=True)
    assert [one.score for one in found.hurts] == sorted(one.score for one in found.hurts)
    assert "Reach is 1 for every change" in "\n".join(found.assumptions)
    first = found.variables[0]
    far = dynamics.leverage(chain(), "c", weeks=40, draws=30, reach={first.change: 0.01})
    assert far.lever(first.change).effect == first.effect
    assert far.variables[0].change != first.change
    assert f"{first.change} 0.01" in "\n".join(far.assumptions)


def test_only_what_leads_on_and_moves_has_an_effect():
    found = dynamics.leverage(chain(), "c", weeks=20, draws=10)
    assert found.lever("e").effect == 0
    assert found.lever("ce").effect == 0
    assert found.lever("dc").effect == 0  # nothing moves d
    assert found.lever("d").effect > 0
    assert "makes no difference" in found.finding(found.lever("e"))
    assert "c" not in [one.change for one in found.variables]


def test_less_of_a_harm_is_better_where_a_harm_is_asked_about():
    found = dynamics.leverage(chain(), "h", weeks=40, draws=30)
    assert not found.more_is_better
    assert all(one.effect <= 0 for one in found.best)
    assert "weaken" in {one.move for one in found.links}
    assert found.finding(found.best[0]).startswith(("Making weaker", "Easing"))
    assert "helps: less Harm in" in found.finding(found.best[0])
    assert "does not help" in found.finding(found.hurts[0])


def harm_is_raised(the_map, move):
    """Whether a move works through a harm: it raises one, leans on one, or takes away what lessens one."""
    if not move.is_link:
        return the_map.is_harm(move.change) != (move.move == "ease")
    one = the_map.link(move.change)
    if move.move == "strengthen":
        return the_map.is_harm(one.tail) or (the_map.is_harm(one.head) and one.polarity != "-")
    faces = [node for node in (one.tail, one.head) if the_map.variable(node.partition("/")[0]).facets]
    helps = any(not the_map.is_harm(node) for node in faces)
    return helps or (the_map.is_harm(one.head) and one.polarity != "+")


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_harm_is_never_a_lever_in_any_map_of_the_catalogue(name):
    the_map = catalogue.load(name)
    for outcome in the_map.outcomes:
        found = dynamics.leverage(the_map, outcome, weeks=104, draws=24)
        offered = [*found.links, *found.variables, *found.hurts]
        moves = [one.is_move for one in offered]
        moves += [move for two in found.pairs(4) for move in (two.one, two.other)]
        moves += [move for one in found.combinations(2, among=4, beam=2).found for move in one.moves]
        assert moves
        assert not [move for move in moves if harm_is_raised(the_map, move)]
        assert not [one for one in offered if one.raises]
        assert not [one for one in found.hurts if one.move == "ease"]


def test_what_raises_a_harm_in_most_draws_is_not_offered_and_says_why():
    links = [known("ac", "a", "c", 0.5), known("ah", "a", "h", 0.9), known("dc", "d", "c", 0.5)]
    the_map = a_map([sure("a"), sure("c"), sure("d"), sure("h", harm=True)], links, drivers=("d",), outcomes=("c",))
    found = dynamics.leverage(the_map, "c", weeks=60, draws=4)
    assert [one.change for one in found.variables] == ["d", "h"]
    assert "It would raise what harms: H in 100 of 100 runs." in [one.why for one in found.left_out]
    with pytest.raises(UnknownNameError, match="would raise what harms"):
        found.lever("a")
    with pytest.raises(UnknownNameError, match="Name one that is listed"):
        found.lever("nothing")
    joint = dynamics.leverage(the_map, "c", weeks=60, draws=4)._study.play([(Move("a", "support"),)])
    assert found._study.raised(joint[0]) == {"h": 1.0}


def test_to_lessen_a_harm_is_never_held_against_anybody():
    links = [known("hc", "h", "c", 0.8), known("ac", "a", "c", 0.5)]
    the_map = a_map([sure("a"), sure("c"), sure("h", harm=True)], links, drivers=("h",), outcomes=("c",))
    found = dynamics.leverage(the_map, "c", weeks=60, draws=4)
    assert "h" not in [one.change for one in (*found.variables, *found.hurts)]
    why = {(one.change, one.move): one.why for one in found.left_out}
    assert "right in itself" in why["h", "ease"]
    assert "right in itself" in why["hc", "weaken"]
    assert "never made stronger" in why["hc", "strengthen"]


def test_disputed_links_to_harms_and_faces_that_help_are_left_out():
    the_map = everything()
    offered, left_out = moves_of(the_map)
    assert Move("friends/pull", "ease") in offered
    assert Move("friends/support", "support") in offered
    why = {(one.change, one.move): one.why for one in left_out}
    assert "do not agree" in why["support-harm", "strengthen"]
    assert "face that helps" in why["level-support", "weaken"]
    assert Move("pull-level", "weaken") in offered
    assert not [move for move in moves_of(the_map, weaken=False)[0] if move.move == "weaken"]


def disputed():
    claims = (Claim(by="A", polarity="+"), Claim(by="B", polarity="-", strength="strong"))
    links = [Link(id="ac", source="a", target="c", polarity="disputed", claims=claims), link("bc", "b", "c")]
    return a_map(["a", "b", "c"], links, drivers=("a",), outcomes=("c",))


def test_a_disputed_sign_is_carried_through_to_the_answer():
    found = dynamics.leverage(disputed(), "c", weeks=60, draws=60)
    split = found.by_claim("ac")
    assert split["+"].lever("a", "support").effect > 0
    assert split["-"].lever("a", "support").effect < 0
    assert split["+"].draws + split["-"].draws == 60
    assert f"only {split['+'].draws} are counted" in split["+"].assumptions[-1]
    assert found.learn_next[0].what in ("sign", "strength")
    with pytest.raises(QuestionError, match="not disputed"):
        found.by_claim("bc")
    with pytest.raises(QuestionError, match="No draw is left"):
        found.where(np.zeros(60, dtype=bool))


def test_one_change_is_better_than_another_in_a_share_of_draws():
    found = dynamics.leverage(chain(), "c", weeks=40, draws=50)
    a, b = found.best[:2]
    assert found.better(a, b) + found.better(b, a) == pytest.approx(1)
    assert found.better(a, a) == 0.5
    assert found.better(found.best[0], found.lever("e")) > 0.9


def test_pairs_are_what_both_do_less_what_each_does_alone():
    found = dynamics.leverage(chain(), "c", weeks=40, draws=20)
    for two in found.pairs(3):
        study = found._study
        joint = study.play([(two.one, two.other)])[0, 0]
        alone = study.effects[two.one][0] + study.effects[two.other][0]
        assert two.interaction.effect == pytest.approx(np.median(joint - alone), abs=1e-12)
    assert found.pairs(1) == ()


def test_a_wide_search_finds_what_trying_everything_finds():
    found = dynamics.leverage(chain(), "c", weeks=40, draws=12)
    told = found.combinations(2, among=5, beam=9)
    best = max(
        (one for one in told.found if len(one.moves) == 2),
        key=lambda one: one.score,
    )
    moves = [one.is_move for one in found.best[:5]]
    pairs = [(a, b) for at, a in enumerate(moves) for b in moves[at + 1 :]]
    ends = found._study.play(pairs)[:, 0]
    scores = [np.median(row) * (np.sign(row) == np.sign(np.median(row))).mean() for row in ends]
    assert best.score == pytest.approx(max(scores))
    assert f"{told.played} combinations" in told.searched
    assert found.combinations(1).found[0].moves == (found.best[0].is_move,)
    with pytest.raises(QuestionError, match="at least 1"):
        found.combinations(0)


def test_where_nothing_helps_there_is_nothing_to_combine():
    still = a_map([sure("a"), sure("c")], [], drivers=("a",), outcomes=("c",))
    found = dynamics.leverage(still, "c", weeks=5, draws=3)
    assert found.best == ()
    assert found.learn_next == ()
    assert found.combinations().found == ()
    alone = dynamics.leverage(a_map([sure("c")], drivers=("c",)), "c", weeks=5, draws=3)
    assert alone.learn_next == ()
    assert alone.links == alone.variables == ()


def test_combinations_that_raise_a_harm_together_are_left_out():
    links = [
        known("ac", "a", "c", 0.5),
        known("bc", "b", "c", 0.5),
        known("ah", "a", "h", 0.13),
        known("bh", "b", "h", 0.13),
    ]
    the_map = a_map([sure("a"), sure("b"), sure("c"), sure("h", harm=True)], links, drivers=("c",), outcomes=("c",))
    found = dynamics.leverage(the_map, "c", weeks=80, draws=2)
    both = {"a", "b"}
    assert both <= {one.change for one in found.variables}
    assert not [one for one in found.pairs() if {one.one.change, one.other.change} == both]
    assert not [one for one in found.combinations(3).found if both <= {move.change for move in one.moves}]


def test_small_pushes_are_what_press_says():
    the_map = chain()
    found = dynamics.leverage(the_map, "c", weeks=30, draws=300)
    told = {one.node: one for one in found.small_pushes(draws=280)}
    press = dynamics.press(the_map, "d", draws=280)
    effect = press.effect[the_map.nodes.index("c"), press.stable]
    assert told["d"].effect == pytest.approx(0.3 * np.median(effect))
    assert told["d"].settles == pytest.approx(press.stable.mean())
    assert told["d"].holds == (effect > 0).mean()
    assert told["h"].size == -0.3
    runaway = a_map([sure("a"), sure("c")], [known("aa", "a", "a", 1), known("ac", "a", "c", 1)], drivers=("a",))
    none = dynamics.leverage(runaway, "c", weeks=5, draws=3).small_pushes()
    assert {(one.settles, one.holds) for one in none} == {(0.0, 0.0)}


def test_a_constant_is_supported_by_holding_it_higher():
    the_map = a_map(
        [sure("k", kind="constant"), sure("c")], [known("kc", "k", "c", 0.8)], drivers=("c",), outcomes=("c",)
    )
    found = dynamics.leverage(the_map, "c", weeks=40, draws=2)
    base = dynamics.simulate(the_map, weeks=40, draws=2, pushes=[dynamics.Push("c", 0.3)]).paths("c")[-1]
    held = dynamics.simulate(
        the_map, weeks=40, draws=2, pushes=[dynamics.Push("c", 0.3)], holds=[dynamics.Hold("k", 0.3)]
    ).paths("c")[-1]
    assert found.lever("k").effect == pytest.approx((held - base)[0], abs=1e-12)


def test_renaming_and_reordering_change_no_figure():
    the_map = a_map(
        [sure(one, b=0.2) for one in "abc"], [known("ab", "a", "b", 0.6), known("bc", "b", "c", 0.7)], drivers=("a",)
    )
    turned = a_map(
        [sure(one, b=0.2) for one in ("z", "y", "x")],
        [known("yz", "y", "z", 0.7), known("xy", "x", "y", 0.6)],
        drivers=("x",),
    )
    one = dynamics.leverage(the_map, "c", weeks=40, draws=3)
    other = dynamics.leverage(turned, "z", weeks=40, draws=3)
    name = {"a": "x", "b": "y"}
    for lever in one.variables:  # a changed link takes its quantile, which hangs on its name
        assert other.lever(name[lever.change]).effect == pytest.approx(lever.effect, abs=1e-12)


def test_seeds_repeat_threads_change_nothing_and_more_draws_keep_the_first():
    one, two = (dynamics.leverage(everything(), "slow", weeks=26, draws=12, seed=7, threads=n) for n in (1, 2))
    assert one.links == two.links
    assert one.variables == two.variables
    more = dynamics.leverage(everything(), "slow", weeks=26, draws=30, seed=7)
    kept = more.where(np.arange(30) < 12)
    assert {lever.change: lever.effect for lever in kept.variables} == pytest.approx(
        {lever.change: lever.effect for lever in one.variables}, abs=1e-12
    )


def test_pinned_figures_of_the_recovery():
    found = dynamics.leverage(catalogue.load("the-recovery"), "rest-of-my-life", weeks=104, draws=50, seed=1)
    assert [(one.change, one.move) for one in found.best[:3]] == PINNED_ORDER
    assert [one.effect for one in found.best[:3]] == pytest.approx(PINNED_EFFECTS, abs=1e-9)


def test_a_bounded_answer_says_how_few_draws_it_played(monkeypatch):
    monkeypatch.setattr("wholesystem.dynamics.study._AFFORDABLE", 1.0)
    found = dynamics.leverage(chain(), "c", weeks=10, draws=40, bounded=True)
    assert found.draws == 16
    assert "16 of 40 draws were played" in found.assumptions[-1]
    assert dynamics.leverage(chain(), "c", weeks=10, draws=10, bounded=True).draws == 10


def test_many_columns_are_played_in_parts_with_the_same_answer(monkeypatch):
    whole = dynamics.leverage(chain(), "c", weeks=12, draws=9)
    monkeypatch.setattr("wholesystem.dynamics.batch.AT_ONCE", 20)
    assert dynamics.leverage(chain(), "c", weeks=12, draws=9).best == whole.best


def test_links_that_the_reference_takes_away_reach_nothing():
    off = [dynamics.Change("ab", "off")]
    found = dynamics.leverage(chain(), "c", weeks=12, draws=5, changes=off)
    assert found.lever("bc").effect == 0


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(QuestionError, match="from 0 to 1"):
        dynamics.leverage(chain(), "c", reach={"a": 2})
    with pytest.raises(UnknownNameError, match="no link or variable"):
        dynamics.leverage(chain(), "c", reach={"aa": 1})
    with pytest.raises(UnknownNameError):
        dynamics.leverage(chain(), "cc")
    with pytest.raises(QuestionError, match="declares no drivers"):
        dynamics.leverage(a_map(["a"]), "a")


def test_rank_correlations_are_scipys():
    rng = np.random.default_rng(1)
    rows, answer = rng.integers(0, 6, (4, 80)).astype(float), rng.normal(size=80)
    assert np.allclose(ranks(rows[0]), rankdata(rows[0]))
    assert np.allclose(rank_correlations(list(rows), answer), [spearmanr(row, answer).statistic for row in rows])
    assert rank_correlations([np.ones(80)], answer).tolist() == [0]


def test_what_to_learn_next_is_what_the_answer_goes_with():
    ensemble = dynamics.draw(chain(), draws=200)
    told = learn_next(ensemble, ensemble.room[2])
    assert (told[0].part, told[0].what) == ("c", "room")
    assert told[0].correlation == pytest.approx(1)
    assert learn_next(dynamics.draw(chain(), draws=2), np.arange(2.0)) == ()
    certain = a_map([sure("a")])
    assert learn_next(dynamics.draw(certain, draws=9), np.arange(9.0)) == ()


def test_centrality_is_networkx_own():
    the_map = catalogue.load("user-generated-system")
    told = dynamics.centrality(the_map)
    graph = nx.DiGraph((one.tail, one.head) for one in the_map.links)
    graph.add_nodes_from(the_map.nodes)
    between = nx.betweenness_centrality(graph, normalized=False)
    for node, one in told.items():
        assert one.between == pytest.approx(between[node])
        assert one.into == sum(other.head == node for other in the_map.links)
        assert one.out == sum(other.tail == node for other in the_map.links)


def test_from_a_resting_state_a_ranking_needs_no_push():
    the_map = pair(outcomes=("b",))
    place = dynamics.resting_states(the_map, 3).start("rest:1")
    found = dynamics.leverage(the_map, "b", ensemble=place.ensemble, start=place.start, weeks=80)
    assert found.hurts[0].effect < -0.01
    assert found.best[0].effect > 0
    assert 'at rest in "rest:1"' in found.reference
    assert "hold this resting state" in "\n".join(found.assumptions)
    half = found.where(np.arange(3) < 1)
    assert half.combinations(1).played > 0
