"""What follows from grave acts on the three measures, on those of the past and on bulletins."""

from __future__ import annotations

from duban.acts.beside import Effect, effects
from duban.measures.models import Bulletin, Measure, PastMeasure, Pause
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.briefs import principals_named
from duban.organisations.selectors import directory
from duban.proceedings.models import Receipt
from duban.shared import clock
from duban.shared.actor import Actor


@effects
def _approving_measure(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
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


@effects
def _signing_out_measure(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    return [
        Effect(
            "签发",
            f"{measure.approved_by}已同意，以{Function(measure.issuer).label}名义发出",
            SPINES[measure.kind].issue,
        ),
        Effect("然后", "文书编号、用印登记、印发", SPINES[measure.kind].issue),
    ]


@effects
def _pausing(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    row = Pause.objects.filter(measure=measure, state=Pause.State.ASKED).last()
    until = f"{row.until:%Y-%m-%d}" if row else ""
    limit = f"仍为 {measure.deadline:%Y-%m-%d}" if measure.deadline else "不变"
    return [
        Effect("同意的", f"自今日起暂缓，至 {until} 自行恢复；印发暂缓通知，送责任单位，抄送县纪委监委、县委组织部", "3.1.2"),
        Effect("其间", "整改方案和本函的反馈不催报，不计逾期，也不据以提请‹约谈›", "3.1.8"),
        Effect("不变", f"整改时限{limit}，只有延期才能改；暂缓的天数列在旁边（待定问题 A96）", "3.1.6"),
    ]


@effects
def _issuing_measure(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    spine, unit_id = SPINES[measure.kind], measure.matter.lead_unit_id or 0
    known = directory(actor.jurisdiction_id)
    deadline = f"{measure.deadline:%Y-%m-%d}" if measure.deadline else "未填"
    effects = [
        Effect(
            "主送", f"{known.unit(unit_id).name}，及主要领导 {principals_named(actor, unit_id) or '空缺'}", "3.1.4"
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


@effects
def _voiding_measure(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    return [
        Effect(
            "作废",
            f"{measure.number}从现在起不作依据，单位的反馈、方案等义务随之取消",
            SPINES[measure.kind].issue,
        ),
        Effect("号码", "保留并标明作废，不再使用", "3.1.3"),
    ]


@effects
def _closing_measure(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    return [
        Effect("销号", f"{measure.number}整改完毕，不再要求反馈", SPINES[measure.kind].feedback),
        Effect("项目库", "本行转为已销号，记录保留", "4.2"),
    ]


@effects
def _deciding_publicity(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    return [
        Effect("公开", "选“公开”的，由文书在指定媒体公开放行的内容，解除时在同一媒体公告", "3.3.6"),
        Effect("不公开", "选“不公开”的，本次到此为止", "3.3.6"),
    ]


@effects
def _approving_release(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
    return [
        Effect("解除", f"同意解除{measure.number}，由办公室签发、编号、印发解除通知", "3.3.8"),
        Effect("印发时", "‹挂牌›结束，同一事项的‹督办函›、‹约谈›随同销号", "3.3.8"),
    ]


@effects
def _issuing_release(actor: Actor, act: Act, measure: Measure) -> list[Effect]:
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


@effects
def _voiding_past(actor: Actor, act: Act, row: PastMeasure) -> list[Effect]:
    number = [Effect("文号", f"{row.number}标明作废，不再使用", "3.1.3")] if row.number else []
    return [
        Effect("视为没有", f"补录的“{row.title}”不再列入项目库", "4.1"),
        *number,
        Effect("保留", "误录的一条连同理由仍然列出，不能恢复；确有其事的另行补录", "4.1"),
    ]


@effects
def _approving_bulletin(actor: Actor, act: Act, row: Bulletin) -> list[Effect]:
    return [
        Effect("文稿冻结", f"同意以后“{row.title}”一字不能改动，图表一并固定，印发的就是这一稿", "3.0"),
        Effect("然后", f"由{Function(row.office).label}文书编号、印发", "3.0"),
    ]


@effects
def _issuing_circular(actor: Actor, act: Act, row: Bulletin) -> list[Effect]:
    return [
        Effect("通报", "各单位都可以查看", "3.0"),
        Effect("文号", "印发时在本序列连续给出，用过的号不再使用", "3.0"),
        Effect("不可撤回", "印发以后不能改动"),
    ]


@effects
def _issuing_special_report(actor: Actor, act: Act, row: Bulletin) -> list[Effect]:
    return [
        Effect(
            "报送", "县委办公室、县政府办公室、县纪委监委、县委组织部和县领导可以查看，其他单位看不到", "3.0"
        ),
        Effect("期号", "印发时按本年度的期数连续给出", "3.0"),
        Effect("不可撤回", "印发以后不能改动"),
    ]
