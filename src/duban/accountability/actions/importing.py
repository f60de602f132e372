"""A ledger of superior rankings (五（三）): what the notice names becomes a candidate, everything else is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from duban.accountability.actions.opening import enter_candidate
from duban.accountability.models import Ground
from duban.acts.batch import Batch
from duban.acts.ledgers import Fate, Intake, LedgerRow, Planned, Remark, faulty, planned
from duban.documents.ledgers.selectors import handed_in
from duban.documents.uploads import Upload
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason
from duban.mechanism.findings import ranking
from duban.mechanism.standing import OFFICES
from duban.rulebook.selectors import pack_in_force
from duban.shared.actor import Actor

_NAMES = ("assessor", "subject", "year", "period", "rank", "total", "tied", "lead", "document", "document_on")
_ON_TRIAL = Upload("台账.xlsx", b"-")


class Rankings:
    """Takes a ledger of rankings in: a candidate is never a penalty, and a rank that does not count opens nothing."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.actor = actor
        self.office = next((post.function.value for post in actor.posts if post.function in OFFICES), "")
        self.pack = pack_in_force(actor.jurisdiction_id, actor.on)
        self.period = self.pack.get("periods", actor.on)[0]
        there = Ground.objects.filter(clause="5.3").values_list("data", "inquiry__unit_id")
        self.there = {self._key(data, unit) for data, unit in there}
        self.seen: dict[tuple[Any, ...], str] = {}
        self.files: dict[str, Upload] = {}

    @staticmethod
    def _key(values: Mapping[str, Any], unit: int | None) -> tuple[Any, ...]:
        return values.get("assessor"), values.get("subject"), values.get("year"), unit

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """Candidates, those that stand already, and ranks that the notice does not name."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = {"period": self.period, "tied": 0, "office": self.office, **row.values}
        label = f"{values.get('year', '')}年度{values.get('subject', '')}"
        if row.faults or row.questions:
            return planned(row, Fate.CREATE, label)
        key = self._key(values, values["unit"])
        again = self.seen.setdefault(key, row.place)
        if again != row.place:
            return faulty(row, label, row.remark("subject", f"与 {again} 重复。"))
        if key in self.there:
            return planned(row, Fate.SAME, label)
        missing = self._missing(values)
        if any(reason.field == "rank" and not _sound(values) for reason in missing):
            return faulty(row, label, row.remark("rank", missing[0].finding))
        if missing:
            notes = tuple(
                row.remark(reason.field, f"不属于五（三）情形：{reason.finding}") for reason in missing
            )
            return planned(row, Fate.SKIP, label, notes=notes)
        note = Remark(
            "document", row.addresses.get("document", row.place), "以本台账作附件，通报原件请在待核情形中补充"
        )
        return planned(row, Fate.CREATE, label, values, notes=(note,))

    @clause("5.3")
    def _missing(self, values: Mapping[str, Any]) -> tuple[Reason, ...]:
        """Why a rank opens nothing: not among the last, not annual, not led."""
        return ranking(
            assessor=values["assessor"],
            subject=values["subject"],
            year=values["year"],
            period=values["period"],
            rank=values["rank"],
            total=values["total"],
            tied=values["tied"],
            leads=values["lead"] == "lead",
            document=values["document"],
            has_file=True,
            pack=self.pack,
            on=self.actor.on,
        ).decision.missing

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Enter the candidate, with the ledger as its paper."""
        values = one.work
        given = {name: values[name] for name in _NAMES} | {"file": self._file(batch)}
        fact = (
            f"{values['assessor']}{values['year']}年度{values['subject']}考核（通报），"
            f"第{values['rank']}名，共{values['total']}家。"
        )
        typed = {**given, "office": values["office"], "unit": str(values["unit"]), "facts": [fact],
                 "recusal": values["recusal"]}  # fmt: skip
        with batch.act("inquiry.open_ranking", given=typed, place=one.row.place) as a:
            inquiry = enter_candidate(
                a, verb="ranking", office=values["office"], unit=values["unit"], facts=[fact],
                recusal=values["recusal"], given=given, trial=batch.dry,
            )  # fmt: skip
        return inquiry.ref

    def _file(self, batch: Batch) -> Upload:
        ref = str(batch.about.get("batch", ""))
        if batch.dry or not ref:
            return _ON_TRIAL
        if ref not in self.files:
            self.files[ref] = handed_in(actor=self.actor, ref=ref)[0]
        return self.files[ref]

    def finish(self, batch: Batch) -> None:
        """Nothing is left to do."""


def _sound(values: Mapping[str, Any]) -> bool:
    return bool(
        1 <= values["rank"] <= values["total"] and 0 <= values["tied"] <= values["total"] - values["rank"]
    )


INTAKES = (Intake("rankings", "inquiry.open_ranking", Rankings),)
