"""Each channel against a server of somebody else: signature, refusal, silence, nonsense; one does not hold up another."""

from __future__ import annotations

import json
import random
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.conf import settings

from duban.acts.models import Obligation
from duban.audit.models import Payload
from duban.notifications import outbox, todos, wire
from duban.notifications.actions.own import Wish, keep_reach, make_feed
from duban.notifications.models import Channel, Delivery, Reach
from duban.notifications.secrets import secret_of
from duban.organisations.selectors import directory
from duban.shared.errors import Invalid, NotPermitted, Unmet
from duban.shared.machine import installation
from tests.notifications.conftest import MAIL, Elsewhere, MailServer, by_mail, keep, send, set_up
from tests.notifications.elsewhere import SECRET
from tests.personas import County, account_by_one
from tests.story import do, reported, underway
from tests.web.conftest import Browse

DUE = "2026-04-01"
BRANDS = {"dingtalk": "/robot/send", "wecom": "/cgi-bin/message", "yuezhengyi": "/tif/message"}


@pytest.mark.parametrize("brand", BRANDS)
def test_a_platform_takes_what_bears_its_signature(county: County, elsewhere: Elsewhere, brand: str) -> None:
    underway(county)
    set_up(county, "guanli", kind="webhook", brand=brand, url=elsewhere.url(BRANDS[brand]), app="duban")
    keep_reach(actor=county.town_a.liaison, wish=Wish(account="lianluo"))
    with county.on(DUE, 9):
        send(county)
    told = elsewhere.state
    assert (len(told["messages"]), told["forged"]) == (2, 0)
    assert "报送进展" in told["messages"][1]["text"]["content"]


def test_a_wrong_secret_is_refused_and_said(county: County, elsewhere: Elsewhere) -> None:
    ref = do(county.registrar, "channel.add", kind="sms", url=elsewhere.url("/sms"), secret="x").ref
    do(county.registrar, "channel.test", ref=ref, to="13800000000")
    send(county)
    row = Delivery.objects.get()
    assert (row.result, "403" in row.happened, elsewhere.state["forged"]) == ("failed", True, 1)
    with pytest.raises(Unmet):
        do(county.registrar, "channel.start", ref=ref)


@pytest.mark.parametrize(("how", "state", "tries"), [
    ({"mood": "down"}, "failed", 5), ({"mood": "refusing"}, "failed", 5), ({"mood": "nonsense"}, "unsure", 1),
    ({"mood": "slow"}, "unsure", 1), ({"loses": 1.0}, "unsure", 1),
])  # fmt: skip
def test_what_may_have_arrived_is_not_sent_again_what_was_refused_is(
    county: County, elsewhere: Elsewhere, how: dict[str, Any], state: str, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "SECONDS", 1)
    underway(county)
    set_up(county, "13800000000", kind="sms", url=elsewhere.url("/sms"))
    keep_reach(actor=county.town_a.liaison, wish=Wish(mobile="13800000001"))
    elsewhere.be(**how)
    for minute in (0, 1, 4, 13, 40, 50):
        with county.on(DUE, 9, minute):
            send(county)
    row = Delivery.objects.get(purpose="digest")
    assert (row.result, row.tries) == (state, tries)
    assert row.happened and len(elsewhere.state["messages"]) <= 2


def test_a_channel_that_is_gone_does_not_hold_up_another(county: County, elsewhere: Elsewhere, mail: MailServer) -> None:
    underway(county)
    set_up(county, "guanli", kind="webhook", brand="wecom", url=elsewhere.url("/cgi-bin/message"))
    by_mail(county, mail)
    Channel.objects.filter(kind="webhook").update(values={"brand": "wecom", "url": "http://127.0.0.1:9/"})
    for number, who in enumerate(("town_a.liaison", "town_a.handler", "town_a.principal", "town_a.deputy", "inspector")):
        keep_reach(actor=county.actor(who), wish=Wish(account=f"a{number}"))
    keep_reach(actor=county.office_head, wish=Wish(mail="zhuren@xx.example"))
    with county.on("2026-04-02", 9):
        do(county.office_head, "matter.press", ref=underway(county, title="校车安全", distinct_reason="不同").matter,
           ground="express", text="今天报送")  # fmt: skip
        send(county)
    waiting = Delivery.objects.filter(channel__kind="webhook", result="waiting")
    assert waiting.exists() and all("连不上" in row.happened for row in waiting.exclude(tries=0))
    assert sum(row.tries for row in waiting) == 3, "after three in a row it is left alone"
    assert Delivery.objects.filter(channel__kind="email", purpose="digest").exclude(result="waiting").exists()


