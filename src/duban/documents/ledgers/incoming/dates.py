"""Days as ledgers write them: 2026.3.5, 3月底前, 2026年一季度, 上半年, 长期坚持, Excel's own numbers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duban.documents.ledgers.incoming.words import joined
from duban.shared import clock

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050
_NUMERALS = {
    **{sign: str(n) for n, sign in enumerate("〇一二三四五六七八九")},
    "零": "0",
    "○": "0",
    "Ｏ": "0",
}
_OPEN_ENDED = ("长期", "常态", "持续", "不间断", "每月", "每季度", "按季度", "按月")
_NO_DAY = ("立即", "即日", "随时", "待定", "另行通知", "适时", "尽快", "按要求", "按时限", "无")
_BEFORE = re.compile(r"(之前|以前|前|之内|以内|内|止|截止|完成|办结|到位|份)+$")
_FULL = re.compile(r"^(\d{4}|\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?$")
_MONTH = re.compile(r"^(?:(\d{4}|\d{2})[年.\-/])?(\d{1,2})(月|$)(?:(底|末|上旬|中旬|下旬|初))?$")
_DAY = re.compile(r"^(\d{1,2})[月.\-/](\d{1,2})[日号]?$")
_QUARTER = re.compile(r"^(?:(\d{4}|\d{2})年?)?第?([1-4])季度?(底|末)?$|^(?:(\d{4})年?)?[Qq]([1-4])$")
_PART = re.compile(
    r"^(?:(\d{4}|\d{2})年?)?(上半年|下半年|年底|年末|全年|年内|年终|年度|年|底|末|度)(底|末)?$"
)
_RANGE = re.compile(r"至|到|—+|–|~|～|-{2,}|(?<=[年月日底末])-|(?<=^\d{4})-(?=\d{4}年)")
_RELATIVE = {"今年": 0, "本年度": 0, "本年": 0, "当年": 0, "明年": 1, "次年": 1, "去年": -1, "上年": -1}
_HOUR = re.compile(r"(?<=[日号])(?:上午|下午|晚上?)?\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分)?)")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$")


@dataclass(frozen=True)
class Day:
    """What a cell says of a day. `note` tells what was concluded, `fault` what is wrong, `open_ended` 长期坚持.

    `month` tells that the cell names a whole month, of which `value` is the last day.
    """

    value: date | None = None
    note: str = ""
    fault: str = ""
    open_ended: bool = False
    month: bool = False

    def beginning(self) -> Day:
        """The same of something that begins: a whole month counts from its first day."""
        if self.value is None or not self.month:
            return self
        first = self.value.replace(day=1)
        return Day(first, f"只写到月份，读作 {first.isoformat()}")


def read_day(raw: object, year: int | None) -> Day:
    """The day that a cell names; `year` is that of the ledger, None where it is not known."""
    if isinstance(raw, date):
        return Day(clock.day_of(raw))
    if isinstance(raw, timedelta) or hasattr(raw, "hour"):
        return Day(fault=f"“{raw}”是时刻，不是日期")
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _number(float(raw))
    return _text(str(raw), year)


def _number(value: float) -> Day:
    shown = f"{value:g}"
    if value.is_integer() and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(value))
        return Day(day, f"{shown} 按 Excel 日期序号读作 {day.isoformat()}")
    if value.is_integer() and 19000101 <= value <= 21001231:
        digits = str(int(value))
        return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]), "", shown)
    month = round((value - int(value)) * 100)
    if 1990 <= value < 2100 and month == 10:
        return Day(fault=f"“{shown}”是数值，分不清是 1 月还是 10 月，请按文本写明年月日")
    month = month if month <= 12 else month // 10 if month % 10 == 0 else 0
    if 1990 <= value < 2100 and 1 <= month <= 12:
        return _month_end(int(value), month, f"{shown} 读作 {int(value)}年{month}月底", whole=True)
    return Day(fault=f"“{shown}”不是日期")


def _text(raw: str, year: int | None) -> Day:
    plain = _TIME.sub("", " ".join(raw.split()).strip())
    text = _HOUR.sub("", _digits(joined(plain)))
    if not text:
        return Day()
    for word in _OPEN_ENDED:
        if word in text:
            return Day(open_ended=True, note=f"“{raw.strip()}”没有具体日期")
    parts = [part for part in _RANGE.split(text) if part]
    if len(parts) == 2:
        return _until(parts, raw.strip(), year)
    if text in _NO_DAY or any(text.startswith(word) for word in _NO_DAY):
        return Day(fault=f"“{raw.strip()}”不是日期，请写明年月日")
    return _one(text, raw.strip(), year)


def _digits(text: str) -> str:
    """The same with Chinese numerals as digits: 二〇二六年三月十五日."""
    text = re.sub(
        r"([二三]?)十([一二三四五六七八九]?)",
        lambda m: f"{_NUMERALS.get(m[1], '1')}{_NUMERALS.get(m[2], '0')}",
        text,
    )
    return "".join(_NUMERALS.get(ch, ch) for ch in text)


def _until(parts: list[str], raw: str, year: int | None) -> Day:
    """A stretch of time counts by its end; the end borrows year and month from the start."""
    start, end = parts
    if (own := re.match(r"^(\d{4})[年.\-/]", start)) and not re.match(r"^\d{4}", end):
        year = int(own[1])
    month = re.match(r"^(?:\d{4}[年.\-/])?(\d{1,2})[月.\-/]\d", start)
    if month and re.match(r"^\d{1,2}[日号]", end):
        end = f"{month[1]}月{end}"
    found = _one(end, raw, year)
    if found.value is None:
        return found
    return Day(found.value, f"“{raw}”按截止日 {found.value.isoformat()} 计")


def _one(text: str, raw: str, year: int | None) -> Day:
    plain = _BEFORE.sub("", text) or text
    for word, shift in _RELATIVE.items():
        if plain.startswith(word):
            if year is None:
                return _no_year(raw)
            plain = f"{year + shift}年{plain[len(word) :]}"
    if match := _FULL.match(plain):
        note = f"“{raw}”读作 {_whole(match[1])}年" if len(match[1]) == 2 else ""
        return _made(_whole(match[1]), int(match[2]), int(match[3]), note, raw)
    if re.fullmatch(r"\d{8}", plain):
        return _made(int(plain[:4]), int(plain[4:6]), int(plain[6:]), "", raw)
    if re.fullmatch(r"\d{5}", plain) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        return _number(float(plain))
    return _partial(plain, raw, year)


def _partial(plain: str, raw: str, year: int | None) -> Day:
    """What names no whole date: a month, a quarter, a half year, or a day without its year."""
    if match := _QUARTER.match(plain):
        return _in_year(match[1] or match[4], int(match[2] or match[5]) * 3, "", raw, year)
    if match := _PART.match(plain):
        if match[2] in ("底", "末", "年", "度", "年度") and not match[1]:
            return Day(fault=f"“{raw}”不是日期")
        return _in_year(match[1], 6 if match[2] == "上半年" else 12, "", raw, year)
    if (match := _MONTH.match(plain)) and (match[1] or match[3]):
        found = _in_year(match[1], int(match[2]), match[4] or "", raw, year)
        return replace(found, month=not match[4] and found.value is not None)
    if match := _DAY.match(plain):
        if year is None:
            return _no_year(raw)
        return _made(year, int(match[1]), int(match[2]), f"“{raw}”按 {year} 年计", raw)
    return Day(fault=f"“{raw}”不是日期")


_TENTHS = {"上旬": 10, "初": 10, "中旬": 20}


def _in_year(given: str | None, month: int, tenth: str, raw: str, year: int | None) -> Day:
    of = _whole(given) if given else year
    if of is None:
        return _no_year(raw)
    if not 1 <= month <= 12:
        return Day(fault=f"“{raw}”：没有 {month} 月")
    if tenth in _TENTHS:
        return _made(of, month, _TENTHS[tenth], f"“{raw}”读作 {of}-{month:02d}-{_TENTHS[tenth]}", raw)
    return _month_end(of, month, f"“{raw}”读作 {of}年{month}月底")


def _no_year(raw: str) -> Day:
    return Day(fault=f"“{raw}”没有年份，请先确认本台账的年份")


def _whole(given: str) -> int:
    return int(given) + 2000 if len(given) == 2 else int(given)


def _month_end(year: int, month: int, note: str, *, whole: bool = False) -> Day:
    return Day(date(year, month, calendar.monthrange(year, month)[1]), note, month=whole)


def _made(year: int, month: int, day: int, note: str, raw: str) -> Day:
    try:
        return Day(date(year, month, day), note)
    except ValueError:
        return Day(fault=f"“{raw}”：没有 {year}年{month}月{day}日 这一天")


_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=年|度|[-.]\d|〕|\]|]|\)|）|$|\D)")


def years_named(texts: list[str]) -> list[int]:
    """The years that titles, sheet and file name, in this order; the first is the one to suggest."""
    found = [int(match) for text in texts for match in _YEAR.findall(_digits(joined(text)))]
    return list(dict.fromkeys(found))
