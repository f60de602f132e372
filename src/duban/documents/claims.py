"""Which document carries which clause: blocks claim clauses, and the clause table lists the claims."""

from __future__ import annotations

from duban.shared.claims import BLOCKS

document_block = BLOCKS.claim
"""Claim clauses for a block of a document; an unknown clause is a programming error."""

document_claims = BLOCKS.by_clause
"""The blocks that claim each clause."""
