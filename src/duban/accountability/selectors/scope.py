"""Which inquiries, rulings and notices a list shows to an actor: the same lines that the policies draw, as queries."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duban.accountability.models import Appeal, Ruling
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES, Function, PostRole
from duban.shared.actor import Actor

OFFICE_POSTS = frozenset({PostRole.INSPECTOR, PostRole.CHECKER, PostRole.OFFICE_HEAD, PostRole.CLERK})
MAIN = frozenset({PostRole.SECRETARY, PostRole.COUNTY_HEAD})
NOTHING = Q(pk__in=[])


def bodies(actor: Actor) -> frozenset[Function]:
    """Those of the two bodies in which the actor holds a post."""
    return frozenset(post.function for post in actor.posts) & {Function.CDI, Function.ORG_DEPT}


def offices(actor: Actor) -> frozenset[Function]:
    """The offices in which the actor handles cases."""
    return frozenset(
        post.function for post in actor.posts if post.function in OFFICES and post.role in OFFICE_POSTS
    )


def decided(rulings: QuerySet[Ruling]) -> QuerySet[Ruling]:
    """Those that are decisions: an entry that waits, went back or was taken back is none, and stands in no list."""
    return rulings.filter(state__in=states_of("ruling", "decided"))


def in_hand(rulings: QuerySet[Ruling]) -> QuerySet[Ruling]:
    """The entries that wait for the other body or went back: for the two bodies, apart from all decisions."""
    return rulings.filter(state__in=states_of("ruling", "unchecked"))


def open_appeals(ruling_ids: list[int]) -> dict[int, Appeal]:
    """The appeal that runs on each of some rulings, in one statement."""
    rows = Appeal.objects.filter(ruling_id__in=ruling_ids, state__in=states_of("appeal", "open"))
    return {row.ruling_id: row for row in rows.order_by("pk")}
