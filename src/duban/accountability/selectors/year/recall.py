"""What stated a result before its decision was undone, and is recalled: exports, notices, answers (A33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duban.accountability.models import Consequence, Correction
from duban.accountability.selectors.review.recall import answers_naming
from duban.accountability.selectors.year.in_force import holds
from duban.accountability.selectors.year.scope import runs_years
from duban.acts.sight.visibility import seen_row
from duban.documents.ledgers.models import ExportRecord
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label
from duban.shared.actor import Actor

EXTRACT = "results"
"""The list that the appraisal office takes out of a year."""


@dataclass(frozen=True)
class Recalled:
    """One thing that stated the result: what it is, in whose hands, since when, and how far it is taken back."""

    what: str
    who: str
    at: datetime
    state: str


@clause("6.4", "7.2.1", "7.3.1")
def to_recall(*, actor: Actor, ref: str) -> tuple[Recalled, ...]:
    """What went out before a correction and stated what it changes, the earliest first; for the two organs only."""
    row: Correction = seen_row(actor, "correction", "ruling", "year", ref=ref)
    if not runs_years(actor) or not holds(row):
        return ()
    found = [
        Recalled(f"{one.label}（{one.form}，{one.rows}行）", one.by, one.created_at, "须收回、换用现在的摘录")
        for one in exports_of(row)
    ]
    found += [_notice(one) for one in Consequence.objects.filter(ruling=row.ruling, sent_at__lt=row.created_at)]
    found += [
        Recalled("问责记录查询的答复", one.requester, one.created_at, "所列决定已变动，须重新查询")
        for one in answers_naming(row.ruling)
        if one.created_at < row.created_at
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def exports_of(row: Correction) -> list[ExportRecord]:
    """The extracts of the year that were taken out before a correction."""
    label = f"{row.year.year}年度结果运用摘录"
    taken = ExportRecord.objects.filter(what=EXTRACT, label__startswith=label, created_at__lt=row.created_at)
    return list(taken.order_by("pk"))


def _notice(row: Consequence) -> Recalled:
    back = row.withdrawals.order_by("-pk").first()
    state = state_label("withdrawal", back.state) if back is not None else state_label("consequence", row.state)
    return Recalled(f"结果运用通知{row.number}（{row.what}）", row.holder, row.sent_at, state)
