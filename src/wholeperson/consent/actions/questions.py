from uuid import UUID

from wholeperson.consent.models import Question
from wholeperson.consent.queries import PLACE_ANSWER, PLACE_QUESTION, Looked, line_of_mine, question_for
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell
from wholeperson.people.public import DoorError, Role, Viewer, holders_of

LONGEST = 2_000


@action("a person asked about who looked")
def ask_about_line(*, by: By, viewer: Viewer, ref: UUID, words: str) -> Question:
    """Ask about a line of who looked at one's own record. Whoever looked can answer; for a team, a coordinator too.

    Raises:
        NotThereError: where there is no such line, or nobody is left who could be asked without harm.
        DoorError: where there are no words, or the question is open already.
    """
    line = line_of_mine(viewer, ref)
    if line is None or not line.askable:
        raise NotThereError
    _check(words)
    if Question.objects.filter(person_id=viewer.id, line=ref, answered_at=None).exists():
        raise DoorError("You have asked about this already. The answer will stand here.", "words")
    asked = Question(
        person_id=viewer.id, line=ref, through=line.through, alliance_id=line.alliance_id,
        question=vault.seal(viewer.id, words, place=PLACE_QUESTION),
    )  # fmt: skip
    asked.save()
    for person in _who_can_answer(line, viewer.id):
        tell(by=by, person_id=person, kind="question-asked")
    return asked


def _who_can_answer(line: Looked, asker: UUID) -> tuple[UUID, ...]:
    """Give whoever looked, where they are still there by that way; otherwise the coordinators of that alliance."""
    if line.reader:
        return (line.reader,)
    coordinators = holders_of(Role.COORDINATOR, line.alliance_id) if line.alliance_id else ()
    return tuple(person for person in dict.fromkeys(coordinators) if person != asker)


@action("a question about who looked was answered")
def answer_question(*, by: By, viewer: Viewer, question_id: UUID, words: str) -> Question:
    """Answer in words, as whoever looked or as a coordinator of that alliance.

    Raises:
        NotThereError: where nobody asks this of the viewer at the moment.
        DoorError: where there are no words.
    """
    waiting = question_for(viewer, question_id)
    if waiting is None:
        raise NotThereError
    _check(words)
    found = Question.objects.select_for_update().get(pk=question_id)
    found.answer = vault.seal(found.person_id, words, place=PLACE_ANSWER)
    found.answered_as_id, found.answered_at = waiting.hat_id, clock.now()
    found.save()
    tell(by=by, person_id=found.person_id, kind="question-answered")
    return found


def _check(words: str) -> None:
    if not words.strip():
        raise DoorError("Please write what you would like to say.", "words")
    if len(words) > LONGEST:
        raise DoorError(f"Up to {LONGEST} letters fit here. Please say it shorter.", "words")
