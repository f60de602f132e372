"""检查设置和各应用是否完整（--deploy 按正式部署的要求检查）。"""

from __future__ import annotations

import argparse

from django.core.management import call_command
from django.core.management.base import SystemCheckError


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deploy", action="store_true", help="按正式部署的要求检查，有警告即不通过")


def run(args: argparse.Namespace) -> int:
    try:
        call_command("check", deploy=args.deploy, fail_level="WARNING" if args.deploy else "ERROR")
    except SystemCheckError as error:
        print(error)
        return 1
    return 0
