"""What the worker does so that entries are looked at in turn."""

from datetime import datetime

from wholeperson.directory.actions.checks import deal_out, end_turns, let_go_of_old_turns
from wholeperson.people.public import HatEnded, alliances

WORKER = "system:worker"


def deal_out_everywhere(now: datetime) -> None:
    """Deal out turns in each alliance, and let go of old ones."""
    for alliance in alliances():
        deal_out(by=WORKER, alliance_id=alliance.id, now=now)
    let_go_of_old_turns(by=WORKER, now=now)


def after_hat(fact: HatEnded) -> None:
    """End the turns of somebody who no longer holds the role by which they looked."""
    end_turns(by=WORKER, membership_id=fact.membership_id)
