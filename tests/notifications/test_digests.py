"""One digest a person and working day, in working hours, of what is owed: number, kind, link; and what is urgent at once."""

from __future__ import annotations

import email
from collections import Counter
from datetime import date
from email import policy
from typing import Any

import pytest

from duban.matters.models import Matter
from duban.mechanism.dates.workdays import Calendar
from duban.notifications import outbox
from duban.notifications.actions.own import Wish, keep_reach
from duban.notifications.models import Delivery, Reach
from duban.shared.errors import Invalid
from tests.notifications.conftest import MailServer, by_mail, send
from tests.personas import County
from tests.story import do, reported, underway

DUE = "2026-04-01"


def text_of(envelope: Any) -> str:
    """The text of a letter as a mail program shows it."""
    return str(email.message_from_bytes(envelope.content, policy=policy.default).get_content())


def got(mail: MailServer, to: str) -> list[str]:
    """The texts that an address received."""
    return [text_of(one) for one in mail.box.letters if one.rcpt_tos == [to]]


def reached(county: County, who: str, **wish: Any) -> str:
    """Somebody with an address of his own."""
    address = f"{who.replace('.', '-')}@xx.example"
    keep_reach(actor=county.actor(who), wish=Wish(mail=address, **wish))
    return address


def test_a_digest_says_number_kind_and_link_and_nothing_else(county: County, mail: MailServer) -> None:
    story = underway(county)
    by_mail(county, mail)
    to = reached(county, "town_a.liaison")
    with county.on(DUE, 9):
        for _ in range(3):
            send(county)
    [told] = got(mail, to)
    code = Matter.objects.get(ref=story.matter).case.code
    assert f"报送进展（{code}）今天到期" in told and f"/cases/{story.case}/" in told
    for kept in (story.row.title, "甲镇", county.town_a.liaison.name, "圩镇"):
        assert kept not in told


def test_the_worst_stands_first_and_what_is_done_meanwhile_is_left_out(county: County, mail: MailServer) -> None:
    first = underway(county)
    with county.on("2026-03-20"):
        second = underway(county, title="农贸市场改造", distinct_reason="不同的项目")
    by_mail(county, mail)
    to = reached(county, "town_a.liaison")
    with county.on("2026-04-21", 9):
        send(county)
    [told] = got(mail, to)
    lines = told.splitlines()
    assert lines[1].startswith("1. 报送进展") and "逾期20天" in lines[1] and first.case in lines[1]
    assert second.case in lines[2]
    with county.on("2026-04-22", 9):
        from duban.notifications.recipients import plan_digests

        plan_digests(county.jurisdiction_id)
        reported(first)
        send(county)
    assert first.case not in got(mail, to)[1]


@pytest.mark.parametrize(("day", "hour"), [("2026-04-01", 7), ("2026-04-01", 18), ("2026-04-04", 9), ("2026-04-06", 9)])
def test_out_of_hours_and_on_holidays_nothing_goes_out(county: County, mail: MailServer, day: str, hour: int) -> None:
    underway(county)
    by_mail(county, mail)
    to = reached(county, "town_a.liaison")
    with county.on(day, hour):
        send(county)
    assert got(mail, to) == []


