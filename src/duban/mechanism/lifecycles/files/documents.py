"""Files of a case: what could not be checked is looked at by a second person, a newer version leaves the older one."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK)
_BODIES = (Role.CDI, Role.ORG_DEPT)
_UNIT = (Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL)
_CASE_ACTS = ("matter.attach", "matter.report", "letter.plan", "interview.plan", "listing.plan", "letter.apply",
    "interview.apply", "listing.apply_release", "interview.hand_report", "letter.enter_paper", "interview.enter_paper",
    "listing.enter_paper", "letter.upload_final", "interview.upload_final", "listing.upload_final")

ATTACHMENT = Lifecycle(kind="attachment", label="附件", reads=("file_to_judge",),
    states=(
        state("waiting", "待第二人查看",
            owes("attachment.confirm", "查看系统读不出文字的附件", by=Role.CHECKER, clause="", days="2")),
        state("kept", "在用"),
        state("superseded", "已有新版本"),
        state("frozen", "已停止流转", final=True),
    ),
    acts=(
        act(key="attachment.replace", label="上传新版本", by=(*_UNIT, *_OFFICE),
            at=("kept", "waiting"), to="superseded", says="{who}为“{object}”上传第{edition}版（{name}）：{reason}",
            guard="documents.attachments.refuse_another_side", bars="refuse_another_side", hint="旧版本留着，随时可以打开。",
            asks=(ask.file("file", "新版本", camera=True), ask.text("reason", "为什么换版", limit=200))),
        act(key="attachment.confirm", label="查看并确认不涉密", by=_OFFICE,
            at="waiting", to="kept", says="{who}打开看过“{object}”，确认不涉及国家秘密。",
            guard="documents.attachments.refuse_the_uploader", bars="refuse_the_uploader",
            hint="确认以后，有权查看本卷宗的人就能打开这个附件。",
            asks=(ask.yes("seen", "我已打开逐页看过，不涉及国家秘密"),)),
        act(key="attachment.freeze", label="发现疑似涉密，停止流转", by=Role.READER,
            at=("kept", "waiting", "superseded"), to="frozen", says="{who}发现一个附件疑似涉密，已停止流转。",
            milestone=True, effects="freezing", hint="文件原样封存，谁也不能再打开，也不能删除；24 小时内按规定报告。",
            asks=(
                ask.choice("found", "怎样发现的", choices="looked=打开查看时发现|told=他人告知|other=其他",
                    hint="不要在这里写涉密内容。"),
            )),
        act(key="attachment.record_report", label="登记报告情况", by=(Role.OFFICE_HEAD, Role.CLERK, *_BODIES),
            at="frozen", says="{who}登记：疑似涉密附件的情况已于{reported_on}报告{told}。",
            asks=(
                ask.date("reported_on", "报告日期"),
                ask.text("told", "报告给谁", limit=60, hint="如：县保密行政管理部门"),
            )),
    ),
    born_of=_CASE_ACTS,
)

ARCHIVE = Lifecycle(kind="archive", label="归档包",
    states=(
        state("kept", "在库"),
        state("superseded", "已有新包"),
    ),
    acts=(
        act(key="archive.build", label="形成归档包", by=Role.SYSTEM,
            to=("kept", "superseded"), says="形成归档包第{edition}版：{files}个文件，{faults}，SHA-256 {digest}。",
            does="archives"),
    ),
)

LIFECYCLES = (ATTACHMENT, ARCHIVE)
