from wholeperson.directory import permissions
from wholeperson.directory.models import Link, Organization
from wholeperson.directory.rules.entries import EntryError
from wholeperson.directory.rules.kinds import LINKS
from wholeperson.foundation.actions import By, action


@action("two organizations of the network map were linked")
def link_organizations(*, by: By, one: Organization, other: Organization, kind: str, words: str = "") -> Link:
    """Say what one organization has to do with another; again with other words it changes the words.

    Raises:
        NotYoursError: where the first of them is not theirs.
        EntryError: where they are one and the same, of two alliances, or the kind is unknown.
    """
    permissions.check_may_keep(by, one.alliance_id, one.teams_of_id)
    if one.pk == other.pk or one.alliance_id != other.alliance_id:
        raise EntryError("other", "A link goes from one organization to another of the same alliance.")
    if kind not in LINKS:
        raise EntryError("kind", f"What have they to do with each other? Pick one of: {', '.join(LINKS)}.")
    found = Link.objects.filter(one=one, other=other, kind=kind).first() or Link(one=one, other=other, kind=kind)
    found.words = words
    found.save()
    return found
