"""Rows in bulk, lifelike and the same for the same seed and day: for measuring, not for showing.

Nothing here goes through acts; the rows are those that acts would leave, and each batch is vouched for by entries
of the audit chain, so that verification holds.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from duban.acts import token_table
from duban.acts.models import Case, Obligation
from duban.audit.canonical import row_digest
from duban.audit.chain import Record, append_all
from duban.audit.models import Entry
from duban.demo.works import PlannedWork, works
from duban.matters.models import Matter, MatterUnit, Milestone, Source
from duban.measures.models import Measure, RegistryRow
from duban.measures.registry import FOUND_BY
from duban.mechanism.papers.numbering import number_text
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.selectors import Holder, UnitRow, directory
from duban.proceedings.models import JudgedFact, Rating, Receipt, Report, ResponsiblePerson, Signature
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.database import bulk
from duban.shared.models import Kept

BATCH = 250
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_KINDS = (("letter", "督办函", "办督函"), ("interview", "联席约谈", "办约"), ("listing", "挂牌督办", "办"))
_PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
_WHERE = ("{0}镇、{1}镇和{2}镇片区", "{0}镇至{1}镇沿线各村居", "县城新区和{0}镇、{1}镇", "{0}镇、{1}镇等七个乡镇")
_FURTHER = (
    "和长效管护", "及配套设施完善", "并完成验收移交", "和资金拨付进度", "及历史遗留问题", "和第三方评估", "并建立工作台账",
)  # fmt: skip
_VALUES = ("较好推进", "正常推进", "进展滞后")


@dataclass
class Generator:
    """One run: its chance, its county, and where the numbers stand."""

    jurisdiction_id: int
    short_name: str
    chance: random.Random
    today: date
    now: datetime
    units: list[UnitRow]
    keys: bulk.Keys = field(default_factory=bulk.Keys)
    serial: int = 0
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    principals: dict[int, list[Holder]] = field(default_factory=dict)

    def ref(self) -> str:
        """A reference from this run's own chance."""
        return "".join(self.chance.choices(_ALPHABET, k=12))

    def moment(self, day: date) -> datetime:
        """Some moment of office hours; of today no later than now, for nothing is recorded ahead of the clock."""
        return min(clock.at(day, time(self.chance.randrange(9, 18), self.chance.randrange(60))), self.now)


def generate(
    jurisdiction_id: int, short_name: str, matters: int, seed: int, told: Callable[[int], None]
) -> int:
    """Write `matters` matters with their reports, ratings, measures, duties and history; returns the number of rows."""
    known, today = directory(jurisdiction_id), clock.today()
    kinds = pack_in_force(jurisdiction_id, today).get("unit_kinds", today)
    units = [
        unit for unit in known.active_units(today) if unit.kind in kinds and unit.function is Function.NONE
    ]
    run = Generator(jurisdiction_id, short_name, random.Random(seed), today, clock.now(), units)
    run.serial = Case.objects.filter(jurisdiction_id=jurisdiction_id).count()
    written = 0
    for start in range(0, matters, BATCH):
        size = min(BATCH, matters - start)
        with transaction.atomic():
            written += _batch(run, size)
        told(start + size)
    return written


def _batch(run: Generator, size: int) -> int:
    rows: dict[type[Kept], list[Kept]] = {}
    run.keys = bulk.Keys()
    plans = [_named(run, plan) for plan in works(size, random.Random(run.chance.random()))]
    cases = _insert(run, rows, [_case(run, plan) for plan in plans])
    sources = _insert(run, rows, [_source(run, plan) for plan in plans])
    found = _insert(run, rows, [_matter(run, *parts) for parts in zip(plans, cases, sources, strict=True)])
    measures = _insert(run, rows, [measure for matter in found for measure in _measures(run, matter)])
    for made in (_units, _milestones, _reports, _judged, _duties, _people, _signatures):
        _insert(run, rows, [row for matter in found for row in made(run, matter)])
    reports: dict[int, Any] = {report.case_id: report for report in rows.get(Report, [])}  # type: ignore[attr-defined]
    _insert(run, rows, [row for matter in found for row in _ratings(run, matter, reports)])
    for of_measure in (_receipts, _registry, _measure_people):
        _insert(run, rows, [row for measure in measures for row in of_measure(run, measure)])
    texts = {matter.case_id: [matter.title, matter.case.code, matter.source.number] for matter in found}
    for row in rows.get(RegistryRow, ()):
        texts[row.measure.case_id] += [getattr(row, name) for name in FOUND_BY]  # type: ignore[attr-defined]
    token_table.write(run.jurisdiction_id, texts)
    _vouch(run, rows, found)
    return sum(len(group) for group in rows.values())


