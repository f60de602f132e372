"""Whose account nobody opens alone, and by whom it was opened (A79)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.appointments import opened_by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models import Account, Delegation, Post
from duban.shared import clock


@clause("1.2")
def taking_two(people: Collection[int]) -> set[int]:
    """Those whose posts, of today or to come, own or delegated, take two persons to let in."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    own = Post.objects.filter(lasting, person__in=people).exclude(state__in=states_of("post", "void"))
    lent = Delegation.objects.filter(
        to_person__in=people, state__in=states_of("delegation", "active"), ends_on__gte=clock.today()
    )
    posts = defaultdict[int, list[tuple[PostRole, Function, bool]]](list)
    for person, role, function, acting in (
        *own.values_list("person_id", "role", "unit__function", "acting"),
        *lent.values_list("to_person_id", "post__role", "post__unit__function", "post__acting"),
    ):
        posts[person].append((PostRole(role), Function(function or ""), acting))
    return {person for person, held in posts.items() if opened_by_two(held)}


def takes_two(person: int) -> bool:
    """Whether the account of this person is opened, and opened again, by two."""
    return bool(taking_two([person]))


def opened_by_one(people: Collection[int]) -> list[Account]:
    """The accounts of these people, open today, behind whose password only one person stands."""
    return list(Account.objects.filter(person__in=people, is_active=True, by_two=False))
