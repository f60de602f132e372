"""后台进程：执行排队的任务，并每分钟排入一次期限巡查。"""

from __future__ import annotations

import argparse
import logging
import secrets
import threading
from collections.abc import Callable

from django.core.management import call_command
from django.db import close_old_connections, connection

from duban.acts.background import workers
from duban.jobs import start_checks, sweep
from duban.shared.machine import room

_BEAT = workers.SECONDS / 3
logger = logging.getLogger("duban.worker")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="排入一次巡查，做完现有任务后退出")
    parser.add_argument("--every", type=float, default=60, metavar="秒", help="巡查间隔，默认 60 秒")


def run(args: argparse.Namespace) -> int:
    if refused := start_checks.faults():
        return start_checks.refuse(refused)
    name = secrets.token_hex(16)
    workers.alive(name)
    workers.take_up_again()
    _again_and_again(_BEAT, lambda: _beat(name), "心跳没有写入")
    if args.once:
        sweep.enqueue()
    else:
        _again_and_again(args.every, sweep.enqueue, "巡查没有排入队列")
    try:
        call_command(
            "db_worker", queue_name="*", batch=args.once, reload=False, startup_delay=not args.once, worker_id=name
        )
    finally:
        workers.gone(name)
    return 0


def _beat(name: str) -> None:
    workers.alive(name)
    workers.take_up_again()


def _again_and_again(seconds: float, what: Callable[[], None], failed: str) -> None:
    """Do something now and again in a thread; a failure is logged and the next turn tries anew."""

    def turn() -> None:
        pause = threading.Event()
        while True:
            try:
                close_old_connections()
                what()
            except Exception as error:
                logger.warning("%s，将在下一次重试", failed, exc_info=not room.is_full(error))
                connection.close()
            pause.wait(seconds)

    threading.Thread(target=turn, daemon=True).start()
