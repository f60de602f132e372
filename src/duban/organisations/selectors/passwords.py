"""The rule for passwords that knows whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from duban.organisations.models import Account
from duban.organisations.selectors.directory import directory
from duban.shared.passwords import easy_to_guess


class EasyToGuessValidator:
    """Refuses what whoever knows the owner would try first: name, account and units, repetition, rows of keys."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with the reason."""
        if fault := easy_to_guess(password, _names(user)):
            raise ValidationError(fault, code="password_easy_to_guess")

    def get_help_text(self) -> str:
        """The rule in words."""
        return "不含姓名、账号和单位名称（包括拼音），没有大段重复、连续的字符。"


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
