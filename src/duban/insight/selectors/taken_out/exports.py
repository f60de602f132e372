"""Lists and registers as tables on their way out: the same rows as the pages, read to the end, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet

from duban.accountability.selectors.lists import (
    InquiryFilter,
    InquiryRow,
    RulingFilter,
    RulingRow,
    inquiries,
    rulings,
)
from duban.documents.ledgers.written.tables import Cell, Table, TableColumn
from duban.matters.facts import light_of
from duban.matters.models import with_assisting
from duban.matters.policies import reads_all
from duban.matters.selectors import STEPS, MatterFilter, found_matters, soon_for
from duban.measures.models import RegistryRow
from duban.measures.selectors import RegisterFilter, found_rows, rows_as_seen
from duban.mechanism.clauses import CLAUSES, clause
from duban.mechanism.key_work.lights import Light
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.people.standing import OFFICES
from duban.mechanism.words.wording import plain
from duban.organisations.policies import sees_people
from duban.organisations.selectors import Directory, PostRow, directory, unit_lines
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import SIZES, Page

_CHUNK = 2000
_C = TableColumn
_LIGHT_WORDS = {light: light.word for light in Light}
_OFFICE_WORDS = {office.value: office.label for office in OFFICES}

_MATTERS = (
    _C("编号", 11, "middle"), _C("事项名称", 34, "long"), _C("责任单位", 15), _C("协办单位", 18), _C("办理要求", 36, "long"),
    _C("办理时限", 12, "date"), _C("原定时限", 12, "date"), _C("延期次数", 9, "number"),
    _C("来源类别", 10, "middle"), _C("来源文件或会议名称", 24, "long"),
    _C("来源文号或届次", 16), _C("来源日期", 12, "date"), _C("督办办公室", 12, "middle"), _C("阶梯", 10, "middle"),
    _C("工作进展", 30, "long"), _C("评价", 10, "middle"), _C("存在问题", 24, "long"), _C("灯", 5, "middle"),
    _C("状态", 10, "middle"),
)  # fmt: skip
_MATTER_VALUES = (
    "case__code", "title", "lead_unit_id", "assist_unit_ids", "requirement", "due_on", "original_due_on", "extensions",
    "source__source_class",
    "source__title", "source__number", "source__dated_on", "office", "step", "progress", "rating_index", "problems",
    "state", "next_due_on", "behind", "caught_up", "target_value", "target_unit", "value",
)  # fmt: skip


@clause("2.0", "4.4")
def matters_table(*, actor: Actor, where: MatterFilter, filters: tuple[str, ...] = ()) -> Table:
    """The list of key work as the actor sees it, whole."""
    found = found_matters(actor, where)
    values = with_assisting(found).values_list(*_MATTER_VALUES)
    rows = _matter_rows(actor, values.iterator(_CHUNK))
    return Table("matters", "重点工作台账", _MATTERS, rows, found.count(), filters)


def _matter_rows(actor: Actor, found: Iterator[tuple[object, ...]]) -> Iterator[Sequence[Cell]]:
    today = clock.today()
    soon = soon_for(actor, today)
    names = {unit.id: unit.short_name for unit in directory(actor.jurisdiction_id).units}
    ratings = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    states: dict[object, str] = {}
    for row in found:
        (code, title, lead, assist, asked, due, first, extensions, source, source_title, number, dated, office,
         step, progress, rating, problems, state, next_due, behind, caught, target, counted_in, value) = row  # fmt: skip
        if state not in states:
            states[state] = state_label("matter", str(state))
        running = state in states_of("matter", "running")
        light = light_of(running, next_due, rating, behind, caught, today, soon)  # type: ignore[arg-type]
        yield (
            code, title, names.get(lead, "") if lead else "", _named(names, assist), asked, due, first, extensions,  # type: ignore[call-overload, misc, arg-type]
            CLAUSES[str(source)].cite if source in CLAUSES else "", source_title, number, dated,
            _OFFICE_WORDS.get(str(office), ""), STEPS[str(step)], _amount(progress, target, counted_in, value),
            ratings[rating] if rating is not None else "", problems, _LIGHT_WORDS[light], states[state],
        )  # fmt: skip


def _named(names: dict[int, str], units: Iterable[int]) -> str:
    return "、".join(names.get(unit, "") for unit in sorted(units))


def _amount(progress: object, target: object, unit: object, value: object) -> str:
    """The words of the last report, after the figures where there is a target."""
    if not isinstance(target, Decimal):
        return str(progress)
    done = plain(value) if isinstance(value, Decimal) else "0"
    return f"{done}/{plain(target)} {unit}　{progress}".strip("　 ")


_REGISTER = (
    _C("事项名称", 32, "long"), _C("责任单位", 15), _C("主要领导", 11), _C("分管领导", 11), _C("经办负责人", 11),
    _C("工作进展", 34, "long"), _C("评价", 10, "middle"), _C("存在问题", 28, "long"),
)  # fmt: skip
_ADVICE = _C("工作建议", 28, "long")
_IDENTITY = (
    _C("文号", 22), _C("印发日期", 12, "date"), _C("督办办公室", 12, "middle"), _C("办理时限", 12, "date"),
    _C("原定时限", 12, "date"), _C("延期次数", 9, "number"), _C("暂缓", 20),
    _C("灯", 5, "middle"), _C("状态", 11, "middle"), _C("编号", 11, "middle"),
)  # fmt: skip


@clause("4.1", "4.2", "4.3", "4.4", "4.5")
def register_table(*, actor: Actor, kind: str, where: RegisterFilter, filters: tuple[str, ...] = ()) -> Table:
    """One register with the columns of article 四 in its order, then what identifies the row; NotFound for no kind."""
    if kind not in NAMES:
        raise NotFound("没有这个项目库。")
    found, internal = found_rows(actor, kind, where), reads_all(actor)
    columns = (*_REGISTER, *((_ADVICE,) if internal else ()), *_IDENTITY)
    rows = _register_rows(actor, found, internal, where)
    return Table(kind, f"{NAMES[kind]}项目库", columns, rows, found.count(), filters)


def _register_rows(
    actor: Actor, found: QuerySet[RegistryRow], internal: bool, where: RegisterFilter
) -> Iterator[Sequence[Cell]]:
    today = clock.day_of(where.at) if where.at else clock.today()
    for row in rows_as_seen(actor, found, today):
        light = _LIGHT_WORDS[row.light] if row.full else ""
        yield (
            row.title, row.unit, row.principals, row.deputies, row.handlers, row.progress, row.rating, row.problems,
            *((row.suggestions,) if internal else ()), row.number, row.issued_on, row.office, row.deadline,
            row.original_deadline, row.extensions, row.pauses, light, row.state_label, row.code,
        )  # fmt: skip


_UNITS = (
    _C("单位全称", 34, "long"), _C("规范化简称", 18), _C("单位种类", 26), _C("组织序列", 9, "number"), _C("规格", 10, "middle"),
    _C("所属", 9, "middle"), _C("在本机制中的职能", 16), _C("成立日期", 12, "date"), _C("主要领导", 16), _C("联络员", 16),
    _C("状态", 9, "middle"),
)  # fmt: skip
_SIDES = {"party": "县委", "gov": "县政府"}


@clause("1.1")
def units_table(*, actor: Actor, closed: bool = False, filters: tuple[str, ...] = ()) -> Table:
    """The units in 组织序列, with the columns under which they can come in again."""
    lines = unit_lines(actor=actor, closed=closed).lines
    rows = (
        (
            line.unit.name, line.unit.short_name, line.unit.kind, line.unit.sequence, line.unit.level,
            _SIDES.get(line.unit.side, ""), line.unit.function.label, line.unit.active_from,
            "、".join(one.name for one in line.principals), "、".join(one.name for one in line.liaisons),
            line.state_label,
        )
        for line in lines
    )  # fmt: skip
    return Table("units", "单位名录", _UNITS, rows, len(lines), filters)


_PEOPLE = (
    _C("姓名", 11), _C("单位", 18), _C("职务", 24), _C("身份", 12, "middle"), _C("排名", 8, "number"),
    _C("人员类别", 14, "middle"), _C("任职日期", 12, "date"), _C("任至", 12, "date"), _C("主持工作", 9, "middle"),
    _C("所在一侧", 9, "middle"), _C("同名区分", 16),
)  # fmt: skip


@clause("1.2")
def people_table(*, actor: Actor, filters: tuple[str, ...] = ()) -> Table:
    """Everybody with the posts held today, one post a row; NotFound for whoever does not see all people."""
    if not sees_people(actor):
        raise NotFound("没有找到，或不在您的范围内。")
    known, today = directory(actor.jurisdiction_id), clock.today()
    held = [post for post in known.posts if post.held_on(today)]
    return Table("people", "人员和职务", _PEOPLE, _people_rows(known, held), len(held), filters)


def _people_rows(known: Directory, held: Sequence[PostRow]) -> Iterator[Sequence[Cell]]:
    for post in held:
        person = known.person(post.person_id)
        unit = known.unit(post.unit_id).short_name if post.unit_id else ""
        yield (
            person.name, unit, post.title, post.role.label, person.rank, person.personnel_category, post.starts_on,
            post.ends_on, "是" if post.acting else "", _SIDES.get(post.side, ""), person.note,
        )  # fmt: skip


_INQUIRIES = (
    _C("编号", 12, "middle"), _C("事项名称", 34, "long"), _C("责任单位", 16), _C("追责情形", 16), _C("办公室", 12, "middle"),
    _C("开始日期", 12, "date"), _C("状态", 14, "middle"), _C("移交文号", 22), _C("移交日期", 12, "date"),
    _C("两家办理情况", 18), _C("处理件数", 9, "number"), _C("申诉", 9, "middle"),
)  # fmt: skip
_RULINGS = (
    _C("文号", 22), _C("决定机关", 18), _C("层级", 8, "middle"), _C("对象", 16), _C("职务", 18), _C("单位", 16),
    _C("处理方式", 26, "long"), _C("决定日期", 12, "date"), _C("生效日期", 12, "date"), _C("送达日期", 12, "date"),
    _C("行为年度", 9, "middle"), _C("状态", 12, "middle"), _C("申诉", 9, "middle"),
)  # fmt: skip
R = TypeVar("R")


def _pages(fetch: Callable[[int, int], Page[R]]) -> Iterator[R]:
    """The rows of every page, one page after the other."""
    number = 1
    while True:
        page = fetch(number, SIZES[-1])
        yield from page.rows
        if number >= page.pages:
            return
        number += 1


@clause("5.0", "6.4")
def inquiries_table(*, actor: Actor, where: InquiryFilter, filters: tuple[str, ...] = ()) -> Table:
    """The inquiries as the actor sees them; 申诉中 stands in a column of its own."""

    def fetch(number: int, size: int) -> Page[InquiryRow]:
        return inquiries(actor=actor, where=where, number=number, size=size).page

    rows = (
        (
            row.code, row.title, row.unit, "、".join(row.items), row.office, row.opened_on, row.state_label, row.number,
            row.transferred_on, row.procedure, row.rulings, "申诉中" if row.appealing else "",
        )
        for row in _pages(fetch)
    )  # fmt: skip
    return Table("inquiries", "追责与移交台账", _INQUIRIES, rows, fetch(1, SIZES[0]).total, filters)


@clause("6.4")
def rulings_table(*, actor: Actor, where: RulingFilter, filters: tuple[str, ...] = ()) -> Table:
    """The rulings as the actor sees them: status and result; 申诉中 stands in a column of its own."""

    def fetch(number: int, size: int) -> Page[RulingRow]:
        return rulings(actor=actor, where=where, number=number, size=size).page

    rows = (
        (
            row.number, row.issuer, row.level, row.subject, row.title, row.unit,
            "、".join(kind.label for kind in row.kinds), row.decided_on, row.effective_on, row.served_on,
            row.conduct_year, row.state_label, row.flag,
        )
        for row in _pages(fetch)
    )  # fmt: skip
    return Table("rulings", "处理决定台账", _RULINGS, rows, fetch(1, SIZES[0]).total, filters)
