"""What the rows say of where a county stands at its beginning."""

from __future__ import annotations

from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.organisations.models import Post, PostList
from duban.rulebook.models import Notice


def never_in_force(jurisdiction_id: int) -> bool:
    """Whether no notice has come into force yet; once one has, this is never true again."""
    return not Notice.objects.filter(jurisdiction_id=jurisdiction_id, state__in=states_of("notice", "in_force")).exists()


@clause("1.2")
def is_beginning(jurisdiction_id: int) -> bool:
    """Whether the first list is still to be confirmed (A84): no notice was ever in force, and nobody ever in 县委组织部.

    Without 县委组织部 no list can be confirmed; from the first one on it has people, and this is never true again.
    """
    confirming = Post.objects.filter(jurisdiction_id=jurisdiction_id, unit__function=Function.ORG_DEPT.value)
    return never_in_force(jurisdiction_id) and not confirming.exists()


def first_list_waiting(jurisdiction_id: int) -> PostList | None:
    """The list with which the county begins, while it waits for the first named person of 县委组织部."""
    rows = PostList.objects.filter(
        jurisdiction_id=jurisdiction_id,
        state__in=states_of("postlist", "proposed"),
        first_named__isnull=False,
    )
    return rows.select_related("first_named").first() if is_beginning(jurisdiction_id) else None
