"""The spine from receipt to the end: plan, extension, verification by two persons."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters.fields import FOUND_VALUE
from duban.mechanism.lifecycles.proceedings.spine import REASON, Spine
from duban.mechanism.lifecycles.rows import act, of_kind, owes, state
from duban.mechanism.lifecycles.types import Act, State
from duban.mechanism.people.standing import Role


def rectifying_acts(s: Spine) -> tuple[Act, ...]:
    """From receipt to verification: what the unit does, and how the office checks it."""
    work = s.working_states
    planning = (*work, *s.asking_states)
    return of_kind(s.kind, s.label, (
        act(key="<kind>.receive", label="签收", clause="3.1.4",
            by=(Role.LIAISON, Role.PRINCIPAL, Role.CDI, Role.ORG_DEPT, Role.NOTIFIED),
            at=s.receive_states, to=s.receive_targets, says="{recipient}签收<label>{number}。", keeps_version=True,
            rare=True, guard="measures.rectifying.sent_here", bars="sent_here", desk_note="以签收时间为准", reads="issued"),
        act(key="<kind>.plan", label="拟订整改方案", clause=s.plan,
            by=(Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL),
            at=planning, says="{unit}拟订整改方案，承诺{committed_on}前完成（{who}）。",
            guard="measures.rectifying.committed_in_time", opens_with=("text", "committed_on"),
            opens="plan_or_former", reads="issued", confirmed_by="<kind>.confirm_plan", asks=(
                ask.long("text", "整改措施", limit=4000),
                ask.date("committed_on", "承诺完成日期", clause=s.plan, hint="不晚于办理时限"),
                ask.file("file", "方案附件", required=False, many=True, camera=True),
            )),
        act(key="<kind>.confirm_plan", label="确认整改方案", clause=s.plan, by=Role.PRINCIPAL,
            whether="是否确认整改方案？",
            at=planning, says="{post}{who}本人确认整改方案，承诺{committed_on}前完成。", milestone=True, in_person=True,
            answers=True, guard="measures.rectifying.plan_waits", desk="待报方案", desk_note="须主要领导本人确认",
            duty=s.plan_duty, instead="<kind>.plan", reads="plan", does="shows_paper"),
        act(key="<kind>.return_plan", label="退回整改方案", clause=s.plan, by=Role.INSPECTOR,
            at=work, says="{who}退回整改方案：{reason}", rare=True,
            guard="measures.rectifying.plan_stands", reads="plan", asks=(REASON,)),
        act(key="<kind>.request_extension", label="申请延期", clause=s.feedback, by=(Role.LIAISON, Role.HANDLER),
            at=(*work, *s.resting_states), says="{unit}申请延期至{new_due}：{reason}", rare=True,
            guard="measures.extending.extendable", asks=(ask.date("new_due", "延期至"), REASON)),
        act(key="<kind>.decide_extension", label="答复延期", clause=s.approval, by=s.approver,
            whether="是否同意延期？",
            at=(*work, *s.resting_states), says="{post}{who}{verdict}延期申请{new_due}：{opinion}", milestone=True,
            answers=True, guard="measures.extending.extension_asked", desk="待答复",
            reads="extension", asks=(
                ask.choice("verdict", "答复", choices="grant=同意|refuse=不同意"),
                ask.long("opinion", "意见", limit=300),
            )),
    ))


VERIFY_FIELDS = (
    ask.choice("method", "核查方式", choices="材料=材料核查|现场=现场核查|暗访=暗访|第三方=第三方核查"),
    ask.choice("result", "核查结果", choices="pass=整改到位|fail=整改不到位"),
    FOUND_VALUE,
    ask.long("text", "核查情况"),
)


def verifying_acts(s: Spine) -> tuple[Act, ...]:
    """Verification by two persons: one finds, another confirms."""
    return of_kind(s.kind, s.label, (
        act(key="<kind>.verify", label="核查", clause=s.feedback, by=Role.INSPECTOR,
            at="applied", to="verifying", says="{who}核查（{method}）：{result}。",
            desk_note="核查须两人，结果另一人核查确认", guard="proceedings.limits.found_as_stated",
            reads=("application", "plan"), asks=VERIFY_FIELDS),
        act(key="<kind>.confirm_verification", label="确认核查结果", clause=s.feedback,
            whether="是否与核查结果一致？",
            by=(Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
            at="verifying", to=("verified", s.at_work, "applied"), says="{who}确认核查结果：{outcome}。",
            milestone=True, apart="<kind>.verify", desk="待核查确认", desk_note="与核查人不是同一人",
            reads=("verification", "application"), asks=(
                ask.choice("agree", "核查确认意见", choices="agree=与核查结果一致|again=不一致，重新核查"),
                ask.text("text", "说明", required=False, limit=300),
            )),
    ))


def verifying_states(s: Spine) -> tuple[State, ...]:
    """Application received, first finding, second person."""
    return of_kind(s.kind, s.label, (
        state("applied", "已申请",
            owes("<kind>.verify", "核查<label>整改情况", by=Role.INSPECTOR, clause=s.feedback,
                days="verify_workdays")),
        state("verifying", "待核查确认",
            owes("<kind>.confirm_verification", "确认核查结果（另一人）", by=Role.INSPECTOR, clause=s.feedback,
                days="3")),
    ))


ENDED = (
    state("withdrawn", "已撤回", means="annulled", final=True, open_to_unit=False),
    state("voided", "已作废", means="annulled", final=True),
)
