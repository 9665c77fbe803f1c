from uuid import UUID

from wholeperson.foundation import ids, vault
from wholeperson.foundation.actions import By, action
from wholeperson.people.models import Alliance, Membership, Person
from wholeperson.people.permissions import check_own_role
from wholeperson.people.queries import NAME, SHOWN_AS, is_common, name_mark, person_by_phrase, phrase_hash
from wholeperson.people.rules.ages import AgeBand
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.roles import Role
from wholeperson.people.rules.ways_in import phrase_problem

LONGEST_NAME = 80


@action("somebody joined")
def join(
    *, by: By, name: str, age_band: AgeBand, alliance_id: UUID, phrase: str = "", role: Role = Role.PERSON
) -> Person:
    """Take somebody in under a name that they made up, as a person or as family or friend.

    Without a passphrase they need another way in at once: a passkey, or a card.

    Raises:
        DoorError: where the name is empty, or the passphrase could be better.
        NotYoursError: where the role needs an invitation.
    """
    check_own_role(role)
    check_name(name)
    if phrase:
        check_phrase(name, phrase)
    owner = ids.new_id()
    # The key first: a key without a person is nothing; a person without a key could never write.
    vault.new_key(owner)
    person = Person(
        id=owner,
        name=vault.seal(owner, name, place=NAME),
        name_mark=name_mark(name),
        phrase=phrase_hash(name, phrase) if phrase else "",
        age_band=age_band.value,
    )
    person.save()
    Membership(
        person=person,
        alliance=Alliance.objects.get(pk=alliance_id),
        role=role.value,
        shown_as=vault.seal(owner, name, place=SHOWN_AS),
    ).save()
    return person


def check_name(name: str) -> None:
    """Ask for a name where there is none. There is no other rule about names.

    Raises:
        DoorError: where there is none, or no end to it.
    """
    if not name.strip():
        raise DoorError("Please give a name that you would like to be called. You can make one up.", "name")
    if len(name) > LONGEST_NAME:
        raise DoorError(f"Up to {LONGEST_NAME} letters fit here. Please take a shorter name.", "name")


def check_phrase(name: str, phrase: str) -> None:
    """Say what could be better about a passphrase.

    Raises:
        DoorError: saying so. One that somebody of the same name has is refused in the words used for common ones.
    """
    problem = phrase_problem(phrase, name, is_common)
    if not problem and person_by_phrase(name, phrase) is not None:
        problem = "Many people use this one, so others try it first. Please choose another; four words will do."
    if problem:
        raise DoorError(problem, "phrase")
