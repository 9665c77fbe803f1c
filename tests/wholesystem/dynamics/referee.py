"""The model once more, one draw at a time in plain Python, written from the specification and `Ensemble` alone."""

import math
from itertools import pairwise

import numpy as np


def acts(one, node, time):
    return one.node == node and one.start <= time and (one.end is None or time < one.end)


class Referee:
    """One draw, stepped."""

    def __init__(self, ensemble, draw, pushes=(), holds=(), pulses=(), start=None, off=()):
        self.map, nodes = ensemble.map, list(ensemble.map.nodes)
        self.kind = {node: self.map.variable(node.partition("/")[0]).kind for node in nodes}
        self.dt = float(ensemble.step[draw])
        self.tau = dict(zip(nodes, ensemble.tau[:, draw], strict=True))
        self.b = dict(zip(nodes, ensemble.room[:, draw], strict=True))
        values = np.zeros(len(nodes)) if start is None else start[draw]
        self.first = dict(zip(nodes, values, strict=True))
        self.x = dict(self.first)
        self.links = [
            (one, float(ensemble.strength[at, draw]), float(ensemble.delay[at, draw]))
            for at, one in enumerate(self.map.links)
            if one.id not in off
        ]
        self.stages = {one.id: [self.first[one.tail]] * one.order for one, _, delay in self.links if delay > 0}
        self.pushes, self.holds, self.pulses = pushes, holds, pulses

    def z(self, node, time):
        pushed = sum(push.size for push in self.pushes if acts(push, node, time))
        return pushed + sum(
            weight * (self.stages[one.id][-1] if delay > 0 else self.x[one.tail])
            for one, weight, delay in self.links
            if one.head == node
        )

    def held(self, node, time):
        return next((hold.value for hold in self.holds if acts(hold, node, time)), None)

    def given(self, time):
        """Pulses, constants, holds, then auxiliaries."""
        for node in self.x:
            limit = 1 if self.kind[node] == "stock" else 2
            jump = sum(pulse.size for pulse in self.pulses if pulse.node == node and pulse.week == time)
            self.x[node] = min(max(self.x[node] + jump, -limit), limit)
            if self.kind[node] == "constant":
                self.x[node] = self.first[node]
            if self.held(node, time) is not None:
                self.x[node] = self.held(node, time)
        instant = [node for node in self.x if self.kind[node] == "auxiliary" and self.held(node, time) is None]
        for _ in instant:  # no order needed: as many rounds as there are auxiliaries reach everything
            for node in instant:
                self.x[node] = math.tanh(self.z(node, time) + self.b[node]) - math.tanh(self.b[node])

    def change(self, node, time):
        if self.held(node, time) is not None or self.kind[node] in ("auxiliary", "constant"):
            return 0.0
        x, pull = self.x[node], self.z(node, time)
        if self.kind[node] == "stock":
            return math.tanh(pull) * (1 - x * math.copysign(1, pull)) / self.tau[node]
        return (math.tanh(pull + self.b[node]) - math.tanh(self.b[node]) - x) / self.tau[node]

    def step(self, time):
        after = {node: value + self.dt * self.change(node, time) for node, value in self.x.items()}
        for one, _, delay in self.links:
            if delay > 0:
                line = [self.x[one.tail], *self.stages[one.id]]
                rate = self.dt * one.order / delay
                self.stages[one.id] = [was + rate * (came - was) for came, was in pairwise(line)]
        self.x = after


def referee(ensemble, draw, weeks, **scene):
    """One draw's weekly values, shape (weeks + 1, nodes)."""
    one, out = Referee(ensemble, draw, **scene), []
    for count in range(round(weeks / one.dt) + 1):
        time = count * one.dt
        one.given(time)
        if time == int(time):
            out.append(list(one.x.values()))
        one.step(time)
    return np.array(out)


def philox_plain(counter, key):
    """Philox4x32-10 in Python's own whole numbers."""
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & 0xFFFFFFFF, (p0 >> 32) ^ c3 ^ k1, p0 & 0xFFFFFFFF
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3
