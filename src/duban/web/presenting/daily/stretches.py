"""Stretches of time as their template shows them: what the chart draws, and the same rows for the table beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.insight.selectors.case_file.tab_rows import Stretch
from duban.web.links import case_url


def stretches_shown(found: Iterable[Stretch], today: date) -> dict[str, Any]:
    """The rows, and the chart of the same; days go to the chart as they are written, their place it reckons itself."""
    rows = tuple(found)
    return {"rows": rows, "drawn": {"kind": "spans", "today": today.isoformat(), "spans": [_drawn(row) for row in rows]}}


def _drawn(row: Stretch) -> dict[str, Any]:
    days = {
        "begins": row.begins,
        "first": row.first_limit if row.first_limit != row.limit else None,
        "limit": row.limit,
        "ended": row.ended,
    }
    return {
        "name": row.label,
        "late": row.late,
        "url": case_url(row.ref) if row.ref else "",
        "marks": [day.isoformat() for day, _ in row.marks],
        **{name: day.isoformat() for name, day in days.items() if day is not None},
    }
