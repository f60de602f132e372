"""What the rows say of where a county stands at its beginning."""

from __future__ import annotations

from duban.mechanism.standing import PostRole
from duban.organisations.models import Post
from duban.rulebook.models import Notice


def never_in_force(jurisdiction_id: int) -> bool:
    """Whether no notice has come into force yet; once one has, this is never true again."""
    drafts = ("draft", "discarded")
    return not Notice.objects.filter(jurisdiction_id=jurisdiction_id).exclude(state__in=drafts).exists()


def is_beginning(jurisdiction_id: int) -> bool:
    """Whether the first list is still to be confirmed: no notice in force, and nobody but administrators in a post."""
    posts = Post.objects.filter(jurisdiction_id=jurisdiction_id).exclude(role=PostRole.REGISTRAR.value)
    return never_in_force(jurisdiction_id) and not posts.exists()
