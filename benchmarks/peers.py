"""The same work done by others: plain NumPy over all draws at once, PySD and pysimlin on one draw, and the machine."""

import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pysd
import simlin

from tests.wholesystem.dynamics.vensim import vensim
from wholesystem import dynamics
from wholesystem.dynamics.kernel import compiled, tanh


def plain_numpy(ensemble: dynamics.Ensemble, weeks: int, push: dynamics.Push) -> np.ndarray:
    """The ensemble in plain NumPy, one array operation per link and step over all draws; levels and delays only."""
    nodes = {node: at for at, node in enumerate(ensemble.map.nodes)}
    links = [(nodes[one.tail], nodes[one.head], one) for one in ensemble.map.links]
    dt = float(ensemble.step[0])
    x = np.zeros((len(nodes), ensemble.draws))
    late = {one.id: x[0].copy() for *_, one in links if one.delayed is not False}
    level, rate = np.tanh(ensemble.room), dt / ensemble.tau
    speed = {
        one.id: np.divide(dt, delay, out=np.ones_like(delay), where=delay > 0)
        for one, delay in zip(ensemble.map.links, ensemble.delay, strict=True)
    }
    for _ in range(round(weeks / dt)):
        z = ensemble.room.copy()
        z[nodes[push.node]] += push.size
        for at, (tail, head, one) in enumerate(links):
            arrives = x[tail]
            if one.id in late:
                arrives = np.where(ensemble.delay[at] > 0, late[one.id], x[tail])
                late[one.id] += speed[one.id] * (x[tail] - late[one.id])
            z[head] += ensemble.strength[at] * arrives
        x += rate * (np.tanh(z) - level - x)
    return x


def one_draw(ensemble: dynamics.Ensemble, weeks: int, push: dynamics.Push) -> dict[str, Callable[[], object]]:
    """One draw, ready to be played by PySD and by pysimlin; translation is not counted."""
    text, _ = vensim(ensemble, 0, weeks, dynamics.Push(push.node, push.size, 0, weeks + 1))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(action="ignore"):
        path = Path(folder) / "one.mdl"
        path.write_text(text)
        theirs = pysd.read_vensim(str(path))
        model = simlin.load(path)
    return {"PySD": theirs.run, "pysimlin": lambda: model.run(analyze_loops=False)}


@compiled
def _tanh_at_best(values: np.ndarray, times: int) -> float:  # the same tanh, with nothing around it
    for _ in range(times):
        for at in range(values.size):
            values[at] = tanh(values[at])
    return values[0]


def machine_limit(ensemble: dynamics.Ensemble, weeks: int) -> Callable[[], object]:
    """As many tanh as the ensemble needs, on numbers that stay in the nearest cache: one thread can do no better."""
    count = round(weeks / float(ensemble.step[0])) * len(ensemble.map.nodes) * ensemble.draws
    values = np.linspace(-1, 1, 1024)
    return lambda: _tanh_at_best(values, count // 1024)
