"""What follows from grave acts on key work."""

from __future__ import annotations

from duban.acts.beside import Effect, effects
from duban.matters.models import Matter
from duban.mechanism.lifecycles.types import Act
from duban.organisations.briefs import principals_named
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor


@effects
def _assigning(actor: Actor, act: Act, matter: Matter) -> list[Effect]:
    known, on, unit_id = directory(actor.jurisdiction_id), clock.today(), matter.lead_unit_id or 0
    unit = known.unit(unit_id)
    assist = "、".join(known.unit(one).short_name for one in sorted(matter.assist_unit_ids))
    deputies = "、".join(holder.name for holder in known.deputies(unit_id, on)) or "未登记"
    handlers = "、".join(holder.name for holder in known.handlers(unit_id, on)) or "签收时由单位确定"
    effects = [
        Effect("交给", f"{unit.name}，从现在起看得到本事项", "1.1"),
        Effect(
            "责任人",
            f"主要领导 {principals_named(actor, unit_id) or '空缺'}；分管领导 {deputies}；经办负责人 {handlers}",
            "1.2",
        ),
        Effect("记入", "三名责任人按今天的任职记入，以后换人不改这条记录", "1.2"),
        Effect("时限", f"{matter.due_on:%Y-%m-%d}前办结", "3.0"),
    ]
    return effects + ([Effect("协办", assist, "1.1")] if assist else [])


@effects
def _closing_matter(actor: Actor, act: Act, matter: Matter) -> list[Effect]:
    return [
        Effect("销号", f"“{matter.title}”办结，定期报告停止，灯转灰", "3.0"),
        Effect("不可撤回", "销号以后不能再办理，需要重新督办的另行登记"),
    ]


@effects
def _handing_over_matter(actor: Actor, act: Act, matter: Matter) -> list[Effect]:
    return [
        Effect("接办", "原经办人未办的事一并转给接办人，接办人会收到提示", "3.0"),
        Effect("换办公室", "选另一办公室督查员的，核查、催办、文书都改由该办公室办理，责任单位会收到提示", "3.0"),
        Effect("不变", "办理时限、已报送的情况和已印发的文书照旧", "3.0"),
    ]


@effects
def _narrowing(actor: Actor, act: Act, matter: Matter) -> list[Effect]:
    return [
        Effect("看不到", "所列人员以外的人，在列表、统计、检索、导出和通报中都看不到本事项", "4.3"),
        Effect("不缩小", "已印发的措施仍在项目库中，通报和抄送照旧", "4.5"),
        Effect("以后", "经办、审批的人换了，须重新列明；可以随时恢复范围", "4.3"),
    ]


@effects
def _cancelling(actor: Actor, act: Act, matter: Matter) -> list[Effect]:
    return [Effect("撤销", f"“{matter.title}”不再督办，登记和理由保留", "3.0")]
