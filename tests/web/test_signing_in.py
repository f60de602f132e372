"""Signing in and out; a demo offers its persons, and each signs in as anybody does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from duban.organisations.actions.signing_in.accounts import close_account, spend
from duban.organisations.actions.signing_in.resets import confirm_reset, propose_reset
from duban.organisations.models import Person
from tests.personas import PASSWORD, County
from tests.web.conftest import Browse

RESET, OWN = "given-By-another-hand", "chosen-By-the-owner"


def reset(county: County) -> None:
    """Two others set the password of the inspector."""
    given = {"person": county.person("inspector"), "password": RESET, "reason": "本人当面提出"}
    confirm_reset(actor=county.org_dept.deputy, ref=propose_reset(actor=county.registrar, **given).ref)


def sign_in(client: Client, username: str, password: str = PASSWORD, **given: Any) -> Any:
    return client.post(reverse("account_login"), {"username": username, "password": password, **given})


def test_a_person_signs_in_and_out(county: County, client: Client) -> None:
    answer = sign_in(client, "inspector")
    assert (answer.status_code, answer.url) == (302, "/")
    assert county.inspector.name in client.get(reverse("units")).content.decode()
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("units")).url.startswith(reverse("account_login"))


def test_signing_out_is_no_link(county: County, client: Client) -> None:
    client.force_login(county.account("inspector"))
    assert client.get(reverse("account_logout")).status_code == 405


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


def test_five_failures_close_the_door_for_a_while_whatever_the_spelling(county: County, client: Client) -> None:
    spellings = ("inspector", "Inspector", "INSPECTOR", " inspector ", "ｉｎｓｐｅｃｔｏｒ")
    assert [sign_in(client, name, "wrong").status_code for name in spellings] == [422] * 5
    answer = sign_in(client, "inspector")
    assert answer.status_code == 429
    assert "30 分钟以后再试" in answer.content.decode()
    assert sign_in(client, "inSpector").status_code == 429
    assert sign_in(client, "checker").status_code == 302


def test_a_name_is_the_same_however_it_is_typed(county: County, client: Client) -> None:
    assert sign_in(client, " Ｉnspector").url == "/"


def test_a_stranger_keeps_strangers_from_an_account_but_never_its_owner(county: County, client: Client) -> None:
    assert sign_in(client, "inspector").status_code == 302
    client.post(reverse("account_logout"))
    stranger = Client()
    for _ in range(6):
        shut = sign_in(stranger, "inspector", "wrong").status_code
    assert shut == 429
    assert sign_in(client, "inspector").status_code == 302


def test_one_source_that_tries_many_accounts_is_stopped(county: County) -> None:
    names = [name for name in county.persons if "." in name][:40]
    answers = [sign_in(Client(), name, "wrong").status_code for name in names]
    assert answers[:30] == [422] * 30
    assert set(answers[30:]) == {429}
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert sign_in(elsewhere, "inspector").status_code == 302


def test_many_sources_that_try_one_account_are_stopped_together(county: County) -> None:
    answers = [sign_in(Client(REMOTE_ADDR=f"198.51.{n // 4}.7"), "inspector", "wrong").status_code for n in range(110)]
    assert answers[:100] == [422] * 100
    assert set(answers[100:]) == {429}


def test_a_right_password_is_no_try(county: County) -> None:
    answers = [sign_in(Client(), "inspector").status_code for _ in range(8)]
    assert answers == [302] * 8


def test_the_mark_of_a_known_browser_is_not_made_by_hand(county: County, client: Client) -> None:
    client.cookies["known"] = '{"inspector": "anything"}'
    for _ in range(5):
        sign_in(client, "inspector", "wrong")
    assert sign_in(client, "inspector").status_code == 429


def test_a_password_of_somebody_else_opens_once_and_asks_for_ones_own(county: County, client: Client) -> None:
    reset(county)
    answer = sign_in(client, "inspector", RESET)
    assert (answer.status_code, answer.url) == (302, reverse("account_own_password"))
    assert client.get("/").status_code == 302, "not signed in yet"
    page = client.get(answer.url).content.decode()
    assert "设定本人密码" in page
    assert sign_in(Client(), "inspector", RESET).status_code == 422, "it was used up"
    chosen = client.post(answer.url, {"password1": OWN, "password2": OWN})
    assert (chosen.status_code, chosen.url) == (302, "/")
    assert county.inspector.name in client.get(reverse("units")).content.decode()
    assert sign_in(Client(), "inspector", OWN).url == "/"


def test_of_several_who_come_with_a_password_for_one_sign_in_one_gets_in(county: County) -> None:
    reset(county)
    account = county.account("inspector")
    assert [spend(account) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    ("first", "again", "told"),
    [
        (OWN, OWN + "x", "密码"),
        (RESET, RESET, "与原来的密码相同"),
        ("q8-vbx", "q8-vbx", "12"),
        ("inspector-2026-x", "inspector-2026-x", "账号"),
        ("Aaaaaaaaaaa1", "Aaaaaaaaaaa1", "重复"),
        ("tower-lamp-rice-hill", "tower-lamp-rice-hill", "密码只有小写字母、其他字符，"),
    ],
)
def test_ones_own_password_has_to_be_a_good_one(
    county: County, client: Client, first: str, again: str, told: str
) -> None:
    reset(county)
    url = sign_in(client, "inspector", RESET).url
    answer = client.post(url, {"password1": first, "password2": again})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert first not in page
    assert client.post(url, {"password1": OWN, "password2": OWN}).url == "/", "and may be tried again"


def test_nobody_comes_to_the_page_for_ones_own_password_by_its_address(county: County, client: Client) -> None:
    assert client.get(reverse("account_own_password")).url == reverse("account_login")
    client.force_login(county.account("inspector"))
    assert client.get(reverse("account_own_password")).url == "/"


def test_the_own_password_is_changed_by_whoever_knows_it(county: County, browse: Browse) -> None:
    here, elsewhere = browse("inspector"), browse("inspector")
    url = reverse("account_change_password")
    wrong = here.post(url, {"oldpassword": "wrong", "password1": OWN, "password2": OWN})
    assert (wrong.status_code, "现在的密码不对" in wrong.content.decode()) == (422, True)
    assert here.post(url, {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}).status_code == 302
    assert here.get(reverse("units")).status_code == 200
    assert elsewhere.get(reverse("units")).status_code == 302, "other sessions end"
    assert sign_in(Client(), "inspector", OWN).status_code == 302


def test_a_choice_of_a_password_is_on_record_and_the_password_is_not(county: County, browse: Browse) -> None:
    from duban.audit.models import Payload
    from duban.audit.verify import verify

    browse("inspector").post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN}
    )
    texts = list(Payload.objects.order_by("pk").values_list("text", flat=True))
    assert f"{county.inspector.name}设定了本人的密码" in texts[-1]
    assert not any(word in text for text in texts for word in (OWN, "md5$", "pbkdf2"))
    assert verify(county.jurisdiction_id).sound


def test_nobody_signs_up_and_no_mail_is_asked_for() -> None:
    names = {str(pattern.name) for pattern in get_resolver().url_patterns[0].url_patterns}  # type: ignore[union-attr]
    assert not names & {"account_signup", "account_email", "account_reset_password", "account_confirm_email"}


def test_the_persons_of_a_demo_are_offered_in_a_demo_only(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "演示县的人物" not in client.get(reverse("account_login")).content.decode()
    monkeypatch.setattr("duban.shared.machine.installation.kind", lambda: "demo")
    page = client.get(reverse("account_login")).content.decode()
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

    from duban.organisations.actions.posts_held.posts import end_post
    from duban.organisations.models import Post

    post = Post.objects.get(person_id=county.persons["clerk"])
    end_post(actor=county.registrar, ref=post.ref, ends_on=date(2026, 3, 1))
    client.force_login(county.account("clerk"))
    assert client.get(reverse("units")).status_code == 200
