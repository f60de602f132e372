"""What several acts on a matter need."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from duban.acts.gate.asked import Asked
from duban.acts.work import Done, Work
from duban.matters.escalation import running_measures
from duban.matters.models import Matter, MatterReader, MatterUnit
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.people.standing import Function
from duban.organisations.selectors import Holder, UnitRow, directory
from duban.proceedings.models import ResponsiblePerson


def done(work: Work) -> Done:
    """The result of a finished act."""
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def unit_name(work: Asked, unit_id: int | None) -> str:
    """The 规范化简称 of a unit."""
    return directory(work.jurisdiction_id).unit(unit_id).short_name if unit_id else ""


def own_unit(work: Asked, matter: Matter) -> int:
    """The unit for which the actor acts on this matter: the lead unit if a post is held there, else an assisting one."""
    units = work.actor.unit_ids
    if matter.lead_unit_id in units or work.actor.person_id == matter.handler_id:
        return matter.lead_unit_id or 0
    return next(iter(sorted(units & matter.assist_unit_ids)), 0)


def units_of(matters: Collection[Matter]) -> dict[int, list[MatterUnit]]:
    """The units of some matters by the matter, read in one statement; a matter without a lead unit has none yet."""
    asked = [matter.pk for matter in matters if matter.lead_unit_id]
    found: dict[int, list[MatterUnit]] = {matter.pk: [] for matter in matters}
    for row in MatterUnit.objects.filter(matter__in=asked, until=None) if asked else ():
        found[row.matter_id].append(row)
    return found


def functions_of(units: Iterable[UnitRow]) -> str:
    """The functions of the units of a matter, as a row in hand tells who is responsible itself (3.0)."""
    return ",".join(sorted({unit.function.value for unit in units} - {Function.NONE.value}))


def name_units(
    work: Work,
    matter: Matter,
    lead: int | None,
    assist: Iterable[int],
    standing: list[MatterUnit] | None = None,
) -> None:
    """Write who leads and who assists from now on; whoever did until now (`standing`) stays on record with that."""
    standing = units_of([matter])[matter.pk] if standing is None else standing
    wanted = {
        **dict.fromkeys(assist, MatterUnit.Role.ASSIST),
        **({lead: MatterUnit.Role.LEAD} if lead else {}),
    }
    kept = {row.unit_id for row in standing if wanted.get(row.unit_id) == row.role}
    work.change_all([row for row in standing if row.unit_id not in kept], until=work.at)
    new = [
        MatterUnit(case_id=matter.case_id, matter=matter, unit_id=unit, role=role.value, since=work.at)
        for unit, role in wanted.items()
        if unit not in kept
    ]
    work.create_all(new)
    matter.assist_unit_ids = frozenset(wanted) - {lead}


def name_readers(work: Work, matter: Matter, wanted: Collection[int]) -> None:
    """Write to whom a matter is narrowed from now on; whoever was a reader until now stays on record with that."""
    standing = list(MatterReader.objects.filter(matter=matter, until=None))
    work.change_all([row for row in standing if row.person_id not in wanted], until=work.at)
    new = sorted(set(wanted) - {row.person_id for row in standing})
    work.create_all(
        [MatterReader(case_id=matter.case_id, matter=matter, person_id=one, since=work.at) for one in new]
    )
    matter.reader_ids = frozenset(wanted)


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


def measures_running(work: Asked) -> Decision:
    """No measure runs on the matter: it cannot be closed or suspended around one."""
    running = running_measures(work, work.object)
    return decide(
        work.spec.label,
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
