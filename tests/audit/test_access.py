"""What the door leaves on the record is an entry like any other, and nobody can flood the record with it."""

from __future__ import annotations

from datetime import timedelta

from duban.audit.access import Access, Seen, record, tell_what_was_counted
from duban.audit.models import AccessCount, Entry
from duban.audit.selectors import done_by_itself, history
from duban.audit.verify import verify
from duban.organisations.selectors import actor_by_id
from duban.shared import clock
from duban.shared.database import memo
from tests.personas import County


def seen(county: County, key: str = "192.0.2.7") -> Seen:
    return Seen(Access.FAILED, county.jurisdiction_id, key, f"账号 inspector 登录失败，来自 {key}", source=key)


def sentences() -> list[str]:
    return [line.sentence for line in history(list(Entry.objects.filter(object_kind="access").order_by("n")))]


def test_the_first_is_an_entry_and_the_rest_of_the_minute_a_count(county: County) -> None:
    with county.on("2026-03-02", 9):
        for _ in range(40):
            record(seen(county))
    assert sentences() == ["账号 inspector 登录失败，来自 192.0.2.7。"]
    with county.on("2026-03-02", 9, 2):
        record(seen(county))
    assert sentences()[1:] == ["账号 inspector 登录失败，来自 192.0.2.7，此前一分钟内另有 39 次。"]
    assert verify(county.jurisdiction_id).sound


def test_what_nobody_repeats_is_told_by_the_sweep_a_minute_later(county: County) -> None:
    with county.on("2026-03-02", 9):
        for _ in range(3):
            record(seen(county))
        assert tell_what_was_counted(county.jurisdiction_id) == 0
    with county.on("2026-03-02", 9, 2):
        assert tell_what_was_counted(county.jurisdiction_id) == 1
        assert tell_what_was_counted(county.jurisdiction_id) == 0
    assert sentences()[-1].endswith("一分钟内又有 2 次。")
    assert not AccessCount.objects.exists()


def test_sources_are_counted_apart(county: County) -> None:
    for source in ("192.0.2.7", "192.0.2.8"):
        record(seen(county, source))
    assert len(sentences()) == 2


def test_it_is_no_act_to_anybody_who_asks_what_was_done(county: County) -> None:
    last = Entry.objects.filter(jurisdiction_id=county.jurisdiction_id).order_by("-n").values_list("n", flat=True)[0]
    memo.forget()
    actor_by_id(county.jurisdiction_id, county.persons["inspector"])
    before = memo.versions(county.jurisdiction_id).last
    record(seen(county))
    memo.forget()
    actor_by_id(county.jurisdiction_id, county.persons["inspector"])
    assert memo.versions(county.jurisdiction_id).last == before, "what is kept in memory is still good"
    assert done_by_itself(jurisdiction_id=county.jurisdiction_id, after=last) == []


def test_a_minute_counts_from_its_entry_not_from_the_last_try(county: County) -> None:
    start = clock.now()
    for seconds in range(0, 150, 25):
        with clock.moved_to(start + timedelta(seconds=seconds)):
            record(seen(county))
    assert len(sentences()) == 2
