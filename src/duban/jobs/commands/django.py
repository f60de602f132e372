"""直接使用 Django 的管理命令，如 duban django makemigrations。"""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line

NEEDS_DJANGO = False


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="Django 管理命令及其参数")


def run(args: argparse.Namespace) -> int:
    execute_from_command_line(["duban django", *args.rest])
    return 0
