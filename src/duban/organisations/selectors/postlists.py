"""Lists of appointments as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django_scopes import scope

from duban.acts.gate.entry import open_acts
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.facts import first_list_waiting
from duban.organisations.models import Account, ListedPost, PostList
from duban.shared.actor import Actor


@dataclass(frozen=True)
class ListedLine:
    """A post on a list, as it is printed."""

    place: int
    name: str
    unit: str
    role: str
    title: str
    starts_on: date
    ends_on: date | None
    acting: bool
    username: str


@dataclass(frozen=True)
class PostListPage:
    """A list with its posts: who proposed it, and who confirms it; `first_named` is asked to, for a county that begins."""

    ref: str
    title: str
    state: str
    state_label: str
    proposed_by: str
    proposer: str
    confirming: str
    first_named: str
    at: datetime
    lines: tuple[ListedLine, ...]
    acts: tuple[Act, ...]


def postlist_page(*, actor: Actor, ref: str) -> PostListPage:
    """A list; NotFound for whoever neither proposes nor confirms."""
    row: PostList = seen_row(actor, "postlist", "proposed_by", "first_named", ref=ref)
    listed = ListedPost.objects.filter(postlist=row).select_related("person", "unit").order_by("place")
    return _page(row, tuple(_line(one) for one in listed), tuple(open_acts(actor, "postlist", row)))


def _page(row: PostList, lines: tuple[ListedLine, ...], acts: tuple[Act, ...]) -> PostListPage:
    first = f"名单上的县委组织部{row.first_named.name}" if row.first_named else ""
    return PostListPage(
        ref=row.ref,
        title=row.basis or "从台账列出的任职名单",
        state=row.state,
        state_label=state_label("postlist", row.state),
        proposed_by=row.proposed_by.name if row.proposed_by else "系统",
        proposer=Function(row.proposer).label or "系统管理员",
        confirming=first or (Function(row.confirming).label if row.confirming else ""),
        first_named=row.first_named.name
        if row.first_named and row.state in states_of("postlist", "proposed")
        else "",
        at=row.created_at,
        lines=lines,
        acts=acts,
    )


def _line(row: ListedPost) -> ListedLine:
    unit = row.unit.short_name if row.unit else ""
    return ListedLine(
        row.place, str(row.person), unit, PostRole(row.role).label, row.title, row.starts_on, row.ends_on, row.acting,
        row.username,
    )  # fmt: skip


def postlists(*, actor: Actor) -> list[PostListPage]:
    """The lists that the actor may know of, those that wait first, then the newest."""
    rows = visible_rows(actor, "postlist").select_related("proposed_by", "first_named").order_by("-pk")[:200]
    found = [_page(row, (), ()) for row in rows]
    return sorted(found, key=lambda one: one.state not in states_of("postlist", "open"))


def list_to_confirm(account: Account) -> str:
    """The reference of the list with which a county begins, where the person of this account confirms it; else empty."""
    with scope(jurisdiction=account.jurisdiction_id):
        waiting = first_list_waiting(account.jurisdiction_id)
    return waiting.ref if waiting is not None and waiting.first_named_id == account.person_id else ""
