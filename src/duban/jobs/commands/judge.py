"""按第七条测算案例：读 JSON（一个案例，或者 {"scenarios": […]}），印出结果和理由。"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from duban.mechanism import scenarios
from duban.mechanism.scenarios import Impossible, ScenarioFaults, parse_parameter

NEEDS_DJANGO = False
_NAMED = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.json", help="案例文件，UTF-8 编码；写 - 从标准输入读")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="名称=值",
        help="另设参数，可以写多次，如 --param count_window=rolling_12m --param count_kinds=通报,诫勉",
    )


def run(args: argparse.Namespace) -> int:
    params, wrong = _params(args.param)
    if wrong:
        return _refuse(wrong)
    try:
        content = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else error.strerror
        return _refuse([f"不能读取“{args.file}”：{why}。"])
    try:
        found = scenarios.loads(content, params, batch=True)
    except ScenarioFaults as error:
        faults = [f"{fault}。" for fault in error.faults]
        return _refuse(
            [f"{args.file} 有 {len(faults)} 处不对，没有测算：", *faults[:_NAMED], *_more(len(faults))]
        )
    answer: dict[str, Any] = {"results": [scenarios.run(one).data() for one in found.scenarios]}
    if found.impossible:
        answer["not_judged"] = [_told(one) for one in found.impossible[:_NAMED]]
        print("\n".join(_named(found.impossible)), file=sys.stderr)
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _told(one: Impossible) -> dict[str, Any]:
    return {"id": one.id, "place": one.place, "faults": [f"{fault}。" for fault in one.faults]}


def _named(impossible: Sequence[Impossible]) -> list[str]:
    """The cases that cannot be judged: the first twenty with their faults, then a count."""
    told = (f"{one.id or one.place}：{'；'.join(map(str, one.faults))}。" for one in impossible[:_NAMED])
    return [f"有 {len(impossible)} 个案例不能测算，其余已测算：", *told, *_more(len(impossible))]


def _more(count: int) -> list[str]:
    return [f"另有 {count - _NAMED} 个。"] if count > _NAMED else []


def _params(given: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The parameters typed, and what is wrong with them."""
    params, wrong = {}, []
    for text in given:
        try:
            key, value = parse_parameter(text)
        except ValueError as error:
            wrong.append(f"--param {error}。")
        else:
            params[key] = value
    return params, wrong


def _refuse(lines: list[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
    return 2
