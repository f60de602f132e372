"""The number of a past measure held against its kind, its day and its office; what does not agree is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duban.acts.ledgers import LedgerRow, Question, Remark
from duban.measures.actions.shared import NAMES
from duban.mechanism.papers.numbering import Written, normal_number, series_code, taken_apart
from duban.mechanism.people.standing import OFFICES, Function
from duban.mechanism.words.named import Vocabulary

AS_IS = "as_is"


@dataclass(frozen=True)
class Numbered:
    """A row with its number in the form of the standard; or what must be asked, or what is wrong with it."""

    values: dict[str, Any]
    notes: tuple[Remark, ...] = ()
    questions: tuple[Question, ...] = ()
    fault: Remark | None = None


class Numbering:
    """Holds the numbers of one ledger against what stands beside them, with the answers given so far."""

    def __init__(self, short_name: str, words: Vocabulary, decisions: Mapping[str, str]) -> None:
        self.short_name, self.words, self.decisions = short_name, words, decisions

    def held(self, row: LedgerRow, values: dict[str, Any], office: str) -> Numbered:
        """The row with its number and its office; `office` is whose ledger it is where neither says."""
        number = str(values.get("number", ""))
        found = {**values, "office": values.get("office") or office}
        if not number:
            return Numbered(found, (row.remark("number", "没有文号，按措施、日期、事项和单位认是否重复"),))
        parts = taken_apart(number)
        if parts is None:
            return Numbered(found, (row.remark("number", f"“{number}”不是“机关代字〔年份〕序号”的写法，照原样记"),))
        if not parts.n:
            return Numbered(found, fault=row.remark("number", f"文号“{number}”缺序号。"))
        if not parts.code:
            return self._without_issuer(row, found, number)
        notes: tuple[Remark, ...] = ()
        if not values.get("office") and parts.office and parts.office != found["office"]:
            found["office"] = parts.office
            notes = (row.remark("number", f"没有发文办公室一栏，按文号记为{Function(parts.office).label}"),)
        asking = self._contradictions(row, values, number, parts)
        return Numbered(found, notes, tuple(asking))

    def _without_issuer(self, row: LedgerRow, values: dict[str, Any], number: str) -> Numbered:
        """A number without its issuer code: which series it is of is asked once for each kind."""
        kind = str(values["kind"])
        key, at = f"issuer:{kind}", row.addresses.get("number", row.place)
        decided = self.decisions.get(key, "")
        if decided == AS_IS:
            return Numbered(values, (row.remark("number", f"文号“{number}”没有机关代字，照原样记"),))
        if decided:
            whole = normal_number(decided + number)
            return Numbered({**values, "number": whole}, (row.remark("number", f"“{number}”按确认记为“{whole}”"),))
        codes = [series_code(self.short_name, office.value, kind, self.words) for office in OFFICES]
        options = (*((code, f"{code}{number}") for code in codes), (AS_IS, "照原样记，不加机关代字"))
        text = f"{NAMES[kind]}的文号只写了“{number}”，缺机关代字，是哪一种？"
        return Numbered(values, questions=(Question(key, at, text, options),))

    def _contradictions(
        self, row: LedgerRow, values: Mapping[str, Any], number: str, parts: Written
    ) -> list[Question]:
        said = []
        if parts.year != values["issued_on"].year:
            said.append(("year", f"文号的年份是 {parts.year} 年，印发日期是 {values['issued_on']:%Y-%m-%d}"))
        if parts.office and values.get("office") and parts.office != values["office"]:
            named, other = Function(parts.office).label, Function(values["office"]).label
            said.append(("office", f"文号是{named}的，发文办公室写的是{other}"))
        kind = parts.kind(self.words)
        if kind and kind != values["kind"]:
            said.append(("kind", f"文号是{NAMES[kind]}的，措施写的是{NAMES[values['kind']]}"))
        at, keep = row.addresses.get("number", row.place), ((AS_IS, "核对过原件，照原样记"),)
        return [
            Question(f"number-{about}:{number}", at, f"“{number}”：{text}，请核对原件。不对的改台账后再导入。", keep)
            for about, text in said
            if self.decisions.get(f"number-{about}:{number}") != AS_IS
        ]
