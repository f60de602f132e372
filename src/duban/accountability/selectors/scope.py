"""Which inquiries, rulings and notices a list shows to an actor: the same lines that the policies draw, as queries."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.accountability.models import Appeal, Hearing, Inquiry, Ruling
from duban.mechanism.clauses import clause
from duban.mechanism.standing import OFFICES, Function, PostRole
from duban.shared.actor import Actor

OFFICE_POSTS = frozenset({PostRole.INSPECTOR, PostRole.CHECKER, PostRole.OFFICE_HEAD, PostRole.CLERK})
MAIN = frozenset({PostRole.SECRETARY, PostRole.COUNTY_HEAD})
KNOWN = ("effective", "changed", "revoked")
OPEN_APPEAL = ("entered", "accepted")
NOTHING = Q(pk__in=[])


def bodies(actor: Actor) -> frozenset[Function]:
    """Those of the two bodies in which the actor holds a post."""
    return frozenset(post.function for post in actor.posts) & {Function.CDI, Function.ORG_DEPT}


def offices(actor: Actor) -> frozenset[Function]:
    """The offices in which the actor handles cases."""
    return frozenset(
        post.function for post in actor.posts if post.function in OFFICES and post.role in OFFICE_POSTS
    )


def is_main_leader(actor: Actor) -> bool:
    """Whether the actor is 书记 or 县长, by a post of the actor's own."""
    return any(post.role in MAIN and post.behalf_id is None for post in actor.posts)


@clause("6.4")
def inquiries_of(actor: Actor) -> QuerySet[Inquiry]:
    """The offices their cases, the bodies what was transferred, a main leader what is before that leader (A45)."""
    wanted = NOTHING
    for office in offices(actor):
        wanted |= Q(office=office.value) & ~Q(responsible_functions__contains=office.value)
    for body in bodies(actor):
        wanted |= Q(transferred_at__isnull=False) & ~Q(responsible_functions__contains=body.value)
    if is_main_leader(actor):
        wanted |= Q(state="approving") | Q(approver_id=actor.person_id)
    return Inquiry.objects.filter(wanted, jurisdiction_id=actor.jurisdiction_id)


@clause("6.4")
def rulings_of(actor: Actor) -> QuerySet[Ruling]:
    """The bodies all; the appraisal office and the office of the inquiry what is confirmed; the subject what was served."""
    rows = Ruling.objects.filter(jurisdiction_id=actor.jurisdiction_id)
    if bodies(actor):
        return rows
    wanted = Q(person_id=actor.person_id, served_on__isnull=False) if actor.person_id else NOTHING
    units = {
        post.unit_id
        for post in actor.posts
        if post.role in (PostRole.PRINCIPAL, PostRole.DEPUTY, PostRole.LIAISON, PostRole.HANDLER)
    }
    wanted |= Q(person_id=None, answering_unit_id__in=units, served_on__isnull=False)
    for office in offices(actor):
        wanted |= Q(inquiry__office=office.value)
    if any(post.function is Function.APPRAISAL for post in actor.posts):
        return rows.filter(state__in=KNOWN)
    return rows.filter(wanted, state__in=KNOWN)


def hearings_of(actor: Actor) -> QuerySet[Hearing]:
    """The notices to the actor, or to a unit for which the actor answers."""
    units = {
        post.unit_id
        for post in actor.posts
        if post.role in (PostRole.PRINCIPAL, PostRole.DEPUTY, PostRole.LIAISON, PostRole.HANDLER)
    }
    wanted = Q(person_id=actor.person_id) if actor.person_id else NOTHING
    wanted |= Q(person_id=None, answering_unit_id__in=units)
    return Hearing.objects.filter(wanted, jurisdiction_id=actor.jurisdiction_id)


def open_appeals(ruling_ids: list[int]) -> dict[int, Appeal]:
    """The appeal that runs on each of some rulings, in one statement."""
    rows = Appeal.objects.filter(ruling_id__in=ruling_ids, state__in=OPEN_APPEAL)
    return {row.ruling_id: row for row in rows.order_by("pk")}
