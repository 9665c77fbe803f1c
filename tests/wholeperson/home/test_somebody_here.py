"""The front pages once somebody is in, the page for under 18, and help that a phone keeps."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import browser_of, joined, signed_in, team, with_role
from wholeperson.foundation import clock
from wholeperson.people import queries
from wholeperson.people.public import AgeBand, Role

pytestmark = pytest.mark.django_db


def test_me_greets_by_the_name_that_they_gave_themselves_exactly() -> None:
    page = browser_of(joined("Sam <b>the</b> Lamp")).get("/me/").content.decode()
    assert "Sam &lt;b&gt;the&lt;/b&gt; Lamp" in page
    for address in ("/me/about/", "/my-people/circle/", "/who-looked/", "/messages/", "/me/door/", "/me/everything/",
                    "/me/alliances/", "/me/phone/"):  # fmt: skip
        assert f'href="{address}"' in page
    assert page.count('class="btn"') == 1


def test_me_asks_nobody_and_offers_the_door(client: Client) -> None:
    page = client.get("/me/").content.decode()
    assert 'href="/join/"' in page
    assert 'href="/sign-in/"' in page
    assert "Hello" not in page


def test_on_a_shared_device_me_says_how_long_it_stays_open() -> None:
    sam = joined("Sam")
    assert "after half an hour" in browser_of(sam).get("/me/").content.decode()
    assert "after 5 minutes" in browser_of(signed_in(sam.id, shared=True)).get("/me/").content.decode()


@pytest.mark.needs("P8")
def test_my_people_leads_to_the_circle_and_to_work_only_who_works(client: Client) -> None:
    sam = browser_of(joined("Sam")).get("/my-people/").content.decode()
    jo = browser_of(with_role("Jo", Role.WORKER, in_team=team())).get("/my-people/").content.decode()
    nobody = client.get("/my-people/").content.decode()
    assert 'href="/my-people/circle/"' in sam
    assert 'href="/my-people/shown/"' in sam
    assert 'href="/my-work/"' not in sam
    assert 'href="/my-work/"' in jo
    assert "circle/" not in nobody
    assert all(page.count("<h1>") == 1 for page in (sam, jo, nobody))


@pytest.mark.needs("P9", "T12")
def test_the_page_for_under_18_is_open_to_everybody_and_names_childline_first(client: Client) -> None:
    page = client.get("/young/").content.decode()
    main = page[page.index("<main") :]
    assert main.index("tel:08001111") < main.index("Samaritans")
    assert "Rooms for adults stay closed" in main
    assert 'href="/young/"' in browser_of(joined("Pip", age=AgeBand.UNDER_18)).get("/me/").content.decode()


@pytest.mark.needs("P10")
def test_the_kept_numbers_say_nothing_that_grows_old_by_the_hour(client: Client) -> None:
    page = client.get("/help-now/kept/").content.decode()
    assert "tel:999" in page
    assert "tel:116123" in page
    assert "Open now" not in page
    assert "This copy is from" in page


@pytest.mark.needs("P9")
def test_what_keeps_the_numbers_keeps_one_page_and_asks_as_nobody(client: Client) -> None:
    answer = client.get("/sw.js")
    script = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-store"
    assert 'credentials: "omit"' in script
    assert script.count('"/help-now/kept/"') == 1
    assert "/me" not in script


def test_the_page_about_this_phone_says_what_it_leaves_behind(client: Client) -> None:
    page = client.get("/me/phone/").content.decode()
    assert "shows that this site was visited" in page
    assert "<noscript>" in page


@pytest.mark.needs("P9", "T14")
def test_a_page_asked_for_after_leaving_finds_nobody_also_before_the_server_was_told() -> None:
    sam = joined("Sam")
    browser = browser_of(sam)
    assert browser.get("/me/about/").status_code == 200
    browser.cookies["left"] = "yes"
    answer = browser.get("/me/about/")
    assert answer.status_code == 303
    assert answer.cookies["left"]["max-age"] == 0
    assert not Session.objects.exists()
    assert queries.viewer_of(sam.sign_in_id, clock.now()) is None


@pytest.mark.needs("P11", "P10")
def test_how_to_stay_safer_stands_in_plain_facts_and_leads_to_who_has_naloxone(client: Client) -> None:
    page = client.get("/help-now/safer/").content.decode()
    for said in ("tel:999", "lay them on their side", "wears off after about half an hour", "Do not stop all at once",
                 "After a break, much less", 'href="/network/?need=safer-use"'):  # fmt: skip
        assert said in page
    assert 'href="/help-now/safer/"' in client.get("/help-now/").content.decode()
    assert 'SAFER = "/help-now/safer/"' in client.get("/sw.js").content.decode()
