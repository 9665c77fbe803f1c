"""What is open this minute, and what opens next. Everything here is invented."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.cast import alliance
from tests.listing import listed, weekly
from wholeperson.directory import public as directory
from wholeperson.directory.public import OtherTimes, Rule
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON

pytestmark = pytest.mark.django_db
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def at(hour: int, *, days: int = 0) -> datetime:
    today = clock.now().astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(today, time(hour), tzinfo=LONDON).astimezone(UTC)


def names(found: tuple[directory.Listed, ...]) -> list[str]:
    return [one.entry.name for one in found]


@pytest.mark.needs("N1")
def test_what_is_open_now_and_what_opens_next_in_one_place() -> None:
    listed("Day room", opens=(weekly(EVERY_DAY, "09:00", "17:00"),))
    listed("Night tea", opens=(weekly(EVERY_DAY, "22:00", "06:00"),))
    listed("Day and night", opens=(weekly(EVERY_DAY, "00:00", "00:00"),))
    listed("Evening room", opens=(weekly(EVERY_DAY, "18:00", "21:00"),))
    listed("Elsewhere", place="Crawley", opens=(weekly(EVERY_DAY, "00:00", "00:00"),))
    listed("Nobody told us")
    here = alliance().id
    assert names(directory.open_now(here, at(3, days=1), 10)) == ["Day and night", "Night tea"]
    assert names(directory.open_now(here, at(3, days=1), 1)) == ["Day and night"]
    assert names(directory.opening_next(here, at(3, days=1), 10)) == ["Day room", "Evening room"]
    assert names(directory.opening_next(here, at(12), 1)) == ["Evening room"]


def test_what_closes_in_a_few_minutes_stands_after_the_others() -> None:
    listed("A room", opens=(weekly(EVERY_DAY, "09:00", "17:15"),))
    listed("B room", opens=(weekly(EVERY_DAY, "09:00", "20:00"),))
    assert names(directory.open_now(alliance().id, at(17), 5)) == ["B room", "A room"]


def test_a_day_that_is_unlike_the_others_counts() -> None:
    tomorrow = at(12, days=1).astimezone(LONDON).date()
    rule = directory.Opens(rule=Rule(opens=time(9), closes=time(17), days=tuple(EVERY_DAY.split(","))))
    listed("Day room", opens=(rule,), other_times=(OtherTimes(tomorrow, tomorrow, why="Painting"),))
    assert names(directory.open_now(alliance().id, at(12, days=1), 5)) == []
    assert names(directory.open_now(alliance().id, at(12, days=2), 5)) == ["Day room"]
