"""启动网页服务（默认 http://127.0.0.1:8000），加 --worker 同时启动后台进程。"""

from __future__ import annotations

import argparse
import os
import sys

from django.core.management import call_command

from duban.jobs import start_checks
from duban.jobs.supervisor import Kept, Watch


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只有本机可访问")
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    parser.add_argument("--workers", type=int, default=2, help="进程数，默认 2")
    parser.add_argument("--threads", type=int, default=4, help="每个进程的线程数，默认 4")
    parser.add_argument("--worker", action="store_true", help="同时启动后台进程（duban worker）")
    parser.add_argument("--no-collect", action="store_true", help="不重新收集静态文件")


def run(args: argparse.Namespace) -> int:
    if refused := start_checks.address_faults(args.host, args.port) + start_checks.faults():
        return start_checks.refuse(refused)
    start_checks.prepare()
    if not args.no_collect:
        call_command("collectstatic", interactive=False, verbosity=0)
    print(f"督联运行于 http://{args.host}:{args.port}/ ，按 Ctrl+C 停止。", flush=True)
    if args.worker:
        behind = [sys.executable, "-m", "duban.jobs.cli", "worker"]
        return Watch([Kept("网页服务", gunicorn(args), True), Kept("后台进程", behind, False)]).run()
    os.execv(sys.executable, gunicorn(args))  # noqa: S606
    return 0


def gunicorn(args: argparse.Namespace) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable, "-m", "gunicorn", "duban.config.wsgi:application",
        "--config", "python:duban.config.web_server",
        "--bind", f"{args.host}:{args.port}",
        "--worker-class", "gthread",
        "--workers", str(args.workers),
        "--threads", str(args.threads),
        "--timeout", "60",
        "--no-control-socket",
        "--log-level", "warning",
    ]  # fmt: skip
