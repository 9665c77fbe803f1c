from datetime import datetime
from uuid import UUID

from wholeperson.foundation import clock, keystore
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.models import Erasure, RecoveryCode, RoleInvite, SignIn, Tie, WayBack
from wholeperson.people.permissions import check_is_the_place, check_repeated
from wholeperson.people.queries import models_with_somebody, still_to_forget
from wholeperson.people.rules.facts import PersonErased
from wholeperson.people.rules.viewer import Viewer


@action("somebody was forgotten")
def erase_myself(*, by: By, viewer: Viewer) -> Erasure:
    """Forget the person who asks for it: every row that is theirs, and the key to whatever is left in copies.

    Raises:
        AskAgainError: where they have not just shown that it is them.
    """
    check_repeated(viewer, clock.now())
    return _forget(viewer.id, clock.now())


@action("the place forgot somebody")
def erase_by_the_place(*, by: By, person_id: UUID) -> Erasure:
    """Forget a person by the place's own commands. Doing it again changes nothing.

    Raises:
        NotYoursError: where somebody else tries.
    """
    check_is_the_place(by)
    return _forget(person_id, clock.now())


@action("the list of erasures was replayed")
def replay_erasures(*, by: By) -> House:
    """Forget again whoever asked for it, after a restored backup brought them back. Done before anything is served.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    for owner, at in still_to_forget():
        _forget(owner, at)
    return HOUSE


@action("what opens was ended after a backup was put back")
def end_what_opens_after_a_restore(*, by: By) -> House:
    """End what a backup brings back although it was ended or used since: sign-ins, recovery codes, ways back, words
    of invitations. Ties, memberships and passphrases stay as they were on that day.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    now = clock.now()
    SignIn.objects.all().delete()
    RecoveryCode.objects.filter(used_at=None).delete()
    WayBack.objects.filter(stopped_at=None, used_at=None).update(stopped_at=now)
    Tie.objects.filter(other=None, ended_at=None, invited_until__gt=now).update(invited_until=now)
    RoleInvite.objects.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    return HOUSE


# What stays: the list of erasures (a random id and a day, or a restored backup could not forget), and the trail's plain
# ids. A trail from which lines could be taken away proves nothing to those who are still here; and once the person's
# rows and their key are gone, those ids lead nowhere.
def _forget(owner: UUID, at: datetime) -> Erasure:
    for model, path in models_with_somebody():
        model._default_manager.filter(**{path: owner}).delete()
    erasure, _ = Erasure.objects.get_or_create(owner=owner, defaults={"created_at": at})
    announce(PersonErased(owner, at))
    # Last, and in the same breath as the commit: a death in between leaves an erasure in the list, which is replayed.
    keystore.erase(owner, at)
    return erasure
