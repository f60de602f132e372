"""Answers that were given before a decision was undone: what they stated of it is no longer stated (A33)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from duban.accountability.models import Review, Ruling
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of

RECALLED = "所列的处理决定后来有变更或者撤销，这一行须重新查询。"


@clause("6.4", "7.1.1")
def still_true(row: Review) -> tuple[dict[str, Any], ...]:
    """The lines of an answer; one that listed a decision undone since then lists nothing any more, and says so."""
    told = [line for line in row.lines if line.get("records") or line.get("parts")]
    if not told:
        return tuple(row.lines)
    gone = _undone_since(row, {one["ref"] for line in told for one in line.get("records", ())})
    return tuple(_recalled(line) if gone & _named(line) else line for line in row.lines)


def _undone_since(row: Review, refs: set[str]) -> set[str]:
    """The decisions, by reference and by document, that were revoked, or changed after the answer was given."""
    changed = Q(kinds__replaced_on__gte=row.on) | ~Q(state__in=states_of("ruling", "in_force"))
    rulings = Ruling.objects.filter(changed, jurisdiction_id=row.jurisdiction_id)
    if refs:
        rulings = rulings.filter(ref__in=sorted(refs))
    found: set[str] = set()
    for ref, issuer, number in rulings.values_list("ref", "issuer", "number"):
        found |= {ref, f"{issuer}{number}"}
    return found


def _named(line: dict[str, Any]) -> set[str]:
    refs = {one["ref"] for one in line.get("records", ())}
    return refs | {one["document"] for one in line.get("parts", ()) if one["section"] == "处理决定"}


def _recalled(line: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in line.items() if key not in ("records", "results", "parts")}
    emptied: dict[str, Any] = {"recalled": True, "notes": [*line.get("notes", ()), RECALLED]}
    if "parts" in line:
        emptied["parts"] = [one for one in line["parts"] if one["section"] not in ("处理决定", "年度结果")]
    else:
        emptied |= {"records": [], "results": [], "status": "unclear", "answer": "须重新查询"}
    return kept | emptied


@clause("6.4", "7.1.1")
def answers_naming(ruling: Ruling) -> list[Review]:
    """The answers that listed a decision, by which it was made known to somebody."""
    rows = Review.objects.filter(jurisdiction_id=ruling.jurisdiction_id)
    named = rows.annotate(text=Cast("lines", TextField())).filter(text__contains=ruling.ref)
    return list(named.defer("lines").order_by("pk"))