def test_a_holiday_declared_overnight_holds_back_what_was_planned(
    county: County, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    by_mail(county, mail)
    to = reached(county, "town_a.liaison")
    mail.box.refuses = "451 later"
    with county.on(DUE, 9):
        send(county)
    mail.box.refuses = ""
    off = Calendar(frozenset({2026}), {date(2026, 4, 1): False})
    monkeypatch.setattr(outbox, "calendar", lambda county: off)
    with county.on(DUE, 10):
        send(county)
    row = Delivery.objects.get(purpose="digest", person_id=county.persons["town_a.liaison"])
    assert (got(mail, to), row.result, "放假" in row.happened) == ([], "nothing", True)


def test_leaders_get_none_unless_they_ask_and_then_whom_they_name(county: County, mail: MailServer) -> None:
    underway(county)
    by_mail(county, mail)
    own = reached(county, "standing")
    clerk = reached(county, "clerk")
    with county.on(DUE, 9):
        from duban.notifications.recipients import plan_digests

        plan_digests(county.jurisdiction_id)
        assert not Delivery.objects.filter(about_id=county.persons["standing"]).exists()
        reached(county, "standing", asks=True, goes_to=county.persons["clerk"])
        plan_digests(county.jurisdiction_id)
    row = Delivery.objects.get(about_id=county.persons["standing"])
    assert (row.person_id, row.address) == (county.persons["clerk"], clerk) and got(mail, own) == []


def test_quiet_holds_for_all_channels_but_what_is_urgent_goes_at_once(county: County, mail: MailServer) -> None:
    story = underway(county)
    by_mail(county, mail)
    to = reached(county, "town_a.liaison", quiet=True)
    with county.on(DUE, 9):
        send(county)
        assert got(mail, to) == []
    with county.on(DUE, 22):
        do(story.head, "matter.press", ref=story.matter, ground="emergency", text="今晚报送受灾情况")
        for _ in range(3):
            send(county)
    [told] = got(mail, to)
    assert told.startswith("紧急催办：报送进展（") and "受灾" not in told


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(county: County, mail: MailServer) -> None:
    underway(county)
    by_mail(county, mail)
    to, who = reached(county, "town_a.liaison"), county.persons["town_a.liaison"]
    mail.box.refuses = "451 try later"
    tries = []
    for minute in range(55):
        with county.on(DUE, 9, minute):
            send(county)
            tries.append(Delivery.objects.get(purpose="digest", person_id=who).tries)
    assert [tries.index(number) for number in range(1, 6)] == [0, 1, 4, 13, 40]
    row = Delivery.objects.get(purpose="digest", person_id=who)
    assert (row.result, row.tries, "451" in row.happened, got(mail, to)) == ("failed", 5, True, [])


def test_of_what_a_worker_had_in_hand_when_it_died_nobody_gets_two(county: County, mail: MailServer) -> None:
    underway(county)
    by_mail(county, mail)
    to = reached(county, "town_a.liaison")
    with county.on(DUE, 9):
        send(county)
        Delivery.objects.filter(purpose="digest").update(result="sending")
        send(county)
    assert len(got(mail, to)) == 1
    assert "中断" in Delivery.objects.get(purpose="digest", address=to).happened


def test_a_month_brings_each_person_at_most_one_message_a_working_day(county: County, mail: MailServer) -> None:
    for title in ("校车安全整治", "农贸市场改造", "水库除险加固"):
        underway(county, title=title, distinct_reason="不同的项目")
    by_mail(county, mail)
    for who in ("town_a.liaison", "town_a.handler", "town_a.principal", "inspector", "office_head"):
        reached(county, who)
    for day in range(1, 31):
        for hour in (7, 9, 13, 17, 20):
            with county.on(date(2026, 4, day), hour):
                send(county)
    sent = Delivery.objects.filter(result="sent", purpose="digest").values_list("person_id", "day")
    assert sent and set(Counter(sent).values()) == {1}
    assert {row.day.weekday() < 5 for row in Delivery.objects.filter(result="sent", purpose="digest")} == {True}
    assert len(mail.box.letters) == len(sent) + 1, "and the try"


def test_what_is_no_address_is_said_beside_its_field_all_at_once(county: County) -> None:
    with pytest.raises(Invalid) as refused:
        keep_reach(actor=county.inspector, wish=Wish(mail="张某", mobile="123", account="空 格"))
    assert set(refused.value.fields) == {"mail", "mobile", "account"}
    assert not Reach.objects.exists()


def test_a_person_without_a_channel_is_passed_over(county: County, mail: MailServer) -> None:
    underway(county)
    by_mail(county, mail)
    keep_reach(actor=county.town_a.liaison, wish=Wish(mobile="13800000000"))
    with county.on(DUE, 9):
        send(county)
    assert not Delivery.objects.filter(purpose="digest").exists()
