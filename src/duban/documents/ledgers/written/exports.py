"""Taking a list out: on record with its filters and its rows before a file is handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from duban.acts.registry import performs
from duban.acts.work import Done, act, permit_creation
from duban.documents.ledgers.models import ExportRecord
from duban.documents.ledgers.written.lists import write_csv, write_xlsx
from duban.documents.ledgers.written.tables import Table
from duban.mechanism.people.standing import Function, Subject
from duban.rulebook.selectors import vocabulary_today
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.errors import Invalid
from duban.shared.machine import installation

DRILLED = "演练：这里的数据不算数"
FORMS = {"xlsx": "Excel", "csv": "CSV"}
TAKEN = {**FORMS, "docx": "Word"}
"""In which forms something is taken out: lists as tables, and for a meeting as a paper."""


@performs("export.take")
def take(
    *, actor: Actor, what: str, label: str, form: str, filters: str, rows: int, once: str | None = None
) -> Done:
    """Record that a list is taken out: by whom, what, narrowed how, how many rows."""
    with act(actor, "export.take", once=once) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE, holder_id=a.actor.person_id))
        if form not in TAKEN:
            raise Invalid({"form": f"只有 {'、'.join(TAKEN)}。"})
        record = ExportRecord(
            state="taken",
            what=what,
            label=label,
            form=form,
            filters=filters[:400],
            rows=rows,
            person_id=a.actor.person_id,
            by=a.actor.name,
        )
        a.found(record)
        a.say(count=rows, form=TAKEN[form], filters=filters)
    if a.done is None:
        raise RuntimeError("the act has not ended")
    return a.done


def hand_over(
    target: IO[bytes], actor: Actor, table: Table, form: str, told: Callable[[int], None] = lambda done: None
) -> int:
    """Record the export and write it: title, county, filters, moment and person stand above the rows."""
    table = table.said(vocabulary_today(actor.jurisdiction_id))
    take(actor=actor, what=table.what, label=table.title, form=form, filters=table.narrowed, rows=table.total)
    drilled = DRILLED if installation.drilled() else ""
    if form == "csv":
        return write_csv(target, table, told, first_line=drilled)
    county = memo.versions(actor.jurisdiction_id).county
    where = f"{county}　" if county else ""
    head = (
        *([drilled] if drilled else []),
        f"{where}筛选：{table.narrowed}　共 {table.total} 行",
        f"导出：{actor.title}{actor.name}　{clock.text(clock.now(), '%Y-%m-%d %H:%M')}　以导出时刻为准",
        *table.notes,
    )
    return write_xlsx(target, table, head, told)
