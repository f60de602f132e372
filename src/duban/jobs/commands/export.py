"""导出台账：重点工作、三个项目库、单位、人员等，.xlsx 或 .csv，按导出人的范围，并留下记录。"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.db import OperationalError, ProgrammingError
from django_scopes import scope

from duban.accountability.selectors.lists import InquiryFilter, RulingFilter
from duban.documents.ledgers.written.exports import FORMS, hand_over
from duban.documents.ledgers.written.tables import Table
from duban.insight.selectors.taken_out import exports
from duban.matters.selectors import MatterFilter
from duban.measures.selectors import RegisterFilter
from duban.mechanism.lifecycles.measures import NAMES
from duban.organisations.selectors import actor_named, jurisdiction_by_code
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid

_FILTERS: dict[str, Any] = {
    "matters": MatterFilter,
    **dict.fromkeys(NAMES, RegisterFilter),
    "inquiries": InquiryFilter,
    "rulings": RulingFilter,
}
_TABLES: dict[str, Callable[..., Table]] = {
    "matters": exports.matters_table,
    **dict.fromkeys(NAMES, exports.register_table),
    "units": exports.units_table,
    "people": exports.people_table,
    "inquiries": exports.inquiries_table,
    "rulings": exports.rulings_table,
}
_LABELS = {
    "matters": "重点工作",
    **NAMES,
    "units": "单位",
    "people": "人员和职务",
    "inquiries": "追责与移交",
    "rulings": "处理决定",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    kinds = "、".join(f"{key}（{_LABELS[key]}）" for key in _TABLES)
    parser.add_argument("what", metavar="WHAT", choices=list(_TABLES), help=f"导出什么：{kinds}")
    parser.add_argument("--out", metavar="FILE", required=True, help="写到哪里，后缀 .xlsx 或 .csv")
    parser.add_argument("--by", metavar="姓名", required=True, help="导出人，只导出其看得到的")
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时可以不写")
    parser.add_argument(
        "--filter", action="append", default=[], metavar="名称=值", help="筛选，如 state=open"
    )


def run(args: argparse.Namespace) -> int:
    """Write the list, telling how far it is."""
    form = Path(args.out).suffix.lower().lstrip(".")
    if form not in FORMS:
        print(f"--out 的后缀应为 {' 或 '.join(f'.{one}' for one in FORMS)}。", file=sys.stderr)
        return 2
    try:
        county = jurisdiction_by_code(args.jurisdiction)
        with scope(jurisdiction=county.id):
            count = _write(args, form, actor_named(county.id, args.by))
    except ActError as error:
        print(error.message, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"不能写“{args.out}”：{error.strerror}。", file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as error:
        print(f"数据库还没有建立，先运行 duban migrate（{error}）。", file=sys.stderr)
        return 2
    print(f"{_LABELS[args.what]} {count} 行，已写到 {args.out}。")
    return 0


def _write(args: argparse.Namespace, form: str, actor: Actor) -> int:
    table = _table(args, actor)
    part = Path(f"{args.out}.part")
    try:
        with part.open("wb+") as target:
            count = hand_over(target, actor, table, form, _told(table.total))
        part.replace(args.out)
    finally:
        part.unlink(missing_ok=True)
    return count


def _table(args: argparse.Namespace, actor: Actor) -> Table:
    given = dict(one.partition("=")[::2] for one in args.filter)
    kind = _FILTERS.get(args.what)
    known = {field.name for field in fields(kind)} - {"at", "appealing"} if kind else set()
    unknown = [name for name in given if name not in known]
    if unknown:
        raise Invalid({"": f"没有“{unknown[0]}”这个筛选，可用：{'、'.join(sorted(known)) or '无'}。"})
    more: dict[str, Any] = {"filters": tuple(f"{name}：{value}" for name, value in given.items())}
    if kind is not None:
        more["where"] = kind(**given)
    if args.what in NAMES:
        more["kind"] = args.what
    return _TABLES[args.what](actor=actor, **more)


def _told(total: int) -> Callable[[int], None]:
    if not sys.stderr.isatty():
        return lambda done: None
    return lambda done: print(f"\r{done}/{total} 行", end="" if done < total else "\n", file=sys.stderr)
