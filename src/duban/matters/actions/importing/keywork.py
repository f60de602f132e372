"""A ledger of key work: what is new is registered, with its handling proposed where the ledger names who leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from duban.acts.batches.batch import Batch
from duban.acts.ledgers import (
    OTHER,
    Fate,
    LedgerRow,
    Planned,
    Question,
    Remark,
    asked,
    faulty,
    planned,
    takes_in,
)
from duban.matters.actions.handling import enter_proposal
from duban.matters.actions.importing.registered import Known, Registered, plain
from duban.matters.actions.registration import Registration, enter_matter
from duban.matters.actions.taking_in import enter_both
from duban.matters.models import Matter
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import OFFICES
from duban.rulebook.selectors import pack_in_force
from duban.shared.actor import Actor

_SOURCE = ("title", "source_title", "source_date", "source_class", "due_on", "source_number", "level", "assessor",
           "superior_leader", "words", "target_name", "target_value", "target_unit", "distinct_reason")  # fmt: skip
_KIND_OF_CLASS = {"2.1": "kind_21", "2.2": "kind_22", "2.3": "kind_23"}
_ONE_KIND = {
    "2.1": ("决策部署", "工作安排", "指示批示"),
    "2.2": ("约束性指标硬任务", "上级考核(通报)事项", "国家及省市挂牌督办事项"),
    "2.3": ("会议", "文件", "指示批示"),
}
_NOTHING = {"/", "—", "-", "无", "－", "--", "——"}
_POINT_MOST = 120
_QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")


@dataclass(frozen=True)
class _Proposal:
    """What the ledger says of the handling."""

    lead_unit: int
    assist_units: tuple[int, ...]
    requirement: str
    due_on: date
    cycle_days: int
    opinion: str
    milestones: tuple[dict[str, Any], ...]

    def values(self) -> dict[str, Any]:
        """The fields of the act."""
        return {**vars(self), "assist_units": list(self.assist_units)}

    def typed(self) -> dict[str, Any]:
        """The same as a form has them."""
        assisting = [str(unit) for unit in self.assist_units]
        points = list(self.milestones)
        return {
            **vars(self),
            "lead_unit": str(self.lead_unit),
            "assist_units": assisting,
            "milestones": points,
        }


@dataclass(frozen=True)
class _Work:
    """What is to be done for a row: register, register and propose, or propose on a matter registered before."""

    registration: Registration | None
    proposal: _Proposal | None
    known: Known | None = None
    alike: tuple[str, ...] = ()

    @property
    def given(self) -> Registration:
        """What is registered."""
        if self.registration is None:
            raise ValueError("nothing to register")
        return self.registration

    def code_taken(self, office: str, code: str) -> str:
        """The row was planned as new: its own number is nobody's."""
        return ""

    def read(self) -> dict[str, Any]:
        """What the gate of a registration would read, read for all rows."""
        return {"similar": list(self.alike), "code_taken": self.code_taken}

    def values(self) -> dict[str, Any]:
        """What is proposed."""
        return self.proposal.values() if self.proposal is not None else {}

    def typed(self) -> dict[str, Any]:
        """All fields of the act as a form has them."""
        registered = vars(self.registration) if self.registration is not None else {}
        return {**registered, **(self.proposal.typed() if self.proposal is not None else {})}


_ASKED = {
    "item_kind": "事项种类",
    "level": "来源层级",
    "assessor": "考核或挂牌机关",
    "leader": "批示或交办的县领导",
    "superior_leader": "作出批示的上级领导",
    "words": "批示或交办原文",
}


def _lacking(row: LedgerRow, values: Mapping[str, Any]) -> list[Question]:
    """What the class of the source asks for and the ledger has no column for: asked once for all rows."""
    kind = values.get("item_kind", "")
    wanted = {
        "2.1": ["level", "item_kind", *(["superior_leader", "words"] if kind == "指示批示" else [])],
        "2.2": ["item_kind", *(["assessor"] if kind and kind != "约束性指标硬任务" else [])],
        "2.3": ["item_kind", *(["leader", "words"] if kind == "指示批示" else [])],
        "2.4": ["leader", "words"],
    }.get(values.get("source_class", ""), [])
    options = {
        "item_kind": tuple((one, one) for one in _ONE_KIND.get(values.get("source_class", ""), ())),
        "level": (("中央", "中央"), ("省", "省"), ("市", "市")),
    }
    return [
        Question(
            f"fixed:{name}",
            "整份台账",
            f"台账没有“{_ASKED[name]}”一列，整份台账填什么？",
            options.get(name, ()),
        )
        for name in wanted
        if not values.get(name) and name not in row.addresses
    ]


