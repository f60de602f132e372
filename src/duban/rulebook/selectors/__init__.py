"""Reading the rulebook: packs, calendar and words from memory, and the page 机制."""

from __future__ import annotations

from duban.rulebook.selectors.book import (
    calendar,
    in_force,
    notice_in_force,
    pack_by_hash,
    pack_in_force,
    words_of,
)
from duban.rulebook.selectors.page import calendar_years, notice_view, notices
from duban.rulebook.selectors.reading import Adoption, read_notice

__all__ = [
    "Adoption",
    "calendar",
    "calendar_years",
    "in_force",
    "notice_in_force",
    "notice_view",
    "notices",
    "pack_by_hash",
    "pack_in_force",
    "read_notice",
    "words_of",
]
