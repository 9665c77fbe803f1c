"""Three small published models as plain functions, and Stella's own loop percentages for them."""

import csv
import itertools
import json

import numpy as np

from wholesystem import dynamics


def _read(shared, name):
    return json.loads((shared / "data" / "maps" / "sdjson" / f"{name}.json").read_text())["feedback"]["feedbackLoops"]


def stellas(shared, name):
    """Stella's percentages, by loop."""
    if name == "logistic_growth":
        text = (shared / "data" / "maps" / "simlin" / "logistic_growth.ltm_results.tsv").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter="\t"))[1:]
        return {row[0]: np.array([float(value) for value in row[1:]]) for row in rows}
    key = "Percent of Model Behavior Explained by Loop"
    return {one["identifier"]: np.array([step["value"] for step in one[key]]) for one in _read(shared, name)}


def logistic_growth(steps=100):
    people = 5.0
    told = []
    for _ in range(steps + 1):
        used = people / 1000
        fraction = 0.12 * (1 - used)
        told.append({"people": people, "used": used, "fraction": fraction, "flow": fraction * people})
        people += told[-1]["flow"]
    loops = []
    for before, now in itertools.pairwise(told):
        flow = _link(lambda fraction, people: fraction * people, before, now, "fraction", "people")
        fraction = _link(lambda used: 0.12 * (1 - used), before, now, "used")
        used = _link(lambda people: people / 1000, before, now, "people")
        into = dynamics.flow_scores({"flow": (before["flow"], now["flow"])}, {})["flow"]
        loops.append(
            {
                "r1": flow["people"] * into,
                "b1": flow["fraction"] * fraction["used"] * used["people"] * into,
            }
        )
    return _percent(loops)


def bass_diffusion(steps=240, dt=1 / 16):
    left, had = 1_000_000 - 1.0, 1.0
    told = []
    for _ in range(steps + 1):
        chance, contacts = left / 1_000_000, 100 * had
        met = chance * contacts
        told.append(
            {"left": left, "had": had, "chance": chance, "contacts": contacts, "met": met, "adopting": 0.015 * met}
        )
        left, had = left - dt * told[-1]["adopting"], had + dt * told[-1]["adopting"]
    loops = []
    for before, now in itertools.pairwise(told):
        met = _link(lambda chance, contacts: chance * contacts, before, now, "chance", "contacts")
        adopting = _link(lambda met: 0.015 * met, before, now, "met")["met"]
        chance = _link(lambda left: left / 1_000_000, before, now, "left")["left"]
        contacts = _link(lambda had: 100 * had, before, now, "had")["had"]
        flow = (before["adopting"], now["adopting"])
        gains, loses = dynamics.flow_scores({"f": flow}, {})["f"], dynamics.flow_scores({}, {"f": flow})["f"]
        loops.append(
            {
                "R1": gains * contacts * met["contacts"] * adopting,
                "B1": loses * chance * met["chance"] * adopting,
            }
        )
    return _percent(loops)


def arms_race(steps=400, dt=1 / 8):
    ours, theirs = 10.0, 0.0
    told = []
    for _ in range(steps + 1):
        we, they = 1.2 * theirs, 1.2 * ours
        told.append(
            {"ours": ours, "theirs": theirs, "we": we, "they": they, "a": (we - ours) / 5, "b": (they - theirs) / 5}
        )
        ours, theirs = ours + dt * told[-1]["a"], theirs + dt * told[-1]["b"]
    loops = []
    for before, now in itertools.pairwise(told):
        a = _link(lambda we, ours: (we - ours) / 5, before, now, "we", "ours")
        b = _link(lambda they, theirs: (they - theirs) / 5, before, now, "they", "theirs")
        we = _link(lambda theirs: 1.2 * theirs, before, now, "theirs")["theirs"]
        they = _link(lambda ours: 1.2 * ours, before, now, "ours")["ours"]
        into = [dynamics.flow_scores({"f": (before[flow], now[flow])}, {})["f"] for flow in "ab"]
        loops.append(
            {
                "R1": a["we"] * into[0] * they * b["they"] * into[1] * we,
                "B1": b["theirs"] * into[1],
                "B2": a["ours"] * into[0],
            }
        )
    return _percent(loops)


def _link(function, before, now, *names):
    return dynamics.link_scores(function, {n: before[n] for n in names}, {n: now[n] for n in names})


def _percent(loops):
    """Each loop's share of all, in percent, with a 0 for the beginning."""
    rows = {name: np.array([step[name] for step in loops]) for name in loops[0]}
    total = sum(np.abs(row) for row in rows.values())
    return {name: np.concatenate([[0], 100 * row / np.where(total > 0, total, 1)]) for name, row in rows.items()}