@takes_in("matters", "matter.register")
class KeyWork:
    """Takes a ledger of key work in."""

    fields: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(_KIND_OF_CLASS.values(), "item_kind"),
        "milestones": "quarter_1",
    }

    def __init__(self, actor: Actor, decisions: Mapping[str, str]) -> None:
        self.actor, self.decisions, self.on = actor, decisions, actor.on
        self.office = next((post.function.value for post in actor.posts if post.function in OFFICES), "")
        self.cycle = int(pack_in_force(actor.jurisdiction_id, actor.on).get("report_cycle_days", actor.on))
        self.there = Registered()
        self.seen: dict[tuple[str, int | None], str] = {}
        self.codes: dict[tuple[str, str], str] = {}

    def plan(self, rows: list[LedgerRow]) -> list[Planned]:
        """New matters, those that only wait for a proposal, those registered already, and those that must be asked about."""
        return [self._plan(row) for row in rows]

    def _plan(self, row: LedgerRow) -> Planned:
        values = row.values
        title = values.get("title", "")
        if not title or row.faults:
            return faulty(row, title)
        again = self.seen.setdefault((title, values.get("lead_unit")), row.place)
        if again != row.place:
            return faulty(row, title, row.remark("title", f"与 {again} 重复。"))
        if code := values.get("code", ""):
            first = self.codes.setdefault((self._office(values), code), row.place)
            if first != row.place:
                return faulty(
                    row, title, row.remark("code", f"编号 {code} 与 {first} 重复，一个编号只能用于一件事项。")
                )
        notes: list[Remark] = []
        found = self._registered(row, title, notes)
        if found is not None:
            return self._again(row, title, found, notes)
        alike = self.there.alike(title)
        if alike and not values.get("distinct_reason"):
            decided = self.decisions.get(f"same:{title}", "")
            same = next((one for one in alike if one.ref == decided), None)
            if same is not None:
                return self._again(row, title, same, notes)
            if decided != OTHER:
                return asked(row, title, self._question(row, title, alike))
        return self._new(row, title, notes, alike)

    def _registered(self, row: LedgerRow, title: str, notes: list[Remark]) -> Known | None:
        """The matter that the row names by its code or the office's own number, or by exactly its title."""
        code = str(row.values.get("code", ""))
        known = self.there.coded(code, self._office(row.values), self.on.year)
        if known:
            if plain(known[0].title) != plain(title):
                notes.append(row.remark("code", f"编号 {code} 已登记的名称是“{known[0].title}”"))
            return known[0]
        titled = self.there.titled(title)
        if code and not titled:
            notes.append(row.remark("code", f"没有编号为 {code} 的事项，按新事项看，编号一并记下"))
        return titled[0] if titled else None

    def _office(self, values: Mapping[str, Any]) -> str:
        return str(values.get("office", self.office))

    def _again(self, row: LedgerRow, title: str, known: Known, notes: list[Remark]) -> Planned:
        notes.append(row.remark("title", f"已登记：{known.shown}"))
        proposal = (
            self._proposal(row, title, notes) if known.state in states_of("matter", "registered") else None
        )
        if proposal is None:
            if known.lead_unit_id and row.values.get("lead_unit") not in (None, known.lead_unit_id):
                notes.append(row.remark("lead_unit", "责任单位与已登记的不同，不由台账更改"))
            return planned(row, Fate.SAME, title, notes=tuple(notes))
        return planned(row, Fate.UPDATE, title, _Work(None, proposal, known), notes=tuple(notes))

    def _question(self, row: LedgerRow, title: str, alike: list[Known]) -> Question:
        options = tuple((one.ref, f"就是这件：{one.shown}") for one in alike)
        names = "；".join(one.shown for one in alike)
        return Question(
            f"same:{title}",
            row.addresses.get("title", row.place),
            f"“{title}”与已登记的相近：{names}",
            (*options, (OTHER, "不是同一件，作为新事项登记")),
        )

    def _new(self, row: LedgerRow, title: str, notes: list[Remark], alike: list[Known]) -> Planned:
        values = dict(row.values)
        if alike and not values.get("distinct_reason"):
            values["distinct_reason"] = f"{self.actor.name}导入台账时逐件确认不是同一事项"
        wrong = self._kind(row, values)
        if wrong is not None:
            return faulty(row, title, wrong)
        lacking = _lacking(row, values)
        if lacking:
            return asked(row, title, *lacking)
        if not self._office(values):
            return faulty(row, title, row.remark("office", "没有写明督办办公室。"))
        proposal = self._proposal(row, title, notes)
        if proposal is None:
            notes.append(row.remark("lead_unit", "没有责任单位，只登记，待拟办"))
        if row.questions:
            return planned(row, Fate.CREATE, title, notes=tuple(notes))
        work = _Work(self._registration(values), proposal, alike=tuple(one.shown for one in alike))
        return planned(row, Fate.CREATE, title, work, notes=tuple(notes))

    def _registration(self, values: Mapping[str, Any]) -> Registration:
        given: dict[str, Any] = {name: values[name] for name in _SOURCE if name in values}
        if values.get("item_kind"):
            given[_KIND_OF_CLASS[values["source_class"]]] = values["item_kind"]
        given |= {"leader": str(values["leader"])} if "leader" in values else {}
        return Registration(office=self._office(values), own_code=values.get("code", ""), **given)

    def _kind(self, row: LedgerRow, values: dict[str, Any]) -> Remark | None:
        """The kind of item belongs to the class of the source."""
        source, kind = values.get("source_class", ""), values.get("item_kind", "")
        if not kind or not source:
            return None
        if source in _ONE_KIND and kind in _ONE_KIND[source]:
            return None
        if source == "2.4":
            values["item_kind"] = ""
            return None
        allowed = "、".join(_ONE_KIND[source])
        return row.remark("item_kind", f"来源类别是{source}，事项种类只能是：{allowed}。")

    def _proposal(self, row: LedgerRow, title: str, notes: list[Remark]) -> _Proposal | None:
        values = row.values
        if "lead_unit" not in values:
            return None
        requirement = values.get("requirement", "")
        if not requirement:
            requirement = title
            notes.append(row.remark("title", "没有办理要求，照事项名称记"))
        if values["lead_unit"] in values.get("assist_units", ()):
            notes.append(row.remark("assist_units", "牵头单位不同时列为协办单位"))
        return _Proposal(
            lead_unit=values["lead_unit"],
            assist_units=tuple(
                unit for unit in values.get("assist_units", ()) if unit != values["lead_unit"]
            ),
            requirement=requirement,
            due_on=values.get("due_on", self.on),
            cycle_days=values.get("cycle_days", self.cycle),
            opinion=values.get("opinion", ""),
            milestones=tuple(self._milestones(row, notes)),
        )

    def _milestones(self, row: LedgerRow, notes: list[Remark]) -> list[dict[str, Any]]:
        """Quarterly goals as points of the plan; a quarter that is over is not, since it would be late from the start."""
        points = []
        due_on = row.values.get("due_on", self.on)
        for name in _QUARTERS:
            text, end = row.values.get(name, ("", None))
            if not text or text in _NOTHING:
                continue
            if end < self.on:
                notes.append(row.remark(name, f"{end.year}年{end.month}月底已过，不作节点"))
            elif date(end.year, end.month - 2, 1) > due_on:
                notes.append(row.remark(name, f"{end.year}年{end.month}月底晚于办理时限，不作节点"))
            elif len(text) > _POINT_MOST:
                notes.append(row.remark(name, f"超过 {_POINT_MOST} 个字，不作节点，请在事项里另行分解"))
            else:
                points.append({"title": text, "due_on": min(end, due_on), "target": None})
        return points

    def carry_out(self, batch: Batch, one: Planned) -> str:
        """Register, propose, or both."""
        work: _Work = one.work
        if work.known is not None:
            matter = Matter.objects.select_related("case", "source").get(pk=work.known.pk)
            with batch.act("matter.propose", matter, given=work.typed(), place=one.row.place) as a:
                enter_proposal(a, **work.values())
        elif work.proposal is not None:
            with batch.act("matter.take_in", given=work.typed(), place=one.row.place, known=work.read()) as a:
                matter = enter_both(a, work.given, work.values())
        else:
            with batch.act(
                "matter.register", given=work.typed(), place=one.row.place, known=work.read()
            ) as a:
                matter = enter_matter(a, work.given)
                a.enter()
        return matter.case.ref

    def finish(self, batch: Batch) -> None:
        """Nothing is left to do."""
