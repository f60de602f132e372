"""What follows from grave acts on key work and on the three measures."""

from __future__ import annotations

from duban.insight.selectors.effects.kind import Effect, Effects
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.standing import Function
from duban.organisations.selectors import directory
from duban.proceedings.models import Receipt
from duban.shared import clock
from duban.shared.actor import Actor


def _people(actor: Actor, unit_id: int) -> str:
    known = directory(actor.jurisdiction_id)
    return "、".join(
        f"{holder.name}（{holder.title}）" for holder in known.principals(unit_id, clock.today())
    )


def _assign(actor: Actor, matter: Matter) -> list[Effect]:
    known, on, unit_id = directory(actor.jurisdiction_id), clock.today(), matter.lead_unit_id or 0
    unit = known.unit(unit_id)
    assist = "、".join(known.unit(one).short_name for one in sorted(matter.assist_unit_ids))
    deputies = "、".join(holder.name for holder in known.deputies(unit_id, on)) or "未登记"
    handlers = "、".join(holder.name for holder in known.handlers(unit_id, on)) or "签收时由单位确定"
    effects = [
        Effect("交给", f"{unit.name}，从现在起看得到本事项", "1.1"),
        Effect(
            "责任人",
            f"主要领导 {_people(actor, unit_id) or '空缺'}；分管领导 {deputies}；经办负责人 {handlers}",
            "1.2",
        ),
        Effect("记入", "三名责任人按今天的任职记入，以后换人不改这条记录", "1.2"),
        Effect("时限", f"{matter.due_on:%Y-%m-%d}前办结", "3.0"),
    ]
    return effects + ([Effect("协办", assist, "1.1")] if assist else [])


def _close_matter(actor: Actor, matter: Matter) -> list[Effect]:
    return [
        Effect("销号", f"“{matter.title}”办结，定期报告停止，灯转灰", "3.0"),
        Effect("不可撤回", "销号以后不能再办理，需要重新督办的另行登记"),
    ]


def _hand_over(actor: Actor, matter: Matter) -> list[Effect]:
    return [
        Effect("接办", "原经办人未办的事一并转给接办人，接办人会收到提示", "3.0"),
        Effect("换办公室", "选另一办公室督查员的，核查、催办、文书都改由该办公室办理，责任单位会收到提示", "3.0"),
        Effect("不变", "办理时限、已报送的情况和已印发的文书照旧", "3.0"),
    ]


def _narrow(actor: Actor, matter: Matter) -> list[Effect]:
    return [
        Effect("看不到", "所列人员以外的人，在列表、统计、检索、导出和通报中都看不到本事项", "4.3"),
        Effect("不缩小", "已印发的措施仍在项目库中，通报和抄送照旧", "4.5"),
        Effect("以后", "经办、审批的人换了，须重新列明；可以随时恢复范围", "4.3"),
    ]


def _cancel(actor: Actor, matter: Matter) -> list[Effect]:
    return [Effect("撤销", f"“{matter.title}”不再督办，登记和理由保留", "3.0")]


def _approve(actor: Actor, measure: Measure) -> list[Effect]:
    spine = SPINES[measure.kind]
    unit = directory(actor.jurisdiction_id).unit(measure.unit_id)
    effects = [
        Effect("同意", f"对{unit.name}{_verb(measure.kind)}", spine.approval),
        Effect("文稿冻结", "同意以后文稿一字不能改动，印发的就是您看到的", spine.approval),
        Effect("然后", f"由{Function(measure.issuer).label}主任签发，文书编号、用印、印发", spine.issue),
    ]
    if measure.kind == "interview":
        effects.insert(1, Effect("召集人", "由您召集‹联席约谈›", "3.2.1"))
    if measure.kind == "listing":
        effects.append(
            Effect("印发后", "通报各镇（街道）、各单位，只列单位、不列个人；不自动向媒体公开", "3.3.5")
        )
    return effects


def _verb(kind: str) -> str:
    return {"letter": "下达‹督办函›", "interview": "实施‹联席约谈›", "listing": "立项‹挂牌督办›"}[kind]


def _sign_out(actor: Actor, measure: Measure) -> list[Effect]:
    return [
        Effect(
            "签发",
            f"{measure.approved_by}已同意，以{Function(measure.issuer).label}名义发出",
            SPINES[measure.kind].issue,
        ),
        Effect("然后", "文书编号、用印登记、印发", SPINES[measure.kind].issue),
    ]


