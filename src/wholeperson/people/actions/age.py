from wholeperson.foundation.actions import By, action
from wholeperson.people.models import Person
from wholeperson.people.rules.ages import AgeBand, may_enter_adult_rooms
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.viewer import Viewer


@action("somebody said their age band")
def say_age(*, by: By, viewer: Viewer, age_band: AgeBand) -> Person:
    """Say anew how old one is, roughly, or that one would rather not say.

    Raises:
        DoorError: where the person holds a role that is for adults, and the new band would not open it.
    """
    if viewer.works and not may_enter_adult_rooms(age_band):
        raise DoorError("You hold a role that is for adults. Leave that role first, then say this here.", "age_band")
    person = Person.objects.select_for_update().get(pk=viewer.id)
    person.age_band = age_band.value
    person.save()
    return person
