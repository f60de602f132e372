"""By what inquiries, notices and rulings are found; what was said in them, and what follows for a person, never is.

No token of them is kept, and no name: there are few, and those that a reader sees are asked themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duban.accountability.policies.sight import reads_inquiry
from duban.acts.findable import Face, Findable
from duban.mechanism.lifecycles import state_label


def _inquiry(row: Mapping[str, Any]) -> Face:
    beside = (row["case__code"], row["number"], state_label("inquiry", row["state"]))
    return Face(
        row["title"] or row["case__code"], "inquiry", row["ref"], label="追责案件", unit_id=row["unit_id"], beside=beside
    )  # fmt: skip


def _hearing(row: Mapping[str, Any]) -> Face:
    beside = (f"第{row['round']}轮", f"{row['served_on']:%Y-%m-%d} 告知", state_label("hearing", row["state"]))
    return Face(" ".join(filter(None, (row["name"], row["title"]))), "hearing", row["ref"], label="告知书", beside=beside)


def _ruling(row: Mapping[str, Any]) -> Face:
    subject = " ".join(filter(None, (row["subject_name"], row["subject_title"])))
    beside = (row["issuer"], row["number"], state_label("ruling", row["state"]))
    return Face(subject, "ruling", row["ref"], label="处理决定", beside=beside)


INQUIRY = Findable(
    "inquiry",
    "cases",
    columns=("title", "number", "case__code"),
    case="",
    told=("ref", "state", "unit_id"),
    only_in_full=("title",),
    in_full=reads_inquiry,
    face=_inquiry,
)
HEARING = Findable(
    "hearing", "cases", columns=("name", "title"), case="", told=("ref", "state", "round", "served_on"), face=_hearing
)
RULING = Findable(
    "ruling",
    "cases",
    columns=("subject_name", "subject_title", "number", "issuer"),
    case="",
    told=("ref", "state"),
    face=_ruling,
)
