"""Files of a case: what could not be checked is looked at by a second person, a newer version leaves the older one."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK)
_BODIES = (Role.CDI, Role.ORG_DEPT)
_UNIT = (Role.LIAISON, Role.HANDLER, Role.DEPUTY, Role.PRINCIPAL)
_CASE_ACTS = (
    "matter.attach", "matter.report", "letter.plan", "interview.plan", "listing.plan", "letter.apply",
    "interview.apply", "listing.apply_release", "interview.hand_report", "letter.enter_paper",
    "interview.enter_paper", "listing.enter_paper", "letter.upload_final", "interview.upload_final",
    "listing.upload_final",
)  # fmt: skip

ATTACHMENT = Lifecycle(
    "attachment",
    "附件",
    (
        State(
            "waiting",
            "待第二人查看",
            (Duty("attachment.confirm", Role.CHECKER, "查看系统读不出文字的附件", "", "2"),),
        ),
        State("kept", "在用"),
        State("superseded", "已有新版本"),
        State("frozen", "已停止流转", final=True),
    ),
    (
        Act(
            "attachment.replace",
            "上传新版本",
            ("kept", "waiting"),
            ("superseded",),
            (*_UNIT, *_OFFICE),
            "",
            "{who}为“{object}”上传第{edition}版（{name}）：{reason}",
            (
                Field("file", "新版本", Widget.FILE, camera=True),
                Field("reason", "为什么换版", limit=200),
            ),
            guard="由交来的一方换版；内部文书的扫描件不换版",
            hint="旧版本留着，随时可以打开。",
        ),
        Act(
            "attachment.confirm",
            "查看并确认不涉密",
            ("waiting",),
            ("kept",),
            _OFFICE,
            "",
            "{who}打开看过“{object}”，确认不涉及国家秘密。",
            (Field("seen", "我已打开逐页看过，不涉及国家秘密", Widget.YES),),
            guard="不是上传的人",
            hint="确认以后，有权查看本卷宗的人就能打开这个附件。",
        ),
        Act(
            "attachment.freeze",
            "发现疑似涉密，停止流转",
            ("kept", "waiting", "superseded"),
            ("frozen",),
            (Role.READER,),
            "",
            "{who}发现一个附件疑似涉密，已停止流转。",
            (
                Field(
                    "found",
                    "怎样发现的",
                    Widget.CHOICE,
                    choices="looked=打开查看时发现|told=他人告知|other=其他",
                    hint="不要在这里写涉密内容。",
                ),
            ),
            grave=True,
            milestone=True,
            hint="文件原样封存，谁也不能再打开，也不能删除；24 小时内按规定报告。",
        ),
        Act(
            "attachment.record_report",
            "登记报告情况",
            ("frozen",),
            (),
            (Role.OFFICE_HEAD, Role.CLERK, *_BODIES),
            "",
            "{who}登记：疑似涉密附件的情况已于{reported_on}报告{told}。",
            (
                Field("reported_on", "报告日期", Widget.DATE),
                Field("told", "报告给谁", limit=60, hint="如：县保密行政管理部门"),
            ),
        ),
    ),
    born_of=_CASE_ACTS,
)

ARCHIVE = Lifecycle(
    "archive",
    "归档包",
    (State("kept", "在库"), State("superseded", "已有新包")),
    (
        Act(
            "archive.build",
            "形成归档包",
            (),
            ("kept", "superseded"),
            (Role.SYSTEM,),
            "",
            "形成归档包第{edition}版：{files}个文件，{faults}，SHA-256 {digest}。",
        ),
    ),
)

LIFECYCLES = (ATTACHMENT, ARCHIVE)
