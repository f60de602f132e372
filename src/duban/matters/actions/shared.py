"""What several acts on a matter need."""

from __future__ import annotations

from typing import Any

from duban.acts.work import Done, Work
from duban.matters.escalation import running_measures
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.organisations.selectors import Holder, directory
from duban.proceedings.models import ResponsiblePerson


def done(work: Work) -> Done:
    """The result of a finished act."""
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def unit_name(work: Work, unit_id: int | None) -> str:
    """The 规范化简称 of a unit."""
    return directory(work.jurisdiction_id).unit(unit_id).short_name if unit_id else ""


def own_unit(work: Work, matter: Matter) -> int:
    """The unit for which the actor acts on this matter: the lead unit if a post is held there, else an assisting one."""
    units = work.actor.unit_ids
    if matter.lead_unit_id in units or work.actor.person_id == matter.handler_id:
        return matter.lead_unit_id or 0
    return next(iter(sorted(units & matter.assist_unit_ids)), 0)


@clause("1.2")
def freeze_responsible(work: Work, kind: str, obj: Any, matter: Matter) -> list[ResponsiblePerson]:
    """Store the three responsible roles as they stand today, for ever; duties pass to the current holders."""
    known, unit_id = directory(work.jurisdiction_id), matter.lead_unit_id or 0
    handlers = known.handlers(unit_id, work.today)
    if matter.handler_id:
        handlers = [h for h in known.people_of(unit_id, work.today) if h.person_id == matter.handler_id][
            :1
        ] or handlers
    groups: dict[str, list[Holder]] = {
        "principal": known.principals(unit_id, work.today),
        "deputy": known.deputies(unit_id, work.today),
        "handler": handlers,
    }
    return work.create_all(
        [
            ResponsiblePerson(
                case=work.case,
                object_kind=kind,
                object_id=obj.pk,
                role=role,
                person_id=holder.person_id,
                name=holder.name,
                title=holder.title,
                frozen_on=work.today,
            )
            for role, holders in groups.items()
            for holder in holders
        ]
    )


def measures_running(work: Work, question: str) -> Decision:
    """No measure runs on the matter: it cannot be closed or suspended around one."""
    running = running_measures(work, work.object)
    return decide(
        question,
        [
            Reason(
                "3.1.8",
                "没有未销的督办措施",
                holds(not running),
                "没有。"
                if not running
                else "尚有" + "、".join(measure.label for measure in running) + "未销。",
                words="直至整改完毕",
                remedies=(Remedy("责任单位", "", "先报告整改完毕，或申请解除‹挂牌›"),),
            )
        ],
    )
