"""Days as ledgers write them; what is not a day is said to be none, and a year is never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from duban.documents.ledgers.incoming.dates import read_day, years_named


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026.3.5", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026/3/5前", date(2026, 3, 5)),
        ("２０２６．３．５", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 3 月 5 日前完成", date(2026, 3, 5)),
        ("2026年3月5日24:00前", date(2026, 3, 5)),
        ("2026年3月5日下午5时前", date(2026, 3, 5)),
        ("二〇二六年三月十五日", date(2026, 3, 15)),
        ("20260305", date(2026, 3, 5)),
        ("2026-03-05 00:00:00", date(2026, 3, 5)),
        (datetime(2026, 3, 5, 12, 0, tzinfo=None), date(2026, 3, 5)),  # noqa: DTZ001 - a cell has no time zone
        (date(2026, 3, 5), date(2026, 3, 5)),
        (46086.0, date(2026, 3, 5)),
        (20260305, date(2026, 3, 5)),
        ("26.3.5", date(2026, 3, 5)),
        ("2026年3月", date(2026, 3, 31)),
        ("2026.11", date(2026, 11, 30)),
        (2026.3, date(2026, 3, 31)),
        ("2026年一季度", date(2026, 3, 31)),
        ("2026年第四季度末", date(2026, 12, 31)),
        ("2026年上半年", date(2026, 6, 30)),
        ("2026年底前", date(2026, 12, 31)),
        ("2024年2月底", date(2024, 2, 29)),
        ("2026年3月至6月", date(2026, 6, 30)),
        ("2026年3月1日—31日", date(2026, 3, 31)),
        ("2026年3月1日-2026年6月30日", date(2026, 6, 30)),
        ("2025-2027年", date(2027, 12, 31)),
    ],
)
def test_a_day_that_says_its_year_needs_nothing_else(raw: object, day: date) -> None:
    found = read_day(raw, None)
    assert (found.value, found.fault) == (day, "")


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("3月5日前", date(2026, 3, 5)),
        ("3.5", date(2026, 3, 5)),
        ("3月底前", date(2026, 3, 31)),
        ("三月底", date(2026, 3, 31)),
        ("6月中旬", date(2026, 6, 20)),
        ("9月上旬", date(2026, 9, 10)),
        ("11月份", date(2026, 11, 30)),
        ("一季度", date(2026, 3, 31)),
        ("上半年", date(2026, 6, 30)),
        ("年底前", date(2026, 12, 31)),
        ("全年", date(2026, 12, 31)),
        ("明年6月底前", date(2027, 6, 30)),
        ("12月31日前完成", date(2026, 12, 31)),
        ("3月5日-3月10日", date(2026, 3, 10)),
    ],
)
def test_a_day_without_a_year_asks_for_that_of_the_ledger_and_tells_what_it_took(raw: str, day: date) -> None:
    assert "没有年份" in read_day(raw, None).fault
    found = read_day(raw, 2026)
    assert found.value == day
    assert found.note


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("2026.2.30", "没有 2026年2月30日 这一天"),
        ("2026年13月", "没有 13 月"),
        ("2月30日", "没有 2026年2月30日 这一天"),
        (2026.1, "分不清是 1 月还是 10 月"),
        ("立即", "不是日期"),
        ("待定", "不是日期"),
        ("张某负责", "不是日期"),
        (0.5, "不是日期"),
        (3.5, "不是日期"),
        ("2026", "不是日期"),
    ],
)
def test_what_is_no_day_says_why(raw: object, said: str) -> None:
    found = read_day(raw, 2026)
    assert found.value is None
    assert said in found.fault


@pytest.mark.parametrize("raw", ["长期坚持", "持续推进", "每月5日前", "常态化开展"])
def test_what_never_ends_has_no_day_and_no_fault(raw: str) -> None:
    found = read_day(raw, 2026)
    assert (found.value, found.fault, found.open_ended) == (None, "", True)


def test_an_empty_cell_is_neither() -> None:
    assert read_day(" ", 2026).value is None
    assert read_day("", 2026).fault == ""


def test_the_years_of_a_ledger_come_from_its_titles_in_their_order() -> None:
    assert years_named(["XX县2026年重点工作台账", "截至2025年12月31日", "二〇二四年"]) == [2026, 2025, 2024]
    assert years_named(["重点工作台账", "第20260号文"]) == []


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2019年3月", date(2019, 3, 1)),
        (2019.3, date(2019, 3, 1)),
        ("2019.03", date(2019, 3, 1)),
        ("2019年3月底", date(2019, 3, 31)),
        ("2019年3月5日", date(2019, 3, 5)),
        ("2019年一季度", date(2019, 3, 31)),
    ],
)
def test_what_begins_in_a_month_begins_on_its_first_day(raw: object, day: date) -> None:
    assert read_day(raw, None).beginning().value == day
