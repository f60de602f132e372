"""A ledger of past measures: each row put on record as its paper says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import Fate, LedgerRow, Planned, asked, faulty, planned, takes_in
from duban.acts.models import Number
from duban.matters.facts import matter_coded
from duban.matters.models import Matter
from duban.measures.actions.of_before.past import HeldAgainst, Past, enter_past
from duban.measures.actions.of_before.past_numbers import Numbering
from duban.measures.models import PastMeasure
from duban.mechanism.lifecycles import states_of
from duban.mechanism.papers.numbering import normal_number
from duban.mechanism.people.standing import OFFICES
from duban.rulebook.selectors import vocabulary_today
from duban.shared.actor import Actor
from duban.shared.database import memo

_NAMES = {field.name for field in fields(Past)}


@takes_in("measures", "past.record")
class PastMeasures:
    """Takes a ledger of past measures in."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.office = next((post.function.value for post in actor.posts if post.function in OFFICES), "")
        self.numbers = set(Number.objects.values_list("text", flat=True))
        county = actor.jurisdiction_id
        self.numbering = Numbering(memo.versions(county).short_name, vocabulary_today(county), decisions)
        self.year = actor.on.year
        self.codes: dict[str, Matter | None] = {}
        self.recorded = {self._key(*one): one[0] for one in self._there()}
        self.seen: dict[tuple[Any, ...], str] = {}

    def _there(self) -> list[tuple[Any, ...]]:
        rows = PastMeasure.objects.filter(state__in=states_of("past", "recorded"))
        return list(rows.values_list("number", "kind", "issued_on", "title", "unit_id"))

    @staticmethod
    def _key(number: str, kind: str, issued_on: Any, title: str, unit_id: int | None) -> tuple[Any, ...]:
        """What makes a measure the same: its number, else kind, day, title and unit."""
        return (normal_number(number),) if number else (kind, issued_on, title, unit_id)

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New records, and those made before."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = dict(row.values)
        label = f"{values.get('number', '')} {values.get('title', '')}".strip()
        if row.faults or row.questions:
            return planned(row, Fate.CREATE, label)
        numbered = self.numbering.held(row, values, self.office)
        if numbered.fault is not None:
            return faulty(row, label, numbered.fault)
        if numbered.questions:
            return asked(row, label, *numbered.questions)
        values, label = numbered.values, f"{numbered.values.get('number', '')} {values['title']}".strip()
        key = self._key(
            values.get("number", ""), values["kind"], values["issued_on"], values["title"], values.get("unit")
        )
        again = self.seen.setdefault(key, row.place)
        if again != row.place:
            return faulty(row, label, row.remark("number", f"与 {again} 重复。"))
        if key in self.recorded:
            return planned(row, Fate.SAME, label, notes=numbered.notes)
        given = Past(**{name: value for name, value in values.items() if name in _NAMES})
        return planned(row, Fate.CREATE, label, given, notes=numbered.notes)

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Put the measure on record."""
        given: Past = one.work
        typed = {**vars(given), "unit": str(given.unit)}
        known = {"held": HeldAgainst(self.numbers.__contains__, self._matter)}
        with batch.act("past.record", given=typed, place=one.row.place, known=known) as a:
            row = enter_past(a, given)
        if given.number:
            self.numbers.add(given.number)
        return row.matter.case.ref if row.matter else ""

    def _matter(self, code: str) -> Matter | None:
        if code not in self.codes:
            self.codes[code] = matter_coded(code, self.office, self.year)
        return self.codes[code]

    def finish(self, batch: Batch) -> None:
        """Nothing is left to do."""
