"""建立数据库，或把它升级到本版本的结构。"""

from __future__ import annotations

import argparse

from django.core.management import call_command

from duban.jobs import starting
from duban.shared import condition, statistics


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="只查看：有未执行的变更时以 1 退出")
    parser.add_argument("--quiet", action="store_true", help="不列出逐项变更")


def run(args: argparse.Namespace) -> int:
    """Bring the database to this version; 2 where it is damaged, cannot be written, or is of a later one."""
    mended = {condition.EMPTY, condition.OLDER, condition.KEYLESS}
    if refused := starting.faults(but=mended):
        return starting.refuse(refused)
    call_command("migrate", check_unapplied=args.check, verbosity=0 if args.quiet else 1, interactive=False)
    if not args.check:
        statistics.renew()
    return 0
