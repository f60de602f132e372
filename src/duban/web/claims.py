"""Which page shows which clause: views claim clauses, and the clause table lists the claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from duban.mechanism.clauses import CLAUSES

V = TypeVar("V", bound=Callable[..., object])
_claims: dict[str, list[str]] = {}


def page(*clauses: str) -> Callable[[V], V]:
    """Claim clauses for a view; an unknown clause is a programming error."""

    def claim(view: V) -> V:
        for clause in clauses:
            if clause not in CLAUSES:
                raise LookupError(f"unknown clause {clause}")
            _claims.setdefault(clause, []).append(f"{view.__module__}.{view.__name__}")
        return view

    return claim


def page_claims() -> dict[str, list[str]]:
    """The views that claim each clause."""
    return {clause: sorted(views) for clause, views in _claims.items()}
