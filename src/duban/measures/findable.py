"""By what measures and bulletins are found: what their registers show in the columns that are searched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery

from duban.acts.findable import Face, Findable
from duban.documents.official.kinds import kind_label
from duban.documents.official.plain import plain_text
from duban.measures.bulletin import paper as bulletin
from duban.measures.models import Measure
from duban.measures.policies import ISSUED_TEXT, registry_in_full
from duban.measures.registry import FOUND_BY
from duban.mechanism.lifecycles import states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.shared.conditions import Blank, one_of


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


def _text(row: Mapping[str, Any]) -> Face:
    title, *lines = row["content"].split("\n")
    day = f"{row['issued_on']:%Y-%m-%d}" if row["issued_on"] else ""
    return Face(
        title, row["object_kind"], row["measure_ref"], label=kind_label(row["kind"]), beside=(row["number"], day),
        text=" ".join(lines), part=row["part"],
    )  # fmt: skip


_READ = (
    "supervision_letter", "interview_notice", "interview_change", "listing_notice", "listing_circular", "release_notice",
    "pause_notice", "extension_reply", "conclusion",
)  # fmt: skip
"""The papers whose text is found: what the offices issue on measures; no minutes, which say what somebody stated."""
TEXT = Findable(
    ISSUED_TEXT,
    "papers",
    columns=("number", "content"),
    told=("kind", "part", "object_kind", "issued_on"),
    joined={"measure_ref": Subquery(Measure._base_manager.filter(pk=OuterRef("object_id")).values("ref"))},
    reads={"content": plain_text},
    face=_text,
    only=one_of("kind", _READ) & one_of("object_kind", NAMES) & ~one_of("state", states_of("paper", "frozen")),
)
