"""What the mechanism knows of somebody: decisions that stand, with documents, appeals and periods; never a judgement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from duban.accountability.facts import ruling_kinds
from duban.accountability.models import (
    Appeal,
    Confirmation,
    Ruling,
    RulingKind,
    Verdict,
    YearResult,
)
from duban.accountability.selectors.lists import APPEALING
from duban.accountability.selectors.year.in_force import as_they_hold
from duban.accountability.selectors.year.scope import confirmed_results
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of

Subject = tuple[str, int]
_IN_ONE = 800


@clause("7.1.1", "7.3.1", "7.3.2")
def records_of(
    jurisdiction_id: int, subjects: Iterable[Subject] | None, today: date
) -> dict[Subject, list[dict[str, Any]]]:
    """The decisions in force on some subjects (None: on every person), as plain data; a revoked one is no record."""
    rulings = Ruling.objects.filter(
        jurisdiction_id=jurisdiction_id, state__in=states_of("ruling", "in_force")
    )
    if subjects is None:
        rulings = rulings.filter(person_id__isnull=False)
        rows = list(_columns(rulings))
    else:
        rows = [row for part in _parts(list(subjects)) for row in _columns(rulings.filter(part))]
    keys = [row["pk"] for row in rows]
    whole = None if subjects is None else keys
    kinds, pending = _kinds(jurisdiction_id, whole), _pending(jurisdiction_id)
    found: dict[Subject, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        subject = ("person", row["person_id"]) if row["person_id"] is not None else ("unit", row["unit_id"])
        found[subject].append(_record(row, kinds.get(row["pk"], []), row["pk"] in pending, today))
    return dict(found)


def _parts(subjects: list[Subject]) -> Iterable[Q]:
    for kind in ("person", "unit"):
        keys = [key for one, key in subjects if one == kind]
        for start in range(0, len(keys), _IN_ONE):
            yield Q(**{f"{kind}_id__in": keys[start : start + _IN_ONE]})


def _columns(rulings: Any) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = rulings.order_by("effective_on", "pk").values(
        "pk",
        "ref",
        "number",
        "issuer",
        "decided_on",
        "effective_on",
        "served_on",
        "state",
        "person_id",
        "unit_id",
    )
    return rows


def _kinds(jurisdiction_id: int, rulings: list[int] | None) -> dict[int, list[tuple[str, date | None]]]:
    rows = RulingKind.objects.filter(jurisdiction_id=jurisdiction_id, replaced_on=None)
    found: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    parts = [rows] if rulings is None else _sliced(rows, rulings)
    for part in parts:
        for ruling_id, kind, until in part.order_by("pk").values_list("ruling_id", "kind", "effect_until"):
            found[ruling_id].append((kind, until))
    return found


def _sliced(rows: Any, keys: list[int]) -> Iterable[Any]:
    return (rows.filter(ruling_id__in=keys[n : n + _IN_ONE]) for n in range(0, len(keys), _IN_ONE))


def _pending(jurisdiction_id: int) -> set[int]:
    rows = Appeal.objects.filter(jurisdiction_id=jurisdiction_id, state__in=states_of("appeal", "open"))
    return set(rows.values_list("ruling_id", flat=True))


def _record(
    row: dict[str, Any], kinds: list[tuple[str, date | None]], pending: bool, today: date
) -> dict[str, Any]:
    return {
        "ref": row["ref"],
        "document": f"{row['issuer']}{row['number']}",
        "kinds": [ruling_kinds.label(kind) for kind, _ in kinds],
        "decided_on": f"{row['decided_on']:%Y-%m-%d}",
        "effective_on": f"{row['effective_on']:%Y-%m-%d}",
        "served_on": f"{row['served_on']:%Y-%m-%d}" if row["served_on"] else "",
        "effect": "；".join(_effect(kind, until, today) for kind, until in kinds),
        "changed": row["state"] == "changed",
        "flag": APPEALING if pending else "",
    }


def _effect(kind: str, until: date | None, today: date) -> str:
    if until is None:
        return f"{ruling_kinds.label(kind)}没有影响期"
    ended = "已满" if until < today else "未满"
    return f"{ruling_kinds.label(kind)}影响期至{until:%Y-%m-%d}，{ended}"


@clause("7.2.1", "7.2.3")
def closed_results(jurisdiction_id: int, subjects: Iterable[Subject]) -> dict[Subject, list[str]]:
    """What closed years say of some subjects, as lines; without what is for 县委组织部 alone."""
    listed = [
        row
        for part in _parts(list(subjects))
        for row in YearResult.objects.filter(
            part, jurisdiction_id=jurisdiction_id, run__year__state__in=states_of("year", "closed")
        ).select_related("run", "run__year")
        if row.run.year.run_id == row.run_id
    ]
    rows = as_they_hold(listed)
    runs = {row.run_id for row in rows}
    confirmed: dict[int, dict[str, Confirmation]] = defaultdict(dict)
    for one in Confirmation.objects.filter(run_id__in=runs) if runs else ():
        confirmed[one.run_id][one.organ] = one
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for word in Verdict.objects.filter(run_id__in=runs, replaced_at=None) if runs else ():
        verdicts[word.result_id].append(word)
    found: dict[Subject, list[str]] = defaultdict(list)
    for row in rows:
        held = confirmed_results(row, confirmed[row.run_id], verdicts[row.pk])
        found[row.subject_key] += [f"{row.year}年度：{item['label']}（{item['cite']}）" for item in held]
    return dict(found)
