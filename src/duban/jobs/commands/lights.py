"""红灯：在办事项有多少是红的，各因哪一条规则，逐件列出。"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import nullcontext

from django.db.utils import OperationalError, ProgrammingError
from django_scopes import scope

from duban.insight.selectors.county.lights import RedMatter, red_matters, running_matters
from duban.jobs.moments import moment
from duban.mechanism.key_work.lights import LightRule
from duban.organisations.selectors import jurisdiction_by_code
from duban.shared import clock
from duban.shared.errors import ActError
from duban.shared.machine.installation import ClockFixed


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时可以不写")
    parser.add_argument("--as-of", type=moment, help="按这一时刻看，如 2026-11-23（只限演示库、推演库）")


def run(args: argparse.Namespace) -> int:
    """Print the red matters with their causes; 2 where there is no county or its clock may not be moved."""
    try:
        with clock.moved_to(args.as_of) if args.as_of else nullcontext():
            county = jurisdiction_by_code(args.jurisdiction)
            with scope(jurisdiction=county.id):
                _tell(red_matters(county.id), running_matters(county.id))
    except ActError as error:
        print(error.message, file=sys.stderr)
        return 2
    except ClockFixed as error:
        print(error, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as error:
        print(f"数据库还没有建立，先运行 duban migrate（{error}）。", file=sys.stderr)
        return 2
    return 0


def _tell(red: list[RedMatter], running: int) -> None:
    share = f"（{len(red) / running:.0%}）" if running else ""
    print(f"在办 {running} 件，红 {len(red)} 件{share}。")
    rules = [{due.rule for due in matter.causes} for matter in red]
    all_of = Counter(rule for found in rules for rule in found)
    alone = Counter(rule for found in rules if len(found) == 1 for rule in found)
    for rule in LightRule:
        if all_of[rule]:
            print(f"  {rule.words}：{all_of[rule]} 件，其中只因这一条的 {alone[rule]} 件")
    for matter in red:
        causes = "；".join(f"{due.rule.words}（{due.what}，{due.on}）" for due in matter.causes)
        print(f"{matter.code}  {matter.unit}  {matter.title}：{causes}")
