"""建一个演示县：单位、人员、通知和将近一年的经过，全部由同样的行为办出来。"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from duban.demo.build import build
from duban.jobs.moments import moment
from duban.organisations.selectors import jurisdictions
from duban.shared.database import statistics
from duban.shared.database.drawn import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--seed", type=int, default=20260105, help="同一个种子得到同一个县")
    parser.add_argument("--small", action="store_true", help="事项只取一小部分，各种经过都有")
    parser.add_argument("--crowded", action="store_true", help="多数事项亮红灯的县，用来试页面")
    parser.add_argument(
        "--offices", choices=("full", "small"), default="full", help="small：两办各三个人的县，一件事从登记到移交"
    )
    parser.add_argument(
        "--as-of", type=moment, help="演到这一时刻为止，如 2026-11-23 或 2026-11-23T09:00，默认此刻"
    )


def run(args: argparse.Namespace) -> int:
    """Build the demo in an empty database; 2 where there is something already."""
    building = Path(settings.DATA) / ".building"
    building.parent.mkdir(parents=True, exist_ok=True)
    building.touch()
    migrate(verbosity=0)
    if jurisdictions():
        building.unlink()
        print("数据库里已有县，演示县只建在空库里。可另设 DUBAN_DATA。", file=sys.stderr)
        return 2
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    gc.set_threshold(100_000, 50, 50)
    began, shown = time.monotonic(), [0.0]

    def told(what: str, share: float) -> None:
        if time.monotonic() - shown[0] > 1 or share >= 1:
            shown[0] = time.monotonic()
            print(f"\r{min(share, 1):4.0%} {what}" + " " * 12, end="", flush=True)

    world = build(
        told,
        args.seed,
        small=args.small,
        crowded=args.crowded,
        small_offices=args.offices == "small",
        as_of=args.as_of,
    )
    statistics.renew()
    building.unlink()
    print(f"\r演示县已建好：办了 {world.acts} 件事，用时 {time.monotonic() - began:.0f} 秒。" + " " * 20)
    return 0
