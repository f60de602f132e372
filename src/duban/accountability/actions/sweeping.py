"""What the sweep tells on a case of accountability: near, due and late once each; a period for a statement just ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.accountability.actions.inquiries.serving import owe_service
from duban.accountability.actions.shared import done
from duban.accountability.actions.year.correcting import let_kept_fall
from duban.accountability.models import Hearing
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.owing.notices import DUE, LATE, NEAR, notice_of, once_key, told_before
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.selectors import soon_day
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named
from duban.rulebook.selectors import calendar, pack_in_force
from duban.shared.actor import Actor

_KINDS = {NEAR: "step_near", DUE: "step_due", LATE: "step_late"}


@clause("5.0")
@performs("inquiry.sweep")
def sweep_inquiry(*, actor: Actor, ref: str, once: str | None = None) -> Done:
    """Sweep the case of an inquiry."""
    return _sweep(actor, "inquiry.sweep", ref, once)


@clause("6.4")
@performs("ruling.sweep")
def sweep_ruling(*, actor: Actor, ref: str, once: str | None = None) -> Done:
    """Sweep the case of a ruling that stands alone."""
    return _sweep(actor, "ruling.sweep", ref, once)


def _sweep(actor: Actor, key: str, ref: str, once: str | None) -> Done:
    with act(actor, key, ref, once=once) as a:
        days = int(pack_in_force(a.jurisdiction_id, a.today).get("remind_before_workdays", a.today))
        soon = soon_day(a.today, calendar(a.jurisdiction_id), days)
        rows = owed.open_of_case(a)
        before = told_before(rows)
        told = [line for row in rows if (line := _tell(a, row, soon, before))]
        told += let_kept_fall(a)
        a.internal = True
        a.say(text="；".join(told) or "到期提示。")
    return done(a)


def _tell(work: Work, row: Obligation, soon: date, before: Collection[str]) -> str:
    if row.due_on is None:
        return ""
    notice = notice_of(row.due_on, work.today, soon)
    if act_named(row.act).soft and notice == LATE:
        return _period_over(work, row) if row.act == "hearing.state" else ""
    if notice <= row.stage:
        return ""
    work.change_all([row], stage=notice)
    if row.act == "hearing.receive" and notice == LATE:
        owe_service(work, Hearing.objects.select_related("inquiry", "case").get(pk=row.object_id))
    if (key := once_key(row, notice)) in before:
        return ""
    day = {} if notice == DUE else {"day": f"{row.due_on:%m-%d}"}
    told = work.tell(_KINDS[notice], row, duty=owed.asked_for(row), **day)
    told.once = key
    return told.said


@clause("5.0")
def _period_over(work: Work, row: Obligation) -> str:
    """A statement is a right: when its period is over nobody is late, and the inspector may go on."""
    owed.end(work, [row], Obligation.Outcome.CANCELLED)
    if getattr(work.object, "inspector_id", None):
        work.tell("period_over", To(person_id=work.object.inspector_id))
    return "一个说明期已满。"
