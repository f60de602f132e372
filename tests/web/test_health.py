"""`/-/health`: well only where the system can work; what is wrong is told to who watches here, and to nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from duban.organisations.actions.signing_in.accounts import choose_password, open_account
from duban.organisations.models import Account, Person
from duban.shared import clock
from duban.shared.actor import system_actor
from duban.shared.machine import room
from tests.personas import PASSWORD, County

FAR = {"REMOTE_ADDR": "203.0.113.7"}


def administrator(county: County) -> Account:
    """The account of the administrator, who has none in the county of the tests."""
    person = Person.objects.get(pk=county.persons["registrar"])
    open_account(actor=county.registrar, ref=person.ref, username="guanli")
    choose_password(
        actor=system_actor(county.jurisdiction_id, clock.today()), ref=person.ref, password=PASSWORD
    )
    return Account.objects.get(person=person)


def asked(client: Client, **where: str) -> tuple[int, str]:
    answer = client.get(reverse("health"), **where)
    return answer.status_code, answer.content.decode()


def test_a_system_that_can_work_is_well(county: County, client: Client) -> None:
    assert asked(client) == (200, "ok\n")
    assert asked(client, **FAR) == (200, "ok\n")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("DELETE FROM django_migrations", "数据库是空的"),
        ("DELETE FROM django_migrations WHERE app = 'audit'", "数据库比程序旧"),
        ("UPDATE django_migrations SET name = '0999_later' WHERE app = 'acts' AND name = '0001_initial'", "比程序新"),
    ],
)
def test_a_database_of_another_version_is_not_well(
    county: County, client: Client, change: str, wrong: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)
    status, told = asked(client)
    assert (status, wrong in told) == (503, True)
    assert asked(client, **FAR) == (503, "not able to work\n")
    client.force_login(administrator(county))
    assert wrong in asked(client, **FAR)[1]
    client.force_login(county.account("inspector"))
    assert asked(client, **FAR) == (503, "not able to work\n")


def test_a_disk_that_fills_is_told_before_it_is_full(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_on_disk", lambda: (9 * 10**8, 10**10))
    status, told = asked(client)
    assert (status, "可用空间只剩 9%" in told) == (200, True)
    assert asked(client, **FAR) == (200, "ok\n")