def _insert(run: Generator, rows: dict[type[Kept], list[Kept]], made: list[Any]) -> list[Any]:
    """Rows of one model under keys of their own, in one statement."""
    for row in made:
        row.pk = run.keys.take(type(row))
    bulk.insert(made)
    if made:
        rows.setdefault(type(made[0]), []).extend(made)
    return made


def _named(run: Generator, plan: PlannedWork) -> PlannedWork:
    """The work under a title as long as those of real work, of 20 to 40 characters."""
    where = run.chance.choice(_WHERE).format(*run.chance.sample(_PLACES, 3))
    return replace(plan, title=f"{where}{plan.title}{run.chance.choice(_FURTHER)}")


def _case(run: Generator, plan: PlannedWork) -> Case:
    run.serial += 1
    day = run.today - timedelta(days=run.chance.randrange(10, 330))
    return Case(
        jurisdiction_id=run.jurisdiction_id, ref=run.ref(), code=f"{day.year}-G{run.serial:06d}", title=plan.title,
        state="matter", created_at=run.moment(day), pack_hash=pack_in_force(run.jurisdiction_id, run.today).hash,
    )  # fmt: skip


def _source(run: Generator, plan: PlannedWork) -> Source:
    return Source(
        jurisdiction_id=run.jurisdiction_id, ref=run.ref(), created_at=run.moment(run.today), source_class=plan.source_class,
        kind=plan.kind, title=plan.source, dated_on=run.today - timedelta(days=340), words=f"请抓紧推进{plan.title}。",
    )  # fmt: skip


def _matter(run: Generator, plan: PlannedWork, case: Case, source: Source) -> Matter:
    unit = run.chance.choice(run.units)
    start = clock.day_of(case.created_at)
    state = run.chance.choices(
        ("underway", "closed", "applied", "assigned", "registered"), (62, 22, 6, 6, 4)
    )[0]
    due = _due(run, start, over=state == "closed")
    finished = min(due, run.today - timedelta(days=run.chance.randrange(1, 9)))
    step = (
        run.chance.choices(("matter", "letter", "interview", "listing"), (70, 18, 7, 5))[0]
        if state == "underway"
        else "matter"
    )
    share = min(1.0, (run.today - start).days / max(1, (due - start).days)) * run.chance.uniform(0.5, 1.1)
    rating = (
        run.chance.choices((0, 1, 2), (26, 64, 10))[0] if state in ("underway", "closed", "applied") else None
    )
    return Matter(
        jurisdiction_id=run.jurisdiction_id, ref=run.ref(), created_at=case.created_at, case=case, source=source, state=state,
        title=plan.title, office=run.chance.choice((Function.PARTY_OFFICE, Function.GOV_OFFICE)).value,
        inspector_id=None, lead_unit_id=unit.id, unit_rank=unit.sequence, requirement=f"{plan.title}按期完成。",
        target_name=plan.target_name, target_value=Decimal(plan.target), target_unit=plan.target_unit, cycle_days=30,
        due_on=due, original_due_on=due, registered_on=start, assigned_on=None if state == "registered" else start,
        finished_on=finished if state in ("closed", "applied") else None, step=step, rating_index=rating, rated_on=run.today,
        value=Decimal(str(round(min(1.0, share) * plan.target, 1))), progress="按计划推进。",
        problems=run.chance.choice(("", "用地手续未批", "资金拨付滞后")), suggestions="每周调度" if rating == 2 else "",
        reported_on=run.today, next_due_on=min(due, run.today + timedelta(days=run.chance.randrange(-1, 28))),
        behind=run.chance.random() < 0.2, caught_up=run.chance.random() < 0.1,
    )  # fmt: skip


def _due(run: Generator, start: date, *, over: bool) -> date:
    """What is over was due before today, and hardly anything else was."""
    due = start + timedelta(days=run.chance.randrange(60, 420))
    if over:
        return min(due, run.today - timedelta(days=run.chance.randrange(1, 9)))
    return max(due, run.today + timedelta(days=run.chance.randrange(-1, 200)))


def _units(run: Generator, matter: Matter) -> list[MatterUnit]:
    """Who leads, and in every third matter one or two that assist."""
    others = run.chance.sample(run.units, run.chance.choices((0, 1, 2), (66, 24, 10))[0])
    roles = dict.fromkeys((unit.id for unit in others), MatterUnit.Role.ASSIST)
    if matter.lead_unit_id:
        roles[matter.lead_unit_id] = MatterUnit.Role.LEAD
    return [
        MatterUnit(jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, matter=matter, unit_id=unit, role=role.value,
                   since=matter.created_at)
        for unit, role in roles.items()
    ]  # fmt: skip


