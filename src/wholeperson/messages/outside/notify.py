"""Text by GOV.UK Notify, through its public REST API (https://docs.notifications.service.gov.uk/rest-api.html)."""

import json
from http.client import HTTPException
from urllib.request import Request, urlopen

import jwt
from django.conf import settings

from wholeperson.foundation import clock
from wholeperson.messages.outside.errors import NotSentError
from wholeperson.messages.rules.words import Errand

UUID_LENGTH = 36
PATIENCE = 10.0  # seconds


def is_set_up() -> bool:
    """Say whether there is a key to Notify."""
    return bool(settings.NOTIFY_KEY)


def send(errand: Errand) -> None:
    """Hand one word to Notify, which puts it into a template of nothing but ``((message))``.

    Raises:
        NotSentError: where Notify did not take it.
    """
    asked = Request(  # noqa: S310  # the address is a setting, read as http or https and nothing else
        settings.NOTIFY_ADDRESS.rstrip("/") + "/v2/notifications/sms",
        data=json.dumps(
            {
                "phone_number": errand.to,
                "template_id": settings.NOTIFY_TEMPLATE,
                "personalisation": {"message": errand.words},
                "reference": str(errand.message_id),
            }
        ).encode(),
        headers={"Authorization": f"Bearer {_token()}", "Content-Type": "application/json"},
    )
    try:
        with urlopen(asked, timeout=PATIENCE):  # noqa: S310  # as above
            pass
    except (OSError, HTTPException) as cause:
        raise NotSentError(type(cause).__name__) from None


def _token() -> str:
    # A key reads name-service-secret, where service and secret are UUIDs.
    key = settings.NOTIFY_KEY
    secret, service = key[-UUID_LENGTH:], key[-2 * UUID_LENGTH - 1 : -UUID_LENGTH - 1]
    return jwt.encode({"iss": service, "iat": int(clock.now().timestamp())}, secret, algorithm="HS256")
