"""The ruling of the competent organ as it was recorded, and how the record changes (六).

Which states count: only what the other body confirmed and what holds now, `in_force`. An entry that waits, went back
or was taken back is no decision and stands in no list, extract, export or count; one that was revoked
(still `decided`) is history without any consequence. A proposed change (拟变更) is a row beside the ruling and alters nothing.
"""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.fields import (
    AGREES,
    BODIES,
    DECISION,
    DEFENCE,
    ENTRY,
    ON_ANYBODY,
    ORIGINAL,
    REASON,
    RECUSAL,
    SCAN,
    WITHHOLDING,
    kinds_field,
    sweeping,
)
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_IN_FORCE = ("effective", "changed")
NEW_KINDS = kinds_field("kinds", "sanction_kinds", "outcome=changed", label="变更后的处理方式",
    hint="自原生效之日起按变更后的方式计算；只能减轻")
ANSWER = (
    ask.date("answered_on", "作出日期"),
    ask.text("number", "文号", limit=60, hint="变更、撤销或者答复本身的文号"),
    ask.long("text", "理由"),
    SCAN, ORIGINAL,
)
APPEAL_FIELDS = (
    ask.choice("stage", "申诉的种类", choices="remedy_stages", clause="6.4"),
    ask.text("organ", "受理机关", required=False, limit=80, hint="不填的，按种类默认"),
    ask.long("text", "请求和理由", required=False),
    ask.file("file", "申诉材料", required=False),
)
MATTER = ask.text("matter", "所涉重点工作编号", required=False, limit=24, hint="与重点工作有关的才计入次数")