def _milestones(run: Generator, matter: Matter) -> list[Milestone]:
    span = (matter.due_on - matter.registered_on).days
    return [
        Milestone(
            jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, title=f"完成{share}%",
            due_on=(day := matter.registered_on + timedelta(days=span * share // 100)), original_due_on=day,
            target=(matter.target_value or Decimal(0)) * share / 100, reached_on=day if day < run.today else None,
        )
        for share in (40, 75)
    ]  # fmt: skip


def _reports(run: Generator, matter: Matter) -> list[Report]:
    if matter.assigned_on is None:
        return []
    months = min(8, max(1, (run.today - matter.assigned_on).days // 30))
    return [
        Report(
            jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, stage=Report.Stage.SUBMITTED, period=n + 1,
            serves="matter", clause="3.0", due_on=(day := matter.assigned_on + timedelta(days=30 * (n + 1))),
            no_change=n % 3 == 2, value=matter.value, progress="累计完成情况见数值，施工组织正常。", drafted_by="联络员",
            drafted_at=run.moment(day), submitted_at=run.moment(day), submitted_by="联络员",
        )
        for n in range(months)
    ]  # fmt: skip


def _ratings(run: Generator, matter: Matter, reports: dict[int, Any]) -> list[Rating]:
    if matter.rating_index is None:
        return []
    return [
        Rating(
            jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, report=reports.get(matter.case_id),
            index=matter.rating_index, value=_VALUES[matter.rating_index], problems=matter.problems,
            suggestions=matter.suggestions, suggested=_VALUES[matter.rating_index], suggested_why="按数据", by="督查员",
            at=run.moment(run.today),
        )
    ]  # fmt: skip


def _judged(run: Generator, matter: Matter) -> list[JudgedFact]:
    if matter.step == "matter":
        return []
    day = matter.registered_on + timedelta(days=20)
    return [
        JudgedFact(jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, fact="slow", reason="序时进度落后", by="督查员",
                   on=day, at=run.moment(day))
    ]  # fmt: skip


def _duties(run: Generator, matter: Matter) -> list[Obligation]:
    if matter.state not in ("underway", "assigned", "applied"):
        return []
    act, role, label = {
        "underway": ("matter.report", "LIAISON", "报送定期进展"),
        "assigned": ("matter.receive", "LIAISON", "签收交办事项"),
        "applied": ("matter.verify", "INSPECTOR", "核查办理结果"),
    }[matter.state]
    office = directory(run.jurisdiction_id).office(Function(matter.office)).id
    return [
        Obligation(
            jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, object_kind="matter", object_id=matter.pk,
            object_ref=matter.ref, act=act, label=label, clause="3.1.8", role=role,
            unit_id=matter.lead_unit_id if role == "LIAISON" else office, counts=role == "LIAISON",
            state_bound=act != "matter.report", due_on=matter.next_due_on, created_at=run.moment(run.today), stage=3,
        )
    ]  # fmt: skip


def _holders(run: Generator, unit_id: int) -> list[Holder]:
    if unit_id not in run.principals:
        run.principals[unit_id] = directory(run.jurisdiction_id).principals(unit_id, run.today)
    return run.principals[unit_id]


def _frozen(
    run: Generator, case_id: int, kind: str, object_id: int, unit_id: int, day: date
) -> list[ResponsiblePerson]:
    return [
        ResponsiblePerson(
            jurisdiction_id=run.jurisdiction_id, case_id=case_id, object_kind=kind, object_id=object_id, role="principal",
            person_id=holder.person_id, name=holder.name, title=holder.title, frozen_on=day,
        )
        for holder in _holders(run, unit_id)
    ]  # fmt: skip


def _people(run: Generator, matter: Matter) -> list[ResponsiblePerson]:
    if matter.assigned_on is None:
        return []
    return _frozen(run, matter.case_id, "matter", matter.pk, matter.lead_unit_id or 0, matter.assigned_on)


def _measure_people(run: Generator, measure: Measure) -> list[ResponsiblePerson]:
    return _frozen(run, measure.case_id, measure.kind, measure.pk, measure.unit_id, run.today)


def _signatures(run: Generator, matter: Matter) -> list[Signature]:
    return [
        Signature(
            jurisdiction_id=run.jurisdiction_id, case_id=matter.case_id, object_kind="matter", object_id=matter.pk,
            step=step, label=label, name="督查员", post=PostRole.INSPECTOR.label, opinion="同意", verdict="agree",
            signed_at=run.moment(matter.registered_on),
        )
        for step, label in (("matter.propose", "拟办"), ("matter.approve", "同意立项"))
    ]  # fmt: skip


def _measures(run: Generator, matter: Matter) -> list[Measure]:
    taken = {"matter": (), "letter": _KINDS[:1], "interview": _KINDS[:2], "listing": _KINDS}[matter.step]
    return [_measure(run, matter, *kind) for kind in taken]


def _measure(run: Generator, matter: Matter, kind: str, name: str, code: str) -> Measure:
    series = (matter.office, kind)
    run.numbers[series] = run.numbers.get(series, 0) + 1
    side = "委" if matter.office == Function.PARTY_OFFICE.value else "府"
    issued = run.moment(max(matter.registered_on, run.today - timedelta(days=run.chance.randrange(5, 120))))
    deadline = clock.day_of(issued) + timedelta(days=run.chance.randrange(30, 90))
    return Measure(
        jurisdiction_id=run.jurisdiction_id, ref=run.ref(), created_at=issued, case_id=matter.case_id, matter=matter,
        kind=kind, state="issued" if kind == "listing" else "rectifying", unit_id=matter.lead_unit_id or 0, issuer=matter.office,
        basis=f"{name}：进展缓慢", content={"matters": ["补齐滞后的实物工作量"], "goals": ["追上序时进度"], "name": matter.title},
        facts=["节点未完成"], deadline=deadline, original_deadline=deadline, feedback_days=15,
        number=number_text(f"{run.short_name}{side}{code}测", clock.day_of(issued).year, run.numbers[series]), issued_at=issued,
        held_at=issued if kind == "interview" else None, approved_by="县领导",
    )  # fmt: skip


def _receipts(run: Generator, measure: Measure) -> list[Receipt]:
    return [
        Receipt(
            jurisdiction_id=run.jurisdiction_id, case_id=measure.case_id, object_kind=measure.kind, object_id=measure.pk,
            what=Receipt.What.ORIGINAL, label=measure.number, unit_id=measure.unit_id, name="责任单位",
            sent_at=measure.issued_at or measure.created_at, received_at=measure.issued_at, received_by="联络员",
        )
    ]  # fmt: skip


def _registry(run: Generator, measure: Measure) -> list[RegistryRow]:
    matter = measure.matter
    unit = directory(run.jurisdiction_id).unit(measure.unit_id)
    issued = clock.day_of(measure.issued_at) if measure.issued_at else run.today
    return [
        RegistryRow(
            jurisdiction_id=run.jurisdiction_id, measure=measure, recorded_from=measure.issued_at or measure.created_at,
            kind=measure.kind,
            case_ref=matter.case.ref, case_code=matter.case.code, title=matter.title, number=measure.number, issued_on=issued,
            year=issued.year, office=measure.issuer, unit_id=unit.id, unit_sequence=unit.sequence,
            principals="、".join(holder.name for holder in _holders(run, unit.id))[:120], deputies="", handlers="",
            progress=matter.progress, rating_index=matter.rating_index, problems=matter.problems,
            suggestions=matter.suggestions, deadline=measure.deadline or run.today, state=measure.state, running=True,
            next_due_on=matter.next_due_on, behind=matter.behind, caught_up=matter.caught_up,
        )
    ]  # fmt: skip


_HISTORY = ("登记重点工作", "提出拟办意见", "同意立项督办", "交办", "签收交办事项", "报送进展", "评价进展")


def _vouch(run: Generator, rows: dict[type[Kept], list[Kept]], matters: list[Matter]) -> None:
    """Entries for the batch: a few sentences for each matter, and one entry that holds the digests of all rows."""
    digests = {(row._meta.db_table, row.pk): row_digest(row) for group in rows.values() for row in group}
    told = [_record(run, matter, f"{said}：“{matter.title}”。") for matter in matters for said in _HISTORY]
    told.append(_record(run, None, f"批量生成 {len(matters)} 件事项。", digests))
    append_all(told, run.keys, lambda: "".join(run.chance.choices("0123456789abcdef", k=32)))


def _record(
    run: Generator, matter: Matter | None, sentence: str, digests: dict[tuple[str, int], str] | None = None
) -> Record:
    at = run.moment(matter.registered_on if matter else run.today)
    about: dict[str, Any] = (
        {"case_id": matter.case_id, "object_kind": "matter", "object_id": matter.pk, "object_version": 1} if matter else {}
    )
    return Record(
        jurisdiction_id=run.jurisdiction_id, act="generate", outcome=Entry.Outcome.DONE, actor_id=None, occurred_at=at,
        recorded_at=at, payload={"who": "系统", "sentence": sentence, "act": "generate", "clauses": ["2.0"]},
        digests=digests or {}, **about,
    )  # fmt: skip
