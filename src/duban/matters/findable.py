"""By what key work is found: its title, the code of its case, the number of its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duban.acts.findable import Face, Findable
from duban.mechanism.lifecycles import state_label


def _matter(row: Mapping[str, Any]) -> Face:
    number = row["source__number"]
    beside = (row["case__code"], f"来源 {number}" if number else "", state_label("matter", row["state"]))
    return Face(row["title"], "matter", row["ref"], row["case__ref"], unit_id=row["lead_unit_id"], beside=beside)


MATTER = Findable(
    "matter",
    "matters",
    columns=("title", "case__code", "source__number"),
    told=("ref", "case__ref", "state", "lead_unit_id"),
    face=_matter,
)
