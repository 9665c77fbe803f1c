"""What is measured: the ensembles that the pages and the library play, each beside a peer or a limit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import networkx
import numpy as np

from benchmarks.peers import machine_limit, one_draw, plain_numpy
from benchmarks.timing import Row, median_seconds
from wholesystem import catalogue, dynamics, maps
from wholesystem.maps.archetypes import find_archetypes

TEN_YEARS = 520
WHOLE = "user-generated-system"
LONGEST, EVERY = 8, 10_000_000
OUTCOME, PUSH = "rest-of-my-life", dynamics.Push("the-desire", 0.3)


def ensembles() -> Iterator[Row]:
    """The whole map over ten years, with 1, 1,000 and 10,000 draws."""
    a_map = catalogue.load(WHOLE)
    for draws in (1, 1_000, 10_000):
        name = f"{WHOLE}, ten years, {draws:,} draw(s)"

        def ours(draws: int = draws, threads: int | None = None) -> dynamics.Run:
            return dynamics.simulate(
                a_map, weeks=TEN_YEARS, draws=draws, pushes=[PUSH], keep=[OUTCOME], threads=threads
            )

        yield Row(name, "ours, drawing included", median_seconds(ours))
        yield Row(name, "ours, with its band", median_seconds(lambda ours=ours: ours().band(OUTCOME)))
        yield Row(name, "ours, one thread", median_seconds(lambda ours=ours: ours(threads=1)))
        ensemble = dynamics.draw(a_map, draws=draws)
        yield Row(name, "ours, drawing alone", median_seconds(lambda draws=draws: dynamics.draw(a_map, draws=draws)))
        limit = median_seconds(machine_limit(ensemble, TEN_YEARS), 3)
        yield Row(name, "limit: its tanh alone, one thread", limit)
        repeats = 1 if draws > 1_000 else 3
        theirs = median_seconds(lambda ensemble=ensemble: plain_numpy(ensemble, TEN_YEARS, PUSH), repeats)
        yield Row(name, "plain NumPy, drawing not included", theirs)
        for who, play in one_draw(ensemble, TEN_YEARS, PUSH).items():
            yield Row(name, who, draws * median_seconds(play, 3), f"one draw x {draws:,}" if draws > 1 else "")
    _same(a_map)


def _same(a_map: maps.SystemsMap) -> None:
    """A peer that does other work is no peer."""
    ensemble = dynamics.draw(a_map, draws=20)
    run = dynamics.simulate(a_map, ensemble=ensemble, weeks=TEN_YEARS, pushes=[PUSH], keep=[])
    difference = np.abs(run.final - plain_numpy(ensemble, TEN_YEARS, PUSH)).max()
    assert difference < 1e-9, difference


def pages() -> Iterator[Row]:
    """What a page asks for: a small map, five years, 300 draws, all paths and one band."""
    for name in ("the-hold", "the-recovery", WHOLE):
        a_map = catalogue.load(name)
        push = dynamics.Push(a_map.drivers[0] if a_map.drivers else a_map.nodes[0], 0.3)
        ensemble = dynamics.draw(a_map, draws=300)

        def page(a_map: maps.SystemsMap = a_map, push: dynamics.Push = push) -> object:
            return dynamics.simulate(a_map, weeks=260, draws=300, pushes=[push]).band(a_map.nodes[0])

        work = f"page: {name}, 5 years, 300 draws"
        yield Row(work, "ours, all paths and a band", median_seconds(page))
        yield Row(work, "plain NumPy", median_seconds(lambda e=ensemble, p=push: plain_numpy(e, 260, p), 3))


def questions() -> Iterator[Row]:
    """Questions about a map, beside the run that they stand on."""
    a_map = catalogue.load(WHOLE)
    ensemble = dynamics.draw(a_map, draws=200)
    run = median_seconds(lambda: dynamics.simulate(a_map, ensemble=ensemble, pushes=[PUSH]))
    for name, ask in {
        "dominance, 5 years, 200 draws": lambda: dynamics.dominance(a_map, ensemble=ensemble, pushes=[PUSH]),
        "press, 200 draws": lambda: dynamics.press(a_map, PUSH.node, ensemble=ensemble),
    }.items():
        yield Row(name, "ours", median_seconds(ask, 3))
        yield Row(name, "limit: the run alone", run)


def rankings() -> Iterator[Row]:
    """What matters most, and what turns the map, on the whole map and on a large one, beside the runs they stand on."""
    a_map = catalogue.load(WHOLE)
    for draws in (100, 1_000):
        ensemble = dynamics.draw(a_map, draws=draws)

        def ask(ensemble: dynamics.Ensemble = ensemble, weaken: bool = False) -> dynamics.Leverage:
            return dynamics.leverage(a_map, OUTCOME, ensemble=ensemble, weaken=weaken)

        def one(ensemble: dynamics.Ensemble = ensemble) -> dynamics.Run:
            pushes = [dynamics.Push(node, 0.3) for node in a_map.drivers]
            return dynamics.simulate(a_map, ensemble=ensemble, pushes=pushes, keep=[])

        plays = 1 + sum(lever.effect != 0 for lever in (*ask().links, *ask().variables, *ask().hurts))
        name = f"leverage, strengthening, 520 steps, {draws:,} draws"
        yield Row(name, "ours", median_seconds(ask, 3), f"must: {1 if draws == 100 else 5} s")
        yield Row(name, "limit: its runs alone", plays * median_seconds(one, 3), f"one run x {plays}")
        if draws == 100:
            yield Row(name, "ours, weakening too", median_seconds(lambda ask=ask: ask(weaken=True), 3))
    ensemble = dynamics.draw(a_map, draws=200)
    rests = dynamics.resting_states(a_map, ensemble=ensemble)
    yield Row(
        "resting states, 200 draws",
        "ours",
        median_seconds(lambda: dynamics.resting_states(a_map, ensemble=ensemble), 3),
    )
    yield Row("tipping, 200 draws", "ours", median_seconds(lambda: dynamics.tipping(a_map, OUTCOME, rests=rests), 3))
    large = _large()
    for name, ask_large in {
        "leverage, bounded": lambda: dynamics.leverage(large, "v10", draws=100, bounded=True),
        "resting states, 50 draws": lambda: dynamics.resting_states(large, 50),
        "tipping, 50 draws": lambda: dynamics.tipping(large, "v10", draws=50),
    }.items():
        yield Row(f"100 variables, 300 links: {name}", "ours", median_seconds(ask_large, 3), "must: 3 s")


def structures() -> Iterator[Row]:
    """Loops of at most eight links beside NetworkX, and the familiar patterns that are found among loops."""
    every = [a_map for name in catalogue.names() if isinstance(a_map := catalogue.load(name), maps.SystemsMap)]
    for a_map in (*every, _woven()):

        def ours(a_map: maps.SystemsMap = a_map) -> Sequence[maps.Loop]:
            return a_map.loops(longest=LONGEST, at_most=EVERY)

        graph = networkx.DiGraph((link.tail, link.head) for link in a_map.links)

        def theirs(graph: networkx.DiGraph = graph) -> list[list[str]]:
            return list(networkx.simple_cycles(graph, length_bound=LONGEST))

        peers = [{_round(one) for one in theirs()}, {_round(one.nodes) for one in ours()}]
        assert peers[0] == peers[1], a_map.id
        name = f"loops of {a_map.id}, up to {LONGEST}"
        yield Row(name, "ours, with signs and names", median_seconds(ours, 3))
        yield Row(name, "NetworkX simple_cycles", median_seconds(theirs, 3), "circles alone, no signs")
    joined = catalogue.load(WHOLE)
    name = f"archetypes: {WHOLE}"
    yield Row(name, "ours", median_seconds(lambda: find_archetypes(replace(joined)), 3), "must: 50 ms")
    yield Row(name, "limit: its loops alone", median_seconds(lambda: replace(joined).loops(), 3))


def _round(nodes: Sequence[str]) -> tuple[str, ...]:
    """A way round, from the node that sorts first."""
    start = nodes.index(min(nodes))
    return (*nodes[start:], *nodes[:start])


def _woven() -> maps.SystemsMap:
    """A map of 60 variables, each with three links to others, drawn from a seed."""
    rng = np.random.default_rng(1)
    ends = [(a, b) for a in range(60) for b in rng.choice([n for n in range(60) if n != a], 3, replace=False)]
    links = [
        maps.Link(id=f"l{at}", source=f"v{a}", target=f"v{b}", polarity="+" if rng.random() < 0.7 else "-")
        for at, (a, b) in enumerate(ends)
    ]
    variables = [maps.Variable(id=f"v{at}", label=f"V{at}") for at in range(60)]
    return maps.SystemsMap(id="60-variables-180-links", title="Woven", variables=variables, links=links)


def _large() -> maps.SystemsMap:
    """A map of 100 variables and 300 links, drawn from a seed."""
    rng = np.random.default_rng(1)
    ends = rng.permutation([(a, b) for a in range(100) for b in range(100) if a != b])[:300]
    links = [
        maps.Link(
            id=f"l{at}",
            source=f"v{a}",
            target=f"v{b}",
            polarity="+" if rng.random() < 0.7 else "-",
            delayed=(True, False, None)[rng.integers(3)],
        )
        for at, (a, b) in enumerate(ends)
    ]
    variables = [maps.Variable(id=f"v{at}", label=f"V{at}", harm=at % 5 == 4) for at in range(100)]
    return maps.SystemsMap(
        id="large", title="Large", variables=variables, links=links, drivers=("v0", "v1"), outcomes=("v10", "v11")
    )
