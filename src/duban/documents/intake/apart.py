"""Looking into a file in a process of its own, limited in time and memory, so that a hostile file harms nobody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duban
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Inspected, Level, Noticed, Refused

_PROGRAM = (
    "import runpy, sys; sys.path.insert(0, {here!r}); "
    "runpy.run_module('duban.documents.inspection.child', run_name='__main__')"
)
_CHILD = (sys.executable, "-I", "-B", "-c", _PROGRAM.format(here=str(Path(duban.__file__).parents[1])))
"""This very code, whatever else is installed: it sees neither the environment nor the folder in which we run."""
_PATIENCE = 10


def inspect_apart(name: str, content: bytes, shape: Shape) -> Inspected:
    """The same as `inspect`, elsewhere; Refused also where the file takes longer or more memory than allowed."""
    answer, kept = _asked(name, content, shape)
    return _inspected(answer["found"], kept if answer["kept"] else None)


def rows_apart(name: str, content: bytes, shape: Shape) -> tuple[Inspected, bytes]:
    """A ledger inspected like every file, with its rows as `ledgers.book` packs them; Refused alike."""
    answer, rows = _asked(name, content, shape, rows=True)
    return _inspected(answer["found"], None), rows


def read_apart(task: str, name: str, content: bytes, shape: Shape, given: str = "") -> bytes:
    """What a task of the guarded process reads in a file, as JSON; Refused where it cannot be read within the limits."""
    return _asked(name, content, shape, read=task, given=given)[1]


def _asked(name: str, content: bytes, shape: Shape, **how: Any) -> tuple[dict[str, Any], bytes]:
    told = {"name": name, "shape": shape.data(), "rows": False, **how}
    order = json.dumps(told, ensure_ascii=False).encode() + b"\n"
    try:
        child = subprocess.run(  # noqa: S603 - our own module, nothing from outside in the command
            _CHILD, input=order + content, capture_output=True, timeout=shape.seconds + _PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("costly", _costly(name, shape)) from error
    if child.returncode != 0 or not child.stdout:
        raise Refused("costly", _costly(name, shape))
    head, _, kept = child.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(head)
    if "refused" in answer:
        raise Refused(*answer["refused"])
    return answer, kept


def _costly(name: str, shape: Shape) -> str:
    return f"“{name}”在 {shape.seconds} 秒内检查不完，没有接收。文件可能损坏或过于复杂，请另存后再上传。"


def _inspected(found: dict[str, object], kept: bytes | None) -> Inspected:
    findings = found["findings"]
    assert isinstance(findings, list)  # noqa: S101 - written by our own process
    return Inspected(
        suffix=str(found["suffix"]),
        media_type=str(found["media_type"]),
        findings=tuple(Noticed(**{**one, "level": Level(one["level"])}) for one in findings),
        unread=tuple(found["unread"]),  # type: ignore[arg-type]
        notes=tuple(found["notes"]),  # type: ignore[arg-type]
        content=kept,
    )
