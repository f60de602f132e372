"""体检：找出数据库里不可能成立的数据，升级之前先看一遍；也可重新生成检索用的字对。"""

from __future__ import annotations

import argparse
import sys

from duban.acts import token_table
from duban.insight.selectors.county.impossible import examined
from duban.organisations.selectors import jurisdictions
from duban.shared.machine import condition

_SHOWN = 200
_NO_MATTER = {condition.OLDER, condition.KEYLESS, condition.UNWRITABLE}
"""A database of a version before is read as it is, and so is a copy."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=f"全部列出，不止前 {_SHOWN} 处")
    parser.add_argument("--renew", action="store_true", help="照原文重新生成检索用的字对")


def run(args: argparse.Namespace) -> int:
    """Say what cannot be; 1 where there is something, 2 where the database cannot be read by this version."""
    unread = [fault.words for fault in condition.faults() if fault.kind not in _NO_MATTER]
    if unread:
        print("没有体检：", *unread, sep="\n  ", file=sys.stderr)
        return 2
    if args.renew:
        return _renewed()
    found = examined()
    if not found:
        print("没有发现不可能成立的数据。")
        return 0
    shown = found if args.all else found[:_SHOWN]
    print(f"发现 {len(found)} 处不可能成立的数据：", *(one.words for one in shown), sep="\n  ")
    if len(shown) < len(found):
        print(f"  其余 {len(found) - len(shown)} 处没有列出；全部列出用 duban doctor --all。")
    print("以上数据不改正，数据库不能升级到本版本。改正之前请先备份。")
    return 1


def _renewed() -> int:
    for county in jurisdictions():
        print(f"{county.name}：检索用的字对，更正了 {token_table.renew(county.id)} 个卷宗的。")
    return 0
