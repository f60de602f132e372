"""Which page shows which clause: views claim clauses, and the clause table lists the claims."""

from __future__ import annotations

from duban.shared.claims import PAGES

page = PAGES.claim
"""Claim clauses for a view; an unknown clause is a programming error."""

page_claims = PAGES.by_clause
"""The views that claim each clause."""
