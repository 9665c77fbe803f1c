"""Real maps of other people, beside the checkout: their counts, signs and notes."""

import json

import pytest

from wholesystem import formats
from wholesystem.formats.lzstring import decompress
from wholesystem.maps import InfluenceMap, SystemsMap


@pytest.mark.parametrize(
    ("file", "variables", "links", "loops"),
    [
        ("prsm/supplychainandlogisticssystem191.prsm", 16, 26, None),
        ("prsm/supplychainandlogisticssystem_v142.prsm", 16, 26, None),
        ("prsm/clusterexamplemap.prsm", 6, 7, 0),
        ("loopy/depression_anxiety.loopy.url.txt", 7, 8, 2),
        ("fcm/data_test.json", 2, 2, 1),
        ("sdjson/armsRace.json", 10, 12, None),
        ("sdjson/armsRace.stmx", 10, 12, None),
        ("sdjson/bassDiffusion.json", 10, 11, None),
        ("sdjson/bassDiffusion.stmx", 10, 11, None),
        ("sdjson/maibab.stmx", 24, 33, None),
        ("simlin/logistic_growth.stmx", 6, 7, None),
    ],
)
def test_a_real_map_has_all_its_parts(shared, file, variables, links, loops):
    a_map, lost = formats.read(shared / "data" / "maps" / file)
    assert (len(a_map.variables), len(a_map.links)) == (variables, links)
    assert lost
    assert isinstance(a_map, InfluenceMap if loops is None else SystemsMap)
    if loops is not None:
        assert len(a_map.loops()) == loops


def test_the_signs_of_a_prsm_map_are_those_of_its_styles(shared):
    for name in ("supplychainandlogisticssystem191", "supplychainandlogisticssystem_v142"):
        a_map, lost = formats.read(shared / "data" / "maps" / "prsm" / f"{name}.prsm")
        signs = [link.polarity for link in a_map.links]
        assert (signs.count("+"), signs.count("-"), signs.count(None)) == (16, 1, 9)
        assert (
            a_map.link("fd0922b0-e036-4717-b91d-33834f0208e7").why
            == "Reduced ventilation causing a detrimental effect?"
        )
        assert "Energy efficiency/ intensity performance of SC&L" in [one.label for one in a_map.variables]
        assert len(a_map.layouts["wide"].places) == 16
        assert sum("says no sign" in one.what for one in lost) == 2


def test_what_prsm_compressed_is_unpacked(shared):
    data = json.loads((shared / "data/maps/prsm/supplychainandlogisticssystem191.prsm").read_text())
    states = [decompress(one["state"]) for one in data["history"] if "state" in one]
    assert [len(json.loads(state)["nodes"]) for state in states] == [22]
    text = "".join(one["state"] for one in data["history"] if "state" in one)
    assert len(formats.parse(text.encode(), "older.prsm").map.variables) == 22


def test_the_loopy_map_keeps_its_texts_and_places(shared):
    a_map, _ = formats.read(shared / "data/maps/loopy/depression_anxiety.loopy.url.txt")
    assert a_map.variable("fear-of-mistakes").label == "fear of mistakes"
    assert "why depression & anxiety" in a_map.about.replace("\n", " ")
    assert a_map.layouts["wide"].places["depression"] == (198.0, 285.0)
    assert {loop.kind for loop in a_map.loops()} == {"reinforcing"}


def test_raters_who_disagree_are_kept(shared):
    a_map, _ = formats.read(shared / "data/maps/fcm/data_test.json")
    assert [(link.polarity, len(link.claims)) for link in a_map.links] == [("+", 2), ("disputed", 2)]
    assert [claim.by for claim in a_map.links[1].claims] == ["Expert_1", "Expert_2"]


def test_the_bad_byte_is_said(shared):
    _, lost = formats.read(shared / "data/maps/sdjson/maibab.stmx")
    assert "line 237: a byte is not UTF-8 text and is read as �" in [str(one) for one in lost]
