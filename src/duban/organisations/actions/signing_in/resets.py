"""Resetting by two the password of somebody whose account nobody may take over alone (A79)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.hashers import make_password

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.organisations.actions.shared import done, person_given, wrong
from duban.organisations.actions.signing_in.accounts import (
    NOTICE_DAYS,
    change_account,
    given_by_another,
    weak,
)
from duban.organisations.models import Account, PasswordReset, Person
from duban.organisations.policies import COUNTY
from duban.organisations.selectors import directory
from duban.organisations.selectors.signing_in.doors import takes_two
from duban.shared import clock
from duban.shared.actor import Actor


@guards("已有账号，担任须两家办理的职务或者账号由一人开通，不是自己，没有待确认的")
def _resettable(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    whose = person_given(asked, given["person"], "person")
    account = Account.objects.filter(person=whose).first()
    if told := _not_to_be_proposed(asked, whose, account):
        yield Wrong({"person": told})
    else:
        yield from wrong({"password": weak(given["password"], account.username if account else "", whose)})


@clause("1.2")
@performs("reset.propose")
def propose_reset(
    *, actor: Actor, person: str, password: str, reason: str, once: str | None = None
) -> Done:
    """Ask for another password for somebody; nothing changes until a second person confirms it."""
    with act(actor, "reset.propose", once=once) as a:
        permit_creation(a, COUNTY)
        whose = person_given(a, person, "person")
        by = person_given(a, str(a.actor.person_id), "")
        encoded = make_password(password)
        a.found(PasswordReset(state="proposed", person=whose, proposed_by=by, encoded=encoded, reason=reason))
        a.enter()
        a.say(person=whose.name, reason=reason)
        a.tell("reset_proposed", To(person_id=whose.pk))
    return done(a)


def _not_to_be_proposed(work: Asked, person: Person, account: Account | None) -> str:
    if account is None:
        return f"{person.name}没有账号，请先开通。"
    if person.pk == work.actor.person_id:
        return "不能提请重置自己的密码；记得现在密码的，在“我的账号”修改。"
    if account.by_two and not takes_two(person.pk):
        return f"{person.name}的密码不须两人重置，请在其页面直接重置。"
    waiting = PasswordReset.objects.filter(person=person, state__in=states_of("reset", "proposed")).exists()
    return "已有一件提请待确认。" if waiting else ""


@clause("1.2")
@performs("reset.confirm")
def confirm_reset(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Put the proposed password in place for one sign-in; its owner and the head of the organ are told."""
    with act(actor, "reset.confirm", ref, expect=expect, once=once) as a:
        reset: PasswordReset = a.object
        account = Account.objects.select_for_update().get(person_id=reset.person_id)
        moment, proposer = clock.text(a.at, "%Y-%m-%d %H:%M"), reset.proposed_by.name
        notice = f"您的密码在 {moment} 由{proposer}提请、{a.actor.name}确认重置。不是您要求的，请立即告诉您的单位负责人。"
        until = a.at + timedelta(days=NOTICE_DAYS)
        given = given_by_another(reset.encoded, by_two=True)
        change_account(a, account, is_active=True, notice=notice, notice_until=until, **given)
        _settle(a)
        a.tell("reset_done", To(person_id=reset.person_id))
        for head in _heads_of(a, reset.person_id):
            a.tell("reset_of_yours", To(person_id=head))
    return done(a)


@performs("reset.refuse")
def refuse_reset(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Leave the password as it is; its owner is told that somebody asked."""
    with act(actor, "reset.refuse", ref, expect=expect, once=once) as a:
        _settle(a)
        a.say(reason=reason)
        a.tell("reset_refused", To(person_id=a.object.person_id))
    return done(a)


def _settle(work: Work) -> None:
    """End the proposal; what would have become the password is kept no longer, and never enters the record."""
    work.say(person=work.object.person.name)
    work.move()
    work.change_all([work.object], encoded="")


def _heads_of(work: Work, person_id: int) -> list[int]:
    """Who heads the organs in which somebody holds a post; of a leader the office of the side; else 县委组织部."""
    known, organs = directory(work.jurisdiction_id), []
    for post in known.posts_of(person_id):
        if post.held_on(work.today):
            side = Function.GOV_OFFICE if post.side == "gov" else Function.PARTY_OFFICE if post.side else None
            organs += [post.unit_id] if post.unit_id else [known.office(side).id] if side else []
    heads = {one.person_id for unit in organs for one in known.principals(unit, work.today)} - {person_id}
    if not heads:
        org = known.principals(known.office(Function.ORG_DEPT).id, work.today)
        heads = {one.person_id for one in org} - {person_id}
    return sorted(heads)