def test_the_secret_lies_in_a_file_of_its_own_and_nowhere_else(county: County, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ref = do(county.registrar, "channel.add", **MAIL, port=25, secret=SECRET).ref
    channel = Channel.objects.get(ref=ref)
    file = Path(settings.DATA) / "channels" / ref
    assert secret_of(channel) == SECRET and stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = json.dumps([*Channel.objects.values("values"), *Payload.objects.values("text")], default=str, ensure_ascii=False)
    assert SECRET not in kept


def test_who_sets_up_a_channel_and_what_is_wrong_with_it(county: County) -> None:
    with pytest.raises(NotPermitted):
        do(county.office_head, "channel.add", **MAIL, port=25)
    with pytest.raises(Invalid) as refused:
        do(county.registrar, "channel.add", kind="sms", url="file:///etc/passwd")
    assert "https://" in refused.value.fields["url"]
    ref = do(county.registrar, "channel.add", **MAIL, port=25).ref
    with pytest.raises(Invalid):
        do(county.registrar, "channel.add", **MAIL, port=26)
    with pytest.raises(Invalid):
        do(county.registrar, "channel.change", ref=ref, kind="sms", url="https://xx.example/")


def test_pages_show_what_became_of_each_message_and_no_secret(county: County, mail: MailServer, browse: Browse) -> None:
    account_by_one(county, directory(county.jurisdiction_id).person(county.persons["registrar"]).ref, "guan")
    channel = by_mail(county, mail)
    page = browse("registrar").get(f"/channels/{channel.ref}/").content.decode()
    assert "guanli@xx.example" in page and "对方已接收" in page and "试发" in page and SECRET not in page
    form = browse("registrar").get(f"/act/channel.change/{channel.ref}/").content.decode()
    assert "duban@xx.example" in form and SECRET not in form
    assert browse("office_head").get(f"/channels/{channel.ref}/").status_code == 404


def test_a_calendar_is_read_by_another_library_and_gone_when_revoked(county: County, browse: Browse) -> None:
    story = underway(county)
    client, outside = browse("town_a.liaison"), browse("town_b.liaison")
    assert "生成地址" in client.get("/account/reach/").content.decode()
    page = client.post("/account/reach/feed/").content.decode()
    url = "/calendar/" + page.split(".ics")[0].split("/calendar/")[-1] + ".ics"
    assert Reach.objects.get().feed not in url
    outside.logout()
    told = outside.get(url)
    assert told["Content-Type"].startswith("text/calendar")
    read = icalendar.Calendar.from_ical(told.content)
    [event] = list(read.walk("VEVENT"))
    assert str(event["SUMMARY"]) == f"报送进展（{story.row.case.code}）"
    assert event.decoded("DTSTART").isoformat() == DUE and story.case in str(event["URL"])
    assert story.row.title.encode() not in told.content and "甲镇".encode() not in told.content
    assert all(len(line) <= 75 for line in told.content.split(b"\r\n"))
    client.post("/account/reach/feed/", {"revoke": "1"})
    assert outside.get(url).status_code == 404
    assert make_feed(actor=county.town_a.liaison) not in url


def test_to_dos_elsewhere_are_those_owed_now_whatever_was_lost(county: County, elsewhere: Elsewhere) -> None:
    """Acts drawn by chance, a platform that loses one call in twenty, and after each reconciliation the two agree."""
    stories = [underway(county, title=f"第{n}号工程", distinct_reason="不同的项目") for n in range(6)]
    set_up(county, "guanli", kind="todos", url=elsewhere.url("/todos"))
    for who in ("town_a.liaison", "town_a.handler", "inspector", "office_head"):
        keep_reach(actor=county.actor(who), wish=Wish(account=who.replace(".", "-")))
    elsewhere.be(loses=0.05)
    chance, seen = random.Random(3), set()
    for day in range(1, 11):
        with county.on(f"2026-04-{day:02d}", 10):
            for story in chance.sample(stories, 2):
                _somehow(story, chance)
            outbox.reconcile_todos(jurisdiction_id=county.jurisdiction_id)
            there = elsewhere.state["todos"]
            assert there == todos.wanted(county.jurisdiction_id)
            seen |= set(there)
    gone = [name for name in seen if name not in there]
    assert gone and all(Obligation.objects.get(pk=int(name.split("-")[1])).outcome != "open" for name in gone)
    assert "撤回" in " ".join(Delivery.objects.filter(purpose="todos").values_list("happened", flat=True))


def _somehow(story: Any, chance: random.Random) -> None:
    """Done, withdrawn or passed on."""
    if story.row.state != "underway":
        return
    way = chance.choice(("report", "report", "suspend", "extend"))
    if way == "report" and story.owed("matter.report"):
        reported(story)
    elif way == "suspend":
        do(story.head, "matter.suspend", ref=story.matter, reason="规划调整")
    elif way == "extend" and not story.owed("matter.decide_extension"):
        do(story.unit.liaison, "matter.request_extension", ref=story.matter,
           new_due=datetime(2026, 10, 20).date(), reason="汛期")  # noqa: DTZ001 # fmt: skip


def test_a_secret_that_is_given_anew_takes_the_place_of_the_old(county: County) -> None:
    channel = Channel.objects.get(ref=do(county.registrar, "channel.add", **MAIL, port=25).ref)
    assert secret_of(channel) == ""
    keep(channel)
    assert secret_of(channel) == SECRET


def test_a_drill_writes_down_what_would_go_out_and_sends_nothing(
    county: County, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    by_mail(county, mail)
    keep_reach(actor=county.town_a.liaison, wish=Wish(mail="jia@xx.example"))
    before = len(mail.box.letters)
    monkeypatch.setattr(installation, "drilled", lambda: True)
    with county.on("2026-04-01", 9):
        send(county)
    assert len(mail.box.letters) == before
    told = {(row.result, row.happened) for row in Delivery.objects.exclude(purpose=Delivery.Purpose.TEST)}
    assert told == {("nothing", "演练，什么都不发出。")}
