"""What a row of a ledger says of a ranking: its place, ties, and of which time it speaks, before it is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duban.acts.ledgers import CellPlace, LedgerRow, Question, Remark

_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日")
_SPANS = (
    (re.compile(r"1月?份?[-—－~～至到]+12月份?"), "年度"),
    (re.compile(r"1月?份?[-—－~～至到]+6月份?|[上下]半年"), "半年"),
    (re.compile(r"\d{1,2}月?份?[-—－~～至到]+\d{1,2}月份?"), "季度"),
)
_ANNUAL = re.compile(r"年度|全年|年终|年底")
_PARTS = (
    ("半年度", re.compile(r"半年")),
    ("季度", re.compile(r"季度|[一二三四1-4]季")),
    ("月度", re.compile(r"月度|每月|\d{1,2}月份|[一二三四五六七八九十]{1,2}月份")),
    ("月度", re.compile(r"(?<!\d)\d{1,2}月|[一二三四五六七八九十]{1,2}月")),
)
_OTHERS = ("半年度", "季度", "月度")


@dataclass(frozen=True)
class RankingsRead:
    """A row with its place worked out; or what must be asked, or what is wrong with it."""

    values: dict[str, Any]
    notes: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()
    fault: Remark | None = None


def read_ranking(
    row: LedgerRow, values: Mapping[str, Any], periods: Sequence[str], decisions: Mapping[str, str]
) -> RankingsRead:
    """The place from the first, how many share it, and the period, from the column or from what the paper is called."""
    place: CellPlace = values["rank"]
    total = int(values["total"])
    if place.of and place.of != total:
        return RankingsRead({}, fault=row.remark("rank", f"名次写的是共 {place.of} 家，总数一栏是 {total} 家。"))
    rank = total - place.number + 1 if place.from_last else place.number
    notes = [row.remark("rank", f"倒数第{place.number}名，共{total}家，即第{rank}名")] if place.from_last else []
    questions: list[Question] = []
    tied = _tied(row, values, rank, total, decisions, questions)
    period = _period(row, values, periods, notes, questions)
    wrong = _contradiction(row, values, period)
    found = {**values, "rank": rank, "tied": tied, "period": period}
    return RankingsRead(found, tuple(notes), tuple(questions), wrong)


def _tied(
    row: LedgerRow, values: Mapping[str, Any], rank: int, total: int, decisions: Mapping[str, str],
    questions: list[Question],
) -> int:  # fmt: skip
    """How many others share the place: as the column says; 并列 without a number is asked about."""
    place: CellPlace = values["rank"]
    if "tied" in values or not place.tied:
        return int(values.get("tied", 0))
    most = total - rank
    key = f"tied:{values['subject']}:{values['year']}:{place.number}"
    decided = decisions.get(key, "")
    if decided.isdecimal() and 1 <= int(decided) <= most:
        return int(decided)
    if most > 1:
        options = tuple((str(n), f"另有 {n} 家，即倒数第{total - rank - n + 1}名") for n in range(1, most + 1))
        at = row.addresses.get("rank", row.place)
        questions.append(Question(key, at, f"“{values['subject']}”并列第{place.number}名，另有几家并列？", options))
    return min(most, 1)


def _period(
    row: LedgerRow, values: Mapping[str, Any], periods: Sequence[str], notes: list[Remark], questions: list[Question]
) -> str:
    """The period of the assessment; what neither column nor paper says is asked once for all rows."""
    given = str(values.get("period", ""))
    if given:
        return given
    said = named_period(f"{values['document']} {values['subject']}")
    if not said:
        text = "台账没有“考核周期”一列，从文件名称也看不出是不是年度结果，整份台账是哪一种？"
        options = tuple((one, one) for one in (*periods, *(one for one in _OTHERS if one not in periods)))
        questions.append(Question("fixed:period", "整份台账", text, options))
    elif said not in periods:
        notes.append(row.remark("document", f"从文件名称看是{said}的，不按年度结果"))
    return said


def named_period(text: str) -> str:
    """The period that the name of a paper tells: the shortest one that it names; empty where it names none.

    A month beside 年度 is when the paper came out, unless it says 月份.

    >>> named_period("关于3月份秸秆禁烧考核情况的通报")
    '月度'
    """
    plain = _DAY.sub("", text)
    for span, word in _SPANS:
        plain = span.sub(word, plain)
    annual = _ANNUAL.search(plain) is not None
    found = [name for name, pattern in (_PARTS[:-1] if annual else _PARTS) if pattern.search(plain)]
    return found[-1] if found else "年度" if annual else ""


def _contradiction(row: LedgerRow, values: Mapping[str, Any], period: str) -> Remark | None:
    said = named_period(str(values["document"]))
    if values.get("period") == "年度" and said in _OTHERS and "年度" not in str(values["document"]):
        return row.remark("period", f"考核周期写的是年度，文件名称却是{said}的，请核对。")
    return None
