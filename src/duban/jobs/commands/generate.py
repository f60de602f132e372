"""批量生成事项，供测量用；同一种子、同一天得到同样的数据。"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from django.db import connection
from django_scopes import scope

from duban.demo.build import Called, founded
from duban.demo.generate import generate
from duban.organisations.selectors import jurisdiction_by_code, jurisdictions
from duban.shared.database import statistics
from duban.shared.database.drawn import migrate
from duban.shared.errors import NotFound

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MOST = 60


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--matters", type=int, required=True, help="事项件数；几个县的，是每县的件数")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jurisdiction", default="", help="县的代码；只有一个县时可不填")
    parser.add_argument(
        "--counties", type=int, default=0, help=f"在空库里建几个县（至多 {_MOST}），有单位、人员和通知，每县都生成"
    )
    parser.add_argument("--nth", type=int, default=0, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Write the matters into an existing county, e.g. that of the demo, or into counties of its own."""
    if args.matters < 1 or not 0 <= args.counties <= _MOST:
        print(f"件数应为正整数，县数应为 1 到 {_MOST}。", file=sys.stderr)
        return 2
    if args.nth:
        return _fill(founded(lambda *_: None, args.seed, called(args.nth)).jurisdiction_id, args)
    migrate(verbosity=0)
    if args.counties:
        return _counties(args)
    try:
        county = jurisdiction_by_code(args.jurisdiction)
    except NotFound as error:
        print(f"{error.message}先用 duban demo 建一个县，或者用 --counties。", file=sys.stderr)
        return 2
    code = _fill(county.id, args)
    statistics.renew()
    return code


def called(nth: int) -> Called:
    """What the nth county is called: x1, X甲子县."""
    name = f"X{_STEMS[(nth - 1) % len(_STEMS)]}{_BRANCHES[(nth - 1) % len(_BRANCHES)]}"
    return Called(code=f"x{nth}", name=f"{name}县", short=name, ending=f".x{nth}")


def _fill(county_id: int, args: argparse.Namespace) -> int:
    county = next(one for one in jurisdictions() if one.id == county_id)
    began = time.monotonic()
    with scope(jurisdiction=county.id):
        rows = generate(
            county.id, county.short_name, args.matters, args.seed, lambda done: print(f"\r{done} 件", end="")
        )
    seconds = time.monotonic() - began
    print(f"\r{county.name}：生成 {args.matters} 件事项，{rows} 行，{seconds:.1f} 秒。")
    return 0


def _counties(args: argparse.Namespace) -> int:
    """Each county by a process of its own, as many at once as there are cores; one where the store has one writer."""
    if jurisdictions():
        print("数据库里已有县，几个县只建在空库里。可另设 DUBAN_DATA。", file=sys.stderr)
        return 2
    most = 1 if connection.vendor == "sqlite" else os.cpu_count() or 1
    connection.close()
    left, running, failed = list(range(1, args.counties + 1)), list[subprocess.Popen[bytes]](), 0
    while left or running:
        while left and len(running) < most:
            running.append(_process(left.pop(0), args))
        done = next((one for one in running if one.poll() is not None), None)
        if done is None:
            time.sleep(0.2)
            continue
        running.remove(done)
        failed += done.returncode != 0
    statistics.renew()
    return 1 if failed else 0


def _process(nth: int, args: argparse.Namespace) -> subprocess.Popen[bytes]:
    own = ["--matters", str(args.matters), "--seed", str(args.seed + nth), "--nth", str(nth)]
    return subprocess.Popen([sys.executable, "-m", "duban.jobs.cli", "generate", *own])  # noqa: S603 - this program
