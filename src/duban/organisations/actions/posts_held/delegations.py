"""Delegation: a post exercised by somebody else for a time, always visible as such."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, To, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.appointments import by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.shared import (
    chinese,
    day,
    done,
    order,
    overlap,
    person_given,
    renew,
    text,
    wrong,
)
from duban.organisations.models import Delegation, Person, Post
from duban.organisations.policies import of_post
from duban.organisations.selectors import directory
from duban.organisations.selectors.actors import may_bear
from duban.organisations.selectors.directory import LEADER_ROLES, MAIN_ROLES
from duban.organisations.selectors.rows import held
from duban.organisations.selectors.signing_in.doors import opened_by_one
from duban.shared.actor import Actor
from duban.shared.errors import Invalid


@guards("县领导的职务只能委托同级领导，其他职务只能委托本单位的人")
def _may_be_lent(asked: Asked) -> Iterator[Answer]:
    given, today = asked.given, asked.today
    if given is None:
        return
    post, starts_on, ends_on = _post_given(asked, given["post"]), given["starts_on"], given["ends_on"]
    person = person_given(asked, given["to_person"], "to_person")
    faults = {
        "starts_on": day(starts_on, today) or ("不能早于今天。" if starts_on < today else "") or _begins_before(post, starts_on)
        or _lent_already(post, starts_on, ends_on),
        "ends_on": day(ends_on, today) or order(starts_on, ends_on) or _ends_after(post, ends_on),
        "to_person": "受托人就是任职者本人。" if person.pk == post.person_id else "",
        "reason": text(given["reason"], 200),
    }  # fmt: skip
    yield from wrong(faults)
    reasons = [_fit_to_bear(asked, post, person, starts_on), _own_power(asked, post), _let_in_by_two(post, person)]
    if not any(faults.values()):
        yield decide("委托他人代行职务", reasons)


@clause("1.2")
@performs("delegation.give")
def give_delegation(
    *,
    actor: Actor,
    post: str,
    to_person: str,
    starts_on: date,
    ends_on: date,
    reason: str,
    once: str | None = None,
) -> Done:
    """Delegate a post for a time, by its holder in person or by the administrator; both days included."""
    with act(actor, "delegation.give", once=once) as a:
        given = _post_given(a, post)
        permit_creation(a, of_post(given))
        person = person_given(a, to_person, "to_person")
        a.found(Delegation(post=given, to_person=person, starts_on=starts_on, ends_on=ends_on, reason=reason))
        a.say(
            holder=given.person.name,
            post=given.title,
            person=person.name,
            starts=chinese(starts_on),
            ends=chinese(ends_on),
            reason=reason,
        )
        a.tell(
            "delegated",
            To(person_id=person.pk),
            post=given.title,
            first=chinese(starts_on),
            last=chinese(ends_on),
        )
        renew(a)
    return done(a)


def _post_given(asked: Asked, given: str) -> Post:
    where = {"pk": int(given)} if given.isdecimal() else {"ref": given}
    void = states_of("post", "void")
    rows = Post.objects.filter(jurisdiction_id=asked.jurisdiction_id, **where).exclude(state__in=void)
    found = asked.once_read("post", lambda: rows.select_related("person", "unit").first())
    if found is None:
        raise Invalid({"post": "没有这个职务。"})
    return found


def _begins_before(post: Post, starts_on: date) -> str:
    return f"这个职务自{chinese(post.starts_on)}起。" if starts_on < post.starts_on else ""


def _ends_after(post: Post, ends_on: date) -> str:
    after = post.ends_on is not None and ends_on > post.ends_on
    return f"这个职务到{chinese(post.ends_on)}为止。" if after else ""


def _lent_already(post: Post, starts_on: date, ends_on: date) -> str:
    active = states_of("delegation", "active")
    for other in Delegation.objects.filter(post=post, state__in=active).select_related("to_person"):
        if overlap((starts_on, ends_on), (other.starts_on, other.ends_on)):
            stretch = f"{chinese(other.starts_on)}至{chinese(other.ends_on)}"
            return f"这个职务在{stretch}已委托{other.to_person.name}，时间重叠。"
    return ""


@clause("1.2")
def _let_in_by_two(post: Post, person: Person) -> Reason:
    """A post that two organs give is not exercised through a way in that one person opened (A79)."""
    alone = _given_by_two(post) and any(one.has_usable_password() for one in opened_by_one([person.pk]))
    finding = f"{person.name}的账号由一人开通。" if alone else "没有这样的账号。"
    remedies = (Remedy("系统管理员", "reset.propose", "提请重置密码", f"person={person.pk}"),)
    return Reason("1.2", "受托人的账号不是由一人开通的", holds(not alone), finding, remedies=remedies)


@clause("3.1.2", "3.3.2", "1.2")
def _fit_to_bear(work: Asked, post: Post, person: Person, on: date) -> Reason:
    known = directory(work.jurisdiction_id)
    own = tuple(
        held(row, known.unit(row.unit_id) if row.unit_id else None)
        for row in known.posts_of(person.pk)
        if row.held_on(on)
    )
    role = PostRole(post.role)
    if role in LEADER_ROLES:
        tier = "县委书记或者县长" if role in MAIN_ROLES else "可以批准措施的县领导"
        fits = may_bear(own, role)
        clause_id = "3.3.2" if role in MAIN_ROLES else "3.1.2"
    else:
        tier, clause_id = "本单位任职的人", "1.2"
        fits = any(other.unit_id == post.unit_id for other in own)
    return Reason(
        clause=clause_id,
        condition=f"{post.title}只能委托{tier}",
        outcome=holds(fits),
        finding=f"{person.name}在{chinese(on)}{'是' if fits else '不是'}{tier}。",
        remedies=(Remedy("任职者本人", "delegation.give", f"改为委托{tier}"),),
    )


def _given_by_two(post: Post) -> bool:
    function = Function(post.unit.function) if post.unit else Function.NONE
    return by_two(PostRole(post.role), function, acting=post.acting)


@clause("1.2")
def _own_power(work: Asked, post: Post) -> Reason:
    """A post that two organs give is lent by its holder alone, and that of an administrator by nobody."""
    role, two = PostRole(post.role), _given_by_two(post)
    own = post.person_id == work.actor.person_id
    fits = role is not PostRole.REGISTRAR and (own or not two)
    finding = (
        "可以委托。"
        if fits
        else "系统管理员的职务不委托。"
        if role is PostRole.REGISTRAR
        else "您不是任职者本人。"
    )
    remedies = (Remedy("任职者本人", "delegation.give", "由本人委托"),)
    return Reason("1.2", "须由两家办理的职务只由任职者本人委托", holds(fits), finding, remedies=remedies)


@clause("1.2")
@performs("delegation.end")
def end_delegation(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Take a delegation back at once."""
    with act(actor, "delegation.end", ref, expect=expect, once=once) as a:
        # Whoever acts under it at this moment holds the post's lock: wait for that act.
        Post.objects.select_for_update().get(pk=a.object.post_id)
        a.move()
        a.tell("delegation_ended", To(person_id=a.object.to_person_id), post=a.object.post.title)
        renew(a)
    return done(a)
