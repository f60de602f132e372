"""开办一个县：建县、五个机关和首任系统管理员，给出一次性登录链接（15 分钟内有效）。"""

from __future__ import annotations

import argparse
import sys

from django.db import OperationalError, ProgrammingError

from duban.organisations.actions.founding import found_county
from duban.shared.errors import ActError

_HERE = "http://127.0.0.1:8000"
_NAMES = {"code": "--code", "name": "--name", "short_name": "--short", "registrar": "--administrator", "username": "--account"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", required=True, metavar="代码", help="县的代码，1 到 12 位字母、数字、_ 或 -")
    parser.add_argument("--name", required=True, metavar="县名", help="如 XX县")
    parser.add_argument("--short", default="", metavar="代字", help="文号里的县代字，不写则取县名的第一个字")
    parser.add_argument("--administrator", required=True, metavar="姓名", help="首任系统管理员")
    parser.add_argument("--account", required=True, metavar="账号", help="首任系统管理员的账号")


def run(args: argparse.Namespace) -> int:
    try:
        link = found_county(
            code=args.code, name=args.name, short_name=args.short or args.name[:1], administrator=args.administrator,
            account=args.account,
        )  # fmt: skip
    except ActError as error:
        faults = getattr(error, "fields", None) or {"": error.message}
        return _wrong("\n".join(f"{_NAMES.get(name, '')} {text}".strip() for name, text in faults.items()))
    except (OperationalError, ProgrammingError) as error:
        return _wrong(f"数据库还没有准备好，请先运行 duban migrate（{error}）。")
    print(f"{args.name}已建立，县委办公室、县政府办公室、县纪委监委、县委组织部、考核主管部门已登记。")
    print(f"请{args.administrator}在 15 分钟内打开下面的链接登录（只能用一次），")
    print("以后每一步在“开办”页照着办。没有用 DUBAN_ADDRESS 写明网址的，是本机的默认网址，不同的换掉开头：")
    print(link if not link.startswith("/") else f"{_HERE}{link}")
    return 0


def _wrong(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
