"""Which page shows which clause and what it is for, and which page is a paper to be signed: views claim clauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from duban.mechanism.clauses import CLAUSES
from duban.shared.claims import BLOCKS, PAGES

V = TypeVar("V", bound=Callable[..., Any])
_FEW = 4


@dataclass(frozen=True)
class Purpose:
    """What a page is for, in one line, and the clauses under which it stands (none where it carries out none)."""

    words: str
    clauses: tuple[str, ...]

    @property
    def under(self) -> tuple[str, ...]:
        """The clauses as they are cited on the page: one of each citation, of very many the first of each article."""
        cited = {CLAUSES[one].cite: one for one in reversed(self.clauses)}
        if len(cited) <= _FEW:
            return tuple(sorted(cited.values(), key=list(CLAUSES).index))
        articles = {CLAUSES[one].article for one in self.clauses}
        firsts = {row.article: row.id for row in reversed(list(CLAUSES.values())) if row.article in articles}
        return tuple(sorted(firsts.values(), key=list(CLAUSES).index))


def page(*clauses: str, says: str = "") -> Callable[[V], V]:
    """Claim clauses for a view and say what its page is for; an unknown clause is a programming error."""
    claim = PAGES.claim(*clauses)

    def note(view: V) -> V:
        view.purpose = Purpose(says, clauses) if says else None  # type: ignore[attr-defined]
        return claim(view)

    return note


def purpose_of(view: Callable[..., Any]) -> Purpose | None:
    """What the page of a view is for; None of what is no page: a file, or an act without a form."""
    return getattr(view, "purpose", None)


paper = BLOCKS.claim
"""Claim clauses for a view whose page is printed, signed or sealed as it stands."""

page_claims = PAGES.by_clause
"""The views that claim each clause."""
