"""Who may change what on the network map. Reading it is for everybody."""

from uuid import UUID

from wholeperson.foundation.actions import SYSTEM, By
from wholeperson.people.public import Hat, NotYoursError, Power, Viewer


def is_the_place(by: By) -> bool:
    """Say whether it is one of the place's own commands or chores, and never a page."""
    return isinstance(by, str) and by.startswith(SYSTEM)


def hat_of_the_map(viewer: Viewer, alliance_id: UUID) -> Hat | None:
    """Give the membership by which somebody keeps the whole map of an alliance, or nothing."""
    return next((hat for hat in viewer.hats_with(Power.KEEP_THE_MAP) if hat.alliance_id == alliance_id), None)


def hat_of_the_entry(viewer: Viewer, alliance_id: UUID, teams_of: UUID | None) -> Hat | None:
    """Give the membership by which somebody keeps entries of their own organisation, or nothing."""
    hats = viewer.hats_with(Power.KEEP_OWN_ENTRIES) if teams_of else ()
    return next((hat for hat in hats if (hat.alliance_id, hat.organisation_id) == (alliance_id, teams_of)), None)


def may_keep(viewer: Viewer | None, alliance_id: UUID, teams_of: UUID | None) -> bool:
    """Say whether somebody may change an entry; for choosing what a page shows."""
    if viewer is None:
        return False
    return bool(hat_of_the_map(viewer, alliance_id) or hat_of_the_entry(viewer, alliance_id, teams_of))


def check_may_keep(by: By, alliance_id: UUID, teams_of: UUID | None) -> None:
    """Refuse whoever may not change an entry of this organisation in this alliance.

    Raises:
        NotYoursError: saying who may.
    """
    if is_the_place(by) or (isinstance(by, Viewer) and may_keep(by, alliance_id, teams_of)):
        return
    raise NotYoursError("Entries are kept by the organisation itself and by the coordinator of the alliance.")


def check_may_keep_the_map(by: By, alliance_id: UUID) -> None:
    """Refuse whoever does not keep the whole map of this alliance.

    Raises:
        NotYoursError: saying who may.
    """
    if is_the_place(by) or (isinstance(by, Viewer) and hat_of_the_map(by, alliance_id)):
        return
    raise NotYoursError("The network map as a whole is kept by the coordinator of the alliance.")


def check_may_load_names(by: By, alliance_id: UUID | None) -> None:
    """Refuse whoever may not load names of places: those of an alliance are its coordinator's, those of all nobody's.

    Raises:
        NotYoursError: saying who may.
    """
    if is_the_place(by):
        return
    if alliance_id is None:
        raise NotYoursError("Names for every alliance are loaded by whoever runs this place.")
    check_may_keep_the_map(by, alliance_id)
