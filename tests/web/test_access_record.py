"""Signing in, failing, leaving, looking where one may not, and reading what is held against a person: all on record."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from duban.audit.models import Entry, Payload
from duban.audit.selectors import history
from duban.organisations.models import Person
from duban.web.access import RECORDED
from tests.accountability import steps
from tests.apart import undone
from tests.personas import County, account_by_one
from tests.web.conftest import Browse
from tests.web.test_signing_in import sign_in
from tests.web.walk import underway

PERSONAL = {
    "inquiry", "hearing", "hearing_notice", "ruling", "rulings", "transfer_letter", "transfer_bundle", "status_slip",
    "person_extract", "yearresult", "advice", "results_extract", "correction", "result_notice", "result_withdrawal",
}  # fmt: skip


def reading(county: County, browse: Browse, who: str) -> Client:
    """A browser of this person; the administrator of the county has no account yet."""
    if who == "registrar":
        account_by_one(county, Person.objects.get(pk=county.persons[who]).ref, "registrar")
    return browse(who)


def lines(act: str = "") -> list[str]:
    entries = Entry.objects.filter(object_kind="access").order_by("n")
    return [line.sentence for line in history(list(entries.filter(act=act) if act else entries))]


def test_coming_failing_and_leaving_are_on_record_with_the_place(county: County) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(client, "Inspector", "wrong")
    sign_in(client, "inspector")
    client.post(reverse("account_logout"))
    who = county.inspector.name
    assert lines() == [
        "账号 inspector 登录失败，来自 192.0.2.7。",
        f"{who}凭密码登录，账号 inspector，来自 192.0.2.7。",
        f"{who}退出，账号 inspector，来自 192.0.2.7。",
    ]
    entries = Entry.objects.filter(object_kind="access").order_by("n")
    assert [entry.actor_id for entry in entries] == [None, *[county.persons["inspector"]] * 2]


def test_a_name_that_no_account_has_and_a_password_are_never_kept(county: County) -> None:
    sign_in(Client(), "xyzzy-in-the-wrong-field", "another-xyzzy")
    assert "不存在的账号登录失败" in lines()[-1]
    assert not [row.pk for row in Payload.objects.all() if "xyzzy" in row.text]


def test_a_door_that_is_shut_is_knocked_at_on_record(county: County) -> None:
    for _ in range(8):
        sign_in(Client(), "inspector", "wrong")
    assert len(lines("access.failed")) == 1, "one a minute"


def test_acts_on_what_is_not_ones_own_are_on_record_and_do_not_flood_it(county: County, browse: Browse) -> None:
    walk = underway(county)
    client = browse("town_b.liaison")
    for _ in range(60):
        assert client.post(f"/act/matter.report/{walk.matter}/", {}).status_code == 404
    assert lines() == [
        f"{county.actor('town_b.liaison').name}办理“报送进展”不在其可见范围内的 /act/matter.report/{walk.matter}/，未受理。"
    ]


def test_every_page_of_what_is_held_against_a_person_records_who_reads_it() -> None:
    patterns = get_resolver().url_patterns[0].url_patterns  # type: ignore[union-attr]
    recorded = {str(pattern.name) for pattern in patterns if pattern.callback in RECORDED}
    assert recorded == PERSONAL


def test_reading_a_notice_is_on_record_once_a_minute_for_each_reader(county: County, browse: Browse) -> None:
    ref = steps.served(county).hearing("principal").ref
    reader = browse("bureau_a.principal")
    for _ in range(3):
        assert reader.get(f"/accountability/hearings/{ref}/").status_code == 200
    browse("inspector").get(f"/accountability/hearings/{ref}/")
    told = lines("access.read")
    assert told == [
        f"{county.actor(who).name}查阅情况说明通知 /accountability/hearings/{ref}/。"
        for who in ("bureau_a.principal", "inspector")
    ]


def test_the_page_names_its_reader_and_the_hour_and_no_other_page_does(county: County, browse: Browse) -> None:
    ref = steps.served(county).hearing("principal").ref
    reader = browse("bureau_a.principal")
    with county.on("2026-03-12", 10):
        pages = [reader.get(f"/accountability/hearings/{ref}/{part}").content.decode() for part in ("", "notice/")]
        other = reader.get(reverse("units")).content.decode()
    who = county.actor("bureau_a.principal")
    for page in pages:
        assert len(re.findall(rf'<p class="trace">\s*{who.name}（', page)) == 1
        assert "2026-03-12 周四 10:00 查阅。情况说明通知含个人信息" in page
    assert 'class="trace"' not in other


def test_who_may_not_read_is_not_said_to_have_read(county: County, browse: Browse) -> None:
    ref = steps.served(county).hearing("principal").ref
    refused = browse("town_b.liaison").get(f"/accountability/hearings/{ref}/")
    assert (refused.status_code, "查阅留有记录" in refused.content.decode()) == (404, False)
    assert (len(lines("access.read")), len(lines("access.refused"))) == (0, 1)


@pytest.mark.parametrize(
    ("who", "sees", "not_"),
    [
        ("registrar", {"登录失败，来自", "凭密码登录"}, {"查阅情况说明通知"}),
        ("cdi.principal", {"登录失败，来自", "凭密码登录", "查阅情况说明通知"}, set()),
        ("office_head", {"凭密码登录", "查阅情况说明通知"}, {"登录失败，来自"}),
        ("inspector", {"凭密码登录", "查阅情况说明通知"}, {"登录失败，来自"}),
        ("town_b.liaison", set(), {"登录失败，来自", "凭密码登录", "查阅情况说明通知"}),
    ],
)
def test_the_record_is_read_by_whoever_answers_for_it(
    county: County, browse: Browse, who: str, sees: set[str], not_: set[str]
) -> None:
    ref = steps.served(county).hearing("principal").ref
    client = Client()
    sign_in(client, "inspector", "wrong")
    sign_in(client, "inspector")
    assert client.get(f"/accountability/hearings/{ref}/").status_code == 200
    page = reading(county, browse, who).get(reverse("access_record")).content.decode()
    assert {text for text in sees | not_ if text in page} == sees


def test_the_record_is_read_page_by_page_and_by_sort(county: County, browse: Browse) -> None:
    for number in range(60):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), "nobody", "wrong")
    client = reading(county, browse, "registrar")
    page = client.get(reverse("access_record")).content.decode()
    assert page.count("不存在的账号登录失败") == 50
    older = page.split("before=")[1].split('"')[0]
    assert client.get(reverse("access_record"), {"before": older}).content.decode().count("不存在的账号") == 10
    assert "不存在的账号" not in client.get(reverse("access_record"), {"which": "access.sign_in"}).content.decode()


def test_a_session_left_elsewhere_is_ended_by_its_owner_alone(county: County) -> None:
    here, elsewhere, other = Client(), Client(), Client()
    for client, name in ((here, "inspector"), (elsewhere, "inspector"), (other, "checker")):
        sign_in(client, name)
    page = here.get(reverse("account_change_password")).content.decode()
    (url,) = [part.split('"')[0] for part in page.split('action="')[1:] if "/account/sessions/" in part[:40]]
    assert other.post(url).status_code == 404
    assert here.post(url).status_code == 302
    assert (elsewhere.get("/").status_code, here.get("/").status_code) == (302, 200)


def test_somebody_idle_is_signed_out_and_told(county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse("inspector")
    assert client.get("/").status_code == 200
    monkeypatch.setattr("django.conf.settings.SESSION_IDLE_SECONDS", -1)
    answer = client.get("/mechanism/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/login/?next=")
    assert "没有操作，已自动退出" in answer.content.decode()


def test_no_page_of_somebody_signed_in_is_kept_by_the_browser(county: County, browse: Browse) -> None:
    client = browse("inspector")
    addresses = ["/", "/matters/", "/nowhere/", "/exports/matters.csv", "/exports/people.xlsx", "/account/", "/-/empty"]
    with undone():
        answers = {url: client.get(url).headers.get("Cache-Control") for url in addresses}
    assert set(answers.values()) == {"private, no-store"}
    assert "no-store" in Client().get(reverse("account_login")).headers["Cache-Control"]
