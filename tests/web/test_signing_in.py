"""Signing in and out; a demo offers its persons, and each signs in as anybody does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duban.organisations.actions import close_account
from duban.organisations.models import Person
from tests.personas import PASSWORD, County


def sign_in(client: Client, username: str, password: str = PASSWORD, **given: Any) -> Any:
    return client.post(reverse("login"), {"username": username, "password": password, **given})


def test_a_person_signs_in_and_out(county: County, client: Client) -> None:
    answer = sign_in(client, "inspector")
    assert (answer.status_code, answer.url) == (302, "/")
    assert county.inspector.name in client.get(reverse("units")).content.decode()
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("units")).url.startswith(reverse("login"))


def test_signing_out_is_no_link(county: County, client: Client) -> None:
    client.force_login(county.account("inspector"))
    assert client.get(reverse("logout")).status_code == 405


def test_after_signing_in_one_is_where_one_wanted_to_go(county: County, client: Client) -> None:
    assert sign_in(client, "inspector", next="/mechanism/").url == "/mechanism/"
    client.logout()
    assert sign_in(client, "inspector", next="https://elsewhere.example/").url == "/"


@pytest.mark.parametrize(
    ("username", "password"), [("inspector", "wrong"), ("nobody", PASSWORD), ("inspector", "")]
)
def test_what_does_not_fit_is_said_without_telling_which(
    county: County, client: Client, username: str, password: str
) -> None:
    answer = sign_in(client, username, password)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("账号或密码不对。" in page) is bool(password)
    assert password == "" or password not in page
    assert f'value="{username}"' in page


def test_a_closed_account_opens_nothing(county: County, client: Client) -> None:
    client.force_login(county.account("clerk"))
    close_account(actor=county.registrar, ref=Person.objects.get(pk=county.persons["clerk"]).ref)
    assert client.get(reverse("units")).status_code == 302
    assert sign_in(client, "clerk").status_code == 422


def test_five_failures_lock_the_account_for_a_while(county: County, client: Client) -> None:
    answers = [sign_in(client, "inspector", "wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "锁定 30 分钟" in answers[-1].content.decode()
    assert sign_in(client, "inspector").status_code == 429
    assert sign_in(client, "inspector2").status_code == 302


def test_the_persons_of_a_demo_are_offered_in_a_demo_only(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "演示县的人物" not in client.get(reverse("login")).content.decode()
    monkeypatch.setattr("duban.shared.installation.kind", lambda: "demo")
    page = client.get(reverse("login")).content.decode()
    assert "演示县的人物" in page
    assert page.index("张某甲") < page.index("督查室主任") < page.index("党委书记")


def test_a_county_is_seen_through_its_own_account_only(
    county: County, other_county: County, client: Client
) -> None:
    client.force_login(other_county.account("secretary"))
    ref = county.town_c.unit.ref
    assert client.get(reverse("unit", args=[ref])).status_code == 404
    assert "丙镇" not in client.get(reverse("units")).content.decode()


def test_somebody_without_a_post_today_may_look_but_not_act(county: County, client: Client) -> None:
    from datetime import date

    from duban.organisations.actions import end_post
    from duban.organisations.models import Post

    post = Post.objects.get(person_id=county.persons["clerk"])
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1))
    client.force_login(county.account("clerk"))
    assert client.get(reverse("units")).status_code == 200
