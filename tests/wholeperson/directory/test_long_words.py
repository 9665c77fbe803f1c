"""Long texts from a hostile feed hold nobody up: each rule that reads them is done with 100,000 letters at once."""

import time

import pytest

from wholeperson.directory.presenters import spreadsheet
from wholeperson.directory.rules import cleaning, hiding, safe_address
from wholeperson.directory.rules.from_hsds.plain import from_json
from wholeperson.directory.rules.hsds.keeping import Keeper

LONG = 100_000
HANGS = 60  # seconds: no measure of speed; as the patterns once were, they took minutes
TEXTS = ("a" * LONG + "@", "a." * (LONG // 2) + "@", "a-" * (LONG // 2) + "@", "'" * LONG, "1 a " * (LONG // 4))
READS = {
    "own mail, coming in": lambda text: cleaning.without_personal_emails(text, "description", cleaning.Changes()),
    "own mail, going out": Keeper(kept_safe=True, names=()).text,
    "whereabouts": hiding.tells_where,
}


@pytest.mark.parametrize("called", READS)
def test_a_long_text_is_read_at_once(called: str) -> None:
    begun = time.perf_counter()
    for text in TEXTS:
        READS[called](text)
    assert time.perf_counter() - begun < HANGS


def test_an_address_that_stands_in_a_text_ten_thousand_times_is_taken_out_at_once() -> None:
    given, begun = safe_address.traces(["Zyxa Lane"]), time.perf_counter()
    said = safe_address.without_traces("Zyxa lane, " * 10_000, given)
    assert time.perf_counter() - begun < HANGS
    assert "yxa" not in said
    assert said.count(safe_address.KEPT) == 10_000


@pytest.mark.parametrize("address", ["anna.smith@example.net", "'anna.smith@example.net'", ".anna@example.net"])
def test_one_persons_own_mail_is_still_found_wherever_a_word_begins(address: str) -> None:
    changes = cleaning.Changes()
    assert "anna" not in cleaning.without_personal_emails(f"Write to {address} now", "description", changes)
    assert "anna" not in Keeper(kept_safe=False, names=()).text(f"Write to {address} now")


@pytest.mark.parametrize(
    "words", ["Open 24 hours. Walk in.", "24 hours walk in", "12 weeks on the way", "2 places left"]
)
def test_hours_and_weeks_are_no_street_and_stay_on_the_page_of_a_refuge(words: str) -> None:
    assert not hiding.tells_where(words)


@pytest.mark.parametrize("before", ["", " ", "\xa0", "\u200b", "\x00", "\x0b", "\ufeff", "\t"])
@pytest.mark.parametrize("sign", ["=", "＝", "+", "@", "-"])
def test_no_cell_of_a_table_is_read_as_a_formula(before: str, sign: str) -> None:
    assert spreadsheet.as_text(f"{before}{sign}1") == f"'{before}{sign}1"
    assert '"Tea;=1+1"' in "".join(spreadsheet.as_csv([["Tea;=1+1"]]))


@pytest.mark.parametrize("depth", [100, 300, 480])
def test_what_is_nested_too_deeply_is_not_read_at_all(depth: int) -> None:
    with pytest.raises(ValueError, match="deeply"):
        from_json("[" * depth + "]" * depth)
    assert from_json("[" * 50 + "]" * 50)
