"""年度结果：测算一个年度全部单位和领导干部的拟定结果，看测算到哪里，续上中断的测算。"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

from django_scopes import scope

from duban.accountability.actions.year.running import go_through
from duban.accountability.selectors.year.status import RunStatus, run_status
from duban.acts.registry import action_for
from duban.mechanism.lifecycles import states_of
from duban.organisations.selectors import actor_named, jurisdiction_by_code
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import ActError

_PAUSE, _PATIENCE = 0.5, 240


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "what", choices=("run", "status", "resume"), help="run 测算，status 看进度，resume 续上中断的测算"
    )
    parser.add_argument("--year", type=int, required=True, metavar="年度", help="如 2026")
    parser.add_argument("--by", default="", metavar="姓名", help="由考核主管部门的哪位发起；不写则记为系统")
    parser.add_argument("--jurisdiction", default="", metavar="代码", help="县的代码，只有一个县时可以不写")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Do it and print where the year stands; 1 where it was refused or broke off, 2 for a wrong call."""
    try:
        county = jurisdiction_by_code(args.jurisdiction)
        with scope(jurisdiction=county.id):
            actor = actor_named(county.id, args.by) if args.by else system_actor(county.id, clock.today())
            status = _done(args, actor)
    except ActError as error:
        print(error.message, file=sys.stderr)
        return 1
    if status is None:
        print(f"{args.year}年度还没有测算。", file=sys.stderr)
        return 1
    print(json.dumps(_data(status), ensure_ascii=False, indent=2) if args.json else _text(status))
    return 1 if status.state in states_of("yearrun", "failed") else 0


def _done(args: argparse.Namespace, actor: Actor) -> RunStatus | None:
    status = run_status(jurisdiction_id=actor.jurisdiction_id, year=args.year)
    if args.what == "status":
        return status
    if args.what == "resume" and status is None:
        return None
    if args.what == "run" and (status is None or status.state not in states_of("yearrun", "running")):
        ref = action_for("yearrun.start")(actor=actor, year=args.year).ref
    else:
        ref = status.ref if status else ""
        if status and status.state in states_of("yearrun", "failed"):
            action_for("yearrun.resume")(actor=actor, ref=ref)
    told = (lambda _: None) if args.json else _progress
    go_through(jurisdiction_id=actor.jurisdiction_id, ref=ref, told=told)
    return _waited(actor, args.year)


def _waited(actor: Actor, year: int) -> RunStatus | None:
    """The status once the run is done, also where another process goes through it."""
    for _ in range(_PATIENCE):
        status = run_status(jurisdiction_id=actor.jurisdiction_id, year=year)
        if status is None or status.state not in states_of("yearrun", "running"):
            return status
        time.sleep(_PAUSE)
    return status


def _progress(sentence: str) -> None:
    print(sentence, flush=True)


def _data(status: RunStatus) -> dict[str, Any]:
    return {
        "year": status.year,
        "run": status.ref,
        "state": status.state,
        "done": status.done,
        "total": status.total,
        "units": status.units,
        "people": status.people,
        "found": status.found,
        "without": status.without,
        "pack": status.pack_hash,
        "fault": status.fault,
        "counts": [
            {"subject": kind, "code": code, "cite": cite, "label": label, "count": count}
            for kind, code, cite, label, count in status.counts
        ],
    }


def _text(status: RunStatus) -> str:
    lines = [
        f"{status.year}年度：{status.state_label}，{status.done}/{status.total}"
        f"（单位{status.units}，人员{status.people}），有结果{status.found}，没有结果{status.without}。"
    ]
    lines += [f"  {label}（{cite}）：{count}" for _, _, cite, label, count in status.counts]
    if status.fault:
        lines.append(f"中断原因：{status.fault}")
    return "\n".join(lines)