RULING = Lifecycle(kind="ruling", label="处理决定", reads=("the_ruling",),
    states=(
        state("recorded", "已登记，待核对", means=("unchecked", "live"), open_to_unit=False),
        state("rejected", "已退回登记人", means="unchecked", open_to_unit=False),
        state("withdrawn", "登记已撤回", final=True, open_to_unit=False),
        state("effective", "有效", means=("in_force", "decided", "live")),
        state("changed", "已变更", means=("in_force", "decided", "live")),
        state("revoked", "已撤销", means=("decided", "undone"), final=True),
        state("void", "登记已注销", means="undone", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="ruling.enter_superior", label="登记上级机关的决定", clause="6.4", by=BODIES,
            to="recorded", says="{organ}登记{issuer}对{subject}的处理决定{number}：{kinds}，待另一家核对。",
            milestone=True, guard="accountability.ruling.enter_superior",
            asks=(
                *ON_ANYBODY,
                ask.choice("level", "决定机关的层级", choices="superior_levels", clause="6.4"),
                ask.text("issuer", "作出决定的机关", limit=80, clause="6.4"),
                MATTER, *DECISION, RECUSAL,
            )),
        act(key="ruling.enter_own", label="登记县纪委监委自行查办的决定", clause="6.4", by=BODIES,
            to="recorded",
            says="{organ}登记{issuer}自行查办、对{subject}作出的处理决定{number}：{kinds}，待另一家核对。",
            milestone=True, guard="accountability.ruling.enter_own",
            asks=(
                *ON_ANYBODY,
                ask.choice("issuer", "作出决定的机关", choices="county_issuers", clause="6.4"),
                replace(MATTER, required=True, hint="与重点工作无关的决定不属本机制，不登记"),
                *DECISION, DEFENCE, RECUSAL,
            )),
        act(key="ruling.confirm", label="核对登记", clause="6.4", by=BODIES,
            at="recorded", to="effective", says="{organ}核对处理决定{number}的登记，与文书一致（{who}）。",
            milestone=True, effects="confirming_ruling", other_body=True, bears_on_year=True,
            apart=("ruling.enter_superior", "ruling.enter_own", "ruling.reenter"),
            guard="accountability.checking.confirm",
            does="tells_offices", asks=(AGREES, ORIGINAL, RECUSAL)),
        act(key="ruling.reject", label="不符，退回登记人", clause="6.4", by=BODIES,
            at="recorded", to="rejected", says="{organ}退回处理决定{number}的登记（{why}）：{reason}", other_body=True,
            guard="accountability.checking.reject",
            hint="退回的登记不是处理决定，不列入任何名单、摘录和统计", asks=WITHHOLDING),
        act(key="ruling.reenter", label="改正后再送核对", clause="6.4", by=BODIES,
            at="rejected", to="recorded", says="{organ}改正处理决定{number}的登记：{kinds}，待另一家核对。",
            guard="accountability.checking.reenter", bars="own_body", hint="对象填错的，请撤回登记后重新登记",
            opens="entry_as_it_stands", asks=(*ENTRY, RECUSAL)),
        act(key="ruling.withdraw_entry", label="撤回登记", clause="6.4", by=BODIES,
            at=("recorded", "rejected"), to="withdrawn", says="{organ}撤回处理决定{number}的登记：{reason}",
            guard="accountability.persons.own_entry", bars="own_entry", asks=(REASON,)),
        act(key="ruling.serve", label="登记送达", clause="6.4", by=BODIES,
            at=_IN_FORCE, says="{organ}登记处理决定{number}于{served_on}送达。", milestone=True,
            guard="accountability.ruling.serve", does="delivers", asks=(ask.date("served_on", "送达日期", clause="6.4"),)),
        act(key="ruling.send", label="送有关单位运用", clause="7.3.1", by=BODIES,
            at=_IN_FORCE, says="{organ}将处理决定{number}送{holder}：{what}。",
            asks=(
                ask.choice("holder", "运用结果的单位", choices="all_units"),
                ask.text("what", "用于", limit=120, hint="如：先进集体评选"),
                ask.number("year", "年度", required=False, integer=True, least=2000, most=2100),
            )),
        act(key="ruling.appeal", label="提出申诉", clause="6.4", by=(Role.HOLDER, Role.PRINCIPAL),
            at=_IN_FORCE, says="{subject}对处理决定{number}提出{stage}{late}。", milestone=True, in_person=True,
            rare=True, bears_on_year=True,
            hint="提出日期为今天；以前书面提出的，由两家凭邮戳或者收件登记代为登记。申诉不停止执行，也不因申诉加重处理",
            asks=APPEAL_FIELDS),
        act(key="ruling.enter_appeal", label="登记申诉", clause="6.4", by=BODIES,
            at=_IN_FORCE, says="{organ}登记{subject}对处理决定{number}的{stage}{late}。", milestone=True, rare=True,
            bears_on_year=True, guard="accountability.remedies.enter_appeal",
            asks=(
                *APPEAL_FIELDS[:2],
                ask.date("filed_on", "提出日期"),
                ask.text("filed_proof", "邮戳或者收件登记", required=False, limit=120,
                    hint="早于今天的须写明，如：XX县邮局5月6日邮戳"),
                *APPEAL_FIELDS[2:],
            )),
        act(key="ruling.rectify", label="提出登记更正", clause="6.4", by=BODIES,
            at=_IN_FORCE, says="{organ}提出更正处理决定{number}的登记：{what}，待另一家核对。",
            effects="changing_ruling", rare=True, guard="accountability.revising.rectify",
            hint="只改登记的错误。决定本身有改变的，请办“登记变更、撤销”",
            opens="entry_as_it_stands", does="amends", asks=(
                ask.choice("outcome", "怎样更正",
                    choices="corrected=按文书更正登记|void=注销登记（对象有误或者不属本机制）", clause="6.4"),
                *(
                    replace(one, show_when="outcome=corrected")
                    for one in ENTRY
                    if one.name not in ("file", "original")
                ),
                ask.long("text", "哪里登记错了", limit=600),
                SCAN, ORIGINAL, RECUSAL,
            )),
        act(key="ruling.correct", label="登记变更、撤销", clause="6.4", by=BODIES,
            at=_IN_FORCE, says="{organ}登记处理决定{number}的{outcome}，待另一家核对。", effects="changing_ruling", rare=True,
            guard="accountability.revising.correct",
            does="amends", asks=(
                ask.choice("outcome", "结果", choices="changed=变更|revoked=撤销", clause="6.4"),
                NEW_KINDS,
                ask.choice("by", "由谁作出", choices="decider=原决定机关|superior=其上级机关", clause="6.4"),
                ask.text("organ", "上级机关", show_when="by=superior", limit=80, clause="6.4"),
                ask.choice("level", "上级机关的层级", choices="superior_levels", show_when="by=superior",
                    clause="6.4"),
                *ANSWER, RECUSAL,
            )),
        act(key="ruling.end_effect", label="影响期满", clause="6.5", by=Role.SYSTEM,
            at=_IN_FORCE, says="处理决定{number}的影响期于{until}届满。", keeps_version=True),
        sweeping("ruling"),
    ),
    born_of=("inquiry.record_decision",),
    moved_by=tuple((state, "revision.confirm") for state in ("changed", "revoked", "void")),
)