def _issue(actor: Actor, measure: Measure) -> list[Effect]:
    spine, unit_id = SPINES[measure.kind], measure.matter.lead_unit_id or 0
    known = directory(actor.jurisdiction_id)
    deadline = f"{measure.deadline:%Y-%m-%d}" if measure.deadline else "未填"
    effects = [
        Effect(
            "主送", f"{known.unit(unit_id).name}，及主要领导 {_people(actor, unit_id) or '空缺'}", "3.1.4"
        ),
        Effect("抄送", "县纪委监委、县委组织部，不能去掉", "3.1.5"),
        Effect(
            "时限",
            f"{deadline}前；每 {measure.feedback_days} 天反馈一次，较长周期的报告并入本项",
            spine.feedback,
        ),
        Effect("文号", "印发时在本序列连续给出，用过的号不再使用", "3.1.3"),
    ]
    if measure.kind == "listing":
        effects[2:2] = _circle(actor, unit_id)
    return [*effects, Effect("不可撤回", "印发以后不能改动；确有错误的只能作废，号码保留", spine.issue)]


def _circle(actor: Actor, unit_id: int) -> list[Effect]:
    known, on = directory(actor.jurisdiction_id), clock.today()
    bodies = {known.office(body).id for body in (Function.CDI, Function.ORG_DEPT)}
    others = [unit for unit in known.active_units(on) if unit.id not in bodies | {unit_id}]
    leaders = "、".join(f"{holder.title}{holder.name}" for holder in known.main_leaders(on))
    return [
        Effect("通报", f"{len(others)} 个单位，只列单位、不列个人", "3.3.5"),
        Effect("呈领导阅", leaders, "3.3.7"),
    ]


def _void(actor: Actor, measure: Measure) -> list[Effect]:
    return [
        Effect(
            "作废",
            f"{measure.number}从现在起不作依据，单位的反馈、方案等义务随之取消",
            SPINES[measure.kind].issue,
        ),
        Effect("号码", "保留并标明作废，不再使用", "3.1.3"),
    ]


def _close_measure(actor: Actor, measure: Measure) -> list[Effect]:
    return [
        Effect("销号", f"{measure.number}整改完毕，不再要求反馈", SPINES[measure.kind].feedback),
        Effect("项目库", "本行转为已销号，记录保留", "4.2"),
    ]


def _publicity(actor: Actor, measure: Measure) -> list[Effect]:
    return [
        Effect("公开", "选“公开”的，由文书在指定媒体公开放行的内容，解除时在同一媒体公告", "3.3.6"),
        Effect("不公开", "选“不公开”的，本次到此为止", "3.3.6"),
    ]


def _approve_release(actor: Actor, measure: Measure) -> list[Effect]:
    return [
        Effect("解除", f"同意解除{measure.number}，由办公室签发、编号、印发解除通知", "3.3.8"),
        Effect("印发时", "‹挂牌›结束，同一事项的‹督办函›、‹约谈›随同销号", "3.3.8"),
    ]


def _issue_release(actor: Actor, measure: Measure) -> list[Effect]:
    same = Receipt.objects.filter(
        object_kind="listing", object_id=measure.pk, what=Receipt.What.CIRCULATION
    ).count()
    unit = directory(actor.jurisdiction_id).unit(measure.unit_id)
    return [
        Effect("送达", f"{unit.name}及其主要领导，抄送县纪委监委、县委组织部", "3.3.8"),
        Effect("通报", f"与‹挂牌›时相同的 {same} 个单位", "3.3.8"),
        Effect("销号", "同一事项的‹督办函›、‹联席约谈›一并销号", "3.3.8"),
        Effect("不可撤回", "印发以后‹挂牌›即告解除"),
    ]


EFFECTS: Effects = {
    "matter.assign": _assign,
    "matter.close": _close_matter,
    "matter.hand_over": _hand_over,
    "matter.narrow": _narrow,
    "matter.cancel": _cancel,
    **{f"{kind}.approve": _approve for kind in SPINES},
    **{f"{kind}.sign_out": _sign_out for kind in SPINES},
    **{f"{kind}.issue": _issue for kind in SPINES},
    **{f"{kind}.void": _void for kind in SPINES},
    "letter.close": _close_measure,
    "interview.close": _close_measure,
    "listing.decide_publicity": _publicity,
    "listing.approve_release": _approve_release,
    "listing.issue_release": _issue_release,
}
