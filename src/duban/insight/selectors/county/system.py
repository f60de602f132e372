"""系统管理: accounts, the calendar and what runs by itself, for whoever keeps the system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.acts.background.jobs import job_words
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import ABSENT
from duban.audit.timekeeping import ClockReading, reading
from duban.mechanism.clauses import clause
from duban.mechanism.dates.workdays import year_asked_for
from duban.mechanism.people.standing import PostRole
from duban.organisations.models import Account
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

EACH = timedelta(minutes=1)
_SHOWN = 20


@dataclass(frozen=True)
class Accounts:
    """How many accounts may be used, were never used, and are closed."""

    active: int
    unused: int
    closed: int


@dataclass(frozen=True)
class FailedJob:
    """A job that ended in an error: what, when, and the kind of the error."""

    what: str
    at: datetime | None
    error: str


@dataclass(frozen=True)
class Jobs:
    """What runs by itself: the last sweep and the next, how many jobs wait, run, are done and failed, and the last failures."""

    clock: ClockReading
    next_sweep: datetime | None
    waiting: int
    running: int
    done: int
    failed: int
    failures: tuple[FailedJob, ...]


@dataclass(frozen=True)
class SystemPage:
    """Everything that the page shows; `asked_for` is a year whose holidays have to be entered."""

    accounts: Accounts
    years: tuple[int, ...]
    asked_for: int | None
    jobs: Jobs


def keeps_the_system(actor: Actor) -> bool:
    """Whether somebody is the administrator of the county."""
    return any(post.role is PostRole.REGISTRAR for post in actor.posts)


@clause("3.1.7")
def calendar_asked_for(actor: Actor) -> int | None:
    """The year that somebody who may publish calendars has to enter; None for others and where there is none."""
    today = clock.today()
    month = int(pack_in_force(actor.jurisdiction_id, today).get("next_calendar_month", today))
    year = year_asked_for(today, calendar(actor.jurisdiction_id), month)
    return year if year is not None and may_start(actor, "calendar.publish") else None


def system_page(*, actor: Actor) -> SystemPage:
    """The page of the administrator; NotFound for everybody else."""
    if not keeps_the_system(actor):
        raise NotFound(ABSENT)
    known = calendar(actor.jurisdiction_id)
    return SystemPage(_accounts(actor), tuple(sorted(known.years)), calendar_asked_for(actor), _jobs(actor))


def _accounts(actor: Actor) -> Accounts:
    active = Q(is_active=True)
    unused = active & Q(last_login=None)
    found = Account.objects.filter(jurisdiction_id=actor.jurisdiction_id).aggregate(
        active=Count("pk", filter=active), unused=Count("pk", filter=unused), closed=Count("pk", filter=~active)
    )
    return Accounts(**found)


def _jobs(actor: Actor) -> Jobs:
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(count=Count("pk")))
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")[:_SHOWN]
    seen = reading(actor.jurisdiction_id)
    return Jobs(
        seen,
        seen.swept + EACH if seen.swept else None,
        counts.get(TaskResultStatus.READY, 0),
        counts.get(TaskResultStatus.RUNNING, 0),
        counts.get(TaskResultStatus.SUCCESSFUL, 0),
        counts.get(TaskResultStatus.FAILED, 0),
        tuple(FailedJob(_what(row), row.finished_at, row.exception_class_path.rpartition(".")[2]) for row in failed),
    )


def _what(row: DBTaskResult[..., object]) -> str:
    """What a job is called: of those that an act starts the first argument says its kind; the other one is the sweep."""
    given = row.args_kwargs.get("args") or ()
    return job_words(str(given[0])) if given else "巡查"
