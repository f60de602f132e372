"""核验审计链：逐条检查记录、正文、数据行、文件和防改动触发器，指出第一条不符的记录。"""

from __future__ import annotations

import argparse
import sys

from duban.audit import timekeeping
from duban.audit.scope import UNKNOWABLE
from duban.audit.verify import AuditReport
from duban.insight.selectors.county.verification import verify_county
from duban.organisations.selectors import County, jurisdiction_by_code, jurisdictions
from duban.shared.errors import NotFound
from duban.shared.machine import condition

_SHOWN = 20
_NO_MATTER = {condition.KEYLESS, condition.UNWRITABLE}
"""What is no hindrance: a copy of a database is verified too."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["verify"], help="verify：核验")
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，不写则核验全部")


def run(args: argparse.Namespace) -> int:
    """Verify, and say what is found; 1 where something is, 2 where the database cannot be read by this version."""
    unread = [fault.words for fault in condition.faults() if fault.kind not in _NO_MATTER]
    if unread:
        print("没有核验：", *unread, sep="\n  ", file=sys.stderr)
        return 2
    try:
        counties = [jurisdiction_by_code(args.jurisdiction)] if args.jurisdiction else jurisdictions()
    except NotFound as error:
        print(error.message, file=sys.stderr)
        return 2
    if not counties:
        print("还没有任何县，没有可以核验的记录。")
    reports = [_verified(county) for county in counties]
    if counties:
        print("\n".join([*_beyond(), *_pace(reports)]))
    return 0 if all(report.sound for report in reports) else 1


def _verified(county: County) -> AuditReport:
    report = verify_county(county.id)
    print("\n".join(_lines(county, report)))
    if words := timekeeping.reading(county.id).words:
        print(f"  时钟：{words}")
    return report


def _pace(reports: list[AuditReport]) -> list[str]:
    """How fast each kind was gone through, over all counties."""
    lines = []
    for paces in zip(*(report.paces for report in reports), strict=True):
        count, seconds = sum(one.count for one in paces), sum(one.seconds for one in paces)
        pace = f"每秒 {count / max(seconds, 0.001):,.0f} {paces[0].unit}"
        lines.append(f"用时：{paces[0].of} {count:,} {paces[0].unit}，{seconds:.2f} 秒，{pace}。")
    return lines


def _beyond() -> list[str]:
    """What was not and cannot be found, whatever came out."""
    return [
        "单凭这个数据库核验不出的：",
        *(f"  {n}. {what}" for n, what in enumerate(UNKNOWABLE, 1)),
        "请把条数和链尾与各单位另行留存的（如例会纪要所载）对照。",
    ]


def _lines(county: County, report: AuditReport) -> list[str]:
    counted = f"{county.name}：记录 {report.entries} 条，数据行 {report.rows} 行，链尾 {report.head}"
    if report.sound:
        return [f"{counted}，全部相符。"]
    first, *others = report.faults
    lines = [f"{counted}，不符 {len(report.faults)} 处。", f"第一处：{_where(first.n)}{first.what}"]
    lines += [f"  {_where(fault.n)}{fault.what}" for fault in others[: _SHOWN - 1]]
    return lines + ([f"  ……另有 {len(others) - _SHOWN + 1} 处"] if len(others) >= _SHOWN else [])


def _where(n: int) -> str:
    return f"第 {n} 条记录，" if n else "没有对应的记录，"
