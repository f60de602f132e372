"""Passwords have kinds of characters, an end and a history, as the rules in force say (GB/T 22239-2019 身份鉴别 a)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from duban.audit.models import Payload
from duban.audit.verify import verify
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.people.passwords import PasswordRules, kinds_of, password_rules, too_uniform
from duban.organisations.models import Account, FormerPassword
from duban.organisations.selectors.signing_in import passwords
from duban.shared.machine import installation
from duban.shared.models import Installation
from tests.personas import FOUNDED, PASSWORD, TODAY, County
from tests.web.conftest import Browse
from tests.web.test_signing_in import sign_in

SINCE = FOUNDED.date()
NEW = "tower-Lamp-rice-{}"


def ruled(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    """The rules in force with other values from the day on which the county was founded."""
    changes = {key: (value, SINCE, "某规定", "某理由") for key, value in values.items()}
    pack: Pack = default_pack().with_values(changes)
    monkeypatch.setattr(passwords, "pack_in_force", lambda jurisdiction_id, on: pack)


def change(client: Client, old: str, new: str) -> Any:
    """Another password; that five a minute are enough is another rule."""
    caches["default"].clear()
    return client.post(
        reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new}
    )


@pytest.mark.clause("1.2")
def test_the_delivered_rules_are_those_of_the_standard() -> None:
    assert password_rules(default_pack(), TODAY) == PasswordRules(kinds=3, days=90, last=5)
    assert default_pack().use("password_days", TODAY).question == "A89"
    old = Pack.loads("[values]\n")
    assert password_rules(old, TODAY) == PasswordRules(kinds=3, days=90, last=5), "also where an older notice is in force"


@pytest.mark.parametrize(
    ("password", "kinds"),
    [
        ("tower", 1), ("Tower", 2), ("Tower1", 3), ("Tower-1", 4), ("雨后的山路", 1), ("雨后的山路A1", 3), ("１２a", 2),
    ],
)  # fmt: skip
def test_the_kinds_of_characters_are_counted(password: str, kinds: int) -> None:
    assert len(kinds_of(password)) == kinds
    assert bool(too_uniform(password, PasswordRules(kinds=3, days=0, last=0))) is (kinds < 3)


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(("asked", "told"), [("1", ""), ("2", ""), ("3", "至少要有 3 类"), ("4", "至少要有 4 类")])
def test_how_many_kinds_is_what_the_rules_say(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch, asked: str, told: str
) -> None:
    ruled(monkeypatch, password_kinds=asked)
    answer = change(browse("inspector"), PASSWORD, "tower-lamp-rice-hill")
    assert answer.status_code == (422 if told else 302)
    assert told in answer.content.decode()


@pytest.mark.clause("1.2")
def test_a_password_opens_for_ninety_days_and_then_asks_for_another(county: County) -> None:
    for days in (0, 90):
        with county.on(SINCE + timedelta(days=days)):
            assert sign_in(Client(), "inspector").url == "/"
    with county.on(SINCE + timedelta(days=91)):
        client = Client()
        answer = sign_in(client, "inspector")
        assert (answer.status_code, answer.url) == (302, reverse("account_own_password"))
        assert client.get("/").url.startswith(reverse("account_login")), "not signed in yet"
        assert "已经用满 90 天" in client.get(answer.url).content.decode()
        same = client.post(answer.url, {"password1": PASSWORD, "password2": PASSWORD})
        assert (same.status_code, "与原来的密码相同" in same.content.decode()) == (422, True)
        new = NEW.format(1)
        assert client.post(answer.url, {"password1": new, "password2": new}).url == "/"
        assert client.get("/").status_code == 200
        assert sign_in(Client(), "inspector", new).url == "/"
    with county.on(SINCE + timedelta(days=181)):
        assert sign_in(Client(), "inspector", new).url == "/", "it counts from the day of the change"


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(("days", "later", "asked"), [(30, 30, False), (30, 31, True), (0, 2000, False)])
def test_how_long_a_password_opens_is_what_the_rules_say(
    county: County, monkeypatch: pytest.MonkeyPatch, days: int, later: int, asked: bool
) -> None:
    ruled(monkeypatch, password_days=days)
    with county.on(SINCE + timedelta(days=later)):
        assert (sign_in(Client(), "inspector").url == reverse("account_own_password")) is asked


def test_a_password_of_which_nobody_knows_how_old_it_is_is_changed(county: County) -> None:
    Account.objects.filter(username="inspector").update(password_since=None)
    client = Client()
    answer = sign_in(client, "inspector")
    assert answer.url == reverse("account_own_password")
    assert "不知道用了多久" in client.get(answer.url).content.decode()


def test_the_owner_reads_until_when_the_password_is_good(county: County, browse: Browse) -> None:
    page = browse("inspector").get(reverse("account_change_password")).content.decode()
    assert "现在的密码可以用到 2026-04-05" in page
    assert "不与最近 5 个密码相同" in page


@pytest.mark.clause("1.2")
def test_the_last_five_do_not_return_whoever_set_one_between_them(county: County, browse: Browse) -> None:
    client, now = browse("inspector"), PASSWORD
    for number in range(5):
        assert change(client, now, NEW.format(number)).status_code == 302
        now = NEW.format(number)
    for number in range(5):
        answer = change(client, now, NEW.format(number))
        assert (answer.status_code, "最近用过" in answer.content.decode()) == (422, True)
    assert change(client, now, PASSWORD).status_code == 302, "the sixth before is none of the last five"
    assert change(client, PASSWORD, NEW.format(1)).status_code == 422
    assert change(client, PASSWORD, NEW.format(0)).status_code == 302


def test_history_is_kept_as_hashes_no_longer_than_it_is_asked_for_and_not_in_the_record(
    county: County, browse: Browse
) -> None:
    client, now = browse("inspector"), PASSWORD
    for number in range(7):
        change(client, now, NEW.format(number))
        now = NEW.format(number)
    kept = list(FormerPassword.objects.filter(account__username="inspector").order_by("pk").values_list("encoded", flat=True))
    assert [bool(one) for one in kept] == [False] * 3 + [True] * 5
    assert all(one.startswith("md5$") for one in kept[3:])
    texts = "".join(Payload.objects.values_list("text", flat=True))
    assert not any(word in texts for word in (*kept[3:], "tower-"))
    assert verify(county.jurisdiction_id).sound


def test_what_an_administrator_types_tells_nothing_of_the_passwords_of_others(county: County) -> None:
    """A reset is no way to ask whether somebody's password is a certain one."""
    from duban.organisations.actions.signing_in.resets import propose_reset

    given = {"person": county.person("inspector"), "reason": "本人当面提出"}
    assert propose_reset(actor=county.registrar, password=PASSWORD, **given).ref


def test_the_day_counts_in_the_county(county: County) -> None:
    account = county.account("inspector")
    assert passwords.good_until(account) == date(2026, 4, 5)


def test_the_printed_passwords_of_a_demo_have_no_end_and_their_page_names_none(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "现在的密码可以用到" in browse("inspector").get("/account/").content.decode()
    monkeypatch.setattr(installation, "kind", lambda: Installation.Kind.DEMO)
    assert passwords.good_until(county.account("inspector")) is None
    assert passwords.why_another(county.account("inspector")) == ""
    assert "现在的密码可以用到" not in browse("inspector").get("/account/").content.decode()
