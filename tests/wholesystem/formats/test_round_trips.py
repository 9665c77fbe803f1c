"""What is written comes back, or is said to be lost: for every format, part by part."""

import pytest
from hypothesis import given, settings

from tests.wholesystem.formats.made_maps import maps
from wholesystem import catalogue, formats
from wholesystem.formats.lost import OF_A_LINK, OF_A_MAP, OF_A_VARIABLE
from wholesystem.maps import as_data

EACH = settings().max_examples // 2  # for each of a dozen formats
OWN = ("yaml", "json")
BOTH_WAYS = [one.name for one in formats.FORMATS.values() if one.write and one.name not in (*OWN, "xmile")]


def there_and_back(a_map, name):
    text, lost = formats.render(a_map, name)
    found = formats.FORMATS[name]
    raw = text.encode()
    back = formats.parse(raw, "a-map" + found.endings[0], name)
    assert formats.parse(raw, "a-map" + found.endings[0]).map.title == back.map.title, "found by its ending as well"
    return back.map, (*lost, *back.lost)


def check(before, after, lost):
    said: dict[str, str] = {}
    for one in lost:
        said[one.where] = said.get(one.where, "") + one.what + "\n"

    def admitted(where, phrase, old, new):
        if old != new and phrase not in said.get(where, ""):
            pytest.fail(f"{where}: {phrase} was {old!r}, is {new!r}; said: {said.get(where)!r}")

    assert len(after.variables) == len(before.variables)
    ids = {}
    for old, new in zip(before.variables, after.variables, strict=True):
        where = f"variable '{old.id}'"
        ids[old.id] = new.id
        admitted(where, "its id", old.id, new.id)
        admitted(where, "its name", old.label, new.label)
        for part, phrase in OF_A_VARIABLE.items():
            admitted(where, phrase, getattr(old, part), getattr(new, part))
    check_links(before, after, ids, said, admitted)
    check_whole(before, after, ids, admitted)


def check_links(before, after, ids, said, admitted):
    standing = [link for link in before.links if "all of it" not in said.get(f"link '{link.id}'", "")]
    assert len(standing) == len(after.links), said
    row = {name: at for at, name in enumerate(ids.values())}
    given_order = [(link.source, link.target) for link in after.links]
    if [(ids[link.source], ids[link.target]) for link in standing] != given_order:  # row by row, as in a matrix
        standing.sort(key=lambda link: (row[ids[link.source]], row[ids[link.target]]))
    for old, new in zip(standing, after.links, strict=True):
        where = f"link '{old.id}'"
        assert (ids[old.source], ids[old.target]) == (new.source, new.target)
        admitted(where, "its id", old.id, new.id)
        admitted(where, "its sign", old.polarity, new.polarity)
        for part, phrase in OF_A_LINK.items():
            admitted(where, phrase, getattr(old, part), getattr(new, part))


def check_whole(before, after, ids, admitted):
    admitted("the map", "that it is a", before.kind, after.kind)
    for part in ("title", "lead", "about", "sources", "loop_names", "drivers", "outcomes", "subsystems", "id"):
        admitted("the map", OF_A_MAP[part], getattr(before, part, ()) or "", getattr(after, part, ()) or "")
    if not before.layouts:
        admitted("the map", OF_A_MAP["layouts"], False, bool(after.layouts))
        return
    name, old = next(iter(before.layouts.items()))
    if not after.layouts:
        admitted("the map", OF_A_MAP["layouts"], True, False)
        return
    new = after.layouts["wide"]
    admitted("the map", "the name of its layout", name, "wide")
    admitted("the map", "its layouts but the first", len(before.layouts), 1)
    admitted("the map", "the size of its layout", (old.width, old.height), (new.width, new.height))
    assert set(new.places) == {ids[one] for one in old.places}
    for one, (x, y) in old.places.items():
        at = new.places[ids[one]]
        admitted("the map", "its places", (x, y), at)
        assert abs(at[0] - x) <= 1
        assert abs(at[1] - y) <= 1


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=EACH)
@given(a_map=maps())
def test_what_is_not_said_to_be_lost_comes_back(name, a_map):
    after, lost = there_and_back(a_map, name)
    check(a_map, after, lost)


@pytest.mark.parametrize("name", OWN)
@settings(max_examples=EACH)
@given(a_map=maps())
def test_our_own_files_lose_nothing(name, a_map):
    after, lost = there_and_back(a_map, name)
    assert as_data(after) == as_data(a_map)
    assert not lost


@pytest.mark.parametrize("name", BOTH_WAYS)
@pytest.mark.parametrize("a_map", [catalogue.load(one) for one in catalogue.names()], ids=lambda one: one.id)
def test_the_catalogue_goes_there_and_back(name, a_map):
    after, lost = there_and_back(a_map, name)
    check(a_map, after, lost)


@pytest.mark.parametrize("name", ["kumu", "graphml", "dot"])
def test_formats_with_fields_of_our_own_hold_all_variables_and_links(name):
    a_map = catalogue.load("the-hold")
    after, _ = there_and_back(a_map, name)
    assert after.variables == a_map.variables
    assert after.links == a_map.links
