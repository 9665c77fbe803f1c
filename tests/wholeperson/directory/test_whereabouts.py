"""What tells where something is, however it is written: every hand asks this one room. All places are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.directory.rules import whereabouts

TELL = (
    "PO21 1AA", "write to po211aa please", "SW1A 1AA.", "PO21-1AA", "P021 PO21 1 A A", "PO21.1AA", "ＰＯ２１ 1AA",
    "PO\u200b21\u200b 1AA", "12 High Street", "12a, The Old Mill Lane", "3-5 Invented Rd", "3–5 Invented Rd",
    "at 7 invented road", "flat 2, 14 long invented crescent", "17b hidden lane", "4 Mews", "17 Rose House",
    "9 Rose Cottages", "12 sea way", "12 Sea Hill", "Twelve Invented Street", "twenty-two Long Lane",
    "Invented Street, number 12", "Invented Street 12a", "at 12 Invented Street", "house number 7, ring twice",
    "50.78912", "-0.67123", "50.789, -0.671", "51° north", "SZ 934 992", "///hidden.in.words", "w3w.co/hidden.in.words",
    "https://maps.example.org/hidden", "https://example.org/maps/1", "see openstreetmap.org/way/1",
)  # fmt: skip
TELL_NOTHING = (
    "24 hours a day", "12 weeks on the street", "For women of 16 and older", "PO21 and around", "2 places left",
    "High Street", "Ring 01632 960001", "7 minutes from the road", "10 minutes walk", "10 minutes’ walk from Sea Road",
    "I was there for 3 weeks and 12 people were kind.", "6 women share one house.", "We have 8 rooms in a big house",
    "12 step meeting", "Sea Road 10:30", "Sea Road, 5 pm", "It is 21 °C inside", "A warm house. Ring first.",
    "Two of us meet you at the door", "5.50 pounds", "",
)  # fmt: skip


@pytest.mark.needs("N1")
@pytest.mark.parametrize("text", TELL)
def test_a_postcode_a_number_in_a_street_and_a_point_tell_where(text: str) -> None:
    assert whereabouts.tells_where(text)
    assert whereabouts.hints_where(text)
    left = whereabouts.words_without(f"Ring us. {text}")
    assert not whereabouts.tells_where(left), left
    assert left.startswith("Ring us. ")


@pytest.mark.parametrize("text", TELL_NOTHING)
def test_other_numbers_tell_nothing_and_stay_as_they_are(text: str) -> None:
    assert not whereabouts.tells_where(text)
    assert whereabouts.words_without(text) == text


@pytest.mark.parametrize("text", ["PO21 and around", "Hidden Lane", "near Rose House", "17 of Hidden Mews"])
def test_a_district_and_a_name_alone_hint_where(text: str) -> None:
    assert whereabouts.hints_where(text)
    assert not whereabouts.tells_where(text)


def test_an_address_of_the_web_is_read_word_by_word() -> None:
    assert whereabouts.link_tells_where("https://example.org/12-invented-street")
    assert whereabouts.link_tells_where("https://example.org/po21+1aa")
    assert not whereabouts.link_tells_where("https://example.org/what-we-do")


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("po21 1aa", "PO21"), ("food near PO211AA please", "food near PO21 please"),
        ("food near 12 High Street", "food near High Street"), ("12b, Invented Sea Road", "Invented Sea Road"),
        ("12 step meeting", "12 step meeting"), ("open 24 hours", "open 24 hours"),
        ("3-5 the old mill lane", "the old mill lane"),
    ],
)  # fmt: skip
@pytest.mark.needs("N8")
def test_what_points_at_one_house_is_cut_out_of_what_was_typed(typed: str, cut: str) -> None:
    assert whereabouts.cut(typed) == cut


@given(
    number=st.integers(1, 999),
    street=st.sampled_from(("Sea Road", "Long Lane", "St John’s Terrace", "Park Row", "Mews", "Old Mill Drive")),
    district=st.sampled_from(("PO21", "RH1", "E1W", "SW1A")), rest=st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True),
    gap=st.sampled_from(("", " ", "-", "\u00a0")), small=st.booleans(), before=st.text("abc ", max_size=8),
)  # fmt: skip
@pytest.mark.needs("N1")
def test_no_postcode_and_no_number_of_a_street_goes_by(
    number: int, street: str, district: str, rest: str, gap: str, small: bool, before: str
) -> None:
    for told in (f"{before} {number} {street}", f"{before} {district}{gap}{rest}"):
        assert whereabouts.tells_where(told.lower() if small else told)


@given(st.text())
def test_words_without_whereabouts_tell_nothing_whatever_they_were(text: str) -> None:
    assert not whereabouts.tells_where(whereabouts.words_without(text))
