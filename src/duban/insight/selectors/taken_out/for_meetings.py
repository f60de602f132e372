"""A list and a matter for a meeting, in Word: what the reader sees of them on the page, nothing more."""

from __future__ import annotations

from duban.acts.sight.visibility import visible_rows
from duban.documents.official.for_meetings import ForMeeting, LedgerFacts, OnePageFacts, ledger, one_page
from duban.insight.selectors.case_file.case import CaseView, case_view
from duban.insight.selectors.taken_out.exports import matters_table
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter
from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import limit_told
from duban.mechanism.key_work.lights import Light
from duban.mechanism.words.wording import plain
from duban.rulebook.selectors import vocabulary_today
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError

MOST = 300
"""So many matters a ledger in Word has at most: nobody takes more to a meeting, and Excel takes the rest."""
_COLUMNS = ("事项名称", "责任单位", "办理时限", "工作进展", "存在问题", "评价", "阶梯")
_WAITING = 6
_NOTHING = (("尚无",), ("在拟",))
"""What the ladder says of a step on which nothing has gone out."""


@clause("4.3", "4.4")
def matter_ledger(*, actor: Actor, where: MatterFilter, filters: tuple[str, ...] = ()) -> ForMeeting:
    """督查台账 of a list as it is narrowed; ActError where it is too long for a paper."""
    table = matters_table(actor=actor, where=where, filters=filters)
    if table.total > MOST:
        raise ActError(f"这个列表有 {table.total} 件，Word 台账最多 {MOST} 件。请先筛选，或者导出 Excel。")
    at = [column.label for column in table.columns]
    found = [dict(zip(at, row, strict=True)) for row in table.rows]
    lights = [one["灯"] for one in found]
    facts = LedgerFacts(
        scope=table.narrowed,
        on=clock.today(),
        rows=[[one[name] for name in _COLUMNS] for one in found],
        red=lights.count(Light.RED.word),
        yellow=lights.count(Light.YELLOW.word),
    )
    words = vocabulary_today(actor.jurisdiction_id)
    return ForMeeting(words.say_all(ledger(facts)), "matter_ledger", "督查台账", table.narrowed, table.total)


@clause("4.3")
def matter_on_a_page(*, actor: Actor, ref: str) -> ForMeeting:
    """一页纸 on the matter of a case, as the actor sees it; NotFound where that is not at all."""
    view = case_view(actor=actor, ref=ref)
    matter: Matter = visible_rows(actor, "matter").get(case__ref=ref)
    facts = OnePageFacts(
        title=matter.title,
        on=clock.today(),
        known=_known(view, matter),
        progress="\n".join(filter(None, (_amount(matter), matter.progress))),
        problems=matter.problems,
        measures=tuple(f"{one.title}：{'，'.join(one.lines)}" for one in view.steps[1:-1] if one.lines not in _NOTHING),
        waiting=_waiting(view),
        suggestions=matter.suggestions if view.internal else "",
    )
    words = vocabulary_today(actor.jurisdiction_id)
    return ForMeeting(words.say_all(one_page(facts)), "one_page", f"一页纸：{matter.title}"[:60], view.row.code, 1)


def _known(view: CaseView, matter: Matter) -> tuple[tuple[str, str], ...]:
    face, row = view.matter, view.row
    limit = limit_told(matter.due_on, matter.original_due_on, matter.extensions)
    left = f"，{row.remaining.text}" if row.remaining else ""
    return (
        ("责任单位", "；协办 ".join(filter(None, (row.unit or "待定", "、".join(view.assist))))),
        ("来源", f"{face.source_title} {face.source_number}".strip()),
        ("办理要求", face.requirement),
        ("量化目标", _target(matter)),
        ("办理时限", f"{limit}{left}"),
        ("现在", "，".join(filter(None, (f"{row.light.word}灯", row.state_label, row.rating and f"评价 {row.rating}")))),
        ("督办", f"{row.office} {view.inspector}".strip()),
    )


def _target(matter: Matter) -> str:
    if matter.target_value is None:
        return ""
    return f"{matter.target_name} {plain(matter.target_value)} {matter.target_unit}".strip()


def _amount(matter: Matter) -> str:
    """How much of the target is reached, where both are known."""
    if matter.value is None or not matter.target_value:
        return ""
    unit = f" {matter.target_unit}".rstrip()
    return f"累计完成 {plain(matter.value)}{unit}，占目标的 {round(100 * matter.value / matter.target_value)}%。"


def _waiting(view: CaseView) -> tuple[str, ...]:
    """For whom it waits now, the most urgent first; who has only to read is not waited for."""
    owed = [one for one in view.duties if not one.paused and one.term.on is not None]
    return tuple(f"{one.who}{one.label}（应于{one.term.on:%Y-%m-%d}）" for one in owed[:_WAITING])
