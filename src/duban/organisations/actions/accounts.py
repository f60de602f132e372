"""Accounts: one for a person, opened and closed by the administrator. No password ever enters the record."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.organisations.actions.shared import done, refuse
from duban.organisations.models import Account, Person
from duban.organisations.selectors.personas import DEMO_PASSWORD
from duban.shared import installation
from duban.shared.actor import Actor
from duban.shared.errors import Invalid
from duban.shared.models import Installation

_USERNAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$")


@performs("person.open_account")
def open_account(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    username: str,
    password: str,
    encoded: str = "",
    once: str | None = None,
) -> Done:
    """Open the account of a person. `encoded` is a password hashed before, for whoever opens many at once."""
    with act(actor, "person.open_account", ref, expect=expect, once=once) as a:
        refuse({"username": wrong_name(username), "password": weak(password, username)})
        mine = Account.objects.filter(person=a.object).first()
        if mine is not None and mine.is_active:
            raise Invalid({"": f"{a.object.name}已有账号 {mine.username}，一人一号。"})
        account = mine or Account(person=a.object, jurisdiction_id=a.jurisdiction_id)
        taken = Account.objects.filter(username__iexact=username).exclude(pk=account.pk)
        if taken.exists():
            raise Invalid({"username": f"账号“{username}”已被使用。"})
        account.username, account.is_active = username, True
        account.password = encoded or make_password(password)
        account.save()
        a.say(username=username)
    return done(a)


def wrong_name(username: str) -> str:
    """Why an account cannot have this name; empty if it can."""
    return "" if _USERNAME.fullmatch(username) else "应为 2 到 40 位字母、数字和 . _ -，以字母或数字开头。"


def weak(password: str, username: str = "") -> str:
    """Why a password is not taken; empty if it is."""
    if password == DEMO_PASSWORD:
        return "这是演示县的密码，正式系统不能使用。" if installation.kind() == Installation.Kind.LIVE else ""
    try:
        validate_password(password, Account(username=username))
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@performs("person.reset_password")
def reset_password(
    *, actor: Actor, ref: str, expect: int | None = None, password: str, once: str | None = None
) -> Done:
    """Give an account a new password; every session of it ends."""
    with act(actor, "person.reset_password", ref, expect=expect, once=once) as a:
        account = _account(a.object)
        refuse({"password": weak(password, account.username)})
        account.set_password(password)
        account.save(update_fields=["password"])
    return done(a)


@performs("person.close_account")
def close_account(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Close an account; the person and everything done stay."""
    with act(actor, "person.close_account", ref, expect=expect, once=once) as a:
        account = _account(a.object)
        account.is_active = False
        account.save(update_fields=["is_active"])
    return done(a)


def _account(person: Person) -> Account:
    found = Account.objects.filter(person=person, is_active=True).first()
    if found is None:
        raise Invalid({"": f"{person.name}没有开通的账号。"})
    return found
