"""问责记录查询 on its pages and as a file: plain words, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

from duban.accountability.selectors.review.answers import ReviewList, ReviewView
from duban.mechanism.lifecycles import act_named
from duban.web.links import act_url

MARK = "内部资料，不得外传"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = (
    "行",
    "所填",
    "姓名或单位",
    "单位职务",
    "答复",
    "说明",
    "处理方式",
    "决定",
    "作出",
    "生效",
    "影响期",
    "申诉",
)


def list_page(view: ReviewList) -> dict[str, Any]:
    """The list with what may be asked now."""
    acts = [
        {"label": act_named(key).label, "url": act_url(key), "primary": key == "review.query"}
        for key in view.may
    ]
    kept = [
        {"row": row, "acts": [{"label": label, "url": act_url(key, row.ref)} for key, label in row.acts]}
        for row in view.kept
    ]
    return {"view": view, "acts": acts, "kept": kept}


def answer_page(view: ReviewView) -> dict[str, Any]:
    """An answer with its lines."""
    lines = [{**line, "look": _LOOKS.get(line.get("status", ""), "")} for line in view.lines]
    return {"view": view, "lines": lines, "mark": MARK}


_LOOKS = {"clear": "idle", "recorded": "warn", "unclear": "bad", "duplicate": "idle"}


def file_name(view: ReviewView, form: str) -> str:
    """A name for the file, in ASCII, since old browsers garble others."""
    return f"{view.row.what}-{view.row.on:%Y%m%d}-{view.row.ref}.{form}"


def as_json(view: ReviewView) -> tuple[str, str]:
    """The answer as JSON."""
    data = {
        "mark": MARK,
        "what": view.row.label,
        "subject": view.row.subject,
        "organ": view.organ,
        "on": f"{view.row.on:%Y-%m-%d}",
        "limits": list(view.limits),
        "recalled": view.recalled,
        "lines": list(view.lines),
    }
    return "application/json", json.dumps(data, ensure_ascii=False, indent=1)


def as_csv(view: ReviewView) -> tuple[str, bytes]:
    """The answer as CSV for office programs, one row a record; the mark stands in the first row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([MARK, view.row.label, view.row.subject, f"{view.organ} {view.row.on:%Y-%m-%d}"])
    writer.writerow([*view.limits, "所列决定后来有变更或者撤销，本答复须收回" if view.recalled else ""])
    writer.writerow(_HEAD)
    for line in view.lines:
        for row in _rows(line):
            writer.writerow([_safe(cell) for cell in row])
    return "text/csv; charset=utf-8", out.getvalue().encode("utf-8-sig")


def _rows(line: Mapping[str, Any]) -> list[list[str]]:
    notes = "；".join([*line.get("notes", ()), *line.get("candidates", ())])
    lead = [
        str(line["n"]),
        line.get("text", ""),
        line["name"],
        line["place"],
        line.get("answer", "有记录"),
        notes,
    ]
    if "parts" in line:
        return [
            [*lead[:4], one["section"], one["text"], "", one["document"], one["on"], "", one["state"], ""]
            for one in line["parts"]
        ]
    records = line.get("records") or [{}]
    return [
        [
            *lead,
            "、".join(one.get("kinds", ())),
            one.get("document", ""),
            one.get("decided_on", ""),
            one.get("effective_on", ""),
            one.get("effect", ""),
            one.get("flag", ""),
        ]
        for one in records
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


FORMS: dict[str, Callable[[ReviewView], tuple[str, Any]]] = {"csv": as_csv, "json": as_json}
