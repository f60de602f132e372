"""What the rulebook hands down: its kinds, and how terms are reckoned."""

from __future__ import annotations

from datetime import date

import duban.rulebook.actions  # noqa: F401 - its functions become the actions of their acts
import duban.rulebook.briefs  # noqa: F401 - and these stand beside them
from duban.acts import kinds, terms
from duban.acts.background import jobs
from duban.acts.gate.choices import register_choices
from duban.acts.kinds import Bearer, Kind
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import due_after_workdays, next_report_due
from duban.mechanism.parameters import PARAMETERS
from duban.rulebook.actions.checking import JOB, go_through
from duban.rulebook.models import CalendarYear, Notice, PackDraft, SuperiorRule
from duban.rulebook.policies import (
    bearer,
    draft_files,
    notice_files,
    of_calendar,
    of_notice,
    of_rule,
    rule_bearer,
    sees_draft,
    sees_notice,
    sees_superior,
    superior_files,
)
from duban.rulebook.selectors import calendar, choices, pack_for, vocabulary_for


@clause("3.1.7", "3.1.8")
def reckon(work: Work, days: str | int) -> tuple[date, bool]:
    """The last day of a term from today: a number of working days, or a parameter in working or natural days."""
    known = calendar(work.jurisdiction_id)
    key = str(days)
    if key.isdecimal():
        deadline = due_after_workdays(work.today, int(key), known)
    else:
        count = int(pack_for(work).get(key, work.today))
        natural = PARAMETERS[key].unit == "天"
        deadline = (next_report_due if natural else due_after_workdays)(work.today, count, known)
    return deadline.on, deadline.provisional


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(**choices.LISTS)
    for kind in _kinds():
        kinds.register_kind(kind)
    terms.register_reckoning(reckon)
    terms.register_version(lambda work: pack_for(work).hash)
    terms.register_vocabulary(vocabulary_for)
    jobs.register_job(JOB, go_through, "比对参数新版本")


def _kinds() -> tuple[Kind, ...]:
    return (
        Kind(
            "notice",
            Notice,
            title=str,
            subject=of_notice,
            bearer=bearer,
            sees=sees_notice,
            files=notice_files,
            related=("jurisdiction",),
        ),
        Kind(
            "packdraft",
            PackDraft,
            title=str,
            subject=of_rule,
            bearer=rule_bearer,
            sees=sees_draft,
            files=draft_files,
            related=("jurisdiction",),
        ),
        Kind(
            "override",
            SuperiorRule,
            title=str,
            subject=of_rule,
            bearer=rule_bearer,
            sees=sees_superior,
            files=superior_files,
            related=("jurisdiction",),
        ),
        Kind(
            "calendar",
            CalendarYear,
            title=str,
            subject=of_calendar,
            bearer=lambda year, role: Bearer(role),
            sees=kinds.everybody,
            related=("jurisdiction",),
        ),
    )
