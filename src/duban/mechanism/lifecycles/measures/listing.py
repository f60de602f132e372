"""挂牌督办 (三（三）): what it adds to the spine."""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.measures.fields import APPLY, BASIS, FACTS
from duban.mechanism.lifecycles.proceedings import (
    ENDED,
    OPINION,
    Spine,
    drafting_acts,
    drafting_states,
    rectifying_acts,
    verifying_acts,
)
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.standing import Role

SPINE = Spine(
    kind="listing", label="立项挂牌督办通知书",
    content=(
        ask.choice("issuer", "发文办公室", choices="issuers", clause="3.1.3"),
        BASIS, FACTS,
        ask.text("name", "事项名称", limit=120, clause="3.3.4"),
        ask.long("responsible", "责任主体", limit=400, clause="3.3.4"),
        ask.long("main_facts", "推进落实不力主要事实", clause="3.3.4"),
        ask.lines("requirements", "整改要求", clause="3.3.4", hint="一行一项"),
        ask.date("deadline", "办理时限", clause="3.3.4"),
        ask.long("release_method", "申请解除的方式", limit=400, clause="3.3.4"),
        ask.long("release_procedure", "申请解除的程序", limit=600, clause="3.3.4"),
        ask.number("feedback_days", "反馈周期（天）", whole=True, least=1, most=366, clause="3.3.7"),
    ),
    approver=Role.MAIN_LEADER, countersigned=True, trigger="3.3.1", approval="3.3.2", issue="3.3.3", plan="3.3.4",
    feedback="3.3.7", addressed="3.3.3", limited="3.3.4", reports="报送挂牌督办整改反馈", why="为什么挂牌",
    issue_fields=(),
    receive_states=("issued", "applied", "verifying", "verified", "release_signing", "release_numbering", "released"),
    working_states=("issued",),
)

