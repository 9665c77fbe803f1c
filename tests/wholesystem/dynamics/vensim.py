"""One draw of a map as a Vensim model, for tools that play such models: PySD, pysimlin."""

import math


def _equation(node, kind, pull, b, tau):
    bend = f"(1 - 2/(EXP(2*({pull} + {b:.17g})) + 1)) - {math.tanh(b):.17g}"
    if kind == "auxiliary":
        return [f"{node} = {bend} ~~|"]
    if kind == "constant":
        return [f"{node} = 0 ~~|"]
    flow = f"({bend} - {node})/{tau:.17g}"
    if kind == "stock":
        t = f"(1 - 2/(EXP(2*({pull})) + 1))"
        flow = f"({t} - {node}*ABS({t}))/{tau:.17g}"
    return [f"{node} = INTEG({flow}, 0) ~~|"]


def vensim(ensemble, draw, weeks, push):
    """One draw of a map as the text of a Vensim model."""
    the_map = ensemble.map
    name = {node: f"n {at}" for at, node in enumerate(the_map.nodes)}
    pulls = dict.fromkeys(the_map.nodes, "0")
    pulls[push.node] = f"IF THEN ELSE(Time >= {push.start} :AND: Time < {push.end}, {push.size}, 0)"
    lines = ["{UTF-8}"]
    for at, link in enumerate(the_map.links):
        weight, delay, source = ensemble.strength[at, draw], ensemble.delay[at, draw], name[link.tail]
        for stage in range(link.order if delay > 0 else 0):
            own = f"d {at} {stage}"
            lines.append(f"{own} = INTEG(({source} - {own})*{link.order}/{delay:.17g}, 0) ~~|")
            source = own
        pulls[link.head] += f" + ({weight:.17g})*{source}"
    for at, node in enumerate(the_map.nodes):
        kind = the_map.variable(node.partition("/")[0]).kind
        lines += _equation(name[node], kind, pulls[node], ensemble.room[at, draw], ensemble.tau[at, draw])
    lines += ["INITIAL TIME = 0 ~~|", f"FINAL TIME = {weeks} ~~|", f"TIME STEP = {ensemble.step[draw]:g} ~~|"]
    return "\n".join([*lines, "SAVEPER = 1 ~~|", "\\\\\\---/// Sketch information"]), name
