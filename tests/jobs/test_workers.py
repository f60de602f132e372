"""A job whose worker died is taken up again; one that takes its workers with it is not tried for ever."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils.timezone import now as real_now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.acts.background import lease, workers

pytestmark = pytest.mark.django_db


def job(*by: str, **given: Any) -> DBTaskResult[Any, Any]:
    """A job in the hands of the last of these workers."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="duban.jobs.sweep.sweep_task",
        backend_name="default",
        run_after=real_now(),
        started_at=real_now(),
        worker_ids=list(by),
        exception_class_path="",
        traceback="",
        **given,
    )


def status(one: DBTaskResult[Any, Any]) -> str:
    one.refresh_from_db()
    return str(one.status)


def test_what_a_living_worker_does_is_left_to_it() -> None:
    workers.alive("a")
    running = job("a")
    assert workers.take_up_again() == 0
    assert status(running) == TaskResultStatus.RUNNING


def test_what_a_worker_that_ended_or_was_never_heard_of_has_left_goes_back_into_the_queue() -> None:
    workers.alive("a")
    left, unknown = job("a"), job("b")
    workers.gone("a")
    assert workers.take_up_again() == 2
    assert {status(left), status(unknown)} == {TaskResultStatus.READY}
    assert workers.take_up_again() == 0


def test_a_killed_process_of_this_machine_is_known_at_once_one_elsewhere_by_its_lease() -> None:
    ended = next(pid for pid in range(2**22 - 2, 1, -1) if not os.path.exists(f"/proc/{pid}"))
    lease.take("worker:here", f"{socket.gethostname()}:{ended}", 90)
    lease.take("worker:there", f"elsewhere:{ended}", 90)
    here, there = job("here"), job("there")
    assert workers.take_up_again() == 1
    assert (status(here), status(there)) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_a_job_that_three_workers_died_of_has_failed_and_says_so() -> None:
    deadly = job("a", "b", "c")
    assert workers.take_up_again() == 0
    assert status(deadly) == TaskResultStatus.FAILED
    assert "3 个后台进程" in deadly.traceback


def test_finished_jobs_are_forgotten_after_a_week() -> None:
    recent = job("a", finished_at=datetime.now(UTC) - timedelta(days=6))
    old = job("a", finished_at=datetime.now(UTC) - timedelta(days=8))
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    assert workers.forget_finished() == 1
    assert list(DBTaskResult.objects.all()) == [recent] and old != recent
