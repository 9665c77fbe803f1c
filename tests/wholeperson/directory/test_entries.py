"""What is written down is what is there, and what could be put right is said."""

from dataclasses import replace

import pytest

from tests.cast import alliance
from tests.listing import listed, weekly
from wholeperson.directory import public as directory
from wholeperson.directory.public import BankHolidays, Entry, EntryError, ResourceKind, Spot, Where, Whom

pytestmark = pytest.mark.django_db
HUB = Where(
    name="The Hub", address="1 Invented Street", town="Bognor Regis", postcode="PO21 1AA", spot=Spot(50.78, -0.67)
)


def test_an_entry_comes_back_as_it_was_written() -> None:
    entry = Entry(
        name="Tea and talk", kind=ResourceKind.GROUP, summary="Tea, and somebody to talk to.", places=(HUB,),
        facts={"women_only": "yes", "begin": ["walk-in"], "first": "Somebody makes you tea."}, terms=("talk", "peers"),
        bank_holidays=BankHolidays.CLOSED, opens=(weekly("TH", "10:00", "12:00"),),
        contacts=(Whom(role="whoever makes the tea", first=True, call="01632 960001"),),
    )  # fmt: skip
    run_by = directory.keep_organization(by="system:tests", alliance_id=alliance().id, name="The Hub")
    found = directory.resource(directory.keep_entry(by="system:tests", organization=run_by, entry=entry).id)
    assert found is not None
    assert found.entry == entry
    assert len(found.spans) in (5, 6)
    again = directory.keep_entry(
        by="system:tests", organization=run_by, entry=replace(entry, opens=(), name="Tea"), resource_id=found.id
    )
    changed = directory.resource(again.id)
    assert changed is not None
    assert (changed.id, changed.entry.name, changed.spans) == (found.id, "Tea", ())


def test_an_address_that_is_kept_safe_is_not_kept_at_all() -> None:
    with pytest.raises(EntryError, match="kept safe"):
        listed("A house", kept_safe=True, places=(HUB,))
    with pytest.raises(EntryError, match="kept safe"):
        listed("A house", kept_safe=True, facts={"street": "A green door."})
