"""到期巡检：到期、逾期、缺方案、缺反馈、挂牌到期，逐项提示一次。"""

from __future__ import annotations

import argparse
from contextlib import nullcontext


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    from duban.jobs.moments import moment

    parser.add_argument(
        "--as-of", type=moment, help="按这一时刻运行，如 2026-11-23 或 2026-11-23T09:00（只限演示库、推演库）"
    )


def run(args: argparse.Namespace) -> int:
    """Sweep once and say what was done; 1 where a row failed."""
    from duban.jobs.sweep import sweep
    from duban.shared import clock
    from duban.shared.machine.installation import ClockFixed

    try:
        with clock.moved_to(args.as_of) if args.as_of else nullcontext():
            swept = sweep()
    except ClockFixed as error:
        print(error)
        return 2
    if swept.held:
        print("另一个进程正在巡检，本次不重复。")
        return 0
    print(f"巡检完成：提示 {swept.done} 件，未成 {len(swept.failed)} 件。")
    for line in swept.failed:
        print(f"  {line}")
    return 1 if swept.failed else 0
