"""后台进程：执行排队的任务，并每分钟排入一次期限巡查。"""

from __future__ import annotations

import argparse
import logging
import threading

from django.core.management import call_command
from django.db import close_old_connections, connection

from duban.jobs import sweep

logger = logging.getLogger("duban.worker")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="排入一次巡查，做完现有任务后退出")
    parser.add_argument("--every", type=float, default=60, metavar="秒", help="巡查间隔，默认 60 秒")


def run(args: argparse.Namespace) -> int:
    if args.once:
        sweep.enqueue()
    else:
        threading.Thread(target=_tick, args=(args.every,), daemon=True).start()
    call_command("db_worker", queue_name="*", batch=args.once, reload=False, startup_delay=not args.once)
    return 0


def _tick(seconds: float) -> None:
    """Enqueue the sweep again and again; a failure is logged and the next turn tries anew."""
    pause = threading.Event()
    while True:
        try:
            close_old_connections()
            sweep.enqueue()
        except Exception:
            logger.exception("巡查没有排入队列，将在下一次重试")
            connection.close()
        pause.wait(seconds)
