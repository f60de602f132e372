"""推演一个月：在数据库的副本上逐日走一遍，看谁欠什么、哪些逾期、列出哪些待核情形；原库不动。"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

NEEDS_DJANGO = False
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_SETTINGS = "duban.config.settings"
_DATABASE = "duban.sqlite3"
_WEEK = "一二三四五六日"
_POSTGRES = (
    "本系统用的是 PostgreSQL，副本须另建数据库，系统不在原库里推演。请先建副本再推演：\n"
    "  createdb 推演库 && pg_dump 原库 | psql 推演库\n"
    "  psql 推演库 -c \"UPDATE shared_installation SET kind = 'rehearsal'\"\n"
    "  DATABASE_URL=postgres://…/推演库 duban rehearse --on-copy --month {month}"
)
_LIVE = "DATABASE_URL 指向的数据库没有标记为推演库，不在上面推演。"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", default="", metavar="月份", help="如 2026-11，默认本月")
    parser.add_argument("--data", default="", metavar="文件夹", help="数据文件夹，默认 DUBAN_DATA")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--on-copy", action="store_true", help="数据库本身就是标记为推演的副本（只用于 PostgreSQL）"
    )


def run(args: argparse.Namespace) -> int:
    """Copy, mark the copy, live through the month in it, tell; 2 where that cannot be."""
    from duban.shared import clock

    month = args.month or clock.text(clock.today(), "%Y-%m")
    if not _MONTH.fullmatch(month):
        return _wrong(f"“{args.month}”不是月份，请按 2026-11 的样子写。")
    if _given("DATABASE_URL") and not args.data:
        if not args.on_copy:
            return _wrong(_POSTGRES.format(month=month))
        return _told(args, _lived(month, dict(os.environ)))
    folder = Path(args.data or _given("DUBAN_DATA") or "data").expanduser().absolute()
    source = folder / _DATABASE
    if not source.is_file():
        return _wrong(f"“{folder}”里没有数据库（{_DATABASE}）。")
    with tempfile.TemporaryDirectory(prefix=".rehearsal-", dir=folder) as scratch:
        try:
            copy(source, Path(scratch) / _DATABASE)
        except sqlite3.Error as error:
            return _wrong(f"不能复制“{source}”：{error}。")
        surroundings = {**os.environ, "DUBAN_DATA": scratch, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        surroundings.pop("DATABASE_URL", None)
        migrated(surroundings)
        return _told(args, _lived(month, surroundings))


def _given(name: str) -> str:
    return os.environ.get(name, "").strip()


def copy(source: Path, target: Path) -> None:
    """Copy a database while others may be writing to it, and mark the copy as a rehearsal; the source stays as it is."""
    duplicated(source, target)
    with contextlib.closing(sqlite3.connect(target)) as duplicate, duplicate:
        marked = duplicate.execute("UPDATE shared_installation SET kind = 'rehearsal'").rowcount
        if not marked:
            duplicate.execute("INSERT INTO shared_installation (id, kind) VALUES (1, 'rehearsal')")


def duplicated(source: Path, target: Path) -> None:
    """Copy a database of SQLite while others may be writing to it.

    Where nobody has the source open there is no write-ahead log, and nothing is left beside it either.
    """
    alone = not source.with_name(f"{source.name}-wal").exists()
    opened = f"file:{quote(str(source))}?mode=ro{'&immutable=1' if alone else ''}"
    with (
        contextlib.closing(sqlite3.connect(opened, uri=True)) as original,
        contextlib.closing(sqlite3.connect(target)) as duplicate,
    ):
        original.backup(duplicate)
    shutil.copymode(source, target)


def migrated(surroundings: dict[str, str]) -> None:
    """Bring the copy to the present version of the system, which the original need not have."""
    command = [sys.executable, "-m", "duban.jobs.cli", "migrate", "--quiet"]
    subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _lived(month: str, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "duban.jobs.rehearsal", month]
    return subprocess.run(command, env=surroundings, check=False, capture_output=True, text=True)  # noqa: S603


def _told(args: argparse.Namespace, lived: subprocess.CompletedProcess[str]) -> int:
    if lived.returncode:
        said = lived.stderr.strip().splitlines() or ["推演没有完成。"]
        return _wrong(_LIVE if "ClockFixed" in said[-1] else said[-1])
    counties = json.loads(lived.stdout)
    if args.json:
        print(json.dumps({"counties": counties}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(line for county in counties for line in _lines(county)))
    return 0


def _lines(county: dict[str, Any]) -> list[str]:
    lines = [
        f"{county['name']} {county['first'][:7]} 推演：在副本上进行，原库未动；自 {county['lived_from']} 起假定无人办理。",
        f"推演开始时已经逾期 {county['overdue_at_start']} 项。",
    ]
    for day in county["days"]:
        lines += _day(day)
    lines.append("各单位本月：")
    for unit, load in county["load"].items():
        lines.append(
            f"  {unit}　到期 {load['due']} 项，其中报送 {load['reports']} 项；逾期 {load['overdue']} 项"
        )
    if not county["load"]:
        lines.append("  没有到期的事项。")
    return lines


def _day(day: dict[str, Any]) -> list[str]:
    on = date.fromisoformat(day["day"])
    head = f"{on:%m-%d} 周{_WEEK[on.weekday()]}"
    if day["past"]:
        return [f"{head}　已经过去：办理 {day['recorded']} 件，到期 {len(day['due'])} 项"]
    reports = [one for one in day["due"] if one["report"]]
    others = [one for one in day["due"] if not one["report"]]
    parts = (("报送到期", reports), ("到期", others), ("逾期", day["overdue"]))
    lines = [
        line for title, rows in parts if rows for line in (f"  {title} {len(rows)} 项", *map(_duty, rows))
    ]
    lines += [f"  {'待核情形' if one['candidate'] else '系统'}：{one['sentence']}" for one in day["happened"]]
    lines += [f"  没有办成：{told}" for told in day["failed"]]
    return [head, *lines] if lines else [f"{head}　没有到期的事项"]


def _duty(one: dict[str, Any]) -> str:
    where = f"《{one['matter']}》" if one["matter"] else ""
    cited = f"（{one['cite']}）" if one["cite"] else ""
    ended = "" if one["outcome"] == "open" else "，已办"
    return f"    {one['unit']} {one['who']}　{one['label']}{where}{cited}{ended}"


def _wrong(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