REVISION = Lifecycle(kind="revision", label="拟变更", reads=("the_revision",),
    states=(
        state("proposed", "拟变更，待另一家核对", open_to_unit=False),
        state("applied", "已核对，按此执行"),
        state("rejected", "已退回", final=True, open_to_unit=False),
        state("withdrawn", "已撤回", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="revision.confirm", label="核对拟变更", clause="6.4", by=BODIES,
            at="proposed", to="applied", says="{organ}核对处理决定{number}的{what}，与文书一致（{who}）。",
            milestone=True, effects="confirming_revision", other_body=True, bears_on_year=True,
            guard="accountability.revising.confirm", asks=(AGREES, ORIGINAL, RECUSAL)),
        act(key="revision.reject", label="不符，退回", clause="6.4", by=BODIES,
            at="proposed", to="rejected", says="{organ}退回处理决定{number}的{what}（{why}）：{reason}",
            other_body=True, guard="accountability.revising.reject", asks=WITHHOLDING),
        act(key="revision.withdraw", label="撤回拟变更", clause="6.4", by=BODIES,
            at="proposed", to="withdrawn", says="{organ}撤回处理决定{number}的{what}：{reason}",
            guard="accountability.persons.own_change", bars="own_change", asks=(REASON,)),
    ),
    born_of=("ruling.rectify", "ruling.correct", "appeal.answer"),
)

APPEAL = Lifecycle(kind="appeal", label="申诉", reads=("the_appeal",),
    states=(
        state("entered", "申诉中，待受理", means="open"),
        state("accepted", "申诉中，办理中", means="open"),
        state("confirming", "申诉中，答复待核对", means="open"),
        state("refused", "不予受理", final=True),
        state("answered", "已答复", final=True),
        state("withdrawn", "已撤回", final=True),
    ),
    acts=(
        act(key="appeal.accept", label="受理申诉", clause="6.4", by=BODIES,
            at="entered", to="accepted", says="{organ}登记{accepted_on}受理{stage}{late}。", milestone=True,
            guard="accountability.remedies.accept",
            asks=(
                ask.date("accepted_on", "受理日期"),
                ask.long("late_reason", "超过期限而受理的理由", required=False, limit=600, hint="没有超过期限的不填"),
                RECUSAL,
            )),
        act(key="appeal.refuse", label="不予受理申诉", clause="6.4", by=BODIES,
            at="entered", to="refused", says="{organ}登记不予受理{stage}：{reason}", milestone=True,
            bears_on_year=True, asks=(REASON, RECUSAL)),
        act(key="appeal.answer", label="登记申诉答复", clause="6.4", by=BODIES,
            at="accepted", to=("answered", "confirming"), says="{organ}登记{stage}的答复：{outcome}。",
            milestone=True, effects="answering_appeal", bears_on_year=True, guard="accountability.remedies.answer",
            asks=(
                ask.choice("outcome", "结果", choices="upheld=维持|changed=变更|revoked=撤销", clause="6.4"),
                NEW_KINDS, *ANSWER, RECUSAL,
            )),
        act(key="appeal.withdraw", label="撤回申诉", clause="6.4", by=(Role.HOLDER, Role.PRINCIPAL, *BODIES),
            at=("entered", "accepted"), to="withdrawn", says="撤回{stage}：{reason}", milestone=True,
            bears_on_year=True, asks=(REASON,)),
    ),
    born_of=("ruling.appeal", "ruling.enter_appeal"),
    moved_by=(("answered", "revision.confirm"), ("accepted", "revision.reject"), ("accepted", "revision.withdraw")),
)
