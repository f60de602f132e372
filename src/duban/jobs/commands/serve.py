"""启动网页服务（默认 http://127.0.0.1:8000），加 --worker 同时启动后台进程。"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.core.management import call_command


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机可访问")
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    parser.add_argument("--workers", type=int, default=2, help="进程数，默认 2")
    parser.add_argument("--threads", type=int, default=4, help="每个进程的线程数，默认 4")
    parser.add_argument("--worker", action="store_true", help="同时启动后台进程（duban worker）")
    parser.add_argument("--no-collect", action="store_true", help="不重新收集静态文件")


def run(args: argparse.Namespace) -> int:
    if not args.no_collect:
        call_command("collectstatic", interactive=False, verbosity=0)
    print(f"督联运行于 http://{args.host}:{args.port}/ ，按 Ctrl+C 停止。", flush=True)
    if args.worker:
        return supervise([gunicorn(args), [sys.executable, "-m", "duban.jobs.cli", "worker"]])
    os.execv(sys.executable, gunicorn(args))  # noqa: S606
    return 0


def gunicorn(args: argparse.Namespace) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable, "-m", "gunicorn", "duban.config.wsgi:application",
        "--bind", f"{args.host}:{args.port}",
        "--worker-class", "gthread",
        "--workers", str(args.workers),
        "--threads", str(args.threads),
        "--timeout", "60",
        "--no-control-socket",
        "--log-level", "warning",
    ]  # fmt: skip


def supervise(commands: list[list[str]]) -> int:
    """Run several processes together: when one ends, or this one is told to stop, all of them stop."""
    signal.signal(signal.SIGTERM, _stop)
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603
    ended = None
    try:
        while ended is None:
            time.sleep(0.3)
            ended = next((code for process in running if (code := process.poll()) is not None), None)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
    return ended


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
