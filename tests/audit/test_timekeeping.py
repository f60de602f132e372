"""The clock is held against the record and the last sweep: what cannot be believed holds every act, and two put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duban.acts.models import Obligation
from duban.audit.models import Entry, MachineTime
from duban.audit.timekeeping import AHEAD, BEHIND, ClockReading, Standing, WrongClock, reading
from duban.audit.verify import verify
from duban.jobs.cli import main
from duban.jobs.sweep import sweep
from duban.organisations.actions.clockchecks import confirm_time, propose_time, refuse_time
from duban.organisations.actions.people import create_person
from duban.organisations.models import ClockCheck, Person
from duban.organisations.selectors import clock_page
from duban.shared import clock
from duban.shared.database import memo
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet
from tests.personas import PASSWORD, County, account_by_one

DAY = timedelta(days=1)
REASON = "与国家授时中心的时间一致"
Set = Callable[[timedelta], None]


@pytest.fixture
def machine(county: County, monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    """The county under the machine's own clock, which a test may set forward and back."""
    began = clock.now()
    shown = {"at": began}
    monkeypatch.setattr(clock, "now", lambda: shown["at"])
    monkeypatch.setattr(clock, "is_moved", lambda: False)
    act(county, "先某某")

    def put(by: timedelta) -> None:
        shown["at"] = began + by
        memo.forget()

    yield put


def act(county: County, name: str = "后某某") -> None:
    create_person(actor=county.registrar, name=name, rank=900, personnel_category="公务员")


def last(county: County) -> Entry:
    return Entry.objects.latest("n")


# judging


@pytest.mark.parametrize(
    ("now", "standing"),
    [(-BEHIND - timedelta(microseconds=1), "behind"), (-BEHIND, "right"), (timedelta(0), "right"), (AHEAD, "right"),
     (AHEAD + timedelta(microseconds=1), "ahead")],
)  # fmt: skip
def test_the_clock_is_right_between_two_seconds_behind_and_a_day_ahead(now: timedelta, standing: str) -> None:
    known = datetime(2026, 3, 2, 9, tzinfo=clock.BEIJING)
    assert ClockReading(known + now, known, known).standing is Standing(standing)


def test_a_county_where_nobody_acts_is_not_held_while_the_sweep_goes_on() -> None:
    known = datetime(2026, 3, 2, 9, tzinfo=clock.BEIJING)
    assert ClockReading(known, known - 60 * DAY, known - timedelta(minutes=1)).standing is Standing.RIGHT
    assert ClockReading(known, known - 60 * DAY, None).standing is Standing.RIGHT, "nothing was seen that tells otherwise"
    assert ClockReading(known, None, None).standing is Standing.RIGHT, "there is no entry yet"


# holding


def test_no_act_is_done_under_a_clock_behind_the_last_entry(county: County, machine: Set) -> None:
    machine(-2 * DAY)
    before = last(county)
    with pytest.raises(WrongClock) as refused:
        act(county)
    assert clock.text(before.recorded_at, "%Y年%m月%d日 %H:%M:%S") in refused.value.message
    assert clock.text(clock.now(), "%Y年%m月%d日 %H:%M:%S") in refused.value.message
    assert "慢了2天" in refused.value.message
    assert last(county) == before, "not even the refusal, which would stand under the wrong time"
    machine(timedelta(seconds=-2))
    act(county)


def test_a_jump_ahead_of_record_and_sweep_holds_every_act_and_the_sweep_does_not_forget_it(
    county: County, machine: Set
) -> None:
    assert sweep().failed == []
    machine(400 * DAY)
    for _ in range(2):
        failed = sweep().failed
        assert [line for line in failed if "快了400天" in line], "the second sweep a minute later says the same"
        with pytest.raises(WrongClock, match="快了400天"):
            act(county)
    machine(timedelta(minutes=2))
    act(county)
    assert MachineTime.objects.get().at < clock.now()
    assert sweep().failed == []
    assert MachineTime.objects.get().at == clock.now()


def test_signing_in_goes_on_and_is_no_measure_of_time(county: County, machine: Set) -> None:
    for by in (20 * DAY, -2 * DAY):
        machine(timedelta(0))
        sweep()
        machine(by)
        client = Client()
        assert client.post(reverse("account_login"), {"username": "inspector", "password": PASSWORD}).status_code == 302
        assert last(county).act == "access.sign_in", by
    machine(timedelta(minutes=1))
    act(county)


# putting right


