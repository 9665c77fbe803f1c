"""What the worker does here."""

import logging
from collections import Counter
from datetime import datetime

from wholeperson.foundation import tasks
from wholeperson.foundation.vault import CannotOpenError
from wholeperson.messages import actions, outside, queries

BY = "system:worker"
log = logging.getLogger(__name__)


def send_what_is_due(now: datetime) -> None:
    """Send every word whose time has come, each once.

    Each is taken up in a transaction of its own and sent after that has held. Where a worker is killed in between, the
    word is taken up again after ten minutes: it may then go twice, under the same id, and is never lost.
    """
    trouble: Counter[str] = Counter()
    for message_id in queries.due(now):
        if tasks.stopping():
            break
        try:
            errand = actions.claim(by=BY, message_id=message_id)
            if errand is not None:
                outside.send(errand)
                actions.mark_sent(by=BY, message_id=message_id)
        except actions.TakenError:
            continue
        except (outside.NotSentError, CannotOpenError) as cause:
            trouble[str(cause) if isinstance(cause, outside.NotSentError) else "CannotOpenError"] += 1
            actions.put_off(by=BY, message_id=message_id)
    for kind, times in trouble.items():
        log.warning("Words that did not go out: %s, because of %s. They are tried again.", times, kind)


def let_go_of_old(now: datetime) -> None:
    """Let go of messages thirty days after they were read or went out."""
    actions.let_go_of_old(by=BY, now=now)
