"""What somebody must have before the eyes in an act on key work: the matter, its last report, what is owed."""

from __future__ import annotations

from datetime import date

from duban.acts.beside import ToRead, given, reads, when
from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.matters.actions.reports.report_days import own_cycle
from duban.matters.facts import pack_of_matter
from duban.matters.models import Instruction, Matter, Milestone, Task
from duban.matters.selectors import last_opinion, matter_row_light
from duban.mechanism.dates.deadlines import limit_told, remaining
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.mechanism.words.wording import plain
from duban.organisations.selectors import directory
from duban.proceedings.models import Receipt, Report, Signature
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor


@reads
def _whole_matter(actor: Actor, act: Act, matter: Matter) -> ToRead:
    known = directory(actor.jurisdiction_id)
    points = Milestone.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("due_on", "pk")
    tasks = Task.objects.filter(case_id=matter.case_id, dropped_at=None).order_by("pk")
    return ToRead(
        "事项",
        given(
            ("来源", f"{matter.source.title} {matter.source.number}".strip()),
            ("原文", matter.words),
            ("责任单位", known.unit(matter.lead_unit_id).name if matter.lead_unit_id else ""),
            ("协办单位", "、".join(known.unit(unit).short_name for unit in sorted(matter.assist_unit_ids))),
            ("办理要求", matter.requirement),
            ("量化目标", _target(matter)),
            ("办理时限", _limit(matter)),
            ("报告周期", f"{matter.cycle_days} 天" if matter.cycle_days else ""),
            ("分解节点", "；".join(_point(row) for row in points)),
            ("任务分工", "；".join(_task(known.unit(row.unit_id).short_name, row) for row in tasks)),
            ("拟办意见", last_opinion(matter, "propose")),
        ),
    )


def _limit(matter: Matter) -> str:
    """The limit of a matter, the one set at first beside it, and what is left."""
    left = remaining(matter.due_on, clock.today(), calendar(matter.jurisdiction_id))
    return f"{limit_told(matter.due_on, matter.original_due_on, matter.extensions)}，{left.text}"


def _cycle(matter: Matter, today: date) -> str:
    """The cycle of a matter where it stands longer than it was set, and why."""
    pack = pack_of_matter(matter, today)
    days, own = own_cycle(matter, pack, today), matter.cycle_days or pack.get("report_cycle_days", today)
    return f"{days} 天（原 {own} 天，连续 {matter.good_ratings} 次评价最好，按待定问题 A88 放宽）" if days != own else ""


def _target(matter: Matter) -> str:
    """The target of a matter in words, empty where it has none."""
    if matter.target_value is None:
        return ""
    return f"{matter.target_name} {plain(matter.target_value)} {matter.target_unit}".strip()


def _point(row: Milestone) -> str:
    target = f"（累计 {plain(row.target)}）" if row.target is not None else ""
    return f"{row.due_on:%Y-%m-%d} {row.title}{target}"


def _task(unit: str, row: Task) -> str:
    return f"{unit} {row.due_on:%Y-%m-%d} 前{row.title}"


def _report(matter: Matter, *stages: str) -> ToRead | None:
    rows = Report.objects.filter(case_id=matter.case_id, stage__in=stages)
    row = rows.order_by("-period", "-pk").first()
    if row is None:
        return None
    sent = (
        f"{row.submitted_by}，{when(row.submitted_at)}{'，逾期' if row.late else ''}"
        if row.submitted_at
        else ""
    )
    return ToRead(
        f"第 {row.period} 期进展{'（本期无新进展）' if row.no_change else ''}",
        given(
            ("累计完成", f"{plain(row.value)} {matter.target_unit}" if row.value is not None else ""),
            ("数量说明", row.explanation),
            ("进展", row.progress),
            ("存在问题", row.problems),
            ("请求协调", row.needs),
            ("拟稿", f"{row.drafted_by}，{when(row.drafted_at)}"),
            ("报送", sent),
        ),
    )


@reads
def _submitted_report(actor: Actor, act: Act, matter: Matter) -> ToRead | None:
    return _report(matter, Report.Stage.SUBMITTED)


@reads
def _report_in_the_unit(actor: Actor, act: Act, matter: Matter) -> ToRead | None:
    return _report(matter, Report.Stage.REVIEW, Report.Stage.CONFIRM)


@reads
def _sent_to_read(actor: Actor, act: Act, matter: Matter) -> ToRead | None:
    rows = Receipt.objects.filter(
        case_id=matter.case_id, person_id=actor.person_id or 0, what=Receipt.What.READING, received_at=None
    )
    labels = [(f"{when(row.sent_at)} 送阅", row.label) for row in rows.order_by("pk")]
    return ToRead("送您阅的件", tuple(labels)) if labels else None


@reads
def _owed_report(actor: Actor, act: Act, matter: Matter) -> ToRead:
    """What a report is due for: by when, on whose request, and what stands from the last time."""
    today = clock.today()
    rows = duties.still_open(visible_rows(actor, "duty", ("matter",)), case=matter.case_id, act="matter.report")
    owed = rows.order_by("due_on").first()
    last = Report.objects.filter(case_id=matter.case_id, stage=Report.Stage.SUBMITTED).order_by("-period").first()
    due = "现在没有应报的，报送的另记一次。"
    if owed is not None and owed.due_on is not None:
        left = remaining(owed.due_on, today, calendar(matter.jurisdiction_id))
        due = f"{owed.due_on:%Y-%m-%d} 周{'一二三四五六日'[owed.due_on.weekday()]}，{left.text}"
    return ToRead(
        "本期报送",
        given(
            ("报什么", owed.label if owed is not None else ""),
            ("应于", due),
            ("办理时限", _limit(matter)),
            ("报告周期", _cycle(matter, today)),
            ("灯", matter_row_light(actor, matter, today).word),
            ("督办办公室", Function(matter.office).label),
            ("办理要求", matter.requirement),
            ("量化目标", _target(matter)),
            ("上次", _said_last(matter, last)),
        ),
    )


def _said_last(matter: Matter, last: Report | None) -> str:
    if last is None or last.submitted_at is None:
        return "还没有报送过"
    amount = f"，累计 {plain(last.value)} {matter.target_unit}" if last.value is not None else ""
    return f"{when(last.submitted_at)} 报送{amount}"


@reads
def _handed_back(actor: Actor, act: Act, matter: Matter) -> ToRead | None:
    """Why a report was handed back."""
    signed = Signature.objects.filter(case_id=matter.case_id, step="matter.return_report").order_by("-pk").first()
    if signed is None:
        return None
    by = f"{signed.post}{signed.name}，{when(signed.signed_at)}"
    return ToRead("退回补报", given(("缺什么", signed.opinion), ("退回", by)))


@reads
def _instruction(actor: Actor, act: Act, row: Instruction) -> ToRead:
    """What the leader wrote, on what, by when he wants to know, and what the director made of it."""
    matter = row.matter
    told = (
        ("批示", row.words),
        ("作出批示", f"{row.leader_name}，{when(row.created_at)}"),
        ("事项", matter.title),
        ("进展", matter.progress),
        ("请在何时前报告", f"{row.due_on:%Y-%m-%d}"),
        ("批办意见", row.note),
    )
    return ToRead("县领导批示", given(*told))
