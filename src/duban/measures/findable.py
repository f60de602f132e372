"""By what measures and bulletins are found: what their registers show in the columns that are searched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duban.acts.findable import Face, Findable
from duban.measures.bulletin import paper as bulletin
from duban.measures.policies import registry_in_full
from duban.measures.registry import FOUND_BY
from duban.mechanism.lifecycles.measures import NAMES
from duban.shared.conditions import Blank


def _measure(row: Mapping[str, Any]) -> Face:
    beside = (row["number"], row["principals"], f"{row['issued_on']:%Y-%m-%d} 发出")
    return Face(
        row["title"], row["kind"], row["measure__ref"], label=NAMES[row["kind"]], unit_id=row["unit_id"], beside=beside
    )  # fmt: skip


def _past(row: Mapping[str, Any]) -> Face:
    label = f"{NAMES[row['kind']]}（系统启用前）"
    return Face(
        row["title"], "past", row["ref"], label=label, unit_id=row["unit_id"], register=row["kind"],
        beside=(row["number"], row["principals"]),
    )  # fmt: skip


def _bulletin(row: Mapping[str, Any]) -> Face:
    label = bulletin.NAMES[row["kind"]]
    return Face(
        row["title"], row["kind"], row["ref"], label=label, beside=(row["number"], row["period"]), text=row["text"]
    )  # fmt: skip


MEASURE = Findable(
    "registry",
    "measures",
    columns=FOUND_BY,
    case="measure__case_id",
    told=("kind", "measure__ref", "unit_id", "issued_on"),
    only_in_full=("principals",),
    in_full=registry_in_full,
    face=_measure,
    at_last=Blank("recorded_to"),
    own_way=True,
)
"""The measures that were issued, as the register shows them; found by their past versions only as of a past moment."""

PAST = Findable("past", "measures", columns=FOUND_BY, case="", told=("kind", "unit_id", "ref"), face=_past)
BULLETINS = tuple(
    Findable(
        kind, "bulletins", columns=("title", "number", "text"), case="", told=("kind", "ref", "period"), face=_bulletin
    )
    for kind in bulletin.NAMES
)
