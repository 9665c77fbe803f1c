"""What the worker does here."""

from datetime import datetime
from importlib import import_module

from django.conf import settings

from wholeperson.foundation import keystore
from wholeperson.people import actions
from wholeperson.people.queries import still_to_forget

BY = "system:worker"


def let_go_of_old(now: datetime) -> None:
    """Let go of old tries, ended sign-ins, askings that came to nothing and run-out sessions."""
    actions.let_go_of_old(by=BY, now=now)
    actions.let_go_of_old_askings(by=BY, now=now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def copy_keys(now: datetime) -> None:
    """Make today's copy of the key store, and let go of copies older than thirty days."""
    keystore.copy(now)


def forget_again(now: datetime) -> None:
    """Finish an erasure that a death in between left unfinished, without waiting for the next start."""
    if still_to_forget():
        actions.replay_erasures(by=BY)
