from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from fido2.rpid import verify_rp_id
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from wholeperson.foundation import vault
from wholeperson.people.models import Passkey, Person
from wholeperson.people.rules.passkeys import IN_THE_PHONES_LIST

LABEL = "people.passkey.label"
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, AssertionError, IndexError)
Asked = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True)
class PasskeyCard:
    """A passkey, as its owner sees it."""

    id: UUID
    label: str
    added_at: datetime


@dataclass(frozen=True)
class Added:
    """What a phone answered when a passkey was made, once it has been checked."""

    credential: str
    data: bytes
    count: int


@dataclass(frozen=True)
class Shown:
    """What a phone answered at the door, once its signature has been checked."""

    passkey_id: UUID
    count: int


def passkeys_of(person_id: UUID) -> tuple[PasskeyCard, ...]:
    """Give a person's passkeys, in the order in which they were added."""
    there = Passkey.objects.filter(person_id=person_id).order_by("created_at")
    return tuple(
        PasskeyCard(one.id, vault.open_words(person_id, one.label, place=LABEL), one.created_at) for one in there
    )


def ask_for_new(person_id: UUID, host: str) -> Asked:
    """Give what a browser needs to make a passkey, and what has to be kept until it answers."""
    handle = Person.objects.get(pk=person_id).handle.bytes
    there = [
        AttestedCredentialData(bytes(data))
        for data in Passkey.objects.filter(person_id=person_id).values_list("data", flat=True)
    ]
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=IN_THE_PHONES_LIST, display_name=IN_THE_PHONES_LIST),
        credentials=there,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options), dict(state)


def ask_to_show(host: str) -> Asked:
    """Give what a browser needs to show a passkey, whoever it may be, and what has to be kept until it answers."""
    options, state = _server(host).authenticate_begin(user_verification=UserVerificationRequirement.PREFERRED)
    return dict(options), dict(state)


def check_new(host: str, state: Mapping[str, Any], answer: object) -> Added | None:
    """Check what a phone answered when a passkey was made; nothing where it is not right."""
    if not isinstance(answer, Mapping):
        return None
    try:
        told = _server(host).register_complete(dict(state), answer)
    except UNREADABLE:
        return None
    made = told.credential_data
    if made is None:
        return None
    return Added(websafe_encode(made.credential_id), bytes(made), told.counter)


def check_shown(host: str, state: Mapping[str, Any], answer: object) -> Shown | None:
    """Check what a phone answered at the door; nothing where it is not right, or nobody has such a passkey."""
    if not isinstance(answer, Mapping):
        return None
    try:
        told = AuthenticationResponse.from_dict(answer)
        passkey = Passkey.objects.select_related("person").filter(credential=websafe_encode(told.raw_id)).first()
        # A phone says whose passkey it takes itself to be; with a passkey that names nobody beforehand it has to.
        if passkey is None or told.response.user_handle != passkey.person.handle.bytes:
            return None
        _server(host).authenticate_complete(dict(state), [AttestedCredentialData(bytes(passkey.data))], answer)
    except UNREADABLE:
        return None
    return Shown(passkey.id, told.response.authenticator_data.counter)


def _server(host: str) -> Fido2Server:
    """Give the checker for one address. Only pages of exactly this address are heard, none of a neighbour's."""
    name = _name(f"//{host}")

    def ours(origin: str) -> bool:
        return verify_rp_id(name, origin) and urlsplit(origin).netloc == host

    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name=name), verify_origin=ours)


def _name(address: str) -> str:
    return urlsplit(address).hostname or ""
