"""Which page and which block of a document carries which clause; rules claim theirs in `mechanism.clauses`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from duban.mechanism.clauses import cite

C = TypeVar("C", bound=Callable[..., Any])


class Claims:
    """The claims of one facet of the clause table."""

    def __init__(self) -> None:
        self._made: dict[str, list[str]] = {}

    def claim(self, *clauses: str) -> Callable[[C], C]:
        """Claim clauses for a function, which is returned unchanged. Raises `UnknownClause` for a wrong id."""
        for clause in clauses:
            cite(clause)

        def note(function: C) -> C:
            for clause in clauses:
                self._made.setdefault(clause, []).append(f"{function.__module__}.{function.__qualname__}")
            return function

        return note

    def by_clause(self) -> dict[str, list[str]]:
        """The functions that claim each clause, as far as their modules are imported."""
        return {clause: sorted(names) for clause, names in self._made.items()}


PAGES = Claims()
"""Views."""

BLOCKS = Claims()
"""Blocks of documents."""
