"""批量生成事项，供测量用；同一种子、同一天得到同样的数据。"""

from __future__ import annotations

import argparse
import sys
import time

from django.core.management import call_command
from django_scopes import scope

from duban.demo.generate import generate
from duban.organisations.selectors import jurisdiction_by_code
from duban.shared.database import statistics
from duban.shared.errors import NotFound


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--matters", type=int, required=True, help="事项件数")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jurisdiction", default="", help="县的代码；只有一个县时可不填")


def run(args: argparse.Namespace) -> int:
    """Write the matters into an existing county, e.g. that of the demo."""
    if args.matters < 1:
        print("件数应为正整数。", file=sys.stderr)
        return 2
    call_command("migrate", verbosity=0)
    try:
        county = jurisdiction_by_code(args.jurisdiction)
    except NotFound as error:
        print(f"{error.message}先用 duban demo 建一个县。", file=sys.stderr)
        return 2
    began = time.monotonic()
    with scope(jurisdiction=county.id):
        rows = generate(
            county.id, county.short_name, args.matters, args.seed, lambda done: print(f"\r{done} 件", end="")
        )
    statistics.renew()
    seconds = time.monotonic() - began
    print(f"\r生成 {args.matters} 件事项，{rows} 行，{seconds:.1f} 秒。")
    return 0
