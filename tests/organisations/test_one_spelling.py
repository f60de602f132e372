"""The name of an account has one spelling, in the database as at the door."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from duban.organisations.models import Account, one_spelling
from tests.personas import County

UPGRADE = import_module("duban.organisations.migrations.0003_one_door").one_spelling_each


class Old:
    """The accounts of a county from before, in which names differed by case."""

    def __init__(self, *names: str) -> None:
        self.rows = [Account(pk=n, username=name) for n, name in enumerate(names)]
        self.written: dict[int, str] = {}
        for row in self.rows:
            row.save = lambda row=row, **_: self.written.update({row.pk: row.username})  # type: ignore[method-assign, misc]

    def get_model(self, *_: str) -> Old:
        return self

    @property
    def _base_manager(self) -> Old:
        return self

    def all(self) -> list[Account]:
        return self.rows


@pytest.mark.parametrize("typed", ["weiducha", "Weiducha", " WEIDUCHA ", "ｗｅｉｄｕｃｈａ"])
def test_however_it_is_typed_it_is_one_name(typed: str) -> None:
    assert one_spelling(typed) == "weiducha"


def test_an_upgrade_writes_each_name_in_its_one_spelling() -> None:
    old = Old("Weiducha", "shuji")
    UPGRADE(old, None)
    assert old.written == {0: "weiducha"}


def test_an_upgrade_names_the_accounts_that_would_become_one_and_writes_nothing() -> None:
    old = Old("Shuji", "shuji", "weiducha", "WeiDucha", "xianzhang")
    with pytest.raises(ValueError, match="Shuji、shuji；WeiDucha、weiducha"):
        UPGRADE(old, None)
    assert old.written == {}


def test_the_database_itself_keeps_no_other_spelling(county: County) -> None:
    account = apps.get_model("organisations", "Account").objects.get(username="inspector")
    account.username = "Inspector"
    with pytest.raises(IntegrityError), transaction.atomic():
        account.save()
