import secrets
from uuid import UUID

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.actions.joining import check_name
from wholeperson.people.models import Alliance, Membership, RoleInvite, Team
from wholeperson.people.permissions import (
    NotYoursError,
    check_hat,
    check_is_the_place,
    check_own_role,
    check_role_is_offered,
)
from wholeperson.people.queries import SHOWN_AS, everyday_words, words_mark
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.facts import HatEnded, RoleEnded
from wholeperson.people.rules.roles import IN_A_TEAM, OF_ONES_OWN, PeerKind, Power, Role
from wholeperson.people.rules.viewer import Hat, Viewer
from wholeperson.people.rules.ways_in import ROLE_INVITATION, WORDS_ON_A_CARD, some_words


@action("somebody joined an alliance")
def belong(*, by: By, viewer: Viewer, alliance_id: UUID, role: Role, shown_as: str) -> Membership:
    """Belong to one more alliance, as a person or as family or friend. Being there already changes nothing.

    Raises:
        NotYoursError: where the role needs an invitation.
        DoorError: where no name is given.
    """
    check_own_role(role)
    check_name(shown_as)
    there = Membership.objects.filter(
        person_id=viewer.id, alliance_id=alliance_id, role=role.value, ended_at=None
    ).first()
    return there or _member(viewer.id, alliance_id, None, role, "", shown_as)


@action("somebody was invited to a role", about="hat")
def invite_to_role(
    *, by: By, viewer: Viewer, hat: Hat, role: Role, team_id: UUID | None = None, kind: PeerKind | None = None
) -> str:
    """Invite somebody to a role in the alliance of ``hat``; give the words of the invitation, shown this once.

    Raises:
        NotYoursError: where the viewer may not invite in this alliance, or to this role.
        DoorError: where the role needs a team of this alliance and none is named, or the kind of peer is not said.
    """
    check_hat(viewer, Power.INVITE_TO_ROLES, hat)
    check_role_is_offered(role, viewer)
    return write_invite(hat.alliance_id, role, team_id, kind)


@action("the place invited somebody to a role", about="alliance_id")
def invite_by_the_place(
    *, by: By, alliance_id: UUID, role: Role, team_id: UUID | None = None, kind: PeerKind | None = None
) -> str:
    """Invite the first coordinator of an alliance, by the place's own commands.

    Raises:
        NotYoursError: where somebody else tries, or nobody is invited to this role.
    """
    check_is_the_place(by)
    check_role_is_offered(role, by)
    return write_invite(alliance_id, role, team_id, kind)


def write_invite(alliance_id: UUID, role: Role, team_id: UUID | None, kind: PeerKind | None) -> str:
    """Write an invitation and give its words. Only inside a deed."""
    team = Team.objects.filter(pk=team_id, alliance_id=alliance_id).first() if team_id else None
    if role in IN_A_TEAM and team is None:
        raise DoorError("Please say which team of this alliance it is.", "team")
    if role is Role.PEER and kind is None:
        raise DoorError("Please say what this peer will do.", "kind")
    words = some_words(secrets.choice, everyday_words(), WORDS_ON_A_CARD)
    RoleInvite(
        alliance=Alliance.objects.get(pk=alliance_id),
        team=team if role in IN_A_TEAM else None,
        role=role.value,
        kind=kind.value if kind and role is Role.PEER else "",
        code_mark=words_mark(words, of="role"),
        ends_at=clock.now() + ROLE_INVITATION,
    ).save()
    return words


@action("somebody took up a role")
def accept_role(*, by: By, viewer: Viewer, words: str, shown_as: str) -> Membership:
    """Take up the role that an invitation offers, under a name for that role.

    Raises:
        DoorError: where the words open nothing, or no name is given.
        NotYoursError: where the role is for adults and the person did not say that they are one.
    """
    check_name(shown_as)
    now = clock.now()
    invite = (
        RoleInvite.objects.select_for_update()
        .filter(code_mark=words_mark(words, of="role"), used_at=None, ends_at__gt=now)
        .first()
    )
    if invite is None:
        raise DoorError(
            "There is no open invitation with these words. Look at them once more, or ask for new ones.", "words"
        )
    if not viewer.adult:
        raise NotYoursError(
            "Roles in an alliance are for adults. You can say how old you are on the page about your age."
        )
    invite.used_at = now
    invite.save()
    return _member(viewer.id, invite.alliance_id, invite.team_id, Role(invite.role), invite.kind, shown_as)


@action("somebody left a role")
def end_membership(*, by: By, viewer: Viewer, membership_id: UUID) -> Membership:
    """Leave a role or an alliance. What the role could read, it reads no more.

    Raises:
        DoorError: where it is not one's own.
    """
    found = Membership.objects.select_for_update().filter(pk=membership_id, person_id=viewer.id, ended_at=None).first()
    if found is None:
        raise DoorError("You do not hold this role at the moment.")
    found.ended_at = clock.now()
    found.save()
    announce(HatEnded(found.id, found.person_id))
    return found


@action("somebody's role was ended by who runs the alliance")
def end_somebodys_role(*, by: By, viewer: Viewer, hat: Hat, membership_id: UUID) -> Membership:
    """End a role that somebody else holds in one's alliance. What it could read, it reads no more.

    Nobody is put out of an alliance who is there for themselves, or as family or a friend.

    Raises:
        NotYoursError: where the viewer does not run this alliance.
        DoorError: where nobody else holds such a role here.
    """
    check_hat(viewer, Power.RUN_THE_ALLIANCE, hat)
    there = Membership.objects.select_for_update().filter(alliance_id=hat.alliance_id, ended_at=None)
    others = there.exclude(role__in=[role.value for role in OF_ONES_OWN]).exclude(person_id=viewer.id)
    found = others.filter(pk=membership_id).first()
    if found is None:
        raise DoorError("Nobody else holds this role at the moment.")
    found.ended_at = clock.now()
    found.save()
    announce(HatEnded(found.id, found.person_id))
    announce(RoleEnded(found.person_id))
    return found


def _member(person: UUID, alliance: UUID, team: UUID | None, role: Role, kind: str, shown_as: str) -> Membership:
    one = Membership(
        person_id=person, alliance_id=alliance, team_id=team, role=role.value, kind=kind,
        shown_as=vault.seal(person, shown_as, place=SHOWN_AS),
    )  # fmt: skip
    one.save()
    return one
