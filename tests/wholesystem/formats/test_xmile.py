"""XMILE: the model that is written runs elsewhere, and runs the same."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from wholesystem import catalogue, dynamics, formats
from wholesystem.dynamics import intervals
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.formats import medians, xmile
from wholesystem.maps import Claim, Facet, Interval, Layout, Link, SystemsMap, Variable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of packages that it stands on
    import pysd

EVERYTHING = SystemsMap(
    id="everything",
    title="Every kind of part",
    variables=(
        Variable(id="level", label="1st level, “quoted”", speed="weeks"),
        Variable(id="time", label="Time", speed="months", room=Interval(0.2, 0.4), note="A word of the language."),
        Variable(id="stock", label="A stock", kind="stock", speed="weeks"),
        Variable(id="first", label="Same", kind="auxiliary", says="Answers at once."),
        Variable(id="second", label="same", kind="auxiliary"),
        Variable(id="given", label="Given", kind="constant"),
        Variable(
            id="friends",
            label="Friends",
            speed=Interval(2, 9),
            facets=(Facet("pull", "A pull", harm=True), Facet("support", "Support")),
        ),
        Variable(id="nameless", label="???", harm=True),
    ),
    links=(
        Link(id="a", source="level", target="time", polarity="+", strength="strong", why="Because."),
        Link(id="b", source="level", target="time", polarity="-", delayed=True, speed="weeks", strength="weak"),
        Link(id="c", source="time", target="stock", polarity="+", delayed=True, speed=Interval(6, 9), order=3),
        Link(id="d", source="stock", target="first", polarity="-", strength="medium"),
        Link(id="e", source="second", target="first", polarity="+", strength=Interval(0.5, 0.5)),
        Link(id="f", source="level", target="second", polarity="+", delayed=None, speed="months"),
        Link(id="g", source="first", target="level", polarity="+"),
        Link(id="h", source="given", target="level", polarity="+"),
        Link(id="i", source="nameless", target="friends", polarity="+", target_facet="pull"),
        Link(id="j", source="friends", target="level", polarity="-", facet="pull"),
        Link(
            id="k",
            source="friends",
            target="nameless",
            facet="support",
            polarity="disputed",
            claims=(Claim(by="Ann", polarity="+"), Claim(by="Bo", polarity="-", strength="strong")),
        ),
        Link(
            id="l",
            source="stock",
            target="nameless",
            polarity="disputed",
            claims=(Claim(by="Ann", polarity="-", strength="weak"),),
        ),
        Link(
            id="m",
            source="time",
            target="nameless",
            polarity="disputed",
            claims=(Claim(by="Cy", polarity="+"), Claim(by="Ann", polarity="+"), Claim(by="Bo", polarity="-")),
        ),
    ),
    layouts={"wide": Layout(600, 400, {"level": (10, 20), "time": (300, 40.5), "stock": (50, 60)})},
)
QUICK = SystemsMap(
    id="quick",
    title="Quick",
    variables=(Variable(id="a", label="A", speed="days"), Variable(id="b", label="B", speed=Interval(0.3, 0.3))),
    links=(Link(id="ab", source="a", target="b", polarity="+"), Link(id="ba", source="b", target="a", polarity="+")),
)


def same_draw(a_map):
    """The draw in the middle, as the simulation takes it."""
    middle = medians.medians(a_map)

    def column(values):
        return np.array(list(values), dtype=float).reshape(-1, 1)

    strength = column(middle.strength[link.id] for link in a_map.links)
    return replace(
        dynamics.draw(a_map, draws=1),
        strength=strength,
        sign=np.sign(strength),
        delay=column(middle.delay[link.id] for link in a_map.links),
        tau=column(middle.tau.get(node, np.nan) for node in a_map.nodes),
        room=column(middle.room.get(node, 0) for node in a_map.nodes),
        step=np.array([middle.step]),
    )


@pytest.mark.kernel
@pytest.mark.parametrize("a_map", [EVERYTHING, QUICK, catalogue.load("the-hold")], ids=lambda one: one.id)
def test_it_runs_in_pysd_as_it_runs_here(a_map, tmp_path):
    pushes = [dynamics.Push(a_map.nodes[0], 0.7, start=3, end=40), dynamics.Push(a_map.nodes[1], -0.4, start=10)]
    pushes.append(dynamics.Push(a_map.nodes[1], 0.1, start=50, end=60))
    run = dynamics.simulate(a_map, weeks=xmile.WEEKS, ensemble=same_draw(a_map), pushes=pushes)
    file = tmp_path / "model.xmile"
    formats.write(a_map, file, pushes=pushes)
    model = xmile.Model(a_map, medians.medians(a_map), {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out = pysd.read_xmile(str(file)).run(
            return_columns=list(model.node.values()), return_timestamps=range(xmile.WEEKS + 1)
        )
    moved = 0.0
    for node in a_map.nodes:
        ours, theirs = run.paths(node)[:, 0], out[model.node[node]].to_numpy()
        moved = max(moved, float(np.abs(ours).max()))
        assert np.abs(ours - theirs).max() < 1e-6, node
    assert moved > 0.1


def test_what_was_chosen_is_said():
    said = {}
    for one in formats.render(EVERYTHING, "xmile").lost:
        said[one.where] = said.get(one.where, "") + one.what + "\n"
    assert "its sign is disputed; + is written, as Ann holds" in said["link 'k'"]
    assert "its sign is disputed; - is written, as Ann holds" in said["link 'l'"]
    assert "its sign is disputed; + is written, as Cy holds" in said["link 'm'"]
    assert "nobody knows whether it is delayed; no delay is written" in said["link 'f'"]
    assert "nobody said how strong it is; 0.55 is written" in said["link 'g'"]
    assert "the middle of 1 to 52 weeks" in said["variable 'nameless'"]
    assert "its equations call it “variable”" in said["variable 'nameless'"]
    assert "its equations call it “Time 2”" in said["variable 'time'"]
    assert "its equations call it “same 2”" in said["variable 'second'"]
    assert "how unsure its numbers are" in said["the map"]


def test_the_middles_are_those_of_the_words_that_runs_draw_from():
    assert {word or "unstated": span for word, span in medians.STRENGTH.items()} == {
        word: span for word, span in intervals.STRENGTH.items() if word != "off"
    }
    assert {word or "unstated": span for word, span in medians.SPEED.items()} == dict(intervals.SPEED)
    assert medians.ROOM == intervals.ROOM
    middle = medians.medians(EVERYTHING)
    assert middle.strength["a"] == pytest.approx(0.8)
    assert middle.strength["b"] == pytest.approx(-0.25)
    assert middle.tau["level"] == pytest.approx(2)  # the geometric middle of 1 to 4
    assert middle.delay["c"] == pytest.approx(54**0.5)
    assert middle.delay["f"] == 0
    assert middle.room["time"] == pytest.approx(0.3)
    assert middle.room["level"] == 0
    assert (middle.step, medians.medians(QUICK).step) == (1, 0.125)


def test_what_cannot_be_run_is_refused():
    influence = catalogue.load("influence-crawley")
    with pytest.raises(QuestionError, match="it cannot be run"):
        formats.render(influence, "xmile")
    with pytest.raises(QuestionError, match="is a constant: nothing pushes it"):
        formats.render(EVERYTHING, "xmile", pushes=[dynamics.Push("given", 0.3)])
    with pytest.raises(UnknownNameError, match='no variable "nobody"'):
        formats.render(EVERYTHING, "xmile", pushes=[dynamics.Push("nobody", 0.3)])
    hasty = SystemsMap(id="x", title="X", variables=(Variable(id="a", label="A", speed=Interval(0.01, 0.1)),), links=())
    with pytest.raises(QuestionError, match="the finest step is"):
        formats.render(hasty, "xmile")


def test_its_diagram_reads_back_with_places_and_signs():
    a_map = catalogue.load("the-hold")
    back = formats.parse(formats.render(a_map, "xmile").text.encode(), "the-hold.xmile").map
    assert back.title == a_map.title
    by_label = {variable.label: variable.id for variable in back.variables}
    first = a_map.variables[0]
    at = back.layouts["wide"].places[by_label[first.label]]
    assert at == next(iter(a_map.layouts.values())).places[first.id]


def test_a_push_is_lost_where_a_format_holds_none():
    lost = formats.render(catalogue.load("the-hold"), "dot", pushes=[dynamics.Push("the-desire", 0.3)]).lost
    assert lost[-1] == formats.Lost("the push on 'the-desire'", "all of it: only XMILE holds pushes")
