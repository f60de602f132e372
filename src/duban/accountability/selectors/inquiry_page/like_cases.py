"""Like cases without action, beside a case before its approver: for that approver's eye, and creating nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duban.accountability.models import Ground, Inquiry
from duban.accountability.selectors.inquiry_page.inquiry import found_inquiry
from duban.measures.models import Measure
from duban.mechanism.clauses import cite, clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

_SPAN = timedelta(days=366)
_MOST = 50


@dataclass(frozen=True)
class LikeCase:
    """A case like the one in hand that led to no accountability, with the reason that stands on record."""

    what: str
    unit: str
    title: str
    since: date
    state: str
    reason: str


@clause("5.0", "6.2")
def like_cases(*, actor: Actor, ref: str) -> tuple[LikeCase, ...]:
    """Within a year: inquiries under the same items that were closed or rest, and expired listings without a candidate.

    NotFound for everybody but the approver of this very case: a main leader, on route a the head of the office.
    """
    inquiry, roles = found_inquiry(actor, ref)
    approver = Role.MAIN_LEADER in roles or (inquiry.route == "a" and Role.OFFICE_HEAD in roles)
    if not approver or inquiry.state not in states_of("inquiry", "with_leader"):
        raise NotFound("没有找到，或不在您的范围内。")
    items = set(Ground.objects.filter(inquiry=inquiry, dropped_at=None).values_list("clause", flat=True))
    since = clock.today() - _SPAN
    return (*_inquiries(inquiry, items, since), *_listings(inquiry, items, since))


def _inquiries(inquiry: Inquiry, items: set[str], since: date) -> list[LikeCase]:
    known = directory(inquiry.jurisdiction_id)
    rows = (
        Inquiry.objects.filter(
            pk__in=Ground.objects.filter(clause__in=items, dropped_at=None).values("inquiry_id"),
            since__gte=since,
            state__in=states_of("inquiry", "not_pursued"),
        )
        .exclude(pk=inquiry.pk)
        .order_by("-since", "-pk")[:_MOST]
    )
    return [
        LikeCase(
            what="、".join(sorted(cite(item) for item in items)),
            unit=known.unit(row.unit_id).short_name,
            title=row.title,
            since=row.since,
            state=state_label("inquiry", row.state),
            reason=row.closed_how,
        )
        for row in rows
    ]


def _listings(inquiry: Inquiry, items: set[str], since: date) -> list[LikeCase]:
    if "5.1" not in items:
        return []
    known = directory(inquiry.jurisdiction_id)
    rows = (
        Measure.objects.filter(kind="listing", expired_on__gte=since, inquiries=None)
        .select_related("matter")
        .order_by("-expired_on", "-pk")[:_MOST]
    )
    return [
        LikeCase(
            what=cite("5.1"),
            unit=known.unit(row.answering_unit_id).short_name,
            title=row.matter.title,
            since=row.expired_on or since,
            state=state_label("listing", row.state),
            reason=row.ended_how,
        )
        for row in rows
    ]
