"""Reading the rulebook: packs, calendar and words from memory, and the page 机制."""

from __future__ import annotations

from duban.rulebook.selectors.book import (
    calendar,
    filing_number,
    in_force,
    kept_by,
    notice_in_force,
    notice_of_case,
    pack_by_hash,
    pack_for,
    pack_in_force,
    pack_of_case,
    vocabulary_for,
    vocabulary_of,
    vocabulary_of_case,
    vocabulary_on_page,
    vocabulary_today,
    words_of,
)
from duban.rulebook.selectors.notice_read import Adoption, read_notice
from duban.rulebook.selectors.page import calendar_years, named_days, notice_view, notices
from duban.rulebook.selectors.superiors import override_options, overrides_in_force, superior_lines
from duban.rulebook.selectors.versions import comparison, draft_view, drafts, versions

__all__ = [
    "Adoption",
    "calendar",
    "calendar_years",
    "comparison",
    "draft_view",
    "drafts",
    "in_force",
    "kept_by",
    "named_days",
    "notice_in_force",
    "notice_of_case",
    "notice_view",
    "notices",
    "override_options",
    "overrides_in_force",
    "pack_by_hash",
    "pack_for",
    "pack_in_force",
    "pack_of_case",
    "read_notice",
    "superior_lines",
    "versions",
    "vocabulary_for",
    "vocabulary_of",
    "vocabulary_of_case",
    "vocabulary_on_page",
    "filing_number",
    "vocabulary_today",
    "words_of",
]
