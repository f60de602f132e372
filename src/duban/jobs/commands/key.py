"""另造密钥：只在密钥文件丢失又没有备份时用，所有人须重新登录。"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The command has no options."""


def run(args: argparse.Namespace) -> int:
    """Make a key where it was lost; 2 where there is one, which is never replaced."""
    from django.conf import settings

    data = Path(settings.DATA)
    if not settings.KEY_MISSING:
        print(f"“{data}”里已有密钥，没有改动。", file=sys.stderr)
        return 2
    make_key(data)
    print(f"已在“{data}”另造密钥。所有人须重新登录；请把新的密钥文件纳入备份。")
    return 0


def make_key(data: Path) -> None:
    """A new key in a data folder that has none."""
    with open(data / "secret_key", "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(secrets.token_urlsafe(60))
