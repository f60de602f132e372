"""The rules for passwords that know whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from duban.mechanism.parameters import default_pack
from duban.mechanism.people.passwords import PasswordRules, last_day, password_rules, too_uniform
from duban.organisations.models import Account, FormerPassword
from duban.organisations.selectors.directory import directory
from duban.organisations.selectors.personas import DEMO_PASSWORD
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.machine import installation
from duban.shared.models import Installation
from duban.shared.text.passwords import easy_to_guess


class EasyToGuessValidator:
    """Refuses what whoever knows the owner would try first: name, account and units, repetition, rows of keys."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with the reason."""
        if fault := easy_to_guess(password, _names(user)):
            raise ValidationError(fault, code="password_easy_to_guess")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "不含姓名、账号和单位名称（包括拼音），没有大段重复、连续的字符。"


class KindsValidator:
    """Refuses what has fewer kinds of characters than the rules of the owner's county ask for."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with the reason."""
        if fault := too_uniform(password, rules_for(user)):
            raise ValidationError(fault, code="password_too_uniform")

    def get_help_text(self) -> str:
        """The rule in words."""
        return rules_for(None).sentence


def rules_for(account: Account | None) -> PasswordRules:
    """What the rules in force ask of the password of an account today; the delivered ones where it is nobody's.

    Those of a demo are printed for everybody, and have no end.
    """
    today = clock.today()
    whose = account.person.jurisdiction_id if account is not None and account.person_id else None
    rules = password_rules(default_pack() if whose is None else pack_in_force(whose, today), today)
    return replace(rules, days=0) if installation.kind() == Installation.Kind.DEMO else rules


def is_demo_password(password: str) -> bool:
    """Whether it is the password printed in a demo, where it is nobody's secret and holds for ever."""
    return password == DEMO_PASSWORD and installation.kind() != Installation.Kind.LIVE


def used_before(account: Account, password: str) -> bool:
    """Whether it is the present password, or one of the last that its owner chose.

    Each costs as much as a sign-in: ask outside of a transaction.
    """
    chosen = account.chosen.exclude(encoded="").order_by("-pk")[: rules_for(account).last]
    known = dict.fromkeys([account.password, *chosen.values_list("encoded", flat=True)])
    return any(check_password(password, encoded) for encoded in known)


def no_longer_kept(account: Account) -> list[FormerPassword]:
    """Those that came before the last ones of the rules, of which the hash is not needed any more."""
    return list(account.chosen.exclude(encoded="").order_by("-pk")[rules_for(account).last :])


def good_until(account: Account) -> date | None:
    """The last day of an account's own password; None where it has no end."""
    return last_day(clock.day_of(account.password_since), rules_for(account)) if account.password_since else None


def why_another(account: Account) -> str:
    """Why whoever signs in has to choose another password first; empty where nobody has to."""
    if account.for_one_sign_in:
        return "您用来登录的密码是别人设的，只能登录这一次。请设一个只有您自己知道的，然后进入系统。"
    rules = rules_for(account)
    if not rules.days:
        return ""
    until = good_until(account)
    if until is None:
        return f"您的密码是以前设的，不知道用了多久。密码最多用 {rules.days} 天，请换一个，然后进入系统。"
    if clock.today() <= until:
        return ""
    return f"您的密码已经用满 {rules.days} 天。请换一个，然后进入系统。"


def _names(account: Account | None) -> Iterator[str]:
    """The name of an account and of its person, and those of the units in which the person ever held a post."""
    if account is None:
        return
    yield account.username
    if account.person_id is None:
        return
    yield account.person.name
    known = directory(account.person.jurisdiction_id)
    for unit_id in {post.unit_id for post in known.posts if post.person_id == account.person_id and post.unit_id}:
        yield known.unit(unit_id).name
        yield known.unit(unit_id).short_name
