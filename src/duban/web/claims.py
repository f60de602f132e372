"""Which page shows which clause, and which page is a paper to be printed and signed: views claim clauses."""

from __future__ import annotations

from duban.shared.claims import BLOCKS, PAGES

page = PAGES.claim
"""Claim clauses for a view; an unknown clause is a programming error."""

paper = BLOCKS.claim
"""Claim clauses for a view whose page is printed, signed or sealed as it stands."""

page_claims = PAGES.by_clause
"""The views that claim each clause."""
