"""What differs between two maps, as data and in sentences."""

import json
from dataclasses import replace

from tests.wholesystem.maps.test_archetypes import chance, systems
from tests.wholesystem.maps.textbook import SHIFTING, drawn
from wholesystem import catalogue
from wholesystem.maps import Interval, LoopName, Variable, compare_maps


def test_a_map_does_not_differ_from_itself() -> None:
    both = compare_maps(systems("the-hold"), systems("the-hold"))
    assert not any((both.variables, both.links, both.loops))
    assert both.complete
    assert both.says == ("The two maps have the same variables, links and loops.",)


def test_what_came_and_what_went_is_told() -> None:
    hold, joined = systems("the-hold"), systems("user-generated-system")
    there, back = compare_maps(hold, joined), compare_maps(joined, hold)
    assert there.variables.added == back.variables.dropped
    assert there.links.added == back.links.dropped
    assert set(there.loops.added) == set(back.loops.dropped)
    assert not there.links.changed
    text = " ".join(there.says)
    assert "New: “Decision to Recover”" in text
    assert "17 more" in text
    assert "New loops: 319, among them" in text
    assert "Arrows no longer there" in " ".join(back.says)
    assert "Loops no longer there" in " ".join(back.says)
    assert "No longer there: " in " ".join(back.says)


def test_a_turned_sign_changes_the_link_and_the_kind_of_its_loops() -> None:
    before = drawn(SHIFTING)
    links = (replace(before.links[0], polarity="-"), *before.links[1:])
    names = (LoopName(name="Quick relief", links=("l000-problem-quick", "l001-quick-problem")),)
    both = compare_maps(before, replace(before, links=links, loop_names=names))
    assert [(one.id, dict(one.fields)) for one in both.links.changed] == [
        ("l000-problem-quick", {"polarity": ("+", "-")})
    ]
    assert "The arrow from “Problem” to “Quick” was + (more gives more) and is now − (more gives less)." in both.says
    assert "“Quick relief” was balancing and is now reinforcing." not in both.says[:1]
    assert sum("and is now" in text for text in both.says) == 3
    assert any(text.startswith("The loop “") for text in both.says)


def test_delays_ends_and_other_fields_are_told_apart() -> None:
    before = drawn(SHIFTING)
    one, two, three = before.links[:3]
    links = (
        replace(one, delayed=None),
        replace(two, source="lasting", target="quick", why="It was drawn the other way."),
        replace(three, strength="weak"),
        *before.links[3:],
    )
    variables = (replace(before.variables[0], kind="stock", says="More."), *before.variables[1:])
    both = compare_maps(before, replace(before, links=links, variables=variables))
    text = " ".join(both.says)
    assert "was not delayed and is now of unknown delay" in text
    assert "from “Lasting” to “Quick” ran from “Quick” to “Problem”" in text
    assert "from “Lasting” to “Quick” differs in its why" in text
    assert "differs in its strength" in text
    assert "“Problem” differs in its says and kind." in text
    fields = {change.id: change.fields for change in both.links.changed}
    assert fields["l001-quick-problem"]["source"] == ("quick", "lasting")


def test_loops_that_only_got_a_name_or_a_delay_are_changed_too() -> None:
    before = drawn(SHIFTING)
    after = replace(
        before,
        links=(replace(before.links[0], delayed=True), *before.links[1:]),
        loop_names=(LoopName(name="Quick relief", links=("l000-problem-quick", "l001-quick-problem")),),
    )
    fields = [dict(change.fields) for change in compare_maps(before, after).loops.changed]
    assert {"delayed": (False, True), "name": ("", "Quick relief")} in fields


def test_influence_maps_have_no_loops_to_compare() -> None:
    both = compare_maps(catalogue.load("influence-crawley"), catalogue.load("influence-bognor-regis"))
    assert both.variables
    assert not both.loops
    assert both.complete


def test_too_many_loops_are_compared_as_far_as_both_are_sure() -> None:
    before = chance(60, 3, 0)
    after = replace(before, links=before.links[1:])
    both = compare_maps(before, after)
    assert not both.complete
    assert both.longest == 8
    assert both.loops.dropped
    assert not both.loops.added
    assert both.says[-1] == "There are too many loops to list them all: loops of up to 8 links were compared."
    small = replace(before, links=before.links[:3])
    assert compare_maps(small, before).longest == 8


def test_a_comparison_is_plain_data() -> None:
    before = drawn(SHIFTING)
    variables = (
        replace(before.variables[0], speed=Interval(1, 2)),
        *before.variables[1:],
        Variable(id="new", label="New"),
    )
    after = replace(before, variables=variables, links=(replace(before.links[0], polarity="-"), *before.links[1:]))
    data = json.loads(json.dumps(compare_maps(before, after).as_data()))
    assert data["variables"] == {
        "added": ["new"],
        "dropped": [],
        "changed": [{"id": "problem", "fields": {"speed": {"before": None, "after": {"low": 1, "high": 2}}}}],
    }
    assert data["links"]["changed"][0]["fields"] == {"polarity": {"before": "+", "after": "-"}}
    assert {"added", "dropped", "changed", "complete", "longest"} == data["loops"].keys()
