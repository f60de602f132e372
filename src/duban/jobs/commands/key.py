"""另造密钥：只在密钥文件丢失又没有备份时用，所有人须重新登录。"""

from __future__ import annotations

import argparse
import sys

from duban.config import env

NEEDS_DJANGO = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The command has no options."""


def run(args: argparse.Namespace) -> int:
    """Make a key where there is none; 2 where there is one, which is never replaced."""
    data = env.data_folder()
    if not env.key_missing(data):
        print(f"“{data}”里已有密钥，没有改动。", file=sys.stderr)
        return 2
    env.make_key(data)
    print(f"已在“{data}”另造密钥。所有人须重新登录；请把新的密钥文件纳入备份。")
    return 0
