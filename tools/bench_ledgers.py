"""Ledgers in `make bench`: 10,000 rows in and out, beside what the bare libraries need for the same cells.

As a program: only what comes before anything is written, for the county in DUBAN_DATA (a demo):

    DUBAN_DATA=data python -m tools.bench_ledgers
"""

from __future__ import annotations

import io
import os
import random
import resource
import time
from collections.abc import Callable, Sequence
from typing import Any

ROWS = int(os.environ.get("DUBAN_BENCH_ROWS", "10000"))
_SIGNS = "春夏秋冬东西南北山水林田湖草金木火土风云雷电日月星辰天地玄黄宇宙洪荒寒来暑往"


def ledgers(world: Any) -> None:
    """Import and export with their floors, and how much memory both took."""
    from django_scopes import scope

    print(f"\n{'ledger of ' + str(ROWS) + ' rows':<34}{'s':>8}{'floor s':>10}{'× floor':>9}{'MB more':>9}")
    with scope(jurisdiction=world.jurisdiction_id):
        _export(world)
        _import(
            world, "matters", _matters(world, ROWS), {"year": _year(), "fixed": _FIXED}, _inspector(world)
        )
        _import(world, "people", _people(world, ROWS), {}, _registrar(world))
    previews(world)


def previews(world: Any) -> None:
    """What a person waits for on the page: opening in the guarded process, judging each row; and refusing what is too long."""
    from django_scopes import scope

    print(f"\n{'preview of ' + str(ROWS) + ' rows':<34}{'s':>8}")
    with scope(jurisdiction=world.jurisdiction_id):
        _preview("matters", _matters(world, ROWS), {"year": _year(), "fixed": _FIXED}, _inspector(world))
        _preview("people", _people(world, ROWS), {}, _registrar(world))
        _refuse_long()


def _preview(kind: str, rows: list[list[Any]], given: dict[str, Any], actor: Any) -> None:
    from duban.documents.files.uploads import Upload
    from duban.documents.ledgers.at_once import judge_ledger
    from duban.documents.ledgers.incoming.door import looked_through

    file = Upload(f"{kind}.xlsx", _workbook(rows))
    print(f"{'open ' + kind:<34}{_timed(lambda: looked_through(file))[0]:>8.2f}")
    spent, _ = _timed(lambda: judge_ledger(actor=actor, kind=kind, file=file, **given))
    print(f"{'judge ' + kind:<34}{spent:>8.2f}")


def _refuse_long() -> None:
    """A sheet of 2^20 rows: told from its XML before room is made for it."""
    from duban.documents.files.uploads import Upload
    from duban.documents.ledgers.incoming.door import looked_through
    from duban.shared.errors import Invalid

    file = Upload("long.xlsx", _workbook([[n] for n in range(1 << 20)]))

    def refused() -> None:
        try:
            looked_through(file)
        except Invalid:
            return
        raise SystemExit("a sheet of 2^20 rows was taken")

    print(f"{'refuse 2^20 rows':<34}{_timed(refused)[0]:>8.2f}")


_FIXED = {"source_class": "2.3", "item_kind": "会议"}


def _year() -> int:
    from duban.shared import clock

    return clock.today().year


def _inspector(world: Any) -> Any:
    from duban.documents.ledgers.at_once import who_may_import

    return who_may_import(world.jurisdiction_id, "matters")[0]


def _registrar(world: Any) -> Any:
    from duban.documents.ledgers.at_once import who_may_import

    return who_may_import(world.jurisdiction_id, "people")[0]


def _units(world: Any) -> list[str]:
    from duban.organisations.selectors import directory
    from duban.shared import clock

    known, on = directory(world.jurisdiction_id), clock.today()
    return [
        unit.short_name
        for unit in known.active_units(on)
        if known.principals(unit.id, on) and unit.kind != "领导机构"
    ]


def _matters(world: Any, count: int) -> list[list[Any]]:
    chance, units = random.Random(1), _units(world)  # noqa: S311
    head = [
        "序号",
        "工作任务",
        "牵头单位",
        "配合单位",
        "完成时限",
        "目标任务",
        "任务来源",
        "文号",
        "交办时间",
    ]
    rows = [[f"XX县{_year()}年重点工作任务分解台账"], head]
    for n in range(count):
        title = "".join(chance.choices(_SIGNS, k=12)) + f"{n}号"
        rows.append(
            [
                n + 1, title, chance.choice(units), "、".join(chance.sample(units, 2)), "年底前",
                f"{title}按期完成，达到验收标准",
                "县委常委会会议", "第3次", f"{_year()}.1.10",
            ]
        )  # fmt: skip
    return rows


def _people(world: Any, count: int) -> list[list[Any]]:
    units = _units(world)
    rows: list[list[Any]] = [["序号", "姓名", "工作单位", "现任职务", "身份", "任职时间"]]
    for n in range(count):
        name = "测" + "".join(_SIGNS[n // len(_SIGNS) ** place % len(_SIGNS)] for place in range(3))
        rows.append([5000 + n, name, units[n % len(units)], "工作人员", "工作人员", "2025.3.1"])
    return rows


def _workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    page = book.add_worksheet("台账")
    for r, row in enumerate(rows):
        page.write_row(r, 0, row)
    book.close()
    return target.getvalue()


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    work()
    spent = time.perf_counter() - began
    return spent, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _line(name: str, spent: float, floor: float, more: float) -> None:
    print(f"{name:<34}{spent:>8.2f}{floor:>10.2f}{spent / floor:>9.1f}{more:>9.1f}")


def _import(world: Any, kind: str, rows: list[list[Any]], given: dict[str, Any], actor: Any) -> None:
    """Recognising, matching, acts and audit in one go; the floor is calamine handing over the cells."""
    import python_calamine as calamine

    from duban.documents.files.uploads import Upload
    from duban.documents.ledgers.at_once import import_ledger, recognise_ledger

    file = Upload("台账.xlsx", _workbook(rows))

    def whole() -> None:
        opened, _ = recognise_ledger(actor=actor, kind=kind, file=file, **given)
        import_ledger(actor=actor, file=file, opened=opened, mode="all")

    def floor() -> None:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        book.get_sheet_by_index(0).to_python()

    spent, more = _timed(whole)
    _line(f"import {kind}, all or nothing", spent, _timed(floor)[0], more)


def _export(world: Any) -> None:
    """The list of key work as .xlsx and .csv; the floor is XlsxWriter writing the same cells."""
    from duban.documents.ledgers.written.exports import hand_over
    from duban.insight.selectors.taken_out.exports import matters_table
    from duban.matters.selectors import MatterFilter

    actor = _inspector(world)
    cells = list(matters_table(actor=actor, where=MatterFilter()).rows)
    floor, _ = _timed(lambda: _workbook(cells))
    for form in ("xlsx", "csv"):
        spent, more = _timed(
            lambda form=form: hand_over(
                io.BytesIO(), actor, matters_table(actor=actor, where=MatterFilter()), form
            )  # type: ignore[misc]
        )
        _line(f"export key work, .{form}", spent, floor, more)


def main() -> None:
    """The previews for the first county of DUBAN_DATA."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    import django

    django.setup()
    from types import SimpleNamespace

    from duban.organisations.selectors import jurisdictions

    previews(SimpleNamespace(jurisdiction_id=jurisdictions()[0].id))


if __name__ == "__main__":
    main()