LISTING = Lifecycle(kind="listing", label="挂牌督办",
    states=(
        *drafting_states(SPINE),
        state("issued", "挂牌中"),
        state("confirming", "待主要领导确认解除申请",
            owes("listing.confirm_release", "本人确认解除申请", by=Role.PRINCIPAL, clause="3.3.8", days="2",
                in_person=True)),
        state("applied", "已申请解除",
            owes("listing.verify", "核查解除申请", by=Role.INSPECTOR, clause="3.3.8", days="verify_workdays")),
        state("verifying", "待核查确认",
            owes("listing.confirm_verification", "确认核查结果（另一人）", by=Role.INSPECTOR, clause="3.3.8",
                days="3")),
        state("verified", "待同意解除",
            owes("listing.approve_release", "审批解除挂牌", by=Role.MAIN_LEADER, clause="3.3.8", days="2")),
        state("release_signing", "解除通知待签发",
            owes("listing.sign_release", "签发解除挂牌督办通知", by=Role.OFFICE_HEAD, clause="3.3.8", days="2")),
        state("release_numbering", "解除通知待印发",
            owes("listing.issue_release", "解除通知编号、用印、印发", by=Role.CLERK, clause="3.3.8", days="1")),
        state("released", "已解除", final=True),
        *ENDED,
    ),
    acts=(
        *drafting_acts(SPINE),
        *rectifying_acts(SPINE),
        act(key="listing.expire", label="挂牌到期", clause="5.1", by=Role.SYSTEM,
            at=("issued", "confirming", "applied", "verifying", "verified"),
            says="挂牌督办{number}时限{deadline}已过，仍未完成整改，自{since}起列为待核情形，由人判断。",
            milestone=True, keeps_version=True),
        act(key="listing.propose_publicity", label="提请媒体公开", clause="3.3.6", by=Role.INSPECTOR,
            at="issued", says="{who}提请在{channel}公开，公开内容：{fields}。",
            asks=(
                ask.choices("fields", "公开的内容", choices="publicity_fields", clause="3.3.6"),
                ask.text("channel", "媒体", limit=80, hint="如：县融媒体中心"),
                ask.long("reason", "理由", limit=300),
            )),
        act(key="listing.review_secrecy", label="保密审查", clause="3.3.6", by=(Role.CHECKER, Role.OFFICE_HEAD),
            at="issued", says="{who}保密审查：{verdict}。{opinion}",
            apart="listing.propose_publicity", guard="有提请公开的件",
            asks=(
                ask.choice("verdict", "审查意见", choices="pass=可以公开|refuse=不宜公开"),
                ask.text("opinion", "说明", required=False, limit=300),
            )),
        act(key="listing.decide_publicity", label="决定媒体公开", clause="3.3.6", by=Role.MAIN_LEADER,
            at="issued", says="{post}{who}决定：{verdict}。{opinion}", milestone=True, grave=True,
            apart=("listing.propose_publicity", "listing.review_secrecy"), guard="保密审查通过",
            asks=(
                ask.choice("verdict", "决定", choices="publish=公开|keep=不公开"),
                ask.text("opinion", "意见", required=False, limit=300),
            )),
        act(key="listing.record_publication", label="登记公开", clause="3.3.6", by=(Role.CLERK, Role.INSPECTOR),
            at=("issued", "released"), says="{who}登记：{published_on}已在{channel}公开{what}。",
            guard="主要领导已决定公开；解除的公告登记在同一媒体",
            asks=(ask.date("published_on", "公开日期"), ask.text("place", "版面或网址", required=False, limit=200))),
        act(key="listing.apply_release", label="拟解除申请", clause="3.3.8", by=(Role.LIAISON, Role.HANDLER),
            at="issued", to="confirming", says="{unit}拟订解除申请（{who}），待主要领导本人确认。",
            guard="通知书写明的佐证材料齐备；有量化目标的写明完成值",
            hint="解除以后，同一事项的督办函、约谈随同销号，不必再分别报告整改完毕。",
            asks=(*APPLY[:-1], replace(APPLY[-1], required=True, hint="通知书写明须附，核查以此为据"))),
        act(key="listing.confirm_release", label="确认解除申请", clause="3.3.8", by=Role.PRINCIPAL,
            at="confirming", to="applied", says="{post}{who}本人确认，{unit}申请解除挂牌。", milestone=True,
            in_person=True),
        act(key="listing.recall_release", label="撤回解除申请", clause="3.3.8",
            by=(Role.LIAISON, Role.HANDLER, Role.PRINCIPAL),
            at="confirming", to="issued", says="{unit}撤回解除申请稿：{reason}",
            asks=(ask.long("reason", "理由", limit=300),)),
        *verifying_acts(SPINE),
        act(key="listing.approve_release", label="同意解除", clause="3.3.8", by=Role.MAIN_LEADER,
            at="verified", to="release_signing", says="{post}{who}同意解除挂牌督办。{opinion}", milestone=True,
            grave=True, apart=("listing.verify", "listing.confirm_verification"), asks=(OPINION,)),
        act(key="listing.refuse_release", label="不同意解除", clause="3.3.8", by=Role.MAIN_LEADER,
            at="verified", to="issued", says="{post}{who}不同意解除：{reason}。原时限继续计算。", milestone=True,
            apart=("listing.verify", "listing.confirm_verification"), asks=(ask.long("reason", "理由", limit=400),)),
        act(key="listing.sign_release", label="签发解除通知", clause="3.3.8", by=(Role.OFFICE_HEAD, Role.SIGNATORY),
            at="release_signing", to="release_numbering", says="{who}签发解除挂牌督办通知。",
            apart="listing.approve_release", asks=(OPINION,)),
        act(key="listing.issue_release", label="印发解除通知", clause="3.3.8", by=Role.CLERK,
            at="release_numbering", to="released",
            says="{issuer}印发解除挂牌督办通知{number}，通报范围与挂牌时相同；同一事项的督办函、约谈随同销号。",
            milestone=True, grave=True,
            asks=(
                ask.choice("number_by", "编号方式", choices="own=本序列自动编号|entered=文书室编号", clause="3.1.3"),
                ask.text("given_number", "文书室给的文号", required=False, show_when="number_by=entered", limit=60),
                ask.text("seal_keeper", "用印人", limit=40),
                ask.number("copies_printed", "印制份数", whole=True, least=1, most=9999),
            )),
    ),
)
