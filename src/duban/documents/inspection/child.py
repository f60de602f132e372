"""The process in which one file is looked into: it reads the file from standard input and answers in JSON.

It limits its own time and memory before it touches the file. Only rule, level and place of a finding leave it.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from duban.documents.inspection.looking import inspect
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Refused


def main() -> int:
    """Look into the file on standard input; the first line says its name and what is taken."""
    order = json.loads(sys.stdin.buffer.readline())
    shape = Shape.of(order["shape"])
    resource.setrlimit(resource.RLIMIT_CPU, (shape.seconds, shape.seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (shape.memory, shape.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    answer, kept = _answer(str(order["name"]), content, shape)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n" + kept)
    return 0


def _answer(name: str, content: bytes, shape: Shape) -> tuple[dict[str, Any], bytes]:
    try:
        found = inspect(name, content, shape)
    except Refused as error:
        return {"refused": [error.rule, error.message]}, b""
    except (MemoryError, RecursionError):
        return {
            "refused": [
                "costly",
                f"“{name}”过于复杂，在限定的内存内检查不完，没有接收。请拆开或另存后再上传。",
            ]
        }, b""
    told = asdict(found)
    kept = told.pop("content")
    return {"found": told, "kept": kept is not None}, kept or b""


if __name__ == "__main__":
    raise SystemExit(main())
