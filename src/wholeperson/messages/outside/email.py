"""E-mail by SMTP. Subject, sender and text name nobody; the id stays the same when a word is sent once more."""

from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from wholeperson.messages.outside.errors import NotSentError
from wholeperson.messages.rules.words import SUBJECT, Errand

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def is_set_up() -> bool:
    """Say whether a mail server is named."""
    return bool(settings.EMAIL_HOST)


def send(errand: Errand) -> None:
    """Hand one word to the mail server.

    Raises:
        NotSentError: where the server did not take it.
    """
    _, sender = parseaddr(settings.EMAIL_FROM)  # a name beside the address would be shown, so it is left out
    same_each_time = f"<{errand.message_id}@{sender.rpartition('@')[2]}>"
    headers = {"Message-ID": same_each_time, "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(SUBJECT, errand.words + "\n", sender, [errand.to], headers=headers)
    mail.connection = get_connection(BACKEND)
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as cause:
        raise NotSentError(type(cause).__name__) from None
