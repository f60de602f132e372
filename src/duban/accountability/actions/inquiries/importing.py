"""A ledger of superior rankings (五（三）): what the notice names becomes a candidate, everything else is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from duban.accountability.actions.inquiries.opening import enter_candidate
from duban.accountability.actions.inquiries.rankings import read_ranking
from duban.accountability.models import Ground
from duban.acts.batches.batch import Batch
from duban.acts.ledgers import Fate, LedgerRow, Planned, Question, Remark, asked, faulty, planned, takes_in
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.selectors import handed_in
from duban.mechanism.clauses import clause
from duban.mechanism.findings import Grounded, ranking
from duban.mechanism.people.standing import OFFICES
from duban.rulebook.selectors import pack_in_force
from duban.shared.actor import Actor

_NAMES = ("assessor", "subject", "year", "period", "rank", "total", "tied", "lead", "document", "document_on")
BOTH = "both"
_ON_TRIAL = Upload("台账.xlsx", b"-")


@takes_in("rankings", "inquiry.open_ranking")
class Rankings:
    """Takes a ledger of rankings in: a candidate is never a penalty, and a rank that does not count opens nothing."""

    fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.actor = actor
        self.office = next((post.function.value for post in actor.posts if post.function in OFFICES), "")
        self.pack = pack_in_force(actor.jurisdiction_id, actor.on)
        self.decisions = decisions
        self.leads: dict[tuple[Any, ...], tuple[int, str]] = {}
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
        values = {"office": self.office, **row.values}
        label = f"{values.get('year', '')}年度{values.get('subject', '')}"
        if row.faults or row.questions:
            return planned(row, Fate.CREATE, label)
        key = self._key(values, values["unit"])
        again = self.seen.setdefault(key, row.place)
        if again != row.place:
            return faulty(row, label, row.remark("subject", f"与 {again} 重复。"))
        if key in self.there:
            return planned(row, Fate.SAME, label)
        reading = read_ranking(row, values, self.pack.get("periods", self.actor.on), self.decisions)
        if reading.fault is not None:
            return faulty(row, label, reading.fault)
        questions = (*reading.questions, *self._second_lead(row, values))
        if questions:
            return asked(row, label, *questions)
        return self._judged(row, label, reading.values, reading.notes)

    def _judged(
        self, row: LedgerRow, label: str, values: dict[str, Any], notes: tuple[Remark, ...]
    ) -> Planned:
        grounded = self._grounded(values)
        missing = grounded.decision.missing
        if any(reason.field == "rank" and not _sound(values) for reason in missing):
            return faulty(row, label, row.remark("rank", missing[0].finding))
        if missing:
            said = [row.remark(reason.field, f"不属于五（三）情形：{reason.finding}") for reason in missing]
            return planned(row, Fate.SKIP, label, notes=(*notes, *said))
        note = row.remark("document", "以本台账作附件，通报原件请在待核情形中补充")
        warned = [row.remark("total", text) for text in grounded.warnings]
        return planned(row, Fate.CREATE, label, values, notes=(*notes, *warned, note))

    def _second_lead(self, row: LedgerRow, values: Mapping[str, Any]) -> list[Question]:
        """Two units that lead the same work of one assessment: asked about, since only who leads is named (A26)."""
        if values["lead"] != "lead":
            return []
        key = self._key(values, None)
        first, at = self.leads.setdefault(key, (values["unit"], row.place))
        asking = f"lead:{values['assessor']}:{values['subject']}:{values['year']}"
        if first == values["unit"] or self.decisions.get(asking) == BOTH:
            return []
        text = f"“{values['subject']}”在 {at} 已有一家牵头单位，这里又有一家，是否都牵头？只是配合的请改“牵头还是配合”一列。"
        return [Question(asking, row.addresses.get("unit", row.place), text, ((BOTH, "都是牵头，分别登记"),))]

    @clause("5.3")
    def _grounded(self, values: Mapping[str, Any]) -> Grounded:
        """Whether a rank opens anything, else why not: not among the last, not annual, not led."""
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
        )

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
