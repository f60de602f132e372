"""The sweep: each minute, under a lease, it starts the acts that time itself calls for. It holds no rule."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django_scopes import scope
from django_tasks import task

from duban.acts import lease
from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.insight.selectors.due import listings_to_expire, matters_to_sweep
from duban.organisations.selectors import jurisdictions
from duban.shared import clock, memo
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import ActError, Invalid

LEASE, SECONDS = "sweep", 300
log = logging.getLogger("duban.sweep")


@dataclass
class Swept:
    """What one sweep did: acts done, rows that failed with the reason; `held` where another holds the lease."""

    done: int = 0
    failed: list[str] = field(default_factory=list)
    held: bool = False


def sweep() -> Swept:
    """Sweep every jurisdiction once; a second sweep at the same time, or right after, changes nothing."""
    holder = f"{socket.gethostname()}:{os.getpid()}"
    if not lease.take(LEASE, holder, SECONDS):
        return Swept(held=True)
    swept = Swept()
    try:
        for jurisdiction in jurisdictions():
            memo.forget()
            with scope(jurisdiction=jurisdiction.id):
                _sweep_one(system_actor(jurisdiction.id, clock.today()), swept)
    finally:
        lease.give_back(LEASE, holder)
    return swept


def _sweep_one(actor: Actor, swept: Swept) -> None:
    today = clock.today()
    for ref in listings_to_expire(actor, today):
        _try(partial(action_for("listing.expire"), actor=actor, ref=ref), f"listing {ref}", swept)
    for ref in matters_to_sweep(actor, today):
        _try(partial(action_for("matter.sweep"), actor=actor, ref=ref), f"matter {ref}", swept)


def _try(start: Callable[[], Done], what: str, swept: Swept) -> None:
    try:
        start()
        swept.done += 1
    except Invalid:
        return
    except ActError as error:
        swept.failed.append(f"{what}: {error.message}")
    except Exception as error:  # noqa: BLE001 - one bad row must not stop the others
        log.exception("sweep of %s failed", what)
        swept.failed.append(f"{what}: {error}")


@task()
def sweep_task() -> None:
    """The sweep as a background task."""
    sweep()


def enqueue() -> None:
    """Put one sweep into the queue."""
    sweep_task.enqueue()
