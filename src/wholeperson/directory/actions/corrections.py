from uuid import UUID

from wholeperson.directory.models import Correction, Resource
from wholeperson.directory.permissions import may_settle
from wholeperson.directory.queries.corrections import waiting_of
from wholeperson.directory.rules.corrections import About, Outcome, check
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.people.public import NotYoursError, Viewer

ANYBODY = "system:anybody"


@action("somebody said that an entry is wrong")
def say_it_is_wrong(*, by: By, resource_id: UUID, about: About, words: str) -> Correction:
    """Keep what somebody says is wrong with an entry. Nobody asks who, and nothing of them is kept.

    Raises:
        CorrectionError: saying what would fit.
    """
    resource = Resource.objects.get(pk=resource_id)
    check(about, words, kept_safe=resource.kept_safe, waiting=waiting_of(resource_id))
    kept = Correction(resource=resource, about=about.value, words=words)
    kept.save()
    return kept


@action("what was said to be wrong was settled")
def settle(*, by: By, viewer: Viewer, correction_id: UUID, outcome: Outcome) -> Correction:
    """Settle what somebody said. The words are emptied then; "asked" keeps them until there is an answer.

    Raises:
        NotYoursError: where it is not theirs to settle, or is settled already.
    """
    there = Correction.objects.select_for_update(of=("self",)).filter(pk=correction_id, settled_at=None)
    found = there.select_related("resource__organization").first()
    if found is None or not _may(viewer, found):
        raise NotYoursError("This is not there to be settled.")
    found.outcome = outcome.value
    if outcome is not Outcome.ASKED:
        found.settled_at, found.words = clock.now(), ""
    found.save()
    return found


def _may(viewer: Viewer, one: Correction) -> bool:
    safety = one.about == About.NOT_SAFE.value
    return may_settle(viewer, one.resource.alliance_id, one.resource.organization.teams_of_id, about_safety=safety)
