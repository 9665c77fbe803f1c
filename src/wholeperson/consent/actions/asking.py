from uuid import UUID

from wholeperson.consent.actions.sharing import asks_of, shareable
from wholeperson.consent.models import Ask
from wholeperson.consent.queries import askable, is_shown
from wholeperson.consent.rules.asking import reaches
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell
from wholeperson.people.public import Viewer


@action("somebody asked to see a part", about="viewer")
def ask(*, by: By, viewer: Viewer, through: UUID, key: str, purpose: Purpose) -> None:
    """Ask somebody to show one more section: through a tie, or through something that they show already.

    Whether it reaches them, nobody who asks can tell: it does not after a no, and not while an ask is open.

    Raises:
        NotThereError: where there is no such tie and nothing is shown.
        DoorError: where the section is never shown, or there is none.
    """
    shareable(key)
    found = askable(viewer, through, clock.now())
    if found is None:
        raise NotThereError
    before = asks_of(found.person_id, found.side, key).values_list("answer", "may_ask_again")
    if not reaches(list(before)) or is_shown(found.person_id, found.side, key, clock.now()):
        return
    Ask(
        person_id=found.person_id, tie_id=found.side.tie_id, team_id=found.side.team_id,
        section=key, purpose=purpose.value,
    ).save()  # fmt: skip
    tell(by=by, person_id=found.person_id, kind="asked-to-show")
