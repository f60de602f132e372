"""查重 across both offices: which open matters may be the one that somebody is about to register, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """An open matter that is like a title: which, who follows it, whose it is, and the words that stand in both."""

    code: str
    title: str
    office: str
    unit: str
    state: str
    shared: tuple[str, ...]

    @property
    def office_name(self) -> str:
        """The office that follows it, by name."""
        return Function(self.office).label

    def __str__(self) -> str:
        return f"{self.code}“{self.title}”（{self.office_name}）"


@clause("3.0")
def similar_matters(actor: Actor, title: str, *, besides: int = 0) -> list[Like]:
    """The three open matters of both offices, as far as the actor sees them, most like a title; `besides` is a case."""
    wanted = read(title)
    cases = token_table.nearest(actor.jurisdiction_id, of_pairs(wanted.pairs))
    opened = visible_rows(actor, "matter").exclude(state__in=states_of("matter", "over"))
    rows = opened.filter(case_id__in=set(cases) - {besides}).values_list(
        "case_id", "case__code", "title", "office", "lead_unit__name", "state"
    )
    known = {case: told for case, *told in rows}
    titles = {case: read(title) for case, (_, title, *_) in known.items()}
    found = judged(wanted, ((said, case) for case, said in titles.items()))
    return [_like(known[case], shared_parts(wanted, titles[case])) for _, case in found[:SHOWN]]


def _like(told: Sequence[str], shared: Iterable[str]) -> Like:
    code, title, office, unit, state = told
    return Like(code, title, office, unit or "", state, tuple(shared))
