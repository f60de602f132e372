"""Accounts: one for a person, opened and closed by the administrator. No password ever enters the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.organisations.actions.shared import done, refuse, wrong
from duban.organisations.models import Account, FormerPassword, Person, one_spelling
from duban.organisations.selectors.personas import DEMO_PASSWORD
from duban.organisations.selectors.signing_in.doors import takes_two
from duban.organisations.selectors.signing_in.passwords import is_demo_password, no_longer_kept, used_before
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{1,39}$")
NOTICE_DAYS = 7
"""How long the owner of an account is told on every page that somebody else set the password."""


def _account_of(asked: Asked) -> Account | None:
    """The account of the person, open or closed, read once."""
    return asked.once_read("account", lambda: Account.objects.filter(person=asked.object).first())


@guards("还没有账号，账号名没有用过")
def _account_free(asked: Asked) -> Iterator[Answer]:
    mine, given = _account_of(asked), asked.given
    if mine is not None and mine.is_active:
        yield lacking(asked.spec, "还没有账号", f"{asked.object.name}已有账号 {mine.username}，一人一号。")
    if given is None:
        return
    username = one_spelling(given["username"])
    if told := wrong_name(username):
        yield Wrong({"username": told})
    elif Account.objects.filter(username=username).exclude(person=asked.object).exists():
        yield Wrong({"username": f"账号“{username}”已被使用。"})


@performs("person.open_account")
def open_account(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    username: str,
    once: str | None = None,
) -> Done:
    """Open the account of a person, without a password: the person signs in first by a slip."""
    with act(actor, "person.open_account", ref, expect=expect, once=once) as a:
        username = one_spelling(username)
        mine = _account_of(a)
        if mine is None:
            a.create(Account(person=a.object, username=username, **without_password()))
        else:
            change_account(a, mine, username=username, is_active=True, **without_password())
        a.say(username=username)
    return done(a)


def wrong_name(username: str) -> str:
    """Why an account cannot have this name; empty if it can."""
    return "" if _USERNAME.fullmatch(one_spelling(username)) else "应为 2 到 40 位字母、数字和 . _ -，以字母或数字开头。"


def weak(password: str, username: str = "", person: Person | None = None) -> str:
    """Why a password is not taken for the account of this name, or of this person; empty if it is."""
    if password == DEMO_PASSWORD:
        return "" if is_demo_password(password) else "这是演示县的密码，正式系统不能使用。"
    try:
        validate_password(password, Account(username=username, person=person))
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@guards("没有担任须两家办理的职务")
def _resettable_by_one(asked: Asked) -> Iterator[Answer]:
    account = _account_of(asked)
    if account is None or not account.is_active:
        remedy = Remedy("系统管理员", "person.open_account", "开通账号")
        yield lacking(asked.spec, "有开通的账号", f"{asked.object.name}没有开通的账号。", remedy)
        return
    yield decide("重置密码", [_alone(asked)])
    if asked.given is not None:
        yield from wrong({"password": weak(asked.given["password"], account.username, asked.object)})


@performs("person.reset_password")
def reset_password(
    *, actor: Actor, ref: str, expect: int | None = None, password: str, once: str | None = None
) -> Done:
    """Give an account a new password; every session of it ends."""
    with act(actor, "person.reset_password", ref, expect=expect, once=once) as a:
        account = found(_account_of(a))
        moment = clock.text(a.at, "%Y-%m-%d %H:%M")
        notice = f"您的密码在 {moment} 由{a.actor.name}重置。不是您要求的，请立即告诉县委组织部。"
        until = a.at + timedelta(days=NOTICE_DAYS)
        change_account(a, account, notice=notice, notice_until=until, **given_by_another(make_password(password)))
    return done(a)


@performs("person.choose_password")
def choose_password(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    password: str,
    encoded: str = "",
    once: str | None = None,
) -> Done:
    """Give an account the password that its owner chose at the door; every other session of it ends.

    The door has proved who it is: by the password before, by one for a single sign-in, by a one-time link. Whether it
    returns is asked before the act begins, since that takes as long as several sign-ins.
    """
    used = "" if encoded else _returning(ref, password)
    with act(actor, "person.choose_password", ref, expect=expect, once=once) as a:
        account = _account(a.object)
        refuse({"password": used or weak(password, account.username, a.object)})
        kept = encoded or make_password(password)
        change_account(a, account, password=kept, for_one_sign_in=False, spent=False, password_since=a.at)
        a.create(FormerPassword(account=account, encoded=kept))
        a.change_all(no_longer_kept(account), encoded="")
    return done(a)


def _returning(ref: str, password: str) -> str:
    """Why somebody cannot go back to a password; empty where it is a new one."""
    account = Account.objects.filter(person__ref=ref, is_active=True).first()
    if account is None or is_demo_password(password) or not used_before(account, password):
        return ""
    return "与原来的密码相同，或者是最近用过的，请换一个。"


def spend(account: Account) -> bool:
    """Use up a password for one sign-in; False where it was used before. Of several at once exactly one gets True."""
    return Account.objects.filter(pk=account.pk, spent=False).update(spent=True) == 1


@performs("person.close_account")
def close_account(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Close an account; the person and everything done stay."""
    with act(actor, "person.close_account", ref, expect=expect, once=once) as a:
        change_account(a, _account(a.object), is_active=False)
    return done(a)


def given_by_another(password: str, *, by_two: bool = False) -> dict[str, Any]:
    """A password, encoded, that opens the door once; who stands behind it."""
    return {
        "password": password, "for_one_sign_in": True, "spent": False, "by_two": by_two, "password_since": None
    }  # fmt: skip


def without_password() -> dict[str, Any]:
    """What an account is that only a slip opens."""
    return given_by_another(make_password(None))


def change_account(work: Work, account: Account, **values: Any) -> None:
    """Change an account: the record vouches for the row, and says nothing of its values."""
    work.change_all([account], **values)


def _alone(work: Asked) -> Reason:
    """That one person may give this account another password; else nobody could be sure who sits before it (A79)."""
    person: Person = work.object
    by_two = takes_two(person.pk)
    return Reason(
        "1.2",
        "没有担任须两家办理的职务",
        holds(not by_two),
        f"{person.name}担任（或者受托代行）这样的职务，密码由两人重置。" if by_two else f"{person.name}没有担任。",
        remedies=(Remedy("系统管理员", "reset.propose", "提请重置密码", f"person={person.pk}"),),
    )


def _account(person: Person) -> Account:
    found = Account.objects.filter(person=person, is_active=True).first()
    if found is None:
        raise Invalid({"": f"{person.name}没有开通的账号。"})
    return found
