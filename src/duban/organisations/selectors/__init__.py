"""Reading the directory: as frozen rows kept in memory, as an actor's posts, and as pages."""

from __future__ import annotations

from duban.organisations.models import one_spelling
from duban.organisations.selectors.actors import (
    County,
    account_named,
    actor_by_id,
    actor_named,
    actor_of,
    everybody,
    jurisdiction_by_code,
    jurisdictions,
    locked_posts,
)
from duban.organisations.selectors.clockchecks import ClockPage, clock_page
from duban.organisations.selectors.directory import Directory, directory, unit_kinds
from duban.organisations.selectors.pages import person_page, reset_owner, unit_lines, unit_page
from duban.organisations.selectors.personas import DEMO_PASSWORD, Persona, personas
from duban.organisations.selectors.postlists import PostListPage, list_to_confirm, postlist_page, postlists
from duban.organisations.selectors.rows import Holder, PersonRow, PostRow, UnitRow
from duban.organisations.selectors.signing_in.slips import given_slips, link_at, slip_sheet

__all__ = [
    "ClockPage",
    "County",
    "DEMO_PASSWORD",
    "Directory",
    "Holder",
    "Persona",
    "PersonRow",
    "PostListPage",
    "PostRow",
    "UnitRow",
    "account_named",
    "actor_by_id",
    "actor_named",
    "actor_of",
    "clock_page",
    "directory",
    "everybody",
    "given_slips",
    "jurisdiction_by_code",
    "jurisdictions",
    "link_at",
    "list_to_confirm",
    "locked_posts",
    "one_spelling",
    "person_page",
    "personas",
    "postlist_page",
    "postlists",
    "reset_owner",
    "slip_sheet",
    "unit_kinds",
    "unit_lines",
    "unit_page",
]
