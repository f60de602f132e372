"""归档包：形成一个卷宗的归档包，或者检查一个归档包的真实性、完整性、可用性、安全性。"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from duban.archive.packing.layout import PROPERTIES
from duban.jobs.app_loader import load

if TYPE_CHECKING:
    from duban.archive.checking import Checked

NEEDS_DJANGO = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="build|check")
    build = actions.add_parser("build", help="形成归档包，登记摘要")
    build.add_argument("case", metavar="卷宗", help="卷宗的编号（案卷号）或代码（地址里的那一段）")
    build.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时不用写")
    build.add_argument("--out", type=Path, metavar="文件", help="另存一份到这里")
    checks = actions.add_parser("check", help="四性检查，不需要数据库")
    checks.add_argument("path", type=Path, metavar="路径", help="归档包（.zip）或解开后的文件夹")
    checks.add_argument("--json", action="store_true", help="用 JSON 给出结果")


def run(args: argparse.Namespace) -> int:
    """0 where all is well, 1 where the check found faults, 2 where it could not be done."""
    return _build(args) if args.action == "build" else _check(args)


def _check(args: argparse.Namespace) -> int:
    if not args.path.exists():
        print(f"没有“{args.path}”这个文件或文件夹。", file=sys.stderr)
        return 2
    found = _checked(args.path)
    print(json.dumps(found.data(), ensure_ascii=False, indent=2) if args.json else told(found))
    return 0 if found.sound else 1


def _checked(path: Path) -> Checked:
    """The apps say how rows look; no database and no folder of an installation is opened, and none is made."""
    from django.apps import apps

    with tempfile.TemporaryDirectory(prefix="duban-check-") as folder:
        if not apps.ready:
            os.environ["DUBAN_DATA"] = folder
            load()
        from duban.archive.checking import check

        return check(path)


def told(found: Checked) -> str:
    """The result for people: a line per property, then every fault with its place."""
    lines = [f"{found.path}：{found.code} {found.title}".rstrip()]
    lines.append(
        f"文件 {found.files} 个，办理记录 {found.entries} 条"
        + (f"，SHA-256 {found.sha256}" if found.sha256 else "")
    )
    for name, label in PROPERTIES.items():
        faults = found.of(name)
        lines.append(f"  {label}　{'没有发现问题' if not faults else f'发现 {len(faults)} 处问题'}")
    lines += [f"{number}. {fault.line}" for number, fault in enumerate(found.faults, 1)]
    return "\n".join(lines)


def _build(args: argparse.Namespace) -> int:
    load()
    from django_scopes import scope

    from duban.archive.actions.packages import build_and_keep
    from duban.archive.packing.contents import Broken
    from duban.archive.selectors import case_named
    from duban.documents.files import store
    from duban.organisations.selectors import jurisdiction_by_code, jurisdictions
    from duban.shared import clock
    from duban.shared.actor import system_actor
    from duban.shared.errors import NotFound

    try:
        counties = [jurisdiction_by_code(args.jurisdiction)] if args.jurisdiction else jurisdictions()
        if len(counties) != 1:
            print(
                "本机有几个县，请用 --jurisdiction 写明代码。" if counties else "还没有任何县。",
                file=sys.stderr,
            )
            return 2
        with scope(jurisdiction=counties[0].id):
            case = case_named(counties[0].id, args.case)
            row = build_and_keep(actor=system_actor(counties[0].id, clock.today()), case=case)
    except (NotFound, Broken) as error:
        print(str(error), file=sys.stderr)
        return 2
    kept = store.root() / row.stored_as
    if args.out:
        shutil.copyfile(kept, args.out)
    print(f"归档包第 {row.edition} 版：{args.out or kept}\n文件 {row.files} 个，SHA-256 {row.sha256}")
    for fault in row.faults:
        print(f"  {fault}")
    return 1 if row.faults else 0
