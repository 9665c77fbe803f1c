from uuid import UUID

from wholeperson.directory.actions.checks import look
from wholeperson.directory.actions.entries import keep_entry, keep_organization
from wholeperson.directory.models import Organization, Resource
from wholeperson.directory.permissions import hat_that_looks
from wholeperson.directory.queries.keeping import RunBy
from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.seeing import Seen, Way
from wholeperson.foundation.actions import By, action
from wholeperson.people.public import Viewer, organisations_with_teams


@action("something was put on the network map")
def add_entry(*, by: By, viewer: Viewer, run_by: RunBy, called: str, entry: Entry, way: Way | None = None) -> Resource:
    """Put something on the map, with who runs it where they do not stand there yet.

    Args:
        run_by: who runs it, of those for whom the viewer may add something.
        called: what a new organization is called.
        way: how somebody looked that it is right, where they did.

    Raises:
        NotYoursError: where it is not theirs.
        EntryError, LookingError: naming what could be put right.
    """
    kept = keep_entry(by=by, organization=_organization(by, run_by, called), entry=entry)
    if way and hat_that_looks(viewer, kept.alliance_id):
        look(by=by, viewer=viewer, resource_id=kept.id, seen=Seen.RIGHT, way=way)
    return kept


def _organization(by: By, run_by: RunBy, called: str) -> Organization:
    here = Organization.objects.filter(alliance_id=run_by.alliance_id)
    if run_by.organization_id:
        return here.get(pk=run_by.organization_id)
    found = here.filter(name__iexact=called, source=None).first()
    teams_of = run_by.teams_of or _member_called(run_by.alliance_id, called)
    return found or keep_organization(by=by, alliance_id=run_by.alliance_id, name=called, teams_of=teams_of)


def _member_called(alliance_id: UUID, name: str) -> UUID | None:
    """Give the member organisation of that name, so that its own people can keep what stands about it."""
    there = organisations_with_teams(alliance_id)
    return next((one.id for one in there if one.name.casefold() == name.casefold()), None)
