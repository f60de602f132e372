"""A ledger of milestones: points gathered by matter, set by the acts that its state allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import Fate, LedgerRow, Planned, Question, asked, faulty, planned, takes_in
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.matters.actions.handling import enter_points
from duban.matters.actions.importing.registered import Known, Registered
from duban.matters.models import Matter, Milestone
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES
from duban.shared.actor import Actor

REASON = "按台账补录节点"


@dataclass
class _Plan:
    """The points ahead of one matter: those that stand, and those of the ledger over them by title."""

    known: Known
    standing: dict[str, Milestone] = field(default_factory=dict)
    wanted: dict[str, dict[str, Any]] = field(default_factory=dict)
    duties: list[Obligation] = field(default_factory=list)
    matter: Matter | None = None


@takes_in("milestones", "matter.register")
class Points:
    """Takes a ledger of milestones in."""

    fields: ClassVar[Mapping[str, str]] = {"milestones": "due_on"}

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.decisions, self.on = decisions, actor.on
        self.office = next((post.function.value for post in actor.posts if post.function in OFFICES), "")
        self.there = Registered()
        self.plans: dict[int, _Plan] = {}
        self.seen: dict[tuple[int, str], str] = {}

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New points, points on another day, and those that stand already."""
        found = {row.place: self._matter(row) for row in rows}
        self._read({one.pk for one in found.values() if isinstance(one, Known)})
        return [self._plan(row, found[row.place]) for row in rows]

    def _matter(self, row: LedgerRow) -> Known | str | Question:
        """The matter that a row names: by code, by exact title, else by one that is alike and asked about."""
        code, title = str(row.values.get("code", "")), str(row.values.get("matter", ""))
        if code:
            return self._coded(row, code)
        if not title:
            return "编号和事项名称都没有写，不知道是哪件事项的节点。"
        decided = self.decisions.get(f"matter:{title}", "")
        titled = self.there.titled(title)
        if len(titled) == 1 and not decided:
            return titled[0]
        near = titled or self.there.alike(title)
        chosen = next((one for one in near if one.ref == decided), None)
        if chosen is not None:
            return chosen
        if not near:
            return f"没有登记过“{title}”，请先登记事项或写明编号。"
        said = f"有 {len(titled)} 件事项叫“{title}”" if titled else f"没有登记过“{title}”"
        at = row.addresses.get("matter", row.place)
        return Question(
            f"matter:{title}", at, f"{said}，是哪一件？", tuple((one.ref, one.shown) for one in near)
        )

    def _coded(self, row: LedgerRow, code: str) -> Known | str | Question:
        """The matter of a number, ours or the office's own; asked about where both are there."""
        found = self.there.coded(code, self.office, self.on.year)
        if len(found) > 1:
            decided = self.decisions.get(f"code:{code}", "")
            options = tuple((one.ref, one.shown) for one in found)
            at = row.addresses.get("code", row.place)
            asking = Question(f"code:{code}", at, f"编号 {code} 有 {len(found)} 件事项，是哪一件？", options)
            return next((one for one in found if one.ref == decided), asking)
        return found[0] if found else f"没有编号为 {code} 的事项。"

    def _read(self, wanted: set[int]) -> None:
        """The matters with their standing points, for the rows at hand."""
        missing = {pk for pk in wanted if pk not in self.plans}
        cases: dict[int, _Plan] = {}
        for matter in Matter.objects.filter(pk__in=missing).select_related("case", "source"):
            plan = _Plan(self.there.by_code[matter.case.code], matter=matter)
            self.plans[matter.pk] = cases[matter.case_id] = plan
        for point in Milestone.objects.filter(case__in=cases, dropped_at=None):
            cases[point.case_id].standing[point.title] = point
        for duty in duties.standing_so(duties.REMEMBERED, case=cases.keys()).order_by("pk"):
            cases[duty.case_id or 0].duties.append(duty)

    def _plan(self, row: LedgerRow, matter: Known | str | Question) -> Planned:
        title = str(row.values.get("title", ""))
        label = f"{row.values.get('matter') or row.values.get('code', '')}：{title}"
        if isinstance(matter, str):
            about = "code" if row.values.get("code") or "matter" not in row.addresses else "matter"
            return faulty(row, label, row.remark(about, matter))
        if isinstance(matter, Question):
            return asked(row, label, matter)
        if row.faults or row.questions:
            return planned(row, Fate.CREATE, label)
        if matter.state in states_of("matter", "registered"):
            return faulty(row, label, row.remark("matter", f"{matter.shown}还没有拟办，先拟办再补节点。"))
        return self._held(row, label, title, matter, self.plans[matter.pk])

    def _held(self, row: LedgerRow, label: str, title: str, known: Known, plan: _Plan) -> Planned:
        again = self.seen.setdefault((known.pk, title), row.place)
        if again != row.place:
            return faulty(row, label, row.remark("title", f"与 {again} 重复。"))
        due_on: date = row.values["due_on"]
        standing = plan.standing.get(title)
        target = row.values.get("target")
        if (
            standing is not None
            and standing.due_on == due_on
            and (target is None or standing.target == target)
        ):
            return planned(row, Fate.SAME, label)
        if standing is not None and (standing.reached_on or standing.due_on < self.on):
            return faulty(row, label, row.remark("due_on", "这个节点已到期或已完成，保留原样，不得改期。"))
        values = {"title": title, "due_on": due_on, "target": target}
        fate = Fate.UPDATE if standing is not None else Fate.CREATE
        note = (row.remark("due_on", f"应于 {standing.due_on} → {due_on}"),) if standing is not None else ()
        return planned(row, fate, label, (plan, values), notes=note)

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Set the points ahead anew: those that stand, with this one over the one of the same title."""
        plan, values = one.work
        matter = plan.matter
        ahead = {
            row.title: {"title": row.title, "due_on": row.due_on, "target": row.target}
            for row in plan.standing.values()
            if row.reached_on is None and row.due_on >= self.on
        }
        ahead[values["title"]] = values
        typed: dict[str, Any] = {"milestones": list(ahead.values()), "reason": REASON}
        known = {"milestones": list(plan.standing.values()), "duties": plan.duties}
        with batch.act("matter.reschedule", matter, given=typed, place=one.row.place, known=known) as a:
            enter_points(a, **typed)
            made = a.pending.waiting(Milestone)
        kept = {row.title: row for row in plan.standing.values() if row.dropped_at is None}
        plan.standing = {**kept, **{row.title: row for row in made}}
        return str(matter.case.ref)

    def finish(self, batch: Batch) -> None:
        """Nothing is left to do."""
