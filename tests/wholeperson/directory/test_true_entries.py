"""Putting something on the map and changing it: who may, what a page asks, and what it keeps. All names are invented."""

import re
from datetime import date, time
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import alliance, browser_of, joined, listed, team, weekly, with_role
from wholeperson.directory import queries
from wholeperson.directory.forms.sheets_with_rows import SHEETS
from wholeperson.directory.models import Organization, Place, Resource, Somewhere, Source
from wholeperson.directory.public import Often, Opens, OtherTimes, Rule, Spot, Where
from wholeperson.directory.rules.kinds import BankHolidays, Status
from wholeperson.foundation.actions import action
from wholeperson.people.public import PeerKind, Role, Viewer

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


@pytest.mark.needs("N1", "N7")
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
    assert "Sunday, 10 in the morning to noon, on the second one of the month" in text(
        browser_of(ash).get(answer["Location"])
    )
