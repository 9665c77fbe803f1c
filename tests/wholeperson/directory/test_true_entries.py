"""Putting something on the map and changing it: who may, what a page asks, what it keeps. All names are invented."""

import re
from datetime import date, time
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, team, with_role
from tests.listing import listed, weekly
from wholeperson.directory import actions, queries
from wholeperson.directory.forms.sheets_with_rows import SHEETS
from wholeperson.directory.models import Organization, Place, Resource, Somewhere, Source
from wholeperson.directory.permissions import check_may_keep_the_map, may_keep
from wholeperson.directory.public import EntryError, Often, Opens, OtherTimes, Rule, Spot, Where, Whom
from wholeperson.directory.rules.kinds import BankHolidays, Status
from wholeperson.foundation.actions import action
from wholeperson.people.public import NotYoursError, PeerKind, Role, Viewer

pytestmark = pytest.mark.django_db
ADD = "/network/add/"


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def peer(name: str = "Ash") -> Viewer:
    return with_role(name, Role.PEER, in_team=team(), kind=PeerKind.MENTOR)


def worker(name: str = "Wren") -> Viewer:
    return with_role(name, Role.WORKER, in_team=team())


def coordinator(name: str = "Cor") -> Viewer:
    return with_role(name, Role.COORDINATOR)


