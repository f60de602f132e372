"""导入台账：认出表头和列，逐行核对，再写入；写明导入人的才写入，--dry-run 只核对。"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.db import OperationalError, ProgrammingError
from django_scopes import scope

from duban.documents.files.uploads import Upload
from duban.documents.ledgers.at_once import (
    JudgedLedger,
    import_ledger,
    judge_ledger,
    recognise_ledger,
    who_may_import,
)
from duban.documents.ledgers.batches import Blocked
from duban.documents.ledgers.kinds import kinds_in, ledger_kinds
from duban.documents.ledgers.written.workbooks import write_result, write_template
from duban.organisations.selectors import actor_named, jurisdiction_by_code
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound

_SHOWN = 40


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    kinds = "、".join(f"{key}（{kind.label}）" for key, kind in ledger_kinds().items())
    parser.add_argument("kind", metavar="KIND", choices=list(ledger_kinds()), help=f"台账种类：{kinds}")
    parser.add_argument("file", metavar="FILE", nargs="?", help=".xlsx、.xls 或 .csv")
    parser.add_argument("--by", default="", metavar="姓名", help="导入人，按其职责导入")
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时可以不写")
    parser.add_argument(
        "--mode", choices=("all", "rows"), default="all", help="all 全部成功才写入（默认），rows 逐行写入"
    )
    parser.add_argument(
        "--year", type=int, metavar="年份", help="台账的年份，用于“3月底前”这样没有年份的日期"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="栏目=值",
        help="整份台账统一填的值，如 source_class=2.3",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="[表!]列=栏目",
        help="指明某一列，如 C=lead_unit，D= 表示不导入",
    )
    parser.add_argument(
        "--decide",
        action="append",
        default=[],
        metavar="问题=答案",
        help="对须确认的问题作答，如 unit:住建局=单位编号",
    )
    parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    parser.add_argument("--result", metavar="FILE", help="把标出错误的结果文件写到这里（.xlsx）")
    parser.add_argument("--template", metavar="FILE", help="把这一种台账的模板写到这里（.xlsx），不导入")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Judge a ledger, and with a person and without --dry-run write it."""
    try:
        county = jurisdiction_by_code(args.jurisdiction)
        with scope(jurisdiction=county.id):
            return _run(args, county.id)
    except ActError as error:
        return _wrong(args, _said(error))
    except OSError as error:
        return _wrong(args, f"不能读写“{error.filename}”：{error.strerror}。")
    except (OperationalError, ProgrammingError) as error:
        return _wrong(args, f"数据库还没有建立，先运行 duban migrate（{error}）。")


def _run(args: argparse.Namespace, jurisdiction_id: int) -> int:
    if args.template:
        Path(args.template).write_bytes(write_template(jurisdiction_id, args.kind))
        print(f"模板已写到 {args.template}。")
        return 0
    if not args.file:
        return _wrong(args, "请写明台账文件。")
    actor = actor_named(jurisdiction_id, args.by) if args.by else _anybody(args, jurisdiction_id)
    file = Upload(Path(args.file).name, Path(args.file).read_bytes())
    asked: dict[str, Any] = {
        "actor": actor, "kind": args.kind, "file": file, "year": args.year, "columns": _pairs(args.column),
        "fixed": _pairs(args.set), "decisions": _pairs(args.decide),
    }  # fmt: skip
    if args.dry_run:
        judged = judge_ledger(**asked, whole=args.mode == "all", told=_told(args))
        _finish(args, file, judged, "")
        return 1 if judged.wrong or judged.unconfirmed else 0
    opened, _ = recognise_ledger(**asked)
    if opened.unconfirmed:
        _finish(args, file, opened, "")
        return _wrong(args, "有的列认得不确定，请先确认；用 --dry-run 可以看每一行会怎样。", told=True)
    return _write(args, actor, file, opened)


def _write(args: argparse.Namespace, actor: Actor, file: Upload, opened: JudgedLedger) -> int:
    try:
        sentence, done = import_ledger(
            actor=actor, file=file, opened=opened, mode=args.mode, told=_told(args)
        )
    except Blocked as error:
        _finish(args, file, opened.with_rows(error.outcome.rows), "")
        return _wrong(args, error.message, told=True)
    _finish(args, file, done, sentence)
    return 1 if done.wrong else 0


def _finish(args: argparse.Namespace, file: Upload, judged: JudgedLedger, sentence: str) -> None:
    if args.result and judged.rows:
        Path(args.result).write_bytes(write_result(file, judged.rows))
    _show(args, judged, sentence)


def _anybody(args: argparse.Namespace, jurisdiction_id: int) -> Actor:
    """For a look without writing: the first person who may import this kind."""
    may = who_may_import(jurisdiction_id, args.kind)
    if not may:
        raise NotFound(f"还没有人可以导入{kinds_in(jurisdiction_id)[args.kind].label}台账。")
    if not args.dry_run:
        names = "、".join(f"{actor.name}（{actor.title}）" for actor in may[:6])
        raise Invalid({"": f"请用 --by 写明导入人，可以导入的有：{names}。"})
    return may[0]


def _told(args: argparse.Namespace) -> Any:
    if args.json or not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(f"\r{done} 行", end="", file=sys.stderr)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, sign, value = one.rpartition("=") if one.count("=") > 1 and ":" in one else one.partition("=")
        if not sign:
            raise Invalid({"": f"“{one}”应写成 名称=值。"})
        pairs[name.strip()] = value.strip()
    return pairs


def _said(error: Exception) -> str:
    return "\n".join(error.fields.values()) if isinstance(error, Invalid) else str(error)


def _wrong(args: argparse.Namespace, message: str, *, told: bool = False) -> int:
    if args.json and not told:
        print(json.dumps({"error": message}, ensure_ascii=False, indent=2))
    print(message, file=sys.stderr)
    return 2


def _show(args: argparse.Namespace, judged: JudgedLedger, sentence: str) -> None:
    if args.json:
        print(json.dumps({**judged.as_data(), "written": sentence}, ensure_ascii=False, indent=2))
        return
    for line in judged.lines(_SHOWN):
        print(line)
    if sentence:
        print(sentence)
