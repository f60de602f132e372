"""Which block of a document carries which clause: builders claim clauses, and the clause table lists the claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from duban.mechanism.clauses import CLAUSES

B = TypeVar("B", bound=Callable[..., Any])
_claims: dict[str, list[str]] = {}


def document_block(*clauses: str) -> Callable[[B], B]:
    """Claim clauses for the builder of a block; an unknown clause is a programming error."""

    def claim(builder: B) -> B:
        for clause in clauses:
            if clause not in CLAUSES:
                raise LookupError(f"unknown clause {clause}")
            _claims.setdefault(clause, []).append(f"{builder.__module__}.{builder.__name__}")
        return builder

    return claim


def document_claims() -> dict[str, list[str]]:
    """The builders that claim each clause."""
    return {clause: sorted(builders) for clause, builders in _claims.items()}