def asked(page: str) -> dict[str, str]:
    """Give what a page has filled in already, as a browser would send it back."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    found.pop("csrfmiddlewaretoken", None)
    return found


def the_hub(who: Viewer) -> str:
    """Give the address under which somebody adds an entry of The Hub."""
    page = text(browser_of(who).get(ADD))
    return re.findall(r'<option value="([^"]+)"[^>]*>The Hub', page)[0]


def a_walk(who: Viewer, **sent: object) -> dict[str, object]:
    return {
        "name": "Invented Sunday walk", "kind": "activity", "summary": "An invented walk by the sea.",
        "organization": the_hub(who), "places-count": "1", "places-0-address": "1 Invented Parade",
        "places-0-town": "Bognor Regis", "places-0-postcode": "zz1 1zz", "places-0-latitude": "50.78",
        "places-0-longitude": "-0.67", "opens-count": "1", "opens-0-days": ["SU"], "opens-0-opens": "10:00",
        "opens-0-closes": "12:00", "opens-0-comes": "2", "contacts-count": "1", "contacts-0-role": "The walk leader",
        "contacts-0-call": "01632 960001", "begin": ["walk-in"], "way": "went", **sent,
    }  # fmt: skip


def only() -> queries.Listed:
    found = queries.resource(Resource.objects.get().id)
    assert found
    return found


@pytest.mark.needs("N1")
def test_a_peer_puts_something_on_the_map_on_one_short_page() -> None:
    ash = peer()
    answer = browser_of(ash).post(ADD, a_walk(ash))
    assert answer.status_code == 303, text(answer)
    found = only()
    assert answer["Location"] == f"/network/{found.id}/change/"
    entry = found.entry
    assert (entry.name, found.organization, entry.facts) == ("Invented Sunday walk", "The Hub", {"begin": ["walk-in"]})
    assert entry.places == (
        Where(address="1 Invented Parade", town="Bognor Regis", postcode="ZZ1 1ZZ", spot=Spot(50.78, -0.67)),
    )
    assert entry.opens[0].rule == Rule(time(10), time(12), Often.MONTHLY, days=("2SU",))
    assert entry.contacts[0].first
    assert found.checked_how == "by a peer, in person"
    assert "The second Sunday of the month, 10 to 12" in text(browser_of(ash).get(answer["Location"]))


def test_only_whoever_keeps_entries_finds_the_pages() -> None:
    found = listed("Invented café")
    pages = (ADD, f"/network/{found.id}/change/", f"/network/{found.id}/change/when/")
    for address in (*pages, f"/network/{uuid4()}/change/"):
        assert browser_of(joined("Sam")).get(address).status_code == 404
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/sign-in/")
    # The Hub of this test stands without a member organisation, so its own people are not known yet.
    assert browser_of(worker()).get(pages[1]).status_code == 404
    cor = browser_of(coordinator())
    assert [cor.get(address).status_code for address in pages] == [200, 200, 200]
    assert cor.get(f"/network/{found.id}/change/nothing/").status_code == 404


def test_the_coordinator_says_whose_people_keep_the_entries_of_an_organization() -> None:
    found, wren, cor = listed("Invented café"), worker(), coordinator()
    address = f"/network/{found.id}/change/organization/"
    page = text(browser_of(cor).get(address))
    member = re.findall(r'name="teams_of" value="([0-9a-f-]{36})"', page)[0]
    problem = browser_of(cor).post(address, {"name": "The Hub", "website": "javascript:alert(1)", "teams_of": member})
    assert problem.status_code == 422
    assert "begins with https" in text(problem)
    sent = {"name": "The Hub", "description": "Invented.", "email": "hello@hub.example", "teams_of": member}
    assert browser_of(cor).post(address, sent).status_code == 303
    mine = browser_of(wren).get(f"/network/{found.id}/change/")
    assert mine.status_code == 200
    assert "teams_of" not in text(browser_of(wren).get(address))
    assert browser_of(wren).post(address, {"name": "The Hub", "description": "Other."}).status_code == 303
    hub = Organization.objects.get()
    assert (hub.description, str(hub.teams_of_id)) == ("Other.", member)
    assert "Invented café" in text(browser_of(wren).get("/my-work/network/"))


def test_a_new_organization_is_named_and_one_that_is_there_is_found_again() -> None:
    cor = coordinator()
    team("Outreach", "Invented Trust")
    sent = a_walk(cor_with_hub(cor)) | {"organization": f"new:{alliance().id}", "way": ""}
    nameless = browser_of(cor).post(ADD, sent)
    assert nameless.status_code == 422
    assert "Who runs it? Please write the name." in text(nameless)
    assert 'value="Invented Sunday walk"' in text(nameless)
    for name in ("Invented Trust", "invented trust"):
        assert browser_of(cor).post(ADD, sent | {"organization_name": name}).status_code == 303
    trust = Organization.objects.get(name="Invented Trust")
    assert trust.teams_of_id is not None
    assert Resource.objects.filter(organization=trust, checked_on=None).count() == 2


def cor_with_hub(cor: Viewer) -> Viewer:
    listed("Invented café")
    return cor


def test_what_could_be_put_right_stands_beside_its_field_and_nothing_typed_is_lost() -> None:
    ash = peer()
    sent = a_walk(ash) | {
        "name": "", "opens-0-days": [], "opens-0-closes": "late", "opens-0-comes": "second-week",
        "places-0-longitude": "", "contacts-0-role": "", "contacts-0-email": "sam.example@hub.example",
    }  # fmt: skip
    page = browser_of(ash).post(ADD, sent)
    said = text(page)
    assert page.status_code == 422
    for sentence in (
        "What is it called? Please give a name.", "On which days? Please tick at least one.",
        "Please write a time like 09:30 or 17:00.", "Which week is the first?", "A point has two numbers.",
        "Who answers there?", "Please use the team’s address.",
    ):  # fmt: skip
        assert said.count(sentence) == 2, sentence  # above the form, and beside the field
    for typed in ("1 Invented Parade", "01632 960001", "sam.example@hub.example", "late"):
        assert typed in said
    assert not Resource.objects.exists()


def test_one_more_row_is_a_button_and_mends_nothing_yet() -> None:
    ash = peer()
    sent = a_walk(ash) | {"name": "", "more-opens": "yes"}
    page = browser_of(ash).post(ADD, sent)
    said = text(page)
    assert page.status_code == 200
    assert 'name="opens-count" value="2"' in said
    assert "Please give a name" not in said
    assert 'value="1 Invented Parade"' in said
    assert re.search(r'name="opens-0-days" value="SU"[^>]*checked', said)
    many = text(browser_of(ash).post(ADD, sent | {"opens-count": "400"}))
    assert 'name="opens-count" value="30"' in many
    assert "more-opens" not in many
    assert 'name="opens-count" value="1"' in text(browser_of(ash).post(ADD, sent | {"opens-count": "x"}))


def test_a_name_of_the_gazetteer_gives_the_point() -> None:
    ash = peer()
    known = action("a name of an invented gazetteer was written")(save_somewhere)
    known(by="system:tests", name="Invented Bersted", alliance_id=alliance().id)
    page = text(browser_of(ash).get(ADD))
    assert '<option value="Invented Bersted">' in page
    sent = a_walk(ash) | {"places-0-latitude": "", "places-0-longitude": "", "places-0-near": "Atlantis"}
    unknown = browser_of(ash).post(ADD, sent)
    assert (unknown.status_code, "We do not know a place of that name." in text(unknown)) == (422, True)
    assert browser_of(ash).post(ADD, sent | {"places-0-near": "invented  bersted"}).status_code == 303
    assert only().entry.places[0].spot == Spot(50.8, -0.7)


def save_somewhere(*, by: str, name: str, alliance_id: object) -> Place:
    Somewhere(
        alliance_id=alliance_id, name=name, folded=name.casefold(), kind="area", latitude=50.8, longitude=-0.7
    ).save()
    return Place()


def change(who: Viewer, found: queries.Listed, part: str, sent: dict[str, object]) -> HttpResponse:
    """Open a page of an entry and send it back with something changed."""
    address = f"/network/{found.id}/change/{part}/"
    page = browser_of(who).get(address)
    assert page.status_code == 200
    return browser_of(who).post(address, {**asked(text(page)), **sent})


def now(found: queries.Listed) -> queries.Listed:
    kept = queries.resource(found.id)
    assert kept
    return kept


def full() -> queries.Listed:
    """Give an invented entry in which something stands in each part."""
    return listed(
        "Invented café", summary="Tea.", description="Tea\nand toast.", website="https://cafe.example/",
        email="hello@cafe.example", alert="Back in May.",
        places=(Where(name="Library", address="1 Invented Street", postcode="ZZ1 1ZZ", spot=Spot(50.7, -0.6)),),
        facts={"like": "Warm.", "languages": ["English", "Polish"], "begin": ["walk-in", "ring"], "cost": "free",
               "street": "A blue door.", "pets": "yes", "stay": "A year"},
        terms=("talk", "music", "women"), youngest=18, oldest=65, bank_holidays=BankHolidays.CLOSED,
        opens=(
            weekly("MO,TU", "09:00", "12:00"),
            Opens(rule=Rule(time(22), time(2), interval=2, days=("FR",), start=date(2026, 11, 6)), words="Late."),
            Opens(rule=Rule(time(10), time(11), Often.MONTHLY, days=("2TH", "4TH", "-1TU")), attending="phone"),
            Opens(rule=Rule(time(10), time(11), Often.MONTHLY, month_days=(1, 15), end=date(2027, 1, 31)),
                  attending="by post"),
        ),
        other_times=(OtherTimes(date(2026, 12, 24), date(2026, 12, 26), why="Christmas"),
                     OtherTimes(date(2026, 12, 31), date(2026, 12, 31), time(10), time(11))),
        contacts=(by_role("The duty worker", first=True), by_role("The cook")),
    )  # fmt: skip


def by_role(role: str, *, first: bool = False) -> Whom:
    return Whom(role=role, first=first, call="01632 960002", text="01632 960003", words="They ring back.")


def test_a_page_that_is_sent_back_as_it_came_changes_nothing() -> None:
    found, cor = full(), browser_of(coordinator())
    for part in SHEETS:
        address = f"/network/{found.id}/change/{part}/"
        answer = cor.post(address, as_a_browser(text(cor.get(address))))
        assert answer.status_code == 303, (part, re.findall(r'class="mend"[^>]*>([^<]*)', text(answer)))
        before, after = found.entry, now(found).entry
        if part == "when":  # one rule for three days comes back as one rule for each of its weeks
            assert now(found).spans == found.spans
            assert (after.bank_holidays, after.other_times) == (before.bank_holidays, before.other_times)
            assert after.opens[-1] == before.opens[-1]
            found = now(found)
        else:
            assert after == before, part


def as_a_browser(page: str) -> dict[str, list[str]]:
    """Give every field of a page with what stands in it."""
    form = page[page.index('class="form sheet"') :]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        at = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if at.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in at:
            found.setdefault(at["name"], []).append(
                plain(at.get("value", "on" if at.get("type") == "checkbox" else ""))
            )
    for name, inside in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = [plain(inside)]
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        found[name] = re.findall(r'value="([^"]*)"[^>]*selected', inside)[:1] or [
            re.findall(r'value="([^"]*)"', inside)[0]
        ]
    return found


def plain(said: str) -> str:
    return said.replace("&#x27;", "'").replace("&amp;", "&").replace("&quot;", '"')


def test_the_second_of_two_is_told_and_keeps_what_they_typed() -> None:
    found, one, two = listed("Invented café", summary="Tea."), coordinator("Cor"), coordinator("Dee")
    address = f"/network/{found.id}/change/name/"
    first, second = (as_a_browser(text(browser_of(who).get(address))) for who in (one, two))
    assert browser_of(one).post(address, first | {"summary": "Toast."}).status_code == 303
    answer = browser_of(two).post(address, second | {"summary": "Soup."})
    said = text(answer)
    assert answer.status_code == 422
    assert "Somebody else changed this entry while you were writing." in said
    assert 'value="Soup."' in said
    assert "<dd>Toast.</dd>" in said
    assert now(found).entry.summary == "Toast."
    # They looked at what stands now, and press once more.
    assert browser_of(two).post(address, as_a_browser(said)).status_code == 303
    assert now(found).entry.summary == "Soup."
    for seen in ("", "nonsense", "2026-11-21T10:00:00"):
        assert browser_of(two).post(address, second | {"seen": seen}).status_code == 422


def test_a_row_is_taken_out_and_one_is_added() -> None:
    found, cor = full(), coordinator()
    address = f"/network/{found.id}/change/when/"
    sent = as_a_browser(text(browser_of(cor).get(address)))
    sent |= {"opens-0-leave_out": ["on"], "others-1-first": [""], "others-1-opens": [""], "others-1-closes": [""],
             "others-1-closed": ["closed"]}  # fmt: skip
    assert browser_of(cor).post(address, sent).status_code == 303
    entry = now(found).entry
    assert all(one.rule.days != ("MO", "TU") for one in entry.opens)
    assert [one.why for one in entry.other_times] == ["Christmas"]


def test_days_that_are_different_ask_for_what_is_missing() -> None:
    found, cor = listed("Invented café"), coordinator()
    none = {"opens-count": "0", "bank_holidays": "closed", "others-count": "2"}
    answer = change(cor, found, "when", none | {
        "others-0-why": "Christmas", "others-0-closed": "other", "others-1-first": "2026-12-27",
        "others-1-last": "24/12/2026", "others-1-closed": "closed",
    })  # fmt: skip
    said = text(answer)
    assert answer.status_code == 422
    assert "Which day is different?" in said
    assert "At what time?" in said
    assert "Please turn them round." in said
    always = change(cor, found, "when", none | {"others-count": "0", "always": "on"})
    assert always.status_code == 303
    assert now(found).entry.always_open
    assert "Day and night, every day" in text(browser_of(cor).get(f"/network/{found.id}/change/"))
    again = change(cor, found, "when", none | {"others-count": "0", "always": "on"})
    assert (again.status_code, len(now(found).entry.opens)) == (303, 1)


def test_opening_times_ask_which_end_comes_first() -> None:
    found, cor = listed("Invented café"), coordinator()
    answer = change(cor, found, "when", {
        "opens-count": "1", "opens-0-days": ["MO"], "opens-0-opens": "", "opens-0-closes": "10:00",
        "opens-0-comes": "every-week", "opens-0-since": "2026-12-02", "opens-0-until": "2026-12-01",
        "bank_holidays": "closed", "others-count": "0",
    })  # fmt: skip
    assert "From when? Please write a time like 09:30." in text(answer)
    assert "The last day is before the first." in text(answer)
    assert '<details class="more further" open>' in text(answer)


@pytest.mark.needs("N9")
def test_what_becomes_kept_safe_keeps_nothing_that_tells_where() -> None:
    found, cor = full(), coordinator()
    sent = as_a_browser(text(browser_of(cor).get(f"/network/{found.id}/change/where/"))) | {"kept_safe": ["on"]}
    assert browser_of(cor).post(f"/network/{found.id}/change/where/", sent).status_code == 303
    entry = now(found).entry
    assert (entry.kept_safe, entry.places, "street" in entry.facts) == (True, (), False)
    assert not Place.objects.exists()
    access = text(browser_of(cor).get(f"/network/{found.id}/change/access/"))
    assert 'name="street"' not in access
    assert 'name="bus"' not in access
    answer = change(cor, found, "where", {"kept_safe": "on", "places-count": "1", "places-0-address": "1 Invented St"})
    assert (answer.status_code, "no address is kept at all" in text(answer)) == (422, True)
    for part, sent in (
        ("name", {"name": "Invented café", "kind": "group", "description": "At ZZ1 1ZZ."}),
        ("still-there", {"status": "active", "alert": "Now at 12 Invented Mill Lane."}),
        ("begin", {"first": "You come to 3a Invented Road."}),
        ("contact", {"contacts-count": "1", "contacts-0-role": "Staff", "contacts-0-words": "Write to zz11zz."}),
    ):
        answer = change(cor, found, part, sent)
        assert (answer.status_code, "no postcode and no street" in text(answer)) == (422, True), part
    back = change(cor, found, "where", {"places-count": "0"})
    assert (back.status_code, now(found).entry.kept_safe) == (303, False)


def test_what_is_changed_of_another_directory_is_remembered() -> None:
    cor = coordinator()
    found = listed("Invented café", facts={"cost": "free"}, terms=("talk",))
    come_from = action("an entry of an invented source")(take_from)
    come_from(by="system:tests", resource=Resource.objects.get())
    assert change(cor, found, "access", {"cost": "some", "pets": "yes"}).status_code == 303
    assert change(cor, found, "suits", {"needs": ["talk"]}).status_code == 303
    assert change(cor, found, "still-there", {"status": "defunct"}).status_code == 303
    kept = now(found)
    assert kept.kept_here == ("facts.cost", "facts.pets", "status")
    assert kept.entry.status is Status.CLOSED
    assert "What you change here stays" in text(browser_of(cor).get(f"/network/{found.id}/change/"))


def take_from(*, by: str, resource: Resource) -> Resource:
    resource.source = Source(alliance=resource.alliance, name="Invented feed", address="https://feed.example/")
    resource.source.save()
    resource.save()
    return resource


def test_room_is_said_with_its_day_and_an_empty_answer_goes() -> None:
    found, cor = full(), coordinator()
    assert change(cor, found, "room", {"room": "wait list", "room_places": "3"}).status_code == 303
    assert now(found).entry.room_on
    assert "There is a waiting list, on " in text(browser_of(cor).get(f"/network/{found.id}/change/"))
    assert change(cor, found, "room", {"room": "", "room_places": "many"}).status_code == 422
    assert change(cor, found, "access", {"bus": "Number 7"}).status_code == 303
    assert now(found).entry.facts.keys() & {"cost", "pets", "bus", "like"} == {"bus", "like"}
    assert change(cor, found, "suits", {"youngest": "70", "oldest": "18"}).status_code == 422


def test_an_organisation_that_stands_on_the_map_is_not_written_down_twice() -> None:
    ash = peer()
    for _ in range(2):
        assert browser_of(ash).post(ADD, a_walk(ash)).status_code == 303
    assert (Organization.objects.count(), Resource.objects.count()) == (1, 2)
    safe = browser_of(ash).post(ADD, a_walk(ash) | {"kept_safe": "on"})
    assert (safe.status_code, Resource.objects.count()) == (422, 2)
    assert "no address is kept at all" in text(safe)
    # A way of coming that another directory wrote stands in the list only where it stands already.
    other = browser_of(ash).post(ADD, a_walk(ash) | {"opens-0-attending": "by pigeon"})
    assert other.status_code == 303
    bad = browser_of(ash).post(ADD, a_walk(ash) | {"name": "a\x00b", "places-0-latitude": "91", "opens-0-opens": "99"})
    assert bad.status_code == 422


def test_whoever_may_not_keep_is_told_who_may() -> None:
    found, sam = listed("Invented café"), joined("Sam")
    assert not may_keep(None, found.alliance_id, found.teams_of)
    hub = queries.organization_row(found.organization_id)
    with pytest.raises(NotYoursError, match="kept by the organisation itself"):
        actions.keep_entry(by=sam, organization=hub, entry=found.entry, resource_id=found.id)
    with pytest.raises(EntryError, match="Please give a name"):
        actions.keep_organization(by=TESTS, alliance_id=found.alliance_id, name=" ")
    check_may_keep_the_map(coordinator(), found.alliance_id)


def test_nothing_of_another_organisation_is_added_by_a_peer() -> None:
    listed("Invented café", by="Invented Trust")
    ash = peer()
    sent = a_walk(ash) | {"organization": str(Organization.objects.get().id)}
    assert browser_of(ash).post(ADD, sent).status_code == 422
    assert Resource.objects.count() == 1


def test_somebody_in_two_places_sees_which_is_which() -> None:
    cor = coordinator()
    listed("Invented walk", by="Crawley Trust", place="Crawley")
    listed("Invented café")
    assert "Crawley Trust" not in text(browser_of(cor).get(ADD))
    ash = peer("Bea")
    assert "Another one in" not in text(browser_of(ash).get(ADD))
