"""From what a cell holds to a typed value: each conversion says what it concluded, what is wrong, what it must ask."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from duban.acts.ledgers import CellPlace
from duban.documents.ledgers.incoming.broken import REASONS
from duban.documents.ledgers.incoming.dates import read_day
from duban.documents.ledgers.incoming.names import NamedInCell, People, Units, means_many, names_in
from duban.documents.ledgers.incoming.words import as_written, clean, distance, joined, within
from duban.documents.ledgers.kinds import FieldSpec, choices_of
from duban.mechanism.papers.numbering import normal_number
from duban.organisations.selectors import PersonRow, UnitRow, directory
from duban.shared.database import memo

Options = tuple[tuple[str, str], ...]
_HAN = re.compile(r"^[\u3400-\u9fff\U00020000-\U0003ffff·\s]+$")
_NUMBER = re.compile(r"^第?([+-]?[\d,]+(?:\.\d+)?)\s*(万|亿)?\s*(.*)$")
_PLACE = re.compile(
    r"(?:全市)?(?:并列)?(?P<last>倒数|末)?(?:并列)?第?(?P<n>\d{1,4})(?:名|位)?(?:[/／](?:共)?(?P<of>\d{1,4})(?:名|家|个)?)?"
    r"(?:[(]?并列[)]?)?"
)
_INNER = re.compile(r"(?<=[\u3400-\u9fff()（）])[ ]+(?=[\u3400-\u9fff()（）])")
_AFTER_UNIT = "，、,：:（( "
_YES = {"是", "1", "√", "✓", "y", "yes", "有", "对", "主持", "主持工作"}
_NO = {"否", "0", "×", "n", "no", "无", "不", "-", "—"}
AS_WRITTEN = ("text", "long", "term")
"""Types whose cells are kept in their own signs; they seldom say the same twice."""
OPEN_ENDED = "open_ended"
ALL_TOWNS = "towns"
LEFT_OUT = "-"
"""The answer that leaves a name out."""


@dataclass(frozen=True)
class Value:
    """What a cell comes to. `more` are further units named in the cell of one unit."""

    value: Any = None
    note: str = ""
    fault: str = ""
    ask: tuple[str, str, Options] | None = None
    more: tuple[Value, ...] = ()


@dataclass(frozen=True)
class AskedOfCell:
    """What conversions need to know beside the cell: the year, the answers given, what 长期坚持 comes to."""

    jurisdiction_id: int
    on: date
    year: int | None
    decisions: Mapping[str, str]


class Converter:
    """Converts the cells of one run; the same words in the same field are converted once."""

    def __init__(self, asked: AskedOfCell) -> None:
        known = directory(asked.jurisdiction_id)
        names = memo.versions(asked.jurisdiction_id)
        self.asked = asked
        self.units = Units(known, asked.on, names.county, names.short_name)
        self.people = People(known, asked.on)
        self.year_used = False
        self._choices: dict[str, Options] = {}
        self._memo: dict[tuple[str, str, object], Value] = {}
        self._how: dict[str, Callable[[FieldSpec, object], Value]] = {
            "name": self._name, "period": self._period,
            "date": self._date, "since": self._date, "number": self._number, "code": self._code,
            "docnumber": self._document_number, "integer": self._integer, "place": self._place,
            "choice": self._choice, "yes": self._yes, "unit": self._unit, "units": self._units,
            "person": self._person, "post": self._post,
        }  # fmt: skip

    def convert(self, spec: FieldSpec, raw: object, title: str = "") -> Value:
        """The value of a cell; an empty cell is no value. `title` is that of the column, for its unit of measure."""
        if raw is None or raw == "":
            return Value()
        if raw in REASONS:
            return Value(fault=REASONS[str(raw)])
        if spec.type in AS_WRITTEN:
            return self._text(spec, raw)
        key = (spec.name, type(raw).__name__, raw)
        found = self._memo.get(key)
        if found is None:
            found = self._how[spec.type](spec, raw)
            if spec.type == "number" and isinstance(raw, float) and 0 < raw <= 1 and _percent(title):
                found = Value(found.value * 100, f"{raw:g} 按 {raw * 100:g}% 计")
            self._memo[key] = found
        return found

    # plain values

    def _text(self, spec: FieldSpec, raw: object) -> Value:
        text = as_written(raw)
        if spec.type != "long":
            text = " ".join(text.split())
        if spec.type == "term":
            text = _INNER.sub("", text)
        if len(text) > spec.limit:
            return Value(fault=f"最多 {spec.limit} 个字，现在 {len(text)} 个字")
        return Value(text) if text else Value()

    def _code(self, spec: FieldSpec, raw: object) -> Value:
        """A number by which an office knows something: plain signs, no blanks."""
        return self._text(spec, joined(clean(raw)))

    def _document_number(self, spec: FieldSpec, raw: object) -> Value:
        text = self._code(spec, raw)
        if not text.value:
            return text
        normal = normal_number(text.value)
        return Value(normal, f"“{clean(raw)}”按公文格式记为“{normal}”" if normal != as_written(raw) else "")

    def _name(self, spec: FieldSpec, raw: object) -> Value:
        """The name of one person; blanks that only align it are none of it."""
        text = self._text(spec, raw)
        named = names_in(raw)
        if len(named) > 1:
            return Value(
                fault=f"“{clean(raw)}”里有 {len(named)} 个名字，一行只写一人，请分成 {len(named)} 行"
            )
        if text.value is None or not _HAN.match(named[0].text if named else ""):
            return text
        post = named[0].post
        return Value(named[0].text, f"“{text.value}”取“{named[0].text}”，括号里的不导入" if post else "")

    def _period(self, spec: FieldSpec, raw: object) -> Value:
        """What is to be reached by the end of the quarter that the field names."""
        text = self._text(spec, raw)
        if text.value is None:
            return text
        if self.asked.year is None:
            return Value(fault=f"“{spec.label}”没有年份，请先确认本台账的年份")
        self.year_used = True
        month = 3 * int(spec.name[-1])
        return Value((text.value, date(self.asked.year, month, monthrange(self.asked.year, month)[1])))

    def _date(self, spec: FieldSpec, raw: object) -> Value:
        day = read_day(raw, None)
        if day.value is None and not day.open_ended and self.asked.year is not None:
            with_year = read_day(raw, self.asked.year)
            self.year_used = self.year_used or with_year.value is not None
            day = with_year
        if day.fault:
            return Value(fault=day.fault)
        if spec.type == "since":
            day = day.beginning()
        if not day.open_ended:
            return Value(day.value, day.note)
        given = self.asked.decisions.get(OPEN_ENDED, "")
        if given:
            decided = read_day(given, self.asked.year)
            if decided.value is not None:
                return Value(decided.value, f"{day.note}，按确认的 {decided.value.isoformat()} 计")
        year = self.asked.year or self.asked.on.year
        options = tuple((f"{one}-12-31", f"按 {one}年12月31日 计") for one in (year, year + 1))
        return Value(ask=(OPEN_ENDED, f"{day.note}，系统要求有时限，按哪一天计？", options))

    def _number(self, spec: FieldSpec, raw: object) -> Value:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return Value(Decimal(f"{raw:.4f}").normalize())
        text = joined(clean(raw))
        match = _NUMBER.match(text)
        if match is None:
            return Value(fault=f"“{text}”不是数字")
        try:
            number = Decimal(match[1].replace(",", ""))
        except InvalidOperation:
            return Value(fault=f"“{text}”不是数字")
        number *= {"万": 10_000, "亿": 100_000_000}.get(match[2] or "", 1)
        note = f"“{text}”读作 {number:f}" if match[2] or match[3] not in ("", "%") else ""
        return Value(number, note)

    def _integer(self, spec: FieldSpec, raw: object) -> Value:
        found = self._number(spec, raw)
        if found.fault or found.value == int(found.value):
            return found if found.fault else Value(int(found.value), found.note)
        return Value(fault=f"“{clean(raw)}”不是整数")

    def _place(self, spec: FieldSpec, raw: object) -> Value:
        """A place in a ranking: 10, 第10名, 并列10, 倒数第2, 12/13."""
        text = joined(clean(raw))
        match = _PLACE.fullmatch(text)
        if match is None:
            found = self._integer(spec, raw)
            return found if found.fault else Value(CellPlace(found.value), found.note)
        number = match["n"]
        place = CellPlace(
            int(number), int(match["of"] or 0), tied="并列" in text, from_last=match["last"] is not None
        )
        return Value(place, "" if text == number else f"“{clean(raw)}”读作{place.said}")

    def one_of(self, spec: FieldSpec, said: str, units: list[int]) -> Value:
        """Which of several units is meant, as a person says once for all rows that name these."""
        named = [unit for unit in self.units.units if unit.id in units]
        key = f"one:{spec.name}:{'、'.join(unit.short_name for unit in named)}"
        decided = self.asked.decisions.get(key)
        chosen = next((unit for unit in named if unit.ref == decided), None)
        if chosen is not None:
            return Value(chosen.id, f"按确认记{chosen.short_name}")
        return Value(ask=(key, f"{said}，记哪一个？", _offered(named)))

    def _yes(self, spec: FieldSpec, raw: object) -> Value:
        text = joined(clean(raw)).lower()
        if text in _YES or text in _NO:
            return Value(text in _YES)
        return Value(fault=f"“{clean(raw)}”应为“是”或“否”")

    def choices(self, spec: FieldSpec) -> Options:
        """The choices of a field in this county."""
        if spec.name not in self._choices:
            self._choices[spec.name] = choices_of(spec, self.asked.jurisdiction_id)
        return self._choices[spec.name]

    def _choice(self, spec: FieldSpec, raw: object) -> Value:
        text = joined(clean(raw))
        choices = self.choices(spec)
        key = f"choice:{spec.name}:{text}"
        decided = self.asked.decisions.get(key)
        if decided is not None and decided in dict(choices):
            return Value(decided, f"“{text}”按确认的“{dict(choices)[decided]}”")
        for value, label in (*choices, *spec.usual):
            if text in (joined(value), joined(label)):
                return Value(value)
        near = [one for one in choices if one[1] and (text in joined(one[1]) or joined(one[1]) in text)]
        near = near or [one for one in choices if one[1] and len(text) > 1 and within(text, joined(one[1]))]
        near = near or [one for one in choices if distance(text, joined(one[1]), 2) <= 2 and len(text) > 2]
        if near or spec.asked:
            offered = (*near, *(one for one in choices if one[1] and one not in near))
            return Value(ask=(key, f"{spec.label}“{text}”不在可选项里，是哪一项？", offered))
        words = "、".join(label for _, label in choices if label)
        return Value(fault=f"{spec.label}没有“{text}”这一项，可选：{words}")

    # units and people

    def _names(self, raw: object) -> list[NamedInCell]:
        """The names in a cell; blanks part them where each part is a unit."""
        names = names_in(raw)
        parts = clean(raw).split()
        if len(names) == 1 < len(parts) and all(self.units.same(part) for part in parts):
            return [NamedInCell(part) for part in parts]
        return names

    def _unit(self, spec: FieldSpec, raw: object) -> Value:
        names = self._names(raw)
        if not names:
            return Value()
        names = sorted(names, key=lambda one: one.assists)
        first, *rest = (self.unit(one) for one in names)
        if first.more:
            return Value(fault=f"{spec.label}须写一个单位，不能写“{names[0].text}”")
        return Value(
            first.value,
            first.note,
            first.fault,
            first.ask,
            tuple(p for one in rest for p in (one, *one.more)),
        )

    def _post(self, spec: FieldSpec, raw: object) -> Value:
        """A unit with the title behind it, 县水务局党组书记、局长: the longest name of a unit that it begins with."""
        text = joined(clean(raw))
        name, title = self.units.leading(text)
        if not name:
            return Value(fault=f"“{text}”认不出是哪个单位，请把单位和职务分成两列")
        title = title.lstrip(_AFTER_UNIT)
        if not title:
            return Value(fault=f"“{text}”没有写职务")
        unit = self.unit(NamedInCell(name))
        if unit.value is None:
            return unit
        return Value((unit.value, title), f"“{text}”读作单位“{name}”、职务“{title}”")

    def _units(self, spec: FieldSpec, raw: object) -> Value:
        found = [self.unit(one) for one in self._names(raw)]
        return Value((), more=tuple(part for one in found for part in (one, *one.more)))

    def unit(self, named: NamedInCell) -> Value:
        """The unit of a name: exactly, by 规范化简称, but for the county's name, or as a person decided."""
        whole = f"{named.text}({named.post})" if named.post else named.text
        if means_many(whole):
            return self._many(whole)
        key = f"unit:{self.units.plain(named.text)}"
        decided = self.asked.decisions.get(key)
        if decided is not None:
            return self._decided_unit(whole, decided)
        for text in dict.fromkeys((whole, named.text)):
            exact = self.units.exact(text)
            if len(exact) == 1:
                return Value(exact[0].id)
            if exact:
                return Value(ask=(key, f"叫“{text}”的单位有 {len(exact)} 个，是哪一个？", _offered(exact)))
        same = self.units.same(named.text)
        if len(same) == 1:
            return Value(same[0].id, f"“{whole}”即“{same[0].short_name}”")
        if same:
            return Value(ask=(key, f"“{whole}”可能是 {len(same)} 个单位，是哪一个？", _offered(same)))
        return self._unknown_unit(key, whole, named.text)

    def _unknown_unit(self, key: str, whole: str, text: str) -> Value:
        near = self.units.near(text)
        if near:
            options = (*_offered(near), (LEFT_OUT, "都不是，不写这个单位"))
            return Value(ask=(key, f"单位与干部中没有“{whole}”，是不是：", options))
        return Value(fault=f"单位与干部中没有“{whole}”")

    def _many(self, text: str) -> Value:
        """A name that stands for several units: all towns after somebody has said so, else it must be spelled out."""
        towns = [unit for unit in self.units.units if unit.kind.startswith("镇")]
        if not towns or not any(word in text for word in ("镇", "街道", "乡")):
            return Value(fault=f"“{text}”指多个单位，请逐一写明单位名称")
        key, names = f"unit:{text}", "、".join(unit.short_name for unit in towns)
        decided = self.asked.decisions.get(key)
        if decided == ALL_TOWNS:
            every = tuple(Value(unit.id) for unit in towns)
            return Value(None, f"“{text}”按确认为 {names}", more=every)
        if decided == LEFT_OUT:
            return Value(None, f"“{text}”按确认不写")
        options = ((ALL_TOWNS, f"全部镇（街道）{len(towns)} 个：{names}"), (LEFT_OUT, "不写这些单位"))
        return Value(ask=(key, f"“{text}”指哪些单位？", options))

    def _decided_unit(self, text: str, decided: str) -> Value:
        if decided == LEFT_OUT:
            return Value(None, f"“{text}”按确认不写")
        unit = next((one for one in self.units.units if one.ref == decided), None)
        if unit is None:
            return Value(fault=f"“{text}”所确认的单位已不在册")
        return Value(unit.id, f"“{text}”按确认即“{unit.short_name}”")

    def _person(self, spec: FieldSpec, raw: object) -> Value:
        names = names_in(raw)
        if not names:
            return Value()
        text = names[0].text
        found = self.people.called(text) or [
            person
            for person in self.people.known.people
            if len(person.name) > 1 and joined(person.name) in text
        ]
        key = f"person:{text}"
        decided = self.asked.decisions.get(key)
        if decided is not None:
            found = [person for person in self.people.known.people if person.ref == decided]
        if len(found) == 1:
            note = f"“{text}”即{self.people.describe(found[0])}" if joined(found[0].name) != text else ""
            return Value(found[0].id, note)
        near = found or self.people.near(text)
        if near:
            said = f"叫“{text}”的有 {len(found)} 人" if found else f"人员中没有“{text}”"
            return Value(ask=(key, f"{said}，是哪一位？", self.offered_people(near)))
        return Value(fault=f"人员中没有“{text}”")

    def offered_people(self, people: list[PersonRow]) -> Options:
        """People as a question offers them."""
        return tuple((person.ref, self.people.describe(person)) for person in people)


def _percent(title: str) -> bool:
    return any(word in title for word in ("%", "％", "率", "百分"))


def _offered(units: list[UnitRow]) -> Options:
    return tuple((unit.ref, f"{unit.short_name}（{unit.name}）") for unit in units)
