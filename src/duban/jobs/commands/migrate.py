"""建立数据库，或把它升级到本版本的结构。"""

from __future__ import annotations

import argparse
import sys

from duban.insight.selectors.county.impossible import examined
from duban.jobs import start_checks
from duban.shared.database import statistics
from duban.shared.database.drawn import migrate
from duban.shared.machine import condition

_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="只查看：有未执行的变更时以 1 退出")
    parser.add_argument("--quiet", action="store_true", help="不列出逐项变更")


def run(args: argparse.Namespace) -> int:
    """Bring the database to this version; 2 where it is damaged, holds what cannot be, or is of a later version."""
    mended = {condition.EMPTY, condition.OLDER, condition.KEYLESS}
    if refused := start_checks.faults(but=mended):
        return start_checks.refuse(refused)
    if not args.check and (impossible := _impossible()):
        print("没有升级，数据库保持原样：", *impossible, sep="\n  ", file=sys.stderr)
        return 2
    migrate(check_unapplied=args.check, verbosity=0 if args.quiet else 1, interactive=False)
    if not args.check:
        statistics.renew()
    return 0


def _impossible() -> list[str]:
    """What the new constraints would refuse of a database of a version before, with the way to go on."""
    if condition.OLDER not in {fault.kind for fault in condition.faults()}:
        return []
    found = examined()
    told = [one.words for one in found[:_SHOWN]]
    if told:
        told.append(f"共 {len(found)} 处数据不可能成立。全部列出用 duban doctor；改正以后再运行 duban migrate。")
    return told
