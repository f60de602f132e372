"""Measures from before the system: recorded as their papers say, shown in the registry, never bringing a duty (四)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.models import Number
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.matters.actions.shared import done
from duban.matters.facts import matter_coded
from duban.matters.models import Matter
from duban.measures.actions.shared import NAMES
from duban.measures.models import PastMeasure, RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.papers.numbering import normal_number
from duban.mechanism.people.standing import OFFICES, Function, Subject
from duban.organisations.selectors import directory
from duban.shared import clock
from duban.shared.actor import Actor

CODE = "补录"
RESULTS = {"closed": "已销号", "released": "已解除", "voided": "已作废"}
_FIRST = date(2000, 1, 1)


@dataclass(frozen=True)
class Past:
    """What a record of a past measure asks for."""

    kind: str
    issued_on: date
    title: str
    unit: int
    office: str
    result: str
    number: str = ""
    principals: str = ""
    deputies: str = ""
    handlers: str = ""
    basis: str = ""
    deadline: date | None = None
    approver: str = ""
    ended_on: date | None = None
    source_class: str = ""
    code: str = ""


@dataclass(frozen=True)
class HeldAgainst:
    """What a record is held against: numbers that are taken, and matters by their code."""

    taken: Callable[[str], bool]
    matter: Callable[[str], Matter | None]


STORED = HeldAgainst(
    lambda text: Number.objects.filter(text=text).exists(),
    lambda code: matter_coded(code, "", clock.today().year),
)


@clause("4.1", "4.3")
@performs("past.record")
def record(
    *,
    actor: Actor,
    kind: str,
    issued_on: date,
    title: str,
    unit: str,
    office: str,
    result: str,
    number: str = "",
    principals: str = "",
    deputies: str = "",
    handlers: str = "",
    basis: str = "",
    deadline: date | None = None,
    approver: str = "",
    ended_on: date | None = None,
    source_class: str = "",
    code: str = "",
    once: str | None = None,
) -> Done:
    """Put a measure on record that was taken and ended before the system was in use."""
    with act(actor, "past.record", once=once) as a:
        given = Past(
            kind, issued_on, title, int(unit), office, result, number, principals, deputies, handlers, basis, deadline,
            approver, ended_on, source_class, code,
        )  # fmt: skip
        enter_past(a, given)
    return done(a)


def _stated(given: Mapping[str, Any]) -> Past:
    stated = Past(**{one.name: given[one.name] for one in fields(Past)})
    return replace(stated, unit=int(stated.unit), number=normal_number(stated.number))


def _matter(asked: Asked, code: str) -> Matter | None:
    """The matter of a code, read once; an importer brings along what it holds a record against (`held`)."""
    held: HeldAgainst = asked.memo.get("held", STORED)
    return asked.once_read("past_matter", lambda: held.matter(code)) if code else None


def enter_past(work: Work, given: Past) -> PastMeasure:
    """What recording is, in the act that does it."""
    given = replace(given, number=normal_number(given.number))
    permit_creation(work, Subject(office=Function(given.office) if given.office in _OFFICES else OFFICES[0]))
    matter = _matter(work, given.code)
    unit = directory(work.jurisdiction_id).unit(given.unit)
    row = PastMeasure(
        state="recorded",
        matter=matter,
        unit_id=unit.id,
        entered_by=work.actor.name,
        **{name: value for name, value in vars(given).items() if name not in ("unit", "code")},
    )
    work.found(row, matter.case if matter else None)
    if given.number:
        work.create(
            Number(
                series=None, n=None, text=given.number, object_kind="past", object_id=row.pk, given_at=work.at
            )
        )
    work.create_all([_registry_row(work, row, unit.sequence, _state(given), matter)])
    work.say(
        kind=NAMES[given.kind],
        number=given.number,
        unit=unit.short_name,
        issued=f"{given.issued_on:%Y-%m-%d}",
        result=RESULTS[given.result],
    )
    return row


_OFFICES = {office.value for office in OFFICES}


@guards("文号没有用过；日期在今天以前")
def _past_sound(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    given = _stated(asked.given)
    held: HeldAgainst = asked.memo.get("held", STORED)
    matter = _matter(asked, given.code)
    wrong = {
        "kind": "" if given.kind in NAMES else "没有这一种措施。",
        "result": _wrong_result(given),
        "office": "" if given.office in _OFFICES else "应为县委办公室或者县政府办公室。",
        "title": "" if given.title.strip() else "请填写。",
        "issued_on": _wrong_day(given.issued_on, asked.today),
        "ended_on": _wrong_end(given, asked.today),
        "deadline": "早于印发日期。" if given.deadline and given.deadline < given.issued_on else "",
        "number": f"文号 {given.number} 已经用过，一个号只能用一次。"
        if given.number and held.taken(given.number)
        else "",
        "code": f"没有编号为 {given.code} 的事项。" if given.code and matter is None else "",
    }
    faults = {name: text for name, text in wrong.items() if text}
    if faults:
        yield Wrong(faults)


def _wrong_result(given: Past) -> str:
    if given.result not in RESULTS:
        return f"应为{'、'.join(RESULTS.values())}之一；还没有了结的措施不补录，按现行程序办理。"
    return ""


def _wrong_day(day: date, today: date) -> str:
    if day >= today:
        return "应在今天以前：今天起发出的措施在系统里办理。"
    return "早于 2000 年，请核对年份。" if day < _FIRST else ""


def _wrong_end(given: Past, today: date) -> str:
    if given.ended_on is None:
        return ""
    if given.ended_on < given.issued_on:
        return "办结日期早于印发日期。"
    return "办结日期在今天以后。" if given.ended_on > today else ""


def _state(given: Past) -> str:
    """How the measure ended in the words of its kind: a listing is released, the others are crossed off."""
    if given.result == "voided":
        return "voided"
    return "released" if given.kind == "listing" else "closed"


@clause("4.1", "4.2", "4.3")
def _registry_row(
    work: Work, row: PastMeasure, sequence: int, state: str, matter: Matter | None
) -> RegistryRow:
    return RegistryRow(
        past=row,
        recorded_from=work.at,
        kind=row.kind,
        case_ref=matter.case.ref if matter else "",
        case_code=matter.case.code if matter else CODE,
        title=row.title,
        number=row.number,
        issued_on=row.issued_on,
        year=row.issued_on.year,
        office=row.office,
        unit_id=row.unit_id,
        unit_sequence=sequence,
        principals=row.principals,
        deputies=row.deputies,
        handlers=row.handlers,
        progress=f"{RESULTS[row.result]}（补录）",
        problems=row.basis,
        deadline=row.deadline or row.ended_on or row.issued_on,
        state=state,
        running=False,
    )


@performs("past.void")
def void(*, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None) -> Done:
    """Correct a record that was never true: it stays visible with its reason, and leaves the register of today."""
    with act(actor, "past.void", ref, expect=expect, once=once) as a:
        row = a.object
        a.move()
        for shown in RegistryRow.objects.filter(past=row, recorded_to=None):
            a.change_all([shown], recorded_to=a.at)
        if row.number:
            a.numbers.void(row.number, reason)
        a.say(kind=NAMES[row.kind], number=row.number, reason=reason)
    return done(a)
