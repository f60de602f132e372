"""Before a process begins to serve or to work: what keeps it from beginning, in words, and what is put in order."""

from __future__ import annotations

import ipaddress
import os
import socket
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection

from duban.shared.machine import condition, room

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def faults(*, but: Iterable[str] = ()) -> list[str]:
    """What is wrong with this installation, but for these kinds."""
    return [fault.words for fault in condition.faults(thorough=True) if fault.kind not in set(but)]


def address_faults(host: str, port: int) -> list[str]:
    """Why nobody can be served at an address: passwords would go in clear, or somebody else is there."""
    if not _only_here(host) and not settings.HTTPS:
        return [
            f"不能在 {host} 上以明文提供服务：密码和内容在网络上会被看见。"
            "请只监听 127.0.0.1，或在前面放 HTTPS 代理并设 DUBAN_HTTPS=1。"
        ]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], found[1]) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(found[4])
    except OSError as error:
        return [f"不能在 {host}:{port} 上监听：{error.strerror}。请看是不是已有一个在运行，或用 --port 换一个端口。"]
    return []


def _only_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def prepare() -> None:
    """Files of the data folder become their owner's alone, and the reserve of space is laid."""
    connection.close()
    close_to_others(Path(settings.DATA))
    room.lay_reserve()


def close_to_others(folder: Path) -> None:
    """Take every right of group and others from a folder and all in it that belongs to this user."""
    for path in (folder, *folder.rglob("*")):
        try:
            found = path.lstat()
        except FileNotFoundError:
            continue
        if stat.S_ISLNK(found.st_mode) or found.st_uid != os.getuid() or not found.st_mode & _OTHERS:
            continue
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)


def refuse(words: list[str]) -> int:
    """Say why this process does not begin; returns its code."""
    print("没有启动：", *words, sep="\n  ", file=sys.stderr)
    return 2
