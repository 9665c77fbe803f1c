"""Persons, the ways in, alliances and who belongs to them. What a person wrote is sealed with a key of their own."""

from wholeperson.people.models.belonging import Alliance, Confirmation, Membership, Organisation, RoleInvite, Team
from wholeperson.people.models.circle import Tie, WayBack
from wholeperson.people.models.door import Attempt, Erasure, Passkey, Person, RecoveryCode, SignIn, SignInCard

__all__ = [
    "Alliance",
    "Attempt",
    "Confirmation",
    "Erasure",
    "Membership",
    "Organisation",
    "Passkey",
    "Person",
    "RecoveryCode",
    "RoleInvite",
    "SignIn",
    "SignInCard",
    "Team",
    "Tie",
    "WayBack",
]
