"""What the sweep does to one matter: near, due and late are each told once; a missed report makes the next one due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.notices import DUE, LATE, NEAR, notice_of, once_key, told_before
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.reports.report_days import owe_beside_missed
from duban.matters.actions.shared import done
from duban.matters.selectors import soon_day
from duban.mechanism.clauses import clause
from duban.rulebook.selectors import calendar, pack_for
from duban.shared.actor import Actor

_KINDS = {NEAR: "duty_near", DUE: "duty_due", LATE: "duty_late"}


@clause("3.1.7", "3.1.8")
@performs("matter.sweep")
def sweep_matter(*, actor: Actor, ref: str, once: str | None = None) -> Done:
    """Tell what has come near, due or late since the last sweep; owed again, nothing happens."""
    with act(actor, "matter.sweep", ref, once=once) as a:
        days = int(pack_for(a).get("remind_before_workdays", a.today))
        soon = soon_day(a.today, calendar(a.jurisdiction_id), days)
        rows = list(duties.still_open(case=a.object.case_id, due_by=soon, told_below=LATE))
        before = told_before(rows)
        rows += owe_beside_missed(a, a.object)
        told = [line for row in rows if (line := _tell(a, row, soon, before))]
        if not told:
            a.internal = True
        a.say(text="；".join(told) or "报送周期已到，列出下一期。")
    return done(a)


def _tell(work: Work, row: Obligation, soon: date, before: Collection[str]) -> str:
    if row.due_on is None:
        return ""
    notice = notice_of(row.due_on, work.today, soon)
    if notice <= row.stage:
        return ""
    work.change_all([row], stage=notice)
    if (key := once_key(row, notice)) in before:
        return ""
    values = {"duty": row.label, "title": work.object.title}
    day = {} if notice == DUE else {"day": f"{row.due_on:%m-%d}"}
    work.tell(_KINDS[notice], row, **values, **day).once = key
    if notice != LATE:
        return ""
    if row.counts and work.object.inspector_id:
        to = To(person_id=work.object.inspector_id)
        work.tell("unit_late", to, **values, **day).once = f"{key}:office"
    return f"“{row.label}”已逾期（应于{row.due_on:%m-%d}）"
