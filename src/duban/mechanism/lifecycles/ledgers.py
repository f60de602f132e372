"""Ledgers that come in and go out: an import is shown, confirmed and carried out; an export is recorded."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_IMPORTING = (Role.REGISTRAR, Role.ORG_DEPT, Role.INSPECTOR)
_MODES = "all=全部成功才写入，有一行不行就一行也不写|rows=逐行写入，有错的行跳过并列出"

IMPORT = Lifecycle(
    "import",
    "台账导入",
    (
        State("uploaded", "待核对列"),
        State("checked", "待导入"),
        State("done", "已导入", final=True),
        State("discarded", "已放弃", final=True),
    ),
    (
        Act(
            "import.upload",
            "导入台账",
            (),
            ("uploaded",),
            _IMPORTING,
            "",
            "{who}上传台账“{object}”，准备导入{label}。",
            (
                Field("kind", "导入什么", Widget.CHOICE, choices="ledger_kinds"),
                Field(
                    "file",
                    "台账文件",
                    Widget.FILE,
                    hint=".xlsx、.xls 或 .csv，不超过 20 MB、20000 行",
                    accept=".xlsx .xls .csv",
                ),
                Field("mode", "有错时", Widget.CHOICE, choices=_MODES),
            ),
            hint="上传后先看列认得对不对，再看每一行会怎样，确认以后才写入。",
        ),
        Act(
            "import.check",
            "核对列并预览",
            ("uploaded", "checked"),
            ("checked",),
            _IMPORTING,
            "",
            "{who}核对台账“{object}”的列：{tallies}。",
        ),
        Act(
            "import.carry_out",
            "确认导入",
            ("checked",),
            ("done",),
            _IMPORTING,
            "",
            "{who}导入台账“{object}”（{label}）：{tallies}。",
            guard="选“全部成功才写入”的，没有一行有错或者待确认",
            grave=True,
            milestone=True,
        ),
        Act(
            "import.discard",
            "放弃导入",
            ("uploaded", "checked"),
            ("discarded",),
            _IMPORTING,
            "",
            "{who}放弃导入台账“{object}”，没有写入。",
        ),
    ),
)

EXPORT = Lifecycle(
    "export",
    "台账导出",
    (State("taken", "已导出", final=True),),
    (
        Act(
            "export.take",
            "导出台账",
            (),
            ("taken",),
            (Role.HOLDER, Role.SYSTEM),
            "",
            "{who}导出“{object}”{count}行（{form}），筛选：{filters}。",
        ),
    ),
)

LIFECYCLES = (IMPORT, EXPORT)
