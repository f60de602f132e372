"""Answers, reading, completion and 销号."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.matters.fields import EXPLANATION, FOUND_VALUE, REACHED_VALUE
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.people.standing import Role

ACTS = (
    act(key="matter.decide_extension", label="答复延期", clause="3.0", by=(Role.OFFICE_HEAD, Role.LEADER),
        whether="是否同意延期？",
        at="underway", says="{who}{verdict}延期申请{new_due}：{opinion}", answers=True,
        guard="matters.completion.extension_asked", desk="待答复",
        reads=("extension", "submitted_report"), asks=(
            ask.choice("verdict", "答复", choices="grant=同意|refuse=不同意"),
            ask.long("opinion", "意见", limit=300),
        )),
    act(key="matter.read", label="阅批", clause="3.3.7", by=(Role.LEADER, Role.CDI, Role.ORG_DEPT),
        at=("registered", "proposed", "approved", "assigned", "returned", "underway", "applied", "verifying",
            "verified", "closed"), says="{who}阅{what}。{opinion}", keeps_version=True, rare=True, answers=True,
        guard="matters.completion.put_before", bars="put_before", desk="待阅示", desk_note="阅后可写意见",
        reads=("sent_to_read", "whole_matter", "submitted_report"),
        asks=(ask.long("opinion", "阅批意见", required=False, limit=400),)),
    act(key="matter.present_result", label="办理结果呈领导阅", clause="2.3", by=Role.INSPECTOR,
        at=("verified", "closed"), says="{who}将办理结果呈{readers}阅。", rare=True,
        guard="matters.completion.read_by_leaders",
        reads="verification", asks=(ask.long("text", "办理结果"),)),
    act(key="matter.apply", label="申请销号", clause="3.0", by=(Role.LIAISON, Role.HANDLER),
        at="underway", to="applied", says="{unit}报告办结，申请销号（{who}）。", milestone=True,
        guard="matters.completion.completable",
        asks=(ask.long("text", "办理结果"), REACHED_VALUE, EXPLANATION)),
    act(key="matter.verify", label="核查", clause="3.0", by=Role.INSPECTOR,
        at="applied", to="verifying", says="{who}核查（{method}）：{result}。", guard="proceedings.limits.found_as_stated",
        desk_note="核查须两人，结果另一人核查确认",
        reads=("application", "submitted_report"), asks=(
            ask.choice("method", "核查方式", choices="材料=材料核查|现场=现场核查|暗访=暗访|第三方=第三方核查"),
            ask.choice("result", "核查结果", choices="pass=已完成|fail=未完成"),
            FOUND_VALUE,
            ask.long("text", "核查情况"),
        )),
    act(key="matter.confirm_verification", label="确认核查结果", clause="3.0",
        whether="是否与核查结果一致？",
        by=(Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD),
        at="verifying", to=("verified", "underway", "applied"), says="{who}确认核查结果：{outcome}。",
        apart="matter.verify", desk="待核查确认", desk_note="与核查人不是同一人",
        reads=("verification", "application"), asks=(
            ask.choice("agree", "核查确认意见", choices="agree=与核查结果一致|again=不一致，重新核查"),
            ask.text("text", "说明", required=False, limit=300),
        )),
    act(key="matter.close", label="销号", clause="3.0", by=(Role.OFFICE_HEAD, Role.LEADER),
        at="verified", to="closed", says="{who}同意销号。{opinion}", milestone=True, effects="closing_matter", does="ends",
        apart="matter.verify", guard="matters.completion.no_measure_runs", reads=("verification", "application"),
        asks=(ask.text("opinion", "意见", required=False, limit=200),)),
    act(key="matter.keep_ofd", label="存入版式文件", clause="3.0", by=(Role.INSPECTOR, Role.CLERK, Role.SYSTEM),
        at=("underway", "applied", "verifying", "verified", "suspended", "closed"),
        says="{who}存入{title}的 OFD 版式文件。", keeps_version=True,
        hint="系统不做签章，只把别处做好的 OFD 放在公文旁边，随卷归档。",
        asks=(
            ask.choice("paper", "是哪件公文", choices="issued_papers"),
            ask.file("file", "OFD 文件", accept=".ofd"),
        )),
    act(key="matter.file_sealed", label="存入正式件", clause="3.1.3", by=(Role.CLERK, Role.INSPECTOR),
        at=("underway", "applied", "verifying", "verified", "suspended", "closed"),
        says="{who}存入{title}的正式件：{outcome}。", keeps_version=True,
        guard="archive.sealed.file_sealed", hint="正式件随卷保存；系统出具的文本不变。",
        asks=(
            ask.choice("paper", "是哪件公文", choices="issued_papers"),
            ask.file("file", "盖章的正式件", accept=".pdf .ofd .jpg .jpeg .png", camera=True,
                hint="扫描件或者 OFD；读得出文字的，与印发的文本比对"),
        )),
    act(key="matter.archive", label="形成归档包", clause="3.0", by=(Role.INSPECTOR, Role.CLERK, Role.OFFICE_HEAD),
        at=("underway", "applied", "verifying", "verified", "suspended", "closed", "cancelled"),
        says="{who}要求形成归档包。", keeps_version=True,
        hint="后台形成，全部公文、附件、经过和数据都在包里，形成后做四性检查。", does="archives"),
)
