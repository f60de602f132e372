"""查重 across both offices: which open matters may be the one that somebody is about to register."""

from __future__ import annotations

from dataclasses import dataclass

from duban.acts import token_table
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.alike import SHOWN, judged
from duban.mechanism.key_work.wordings import read
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.tokens import of_pairs
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Like:
    """An open matter that is like a title."""

    code: str
    title: str
    office: str

    def __str__(self) -> str:
        return f"{self.code}“{self.title}”（{Function(self.office).label}）"


@clause("3.0")
def similar_matters(actor: Actor, title: str) -> list[Like]:
    """The three open matters of both offices, as far as the actor sees them, most like a title."""
    wanted = read(title)
    cases = token_table.nearest(actor.jurisdiction_id, of_pairs(wanted.pairs))
    opened = visible_rows(actor, "matter").exclude(state__in=states_of("matter", "over"))
    rows = opened.filter(case_id__in=cases).values_list("case_id", "case__code", "title", "office")
    known = {case: Like(*told) for case, *told in rows}
    found = judged(wanted, ((read(one.title), case) for case, one in known.items()))
    return [known[case] for _, case in found[:SHOWN]]
