"""建一个演练副本：整套数据另存一份，每一页、每份文书、每个文件都标“演练”，什么都发不出去。"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from duban.jobs.commands.key import make_key
from duban.jobs.commands.rehearse import duplicated, migrated

NEEDS_DJANGO = False
_DATABASE = "duban.sqlite3"
_FILES = "attachments"
_HELD = "held"
_SETTINGS = "duban.config.settings"
_POSTGRESQL = (
    "本系统用的是 PostgreSQL：请先建副本，再把副本改作演练库，原库不动。\n"
    "  createdb 演练库 && pg_dump 原库 | psql 演练库\n"
    "  另建一个数据文件夹，把原数据文件夹里的 attachments 复制进去\n"
    "  DUBAN_DATA=新文件夹 DATABASE_URL=postgres://…/演练库 duban migrate\n"
    "  DUBAN_DATA=新文件夹 DATABASE_URL=postgres://…/演练库 duban drill --mark 演练库"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="", metavar="文件夹", help="副本放在哪里：一个还没有的文件夹")
    parser.add_argument("--data", default="", metavar="文件夹", help="原来的数据文件夹，默认 DUBAN_DATA")
    parser.add_argument(
        "--mark", default="", metavar="库名", help="数据库本身就是副本，把它改作演练库，改了不能再改回（PostgreSQL）"
    )


def run(args: argparse.Namespace) -> int:
    """Copy database and files into a new folder and mark the copy; 2 where that cannot be."""
    if args.mark:
        return _mark(args.mark)
    if os.environ.get("DATABASE_URL", "").strip() and not args.data:
        return _wrong(_POSTGRESQL)
    source = Path(args.data or os.environ.get("DUBAN_DATA", "").strip() or "data").expanduser().absolute()
    target = Path(args.to).expanduser().absolute()
    if faults := _faults(source, target, args.to):
        return _wrong(faults)
    try:
        target.mkdir(mode=0o700, parents=True)
        make_key(target)
        duplicated(source / _DATABASE, target / _DATABASE)
        if (source / _FILES).is_dir():
            shutil.copytree(source / _FILES, target / _FILES, ignore=lambda at, names: [one for one in names if one == _HELD])
    except (OSError, sqlite3.Error) as error:
        return _wrong(f"没有建成，“{target}”可以删去：{error}。")
    surroundings = {**os.environ, "DUBAN_DATA": str(target), "DJANGO_SETTINGS_MODULE": _SETTINGS}
    surroundings.pop("DATABASE_URL", None)
    migrated(surroundings)
    command = [sys.executable, "-m", "duban.jobs.cli", "drill", "--mark", str(target)]
    return subprocess.run(command, env=surroundings, check=False).returncode  # noqa: S603


def _faults(source: Path, target: Path, given: str) -> str:
    if not given:
        return "请用 --to 写明副本放在哪个文件夹。"
    if not (source / _DATABASE).is_file():
        return f"“{source}”里没有数据库（{_DATABASE}）。"
    if target.exists():
        return f"“{target}”已经存在，演练副本只建在新文件夹里。"
    return "副本不能放在原来的数据文件夹里。" if target.is_relative_to(source) else ""


def _mark(name: str) -> int:
    from duban.jobs.app_loader import load

    load()
    from django.conf import settings
    from django.db import connection

    here = str(settings.DATA if connection.vendor == "sqlite" else connection.settings_dict["NAME"])
    if name != here:
        return _wrong(f"现在连接的是“{here}”，不是“{name}”，没有改动。")
    become_drill()
    print(f"演练副本已建成：{here}")
    print("每一页、每份文书、每个文件都标“演练”，什么都发不出去；不能改回正式系统，用完把文件夹或者数据库删去即可。")
    print("请用另一个域名打开它，账号和密码同建副本时一样。")
    return 0


def become_drill() -> None:
    """Mark the database for good; each chain says so, and nobody is signed in and nothing waits to be done any more."""
    from allauth.usersessions.models import UserSession
    from django.apps import apps
    from django.contrib.sessions.models import Session
    from django.db import transaction
    from django_tasks_db.models import DBTaskResult

    from duban.audit.renewal import Renewal
    from duban.shared.machine import installation

    tables: dict[str, tuple[str, ...]] = {"shared_installation": ()}
    with transaction.atomic():
        renewal = Renewal("duban drill", tables, tables, "改作演练副本")
        renewal.verify(apps)
        installation.turn_into_drill()
        renewal.renew(apps)
        for passing in (UserSession, Session, DBTaskResult):
            passing._base_manager.all().delete()


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
