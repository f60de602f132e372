"""The house in figures, to be held against those of before: `python -m tools.house`.

What stands there is counted in the sources; what a request touches is counted while it runs, on a few generated
matters, as the files and functions of `duban` that are entered.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.architecture.test_keyed import above, comparisons, tables
from tools import bench

SOURCE = Path(__file__).resolve().parents[1] / "src" / "duban"
LONG = 50
DONE = 303


def modules() -> list[Path]:
    """Every module of the source but migrations."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if path.parent.name != "migrations"]


def standing() -> dict[str, object]:
    """What stands in the sources."""
    texts = {path: path.read_text(encoding="utf-8") for path in modules()}
    functions = [
        one
        for text in texts.values()
        for one in ast.walk(ast.parse(text))
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = [(one.end_lineno or one.lineno) - one.lineno + 1 for one in functions]
    lines = [text.count("\n") for text in texts.values()]
    return {
        "lines of Python": sum(lines), "modules": len(texts), "rooms": len({path.parent for path in texts}),
        "longest module": max(lines), "functions": len(functions), "longest function": max(lengths),
        f"functions over {LONG} lines": sum(length > LONG for length in lengths),
        "tables keyed by the act table above it": sum(len(list(tables(tree))) for _, tree in above()),
        "comparisons with its words above it": sum(len(comparisons(tree)) for _, tree in above()),
    }  # fmt: skip


def touched(ask: Callable[[], Any]) -> tuple[int, int]:
    """How many files and functions of `duban` a call enters."""
    entered: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            entered.add(frame.f_code)

    sys.setprofile(note)
    try:
        ask()
    finally:
        sys.setprofile(None)
    own = {code for code in entered if code.co_filename.startswith(str(SOURCE)) and not code.co_name.startswith("<")}
    return len({code.co_filename for code in own}), len(own)


def requests(world: Any) -> dict[str, tuple[int, int]]:
    """A case read and a rating given as an inspector, each done once before it is counted."""
    from django.test import Client
    from django_scopes import scope

    from duban.matters.models import Matter
    from duban.organisations.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="weiducha"))
    with scope(jurisdiction=world.jurisdiction_id):
        rows = Matter.objects.filter(state="underway", office="party_office").select_related("case")
        first, second = list(rows.order_by("pk")[:2])

    def rate(matter: Any) -> Callable[[], Any]:
        address = f"/act/matter.rate/{matter.ref}/"
        page = client.get(address).content.decode()
        hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', page))
        return lambda: client.post(address, {**hidden, "value": "正常推进", "reason": "现场调度有效"})

    def read() -> Any:
        return client.get(f"/cases/{first.case.ref}/")

    read()
    answer = rate(first)()
    if answer.status_code != DONE:
        raise SystemExit(answer.content.decode())
    return {"POST of a rating": touched(rate(second)), "page of a case": touched(read)}


def main() -> int:
    """Print everything; the matters live in a scratch folder."""
    for name, figure in standing().items():
        print(f"{name:<42}{figure:>8}")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DUBAN_BENCH_MATTERS", "40")
        bench.begin(scratch)
        for name, (files, functions) in requests(bench.prepare()).items():
            print(f"{name:<42}{files:>8} files, {functions} functions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
