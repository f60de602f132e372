"""Work that goes on after an act: its kind and arguments are queued in the act's own transaction, a worker runs it.

The upper floors register what a kind does. A job may be run twice: what it starts are acts, which tell a
repetition by the state they find.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django_tasks import task

_jobs: dict[str, Callable[..., Any]] = {}
_words: dict[str, str] = {}


def register_job(kind: str, run: Callable[..., Any], words: str = "") -> None:
    """Make a kind of job known, in words for the administrator; a second registration of a kind is a programming error."""
    _words[kind] = words
    if kind in _jobs and _jobs[kind] is not run:
        raise ValueError(f"job registered twice: {kind}")
    _jobs[kind] = run


def job_named(kind: str) -> Callable[..., Any]:
    """What a kind of job does; KeyError where no floor has brought it."""
    return _jobs[kind]


def job_words(kind: str) -> str:
    """What a kind of job is called; the kind itself where nobody has said it."""
    return _words.get(kind) or kind


@task()
def run_job(kind: str, arguments: dict[str, Any]) -> None:
    """One job, as the worker runs it."""
    job_named(kind)(**arguments)


def start_job(kind: str, **arguments: Any) -> None:
    """Queue a job; it begins once the act that starts it is committed."""
    job_named(kind)
    run_job.enqueue(kind, arguments)
