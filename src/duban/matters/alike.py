"""查重 across both offices: which open matters may be the one that somebody is about to register, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.acts import token_table
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.alike import SHOWN, judged, shared_parts
from duban.mechanism.key_work.wordings import read
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.tokens import of_pairs
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Like:
    """An open matter that is like a title: which, who follows it, whose it is, and the words that stand in both.

    Of what its unit is asked for already it tells when that was last reported on and is to be next.
    """

    ref: str
    code: str
    title: str
    office: str
    unit_id: int | None
    unit: str
    state: str
    reported_on: date | None
    next_due_on: date | None
    shared: tuple[str, ...]

    @property
    def office_name(self) -> str:
        """The office that follows it, by name."""
        return Function(self.office).label

    @property
    def asked(self) -> str:
        """When its unit reported last on it and is to report next, as far as it has and is."""
        last = f"最近一次报送 {self.reported_on:%Y-%m-%d}" if self.reported_on else ""
        coming = f"下一次应于 {self.next_due_on:%Y-%m-%d}" if self.next_due_on else ""
        return "，".join(filter(None, (last, coming)))

    def __str__(self) -> str:
        return f"{self.code}“{self.title}”（{self.office_name}）"


@clause("3.0")
def similar_matters(actor: Actor, title: str, *, besides: int = 0) -> list[Like]:
    """The three open matters of both offices, as far as the actor sees them, most like a title; `besides` is a case."""
    wanted = read(title)
    cases = token_table.nearest(actor.jurisdiction_id, of_pairs(wanted.pairs))
    opened = visible_rows(actor, "matter").exclude(state__in=states_of("matter", "over"))
    rows = opened.filter(case_id__in=set(cases) - {besides}).values_list(
        "case_id", "ref", "case__code", "title", "office", "lead_unit_id", "lead_unit__name", "state",
        "reported_on", "next_due_on",
    )
    known = {case: told for case, *told in rows}
    titles = {case: read(title) for case, (_, _, title, *_) in known.items()}
    found = judged(wanted, ((said, case) for case, said in titles.items()))
    return [_like(known[case], shared_parts(wanted, titles[case])) for _, case in found[:SHOWN]]


def _like(told: Sequence[Any], shared: Iterable[str]) -> Like:
    ref, code, title, office, unit_id, unit, state, reported_on, next_due_on = told
    return Like(ref, code, title, office, unit_id, unit or "", state, reported_on, next_due_on, tuple(shared))
