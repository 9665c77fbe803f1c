"""A map with more loops than anybody could list is still told, in few words and within a bound."""

import numpy as np
import pytest
from django.test import Client

from wholeperson.mapping import public
from wholeperson.mapping.rules import turning
from wholesystem.maps import Link, SystemsMap, Variable, independent_loops


def woven(count: int, links: int) -> SystemsMap:
    """A map of many variables, woven by a seeded chance; invented, and about nothing."""
    chance = np.random.default_rng(5)
    names = [f"v{at}" for at in range(count)]
    ends: set[tuple[str, str, str]] = set()
    while len(ends) < links:
        a, b = chance.choice(names, 2, replace=False)
        ends.add((str(a), str(b), "+-"[int(chance.integers(2))]))
    return SystemsMap(
        id="woven",
        title="Woven",
        variables=tuple(Variable(id=name, label=f"Thing {name}") for name in names),
        links=tuple(
            Link(id=f"l{at}", source=a, target=b, polarity=sign) for at, (a, b, sign) in enumerate(sorted(ends))
        ),
        drivers=("v1",),
        outcomes=("v2",),
    )


@pytest.mark.django_db
def test_too_many_loops_are_told_by_the_shortest_that_cover_every_arrow(client: Client) -> None:
    a_map = woven(45, 150)
    assert not a_map.loops().complete
    public.publish(by="system:test", a_map=a_map, why="for a test")
    page = client.get("/maps/woven/list/").content.decode()
    assert "There are too many to list." in page
    assert "of at least" in page
    assert len(independent_loops(a_map)) < 150


def test_a_page_waits_for_fewer_runs_of_a_large_map() -> None:
    assert turning.draws_for(woven(20, 30)) == turning.DRAWS
    assert turning.draws_for(woven(70, 100)) == turning.FEW_DRAWS
