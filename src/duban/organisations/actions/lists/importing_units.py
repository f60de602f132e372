"""A ledger of units: each row held against the directory, then entered by its acts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import OTHER, Fate, LedgerRow, Planned, Question, asked, faulty, planned, takes_in
from duban.organisations.actions.neighbours import Known
from duban.organisations.actions.shared import renew
from duban.organisations.actions.units import alter_unit, enter_unit
from duban.organisations.models import Unit
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.text.script import same_in_another_script, traditional

_STEP = 10
_KEPT = {"name": "全称", "short_name": "简称", "sequence": "组织序列", "level": "规格", "side": "所属"}
_FIXED = {"kind": "单位种类", "function": "职能", "active_from": "成立日期"}


@takes_in("units", "unit.create")
class Units:
    """Takes a ledger of units in."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.known = Known()
        self.county = memo.versions(actor.jurisdiction_id).county
        self.last = max((unit.sequence for unit in self.known.units.values()), default=0)
        self.decisions = decisions
        self.seen: dict[str, str] = {}
        self.rows_of: dict[int, str] = {}

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New units, changed ones, and those that stand in the directory as the ledger has them."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = dict(row.values)
        name = values.get("name", "")
        if not name:
            return faulty(row, "")
        if name in self.seen:
            return faulty(row, name, row.remark("name", f"与 {self.seen[name]} 重复。"))
        self.seen[name] = row.remark("name", "").address
        found = list(self.known.units_named(_spellings(name, values.get("short_name", name))))
        if not found and traditional(name):
            return self._another_script(row, name, values)
        if len(found) > 1:
            names = "、".join(unit.name for unit in found)
            return faulty(row, name, row.remark("name", f"全称和简称分别属于已登记的{names}。"))
        return self._found(row, found[0], values) if found else self._new(row, name, values)

    def _another_script(self, row: LedgerRow, name: str, values: dict[str, Any]) -> Planned:
        """A name in traditional characters: a unit on the register, or one that is really written so, as a person says."""
        key, there = f"script:{name}", self.known.units.values()
        decided = self.decisions.get(key, "")
        if decided == OTHER:
            return self._new(row, name, values)
        alike = [one for one in there if {one.name, one.short_name} & self._simplified(name, there)]
        unit = next((one for one in alike if one.ref == decided), None)
        if unit is not None:
            return self._changed(row, unit, {**values, "name": unit.name, "short_name": unit.short_name})
        options = tuple((one.ref, f"就是已登记的{one.name}") for one in alike)
        text = f"“{name}”里有繁体字“{traditional(name)}”，是哪个单位？"
        at = row.remark("name", "").address
        return asked(row, name, Question(key, at, text, (*options, (OTHER, "照原样登记为新单位"))))

    @staticmethod
    def _simplified(name: str, there: Iterable[Unit]) -> set[str]:
        names = (known for unit in there for known in (unit.name, unit.short_name))
        return {known for known in names if same_in_another_script(name, known)}

    def _found(self, row: LedgerRow, unit: Unit, values: dict[str, Any]) -> Planned:
        """What becomes of a unit on the register; one that shares only the short name is asked about."""
        name = values["name"]
        if name not in (unit.name, unit.short_name):
            decided = self.decisions.get(f"renamed:{name}", "")
            if decided == OTHER:
                text = f"简称“{unit.short_name}”是已登记的{unit.name}的，另一个单位须另有简称。"
                return faulty(row, name, row.remark("short_name", text))
            if decided != unit.ref:
                return asked(row, name, self._renamed(row, unit, name))
        again = self.rows_of.setdefault(unit.pk, row.place)
        if again != row.place:
            return faulty(row, name, row.remark("name", f"与 {again} 是同一个单位（{unit.name}）。"))
        return self._changed(row, unit, values)

    def _renamed(self, row: LedgerRow, unit: Unit, name: str) -> Question:
        options = (
            (unit.ref, f"就是{unit.name}，现改称{name}"),
            (OTHER, "是另一个单位"),
        )
        text = f"“{name}”的简称与已登记的{unit.name}相同，是不是同一个单位？"
        return Question(f"renamed:{name}", row.remark("short_name", "").address, text, options)

    def _new(self, row: LedgerRow, name: str, values: dict[str, Any]) -> Planned:
        notes = []
        if "short_name" not in values:
            values["short_name"] = name.removeprefix(f"中共{self.county}").removeprefix(self.county) or name
            notes.append(row.remark("name", f"没有简称，按全称记为“{values['short_name']}”"))
        if "sequence" not in values:
            self.last += _STEP
            values["sequence"] = self.last
            notes.append(row.remark("name", f"没有组织序列，排在最后：{self.last}"))
        return planned(row, Fate.CREATE, name, (None, values), notes=tuple(notes))

    def _changed(self, row: LedgerRow, unit: Unit, values: dict[str, Any]) -> Planned:
        given = {name: value for name, value in values.items() if name in _KEPT}
        if given["name"] == unit.short_name != unit.name:
            del given["name"]
        changes = {name: value for name, value in given.items() if getattr(unit, name) != value}
        notes = [
            row.remark(name, f"{_KEPT[name]}：{getattr(unit, name) or '空'} → {changes[name] or '空'}")
            for name in changes
        ]
        notes += [
            row.remark(name, f"{label}与登记的“{getattr(unit, name) or '空'}”不同，不由台账更改")
            for name, label in _FIXED.items()
            if name in values and values[name] != getattr(unit, name)
        ]
        if not changes:
            return planned(row, Fate.SAME, unit.name, notes=tuple(notes))
        kept = {name: given.get(name, getattr(unit, name)) for name in _KEPT}
        return planned(row, Fate.UPDATE, unit.name, (unit, kept), notes=tuple(notes))

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Enter the unit, or change its entry."""
        (unit, values), known = one.work, {"others": self.known}
        if unit is None:
            with batch.act("unit.create", given=values, place=one.row.place, known=known) as work:
                made = enter_unit(work, **values)
            self.known.add(made)
            return made.ref
        with batch.act("unit.change", unit, given=values, place=one.row.place, known=known) as work:
            alter_unit(work, **values)
        return str(unit.ref)

    def finish(self, batch: Batch) -> None:
        """Make what is remembered of the directory out of date."""
        if batch.outer is not None:
            renew(batch.outer)


def _spellings(*names: str) -> set[str]:
    """Names with their brackets and digits in full width and in half width."""
    plain = {unicodedata.normalize("NFKC", name) for name in names}
    return {*names, *plain, *(name.replace("(", "（").replace(")", "）") for name in plain)}
