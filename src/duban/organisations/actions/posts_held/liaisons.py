"""联络员: named and changed by the principal leader of the unit alone."""

from __future__ import annotations

from datetime import timedelta

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.appointments import by_principal
from duban.mechanism.people.standing import Function, PostRole, Subject
from duban.organisations.actions.posts_held.posts import fits, not_self
from duban.organisations.actions.shared import chinese, done, person_given, renew, unit_given
from duban.organisations.models import Post, Unit
from duban.shared.actor import Actor


@clause("1.2")
@performs("post.name_liaison")
@worded("不是自己，不是系统管理员")
def name_liaison(
    *, actor: Actor, unit: str, person: str, title: str = "", once: str | None = None
) -> Done:
    """Name who is 联络员 of the own unit from today; who was it until now is so no longer."""
    with act(actor, "post.name_liaison", once=once) as a:
        of = unit_given(a, unit, "unit")
        permit_creation(a, Subject(office=Function.PARTY_OFFICE, lead_unit=of.pk))
        if not by_principal(PostRole.LIAISON, Function(of.function)):
            a.refuse_input(unit=f"{of.short_name}的人员由一家提名、另一家确认，请用“提名一人任职”。")
        post = Post(person=person_given(a, person, "person"), unit=of, role=PostRole.LIAISON.value,
                    title=title.strip() or "联络员", starts_on=a.today)  # fmt: skip
        a.require(decide("指定联络员", [not_self(a, [post])]))
        before = _until_yesterday(a, of)
        fits(post, a.today)
        a.found(post)
        a.tell("appointed", To(person_id=post.person_id), day=chinese(a.today), post=f"{of.short_name}联络员")
        a.say(person=post.person.name, unit=of.short_name, on=chinese(a.today), before=before)
        renew(a)
    return done(a)


def _until_yesterday(work: Work, unit: Unit) -> str:
    """End the post of whoever was 联络员 until now, and say so."""
    held = Post.objects.filter(
        unit=unit, role=PostRole.LIAISON.value, state__in=states_of("post", "active")
    ).select_related("person")
    open_posts = [post for post in held if post.ends_on is None or post.ends_on >= work.today]
    yesterday = work.today - timedelta(days=1)
    for post in open_posts:
        work.change(post, ends_on=max(post.starts_on, yesterday), state="ended")
    names = "、".join(post.person.name for post in open_posts)
    return f"，{names}不再担任" if names else ""