def test_two_persons_put_it_right_and_both_times_are_on_record(county: County, machine: Set) -> None:
    machine(-2 * DAY)
    wrong = reading(county.jurisdiction_id).last
    assert wrong is not None
    ref = propose_time(actor=county.registrar, reason=REASON).ref
    with pytest.raises(WrongClock):
        act(county)
    owed = Obligation.objects.get(act="clockcheck.confirm", outcome="open")
    assert owed.unit_id == county.units["org_dept"]
    for who in ("registrar", "inspector", "secretary"):
        with pytest.raises((NotFound, NotPermitted)):
            confirm_time(actor=county.actor(who), ref=ref)
    told = confirm_time(actor=county.actor("cdi.deputy"), ref=ref).sentence
    for at in (clock.now(), wrong):
        assert clock.text(at, "%Y年%m月%d日 %H:%M:%S") in told
    act(county)
    assert reading(county.jurisdiction_id).last == clock.now(), "from here on the machine's time counts"
    assert verify(county.jurisdiction_id).sound


def test_after_a_holiday_with_the_machine_off_two_persons_say_that_the_clock_is_right(county: County, machine: Set) -> None:
    sweep()
    machine(8 * DAY)
    assert "快了8天" in clock_page(actor=county.registrar).now.words
    confirm_time(actor=county.org_dept.deputy, ref=propose_time(actor=county.registrar, reason=REASON).ref)
    act(county)
    assert sweep().failed == []
    assert MachineTime.objects.get().at == clock.now()


def test_what_is_right_needs_no_putting_right(county: County, machine: Set) -> None:
    with pytest.raises(Unmet, match="未满足 1 项"):
        propose_time(actor=county.registrar, reason=REASON)


def test_one_proposal_waits_at_a_time_and_may_be_refused(county: County, machine: Set) -> None:
    machine(-2 * DAY)
    ref = propose_time(actor=county.registrar, reason=REASON).ref
    with pytest.raises(Invalid, match="待确认"):
        propose_time(actor=county.registrar, reason=REASON)
    refuse_time(actor=county.org_dept.deputy, ref=ref, reason="服务器慢了两天，请先校准")
    with pytest.raises(WrongClock):
        act(county)
    machine(timedelta(0))
    act(county)


@pytest.mark.parametrize("by", [2 * DAY, -5 * DAY])
def test_a_clock_that_changed_after_it_was_proposed_is_not_confirmed(county: County, machine: Set, by: timedelta) -> None:
    machine(-2 * DAY)
    ref = propose_time(actor=county.registrar, reason=REASON).ref
    machine(by)
    with pytest.raises(Unmet, match="未满足 1 项"):
        confirm_time(actor=county.org_dept.deputy, ref=ref)
    assert ClockCheck.objects.get().state == "proposed"


# naming


def test_pages_health_and_the_verifier_name_it(county: County, machine: Set, capsys: Any, client: Client) -> None:
    assert client.get(reverse("health")).content.decode() == "ok\n"
    account_by_one(county, Person.objects.get(pk=county.persons["registrar"]).ref, "registrar")
    machine(-2 * DAY)
    answer = client.get(reverse("health"))
    told = answer.content.decode()
    assert (answer.status_code, "acts are held" in told, "慢了2天" in told) == (200, True, True)
    assert "慢了2天" not in client.get(reverse("health"), REMOTE_ADDR="203.0.113.7").content.decode()
    assert main(["audit", "verify", "--jurisdiction", county.code]) == 0
    assert "时钟：" in capsys.readouterr().out
    for who, shown in (("registrar", True), ("inspector", False)):
        client.force_login(county.account(who))
        assert ("慢了2天" in client.get("/-/empty").content.decode()) is shown, "the administrator on every page"
        assert "慢了2天" in client.get(reverse("clock")).content.decode()


def test_an_act_by_the_page_says_what_is_wrong_and_keeps_what_was_typed(county: County, machine: Set) -> None:
    account_by_one(county, Person.objects.get(pk=county.persons["registrar"]).ref, "registrar")
    client = Client()
    client.force_login(county.account("registrar"))
    machine(-2 * DAY)
    answer = client.post("/act/person.create/", {"name": "钱某新", "rank": "400", "personnel_category": "公务员"})
    assert (answer.status_code, "慢了2天" in answer.content.decode(), "钱某新" in answer.content.decode()) == (503, True, True)


def test_time_running_back_is_found_in_a_live_county_at_its_entry(
    county: County, machine: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duban.shared.machine.installation.kind", lambda: "live")
    before = {fault.n for fault in verify(county.jurisdiction_id).faults}
    monkeypatch.setattr("duban.audit.timekeeping.refuse_wrong_clock", lambda *given: None)
    machine(-2 * DAY)
    act(county)
    found = [fault for fault in verify(county.jurisdiction_id).faults if fault.n not in before]
    assert [(fault.n, "时间倒退" in fault.what) for fault in found] == [(last(county).n, True)]
