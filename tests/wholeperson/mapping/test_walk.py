"""A loop is walked one arrow at a time, and the last step tells what it does."""

from itertools import pairwise

import pytest
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping.presenters.walking import walk
from wholesystem import catalogue
from wholesystem.maps import Claim, Link, SystemsMap, Variable

pytestmark = pytest.mark.django_db


def hold() -> SystemsMap:
    a_map = catalogue.load("the-hold")
    assert isinstance(a_map, SystemsMap)
    return a_map


@pytest.mark.needs("S3")
@pytest.mark.parametrize("name", [name for name in catalogue.names() if catalogue.load(name).kind == "systems"])
def test_every_named_loop_of_the_reports_walks_round_and_says_which_way_it_works(client: Client, name: str) -> None:
    a_map = catalogue.load(name)
    assert isinstance(a_map, SystemsMap)
    for loop in [loop for loop in a_map.loops() if loop.name][:4]:
        address = f"/maps/{name}/walk/?loop={loop.id}"
        assert f"Step 1 of {loop.length + 1}" in text(client, address)
        end = text(client, f"{address}&step={loop.length + 1}")
        comes = {"reinforcing": "It feeds itself", "balancing": "It holds itself back"}
        assert comes[loop.kind] in end
        assert "It is not you" in end


def test_each_step_follows_from_the_one_before() -> None:
    trap = next(loop for loop in hold().loops() if loop.name == "The trap")
    steps = [walk(hold(), trap, str(at)) for at in range(1, trap.length + 1)]
    assert steps[0].text[0].startswith("Say “")
    for before, after in pairwise(steps):
        went = "risen" if " rises" in before.text[0].partition("Then")[2] else "fallen"
        assert after.text[0].partition("Then")[0].strip().endswith(f"has {went}.")


def test_what_takes_time_is_said() -> None:
    loop = next(loop for loop in hold().loops() if "desire-escape" in loop.links)
    step = walk(hold(), loop, str(loop.links.index("desire-escape") + 1))
    assert "This takes time." in step.text
    assert step.note == "Nobody said it in one sentence. We read it from several."
    assert "Part of it takes time" in walk(hold(), loop, str(loop.length + 1)).text[-1]


def test_a_number_that_is_no_step_is_the_first_step() -> None:
    loop = hold().loops()[0]
    for asked in ("", "0", "99", "two", "12345"):
        assert walk(hold(), loop, asked).number == 1


def test_where_people_disagree_nobody_says_what_comes_round() -> None:
    said = (Claim(by="Ann", polarity="+"), Claim(by="Ben", polarity="-"))
    a_map = SystemsMap(
        id="two",
        title="Two",
        variables=(Variable(id="tea", label="Tea"), Variable(id="cake", label="Cake")),
        links=(
            Link(id="a", source="tea", target="cake", polarity="disputed", claims=said),
            Link(id="b", source="cake", target="tea", polarity="+"),
        ),
    )
    loop = a_map.loops()[0]
    assert "People disagree which way" in walk(a_map, loop, "1").text[0]
    assert walk(a_map, loop, "2").text[0] == "When Cake rises, Tea rises; when it falls, Tea falls."
    assert walk(a_map, loop, "3").text == (
        "People disagree about one of its arrows, so nobody can say what comes round.",
    )


def test_a_loop_that_is_not_there_is_a_404_and_the_panel_leads_to_the_walk(client: Client) -> None:
    text(client, "/maps/the-hold/walk/?loop=0123456789", status=404)
    text(client, "/maps/influence-crawley/walk/", status=404)
    loop = hold().loops()[0]
    assert f"/walk/?loop={loop.id}" in text(client, f"/maps/the-hold/?loop={loop.id}")
