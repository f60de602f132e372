"""Background processes that are alive, and the jobs that those that died have left.

A worker holds a lease under its name for as long as it runs, and says by which process of which machine. A job that
is running in the hands of a worker without a lease is put back into the queue: jobs may be run twice (`acts.background.jobs`).
One that has taken several workers with it is marked as failed, with that reason.
"""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from duban.acts.background import lease

SECONDS = 90
MOST = 3
KEPT_DAYS = 7
_PREFIX = "worker:"
_DIED = "duban.WorkerDied"


def alive(worker: str) -> None:
    """Tell that a worker is alive; to be said again within `SECONDS`."""
    lease.take(_PREFIX + worker, f"{socket.gethostname()}:{os.getpid()}", SECONDS)


def gone(worker: str) -> None:
    """Tell that a worker has ended in an orderly way."""
    lease.drop(_PREFIX + worker)


def take_up_again() -> int:
    """Put back what dead workers have left; returns how many jobs."""
    held = lease.held(_PREFIX)
    living = {name.removeprefix(_PREFIX) for name, holder in held.items() if not _ended(holder)}
    left = [
        job
        for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if not job.worker_ids or job.worker_ids[-1] not in living
    ]
    return sum(_put_back(job) for job in left)


def _ended(holder: str) -> bool:
    """Whether a process of this machine is no longer there; of others only the end of the lease tells."""
    machine, _, process = holder.rpartition(":")
    return machine == socket.gethostname() and not os.path.exists(f"/proc/{process}")


def _put_back(job: DBTaskResult[Any, Any]) -> int:
    """Back into the queue, unless another worker has done so already."""
    mine = DBTaskResult.objects.filter(
        pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at
    )
    if len(job.worker_ids) >= MOST:
        told = f"{len(job.worker_ids)} 个后台进程在执行它的时候中断，不再重试。"
        mine.update(
            status=TaskResultStatus.FAILED,
            finished_at=timezone.now(),
            exception_class_path=_DIED,
            traceback=told,
        )
        return 0
    return mine.update(status=TaskResultStatus.READY, started_at=None)


def forget_finished() -> int:
    """Remove finished jobs after `KEPT_DAYS`: what they did stands in the record."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    ended = Q(status=TaskResultStatus.SUCCESSFUL) | Q(status=TaskResultStatus.FAILED)
    removed, _ = DBTaskResult.objects.filter(ended, finished_at__lt=before).delete()
    return removed
