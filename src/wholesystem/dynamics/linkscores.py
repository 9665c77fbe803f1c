"""The score of every link of a map in every draw and week, from a played reference run."""

import numpy as np

from wholesystem.dynamics.arrays import Floats
from wholesystem.dynamics.engine import Played, run_plan
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.intervals import of_node
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.scores import share_of_change
from wholesystem.dynamics.wiring import Plan, strengths
from wholesystem.maps import Link


def self_loop(node: str) -> str:
    """The id of a variable's own fading, a balancing loop."""
    return f"self:{node}"


def trace_scores(ensemble: Ensemble, scenario: Scenario, threads: int | None = None) -> dict[str, Floats]:
    """Play the reference run and score its links.

    Each variable that remembers is a stock with one net flow, (tanh(z + b) - tanh(b) - x)/τ or, for a stock,
    tanh(z)(1 - x sign z)/τ; by the 2023 definition the link from a single net flow into its stock scores 1. So the
    score of a link is its share of the change of the flow, and that of the variable itself is its fading.

    Returns:
        For each link that can move anything, and each ``self:NODE``, its score, shape (weeks + 1, draws).

    Raises:
        QuestionError: where something in the scenario does not fit the map.
        UnknownNameError: where a node or link does not exist.
    """
    plan = scenario.plan(ensemble)
    rows = range(plan.rows)
    played = run_plan(plan, ensemble.draws, rows, before=True, threads=threads)
    played.before[:, 0] = played.now[:, 0]  # no step leads up to the beginning
    scorer = _Scorer(ensemble, scenario, plan, played)
    scores: dict[str, Floats] = {}
    for node in plan.nodes:
        scores |= scorer.into(node)
    return scores


class _Scorer:
    """A played run, and the model's equations to ask it what each link did."""

    def __init__(self, ensemble: Ensemble, scenario: Scenario, plan: Plan, played: Played) -> None:
        self.ensemble, self.plan = ensemble, plan
        self.was, self.now = played.before, played.now
        self.row = {node: at for at, node in enumerate(plan.nodes)}
        self.weight, off = strengths(ensemble, scenario.changes)
        self.links = [
            (at, link)
            for at, link in enumerate(ensemble.map.links)
            if link.tail in self.row and link.head in self.row and link.id not in off
        ]

    def into(self, node: str) -> dict[str, Floats]:
        """The scores of the links into a node, and of its own fading; 0 in the weeks in which it is held."""
        row, kind = self.row[node], of_node(self.ensemble.map, node).kind
        if kind == "constant":
            return {}
        place = self.ensemble.map.nodes.index(node)
        room = self.ensemble.room[place]
        links = [(at, link) for at, link in self.links if link.head == node]
        push = self.plan.weekly.push[:, row, None]
        carried = {link.id: self._carried(at, link) for at, link in links}
        z_was = np.vstack([push[:1], push[:-1]]) + sum(was for was, _ in carried.values())
        z_now = push + sum(now for _, now in carried.values())
        x_was, x_now = (self.was[row], self.now[row]) if kind != "auxiliary" else (np.zeros(()), np.zeros(()))
        result = _stock if kind == "stock" else _level
        flow = result(z_was, x_was, room)
        change = result(z_now, x_now, room) - flow
        free = np.isnan(self.plan.weekly.hold[:, row])
        free[1:] &= free[:-1]
        scores = {}
        for at, link in links:
            was, now = carried[link.id]
            part = result(z_was + (now - was), x_was, room) - flow
            cause = (now - was) * np.sign(self.weight[at])
            scores[link.id] = share_of_change(part, change, cause) * self._through(at, link) * free[:, None]
        if kind != "auxiliary":
            fading = result(z_was, x_now, room) - flow
            scores[self_loop(node)] = share_of_change(fading, change, x_now - x_was) * free[:, None]
        return scores

    def _carried(self, at: int, link: Link) -> tuple[Floats, Floats]:
        """What a link brings to z one step before each week, and at it."""
        source = self.row[link.tail]
        last = self.plan.stage_rows.get(link.id, (source,))[-1]
        late = self.ensemble.delay[at] > 0
        was, now = (np.where(late, rows[last], rows[source]) for rows in (self.was, self.now))
        return self.weight[at] * was, self.weight[at] * now

    def _through(self, at: int, link: Link) -> Floats:
        """The score of the one path through a link's delay: the product over its stages; 1 without a delay."""
        through = np.ones(self.was.shape[1:])
        source = self.row[link.tail]
        for stage in self.plan.stage_rows.get(link.id, ()):
            came, went = (self.now[row] - self.was[row] for row in (source, stage))
            through *= share_of_change(came, came - went, came)
            source = stage
        return np.where(self.ensemble.delay[at] > 0, through, 1.0)


def _level(z: Floats, x: Floats, room: Floats) -> Floats:
    """A level's flow times τ, and with x = 0 an auxiliary's value."""
    return np.asarray(np.tanh(z + room) - np.tanh(room) - x)


def _stock(z: Floats, x: Floats, room: Floats) -> Floats:
    """A stock's flow times τ; a stock has no room of its own."""
    pull = np.tanh(z)
    return np.asarray(pull - x * np.abs(pull))
