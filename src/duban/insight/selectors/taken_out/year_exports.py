"""The appraisal office's extract of a year as a table on its way out (四, 七)."""

from __future__ import annotations

from duban.accountability.selectors.year.pages.extract import ExtractRow, year_extract
from duban.documents.ledgers.written.tables import Table, TableColumn
from duban.mechanism.clauses import clause
from duban.shared.actor import Actor

_COLUMNS = (
    TableColumn("序号", 6, "number"),
    TableColumn("对象", 8),
    TableColumn("单位或姓名", 28),
    TableColumn("单位职务", 24),
    TableColumn("次数", 6, "number"),
    TableColumn("结果", 48, "long"),
    TableColumn("依据", 16),
    TableColumn("文号", 40, "long"),
    TableColumn("申诉", 8),
    TableColumn("备注", 20),
)


@clause("4.6", "7.2.1", "7.2.3", "7.3.1")
def results_table(*, actor: Actor, year: int) -> Table:
    """The extract of a year, units first; before closing the title says that it is proposed."""
    view = year_extract(actor=actor, year=year)
    found = (*view.units, *view.people)
    title = f"{year}年度结果运用摘录{'' if view.final else '（拟定）'}"
    notes = (
        f"{view.notice}　{view.state}",
        f"共测算单位{view.judged_units}个、人员{view.judged_people}名，没有列出的没有结果",
    )
    return Table("results", title, _COLUMNS, (_cells(row) for row in found), len(found), notes=notes)


def _cells(row: ExtractRow) -> tuple[str | int, ...]:
    return (
        row.number,
        "单位" if row.kind == "unit" else "人员",
        row.name,
        row.title,
        row.count,
        "；".join(row.results),
        "、".join(row.basis),
        "；".join(row.documents),
        row.flag,
        row.note,
    )
