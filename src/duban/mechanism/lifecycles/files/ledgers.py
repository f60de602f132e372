"""Ledgers that come in and go out: an import is shown, confirmed and carried out; an export is recorded."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_IMPORTING = (Role.REGISTRAR, Role.ORG_DEPT, Role.INSPECTOR)
_MODES = "all=全部成功才写入，有一行不行就一行也不写|rows=逐行写入，有错的行跳过并列出"

IMPORT = Lifecycle(kind="import", label="台账导入",
    states=(
        state("uploaded", "待核对列", means="open"),
        state("checked", "待导入", means="open"),
        state("done", "已导入", final=True),
        state("discarded", "已放弃", final=True),
    ),
    acts=(
        act(key="import.upload", label="导入台账", by=_IMPORTING,
            to="uploaded", says="{who}上传台账“{object}”，准备导入{label}。",
            hint="上传后先看列认得对不对，再看每一行会怎样，确认以后才写入。",
            asks=(
                ask.choice("kind", "导入什么", choices="ledger_kinds"),
                ask.file("file", "台账文件", accept=".xlsx .xls .csv",
                    hint=".xlsx、.xls 或 .csv，不超过 20 MB、20000 行"),
                ask.choice("mode", "有错时", choices=_MODES),
            )),
        act(key="import.check", label="核对列并预览", by=_IMPORTING,
            at=("uploaded", "checked"), to="checked", says="{who}核对台账“{object}”的列：{tallies}。"),
        act(key="import.carry_out", label="确认导入", by=_IMPORTING,
            whether="是否这样导入？",
            at="checked", to="done", says="{who}导入台账“{object}”（{label}）：{tallies}。", milestone=True,
            effects="importing", guard="documents.door.refusing"),
        act(key="import.discard", label="放弃导入", by=_IMPORTING,
            at=("uploaded", "checked"), to="discarded", says="{who}放弃导入台账“{object}”，没有写入。"),
    ),
)

EXPORT = Lifecycle(kind="export", label="台账导出",
    states=(state("taken", "已导出", final=True),),
    acts=(
        act(key="export.take", label="导出台账", by=(Role.HOLDER, Role.SYSTEM),
            to="taken", says="{who}导出“{object}”{count}行（{form}），筛选：{filters}。"),
    ),
)

LIFECYCLES = (IMPORT, EXPORT)
