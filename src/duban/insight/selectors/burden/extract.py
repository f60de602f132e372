"""减负情况季报: a quarter of the burden, unit by unit and month by month, to be taken along."""

from __future__ import annotations

from collections.abc import Iterator

from duban.documents.ledgers.written.tables import Cell, Table, TableColumn
from duban.insight.selectors.burden.figures import BurdenFilter, Counts, burden_counts
from duban.insight.selectors.burden.overview import compared, filling, messages_of
from duban.mechanism.burden.figures import BURDEN_FIGURES
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.figures import percent
from duban.organisations.selectors import UnitRow, directory
from duban.shared.actor import Actor

QUARTERS = (1, 2, 3, 4)
_COLUMNS = (
    TableColumn("单位", 20), TableColumn("月份", 8, "number"),
    *(TableColumn(one.label, 14, "number") for one in BURDEN_FIGURES.values()), TableColumn("无变化占比（%）", 14),
)  # fmt: skip


@clause("3.0")
def burden_table(*, actor: Actor, year: int, quarter: int) -> Table:
    """The same numbers as the page, of the units that the actor may compare, else of the own ones; in 组织序列."""
    counts = burden_counts(actor, BurdenFilter(year))
    months = [3 * quarter - 2, 3 * quarter - 1, 3 * quarter]
    there = {place for of_figure in counts.values() for place in of_figure}
    units = [
        unit
        for unit in directory(actor.jurisdiction_id).units
        if compared(actor) or unit.id in actor.unit_ids
    ]
    places = [(unit, month) for unit in units for month in months if (unit.id, month) in there]
    rows = (_row(counts, unit, month) for unit, month in places)
    named = (f"{year}年第{quarter}季度",)
    return Table(
        "burden", "减负情况季报", _COLUMNS, rows, len(places), named, tuple(_notes(actor, year, quarter))
    )


def _row(counts: Counts, unit: UnitRow, month: int) -> tuple[Cell, ...]:
    numbers = {key: counts[key].get((unit.id, month), 0) for key in BURDEN_FIGURES}
    return (unit.short_name, month, *numbers.values(), percent(numbers["unchanged"], numbers["sent"]))


def _notes(actor: Actor, year: int, quarter: int) -> Iterator[str]:
    yield from (f"{one.label}：{one.means}。" for one in BURDEN_FIGURES.values())
    if compared(actor):
        told = messages_of(actor, year)
        yield f"全年每人每天系统内消息：中位数{told.median or 0}条，百分之九十九不超过{told.p99 or 0}条。"
    for line in filling(actor.jurisdiction_id, year):
        if line.quarter == f"{year}-{quarter}":
            yield f"填写“{line.form}”：中位数{line.median}分钟（抽样{line.samples}次）。"
