"""Who may change what on the network map. Reading it is for everybody."""

from uuid import UUID

from wholeperson.foundation.actions import SYSTEM, By
from wholeperson.people.public import Hat, NotYoursError, Power, Role, Viewer


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


def works_for(viewer: Viewer, teams_of: UUID | None) -> bool:
    """Say whether somebody belongs to the organisation that runs a resource."""
    return bool(teams_of) and any(hat.organisation_id == teams_of for hat in viewer.hats)


def hat_that_reads(viewer: Viewer, alliance_id: UUID) -> Hat | None:
    """Give the membership by which somebody looks at what people say in an alliance, for safety; or nothing."""
    return next((hat for hat in viewer.hats_with(Power.LOOK_AT_REVIEWS) if hat.alliance_id == alliance_id), None)


def check_may_review(viewer: Viewer, teams_of: UUID | None) -> None:
    """Refuse whoever works for the organisation that would be spoken of.

    Raises:
        NotYoursError: saying whose page this is.
    """
    if works_for(viewer, teams_of):
        raise NotYoursError(
            "You work for the organisation that runs this. This page is for the people who come to it. "
            "You can answer what they say."
        )


def check_may_read_before(viewer: Viewer, alliance_id: UUID, teams_of: UUID | None, whose: UUID) -> Hat:
    """Give the membership by which somebody looks at a review for safety: not theirs, nor about where they work.

    Raises:
        NotYoursError: saying who looks.
    """
    hat = hat_that_reads(viewer, alliance_id)
    if hat is None or viewer.id == whose or works_for(viewer, teams_of):
        raise NotYoursError(
            "Somebody looks at this who did not write it and does not work for the organisation that it is about."
        )
    return hat


def may_meet(viewer: Viewer, alliance_id: UUID) -> bool:
    """Say whether somebody meets the people who offer support in an alliance: an adult who belongs to it."""
    return viewer.adult and any(hat.alliance_id == alliance_id for hat in viewer.hats)


def check_may_meet(viewer: Viewer, alliance_id: UUID) -> None:
    """Refuse whoever does not meet the people who offer support in an alliance.

    Raises:
        NotYoursError: saying who does.
    """
    if not may_meet(viewer, alliance_id):
        raise NotYoursError("Offering support is for adults who belong to the alliance.")


def check_may_look_at_offers(viewer: Viewer, alliance_id: UUID, whose: UUID) -> None:
    """Refuse whoever does not look after the offers of an alliance, and everybody their own.

    Raises:
        NotYoursError: saying who does.
    """
    if hat_that_reads(viewer, alliance_id) is None or viewer.id == whose:
        raise NotYoursError("Another coordinator of the alliance looks at this.")


def hat_that_signs(viewer: Viewer, alliance_id: UUID, teams_of: UUID | None) -> Hat | None:
    """Give the membership by which somebody signs the charter for an organization: a worker's or the coordinator's."""
    works = (hat for hat in viewer.hats_with(Power.KEEP_OWN_ENTRIES) if hat.role is Role.WORKER and teams_of)
    own = next((hat for hat in works if (hat.alliance_id, hat.organisation_id) == (alliance_id, teams_of)), None)
    return own or hat_of_the_map(viewer, alliance_id)


def may_sign(viewer: Viewer, alliance_id: UUID, teams_of: UUID | None) -> bool:
    """Say whether somebody may sign the charter for an organization; for choosing what a page shows."""
    return hat_that_signs(viewer, alliance_id, teams_of) is not None


def check_may_sign(by: By, alliance_id: UUID, teams_of: UUID | None) -> None:
    """Refuse whoever may not sign the charter for this organization.

    Raises:
        NotYoursError: saying who may.
    """
    if is_the_place(by) or (isinstance(by, Viewer) and may_sign(by, alliance_id, teams_of)):
        return
    raise NotYoursError("The charter is signed by a worker of the organisation, or by the coordinator of the alliance.")


def hat_that_looks(viewer: Viewer | None, alliance_id: UUID) -> Hat | None:
    """Give the membership by which an adult looks whether entries of an alliance are true, or nothing."""
    if viewer is None or not viewer.adult:
        return None
    return next((hat for hat in viewer.hats_with(Power.CHECK_ENTRIES) if hat.alliance_id == alliance_id), None)


def check_may_look(viewer: Viewer, alliance_id: UUID) -> Hat:
    """Give the membership by which somebody looks.

    Raises:
        NotYoursError: where there is none, or somebody has not said that they are an adult.
    """
    if hat := hat_that_looks(viewer, alliance_id):
        return hat
    raise NotYoursError("Entries are looked at by adults who have a role in the alliance.")


def may_settle(viewer: Viewer, alliance_id: UUID, teams_of: UUID | None, *, about_safety: bool) -> bool:
    """Say whether somebody sees what is said to be wrong with an entry. Only the coordinator sees what is not safe."""
    if about_safety:
        return hat_of_the_map(viewer, alliance_id) is not None
    return may_keep(viewer, alliance_id, teams_of)


def keeps_anything(viewer: Viewer) -> bool:
    """Say whether somebody keeps any entries at all; for choosing what a page shows."""
    return viewer.has(Power.KEEP_THE_MAP) or viewer.has(Power.KEEP_OWN_ENTRIES)


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
