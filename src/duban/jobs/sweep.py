"""The sweep: each minute, under a lease, it starts the acts that time itself calls for. It holds no rule."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.core.management import call_command
from django_scopes import scope
from django_tasks import task

from duban.accountability.selectors.due import acts_due
from duban.acts.background import lease
from duban.acts.background.jobs import job_named, start_job
from duban.acts.background.workers import forget_finished
from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.archive.actions.packages import JOB as ARCHIVE_JOB
from duban.archive.actions.packages import left_to_archive
from duban.audit import timekeeping
from duban.audit.access import tell_what_was_counted
from duban.documents.files.leftovers import sweep_files
from duban.insight.selectors.county.due import matters_to_sweep, measures_due, papers_to_make
from duban.notifications import outbox
from duban.notifications.actions.settings import JOB as OUTBOX_JOB
from duban.notifications.outbox import TODOS_JOB
from duban.organisations.selectors import jurisdictions
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo, statistics
from duban.shared.errors import ActError, Invalid
from duban.shared.machine import room

LEASE, SECONDS = "sweep", 300
TODOS_SECONDS = 290
FILES_LEASE, FILES_SECONDS = "files", 3600
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
        timekeeping.note_sweep([one.id for one in jurisdictions()])
        sweep_acts(swept)
        _make_papers(swept)
        _start_what_goes_out()
        if lease.take(FILES_LEASE, secrets.token_hex(8), FILES_SECONDS):  # nobody renews it: once an hour
            _tidy()
            for jurisdiction in jurisdictions():
                _archive_what_was_left(jurisdiction.id)
    finally:
        lease.give_back(LEASE, holder)
    return swept


def _start_what_goes_out() -> None:
    """The outbox of each county with a channel, and every five minutes its to-dos elsewhere; jobs, so nothing waits here."""
    for county in outbox.on_anywhere():
        start_job(OUTBOX_JOB, jurisdiction_id=county)
        if lease.take(f"todos:{county}", secrets.token_hex(8), TODOS_SECONDS):  # nobody renews it
            start_job(TODOS_JOB, jurisdiction_id=county)


def _tidy() -> None:
    """What is no longer needed goes; the reserve of space is laid again; the log hears where space runs out."""
    sweep_files()
    forget_finished()
    call_command("clearsessions")
    room.lay_reserve()
    statistics.keep()
    if words := room.scarce():
        log.warning(words)


def sweep_acts(swept: Swept) -> None:
    """The acts that time calls for, in every jurisdiction, without making any files."""
    for jurisdiction in jurisdictions():
        memo.forget()
        with scope(jurisdiction=jurisdiction.id):
            _sweep_one(system_actor(jurisdiction.id, clock.today()), swept)
            tell_what_was_counted(jurisdiction.id)


def _archive_what_was_left(jurisdiction_id: int) -> None:
    with scope(jurisdiction=jurisdiction_id):
        for case_id in left_to_archive(jurisdiction_id):
            start_job(ARCHIVE_JOB, case_id=case_id, jurisdiction_id=jurisdiction_id)


def _sweep_one(actor: Actor, swept: Swept) -> None:
    today = clock.today()
    if not clock.is_moved() and (words := timekeeping.reading(actor.jurisdiction_id).words):
        swept.failed.append(words)
        return
    for due in (measures_due, acts_due):  # asked one after the other: what expires in this sweep is a candidate in it
        for key, takes in due(actor, today):
            _try(partial(action_for(key), actor=actor, **takes), f"{key} {takes}", swept)
    for ref in matters_to_sweep(actor, today):
        _try(partial(action_for("matter.sweep"), actor=actor, ref=ref), f"matter {ref}", swept)


def _make_papers(swept: Swept) -> None:
    """Files of issued documents that no job has made, e.g. because it was lost between act and queue."""
    for left in papers_to_make():
        try:
            job_named(left.job)(**left.arguments)
        except Exception as error:  # noqa: BLE001 - one document must not stop the others
            log.exception("papers %s failed", left.arguments)
            swept.failed.append(f"papers {left.arguments}: {error}")


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
