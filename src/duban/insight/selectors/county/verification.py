"""The whole verification of a county: chain and rows, kept files, and the guards of the database itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from django.db import connection
from django.db.models import Max

from duban.acts import token_table
from duban.audit import guards as of_the_chain
from duban.audit import verify as verifying
from duban.audit.models import RowState
from duban.audit.verify import AuditReport, Pace, RecordFault
from duban.documents.files.integrity import FileFault, file_faults
from duban.organisations import guards as of_posts
from duban.rulebook import guards as of_the_rules
from duban.shared import guards as of_drills
from duban.shared.database.guards import standing

GUARDS = (of_the_chain.GUARD, of_the_rules.GUARD, of_posts.GUARD, of_drills.GUARD)


def verify_county(jurisdiction_id: int) -> AuditReport:
    """Everything that is found to be otherwise than it was left: the first entry concerned comes first."""
    report = verifying.verify(jurisdiction_id)
    sizes: list[int] = []
    began = time.perf_counter()
    files = [_of_file(jurisdiction_id, one) for one in file_faults(jurisdiction_id, sizes.append)]
    pace = Pace("文件", sum(sizes) // 1000, "千字节", time.perf_counter() - began)
    faults = verifying.in_order([*report.faults, *files, *guard_faults(), *_token_faults(jurisdiction_id)])
    return replace(report, faults=faults, paces=(*report.paces, pace))


def guard_faults() -> Iterator[RecordFault]:
    """Guards that are missing or changed, and triggers and views that no version of the system has put there."""
    wanted = {name: does for guard in GUARDS for name, does in guard.definitions(connection).items()}
    there = standing(connection)
    for name, does in wanted.items():
        if name not in there:
            yield RecordFault(0, f"数据库的防改动触发器 {name} 被去掉")
        elif there[name] != does:
            yield RecordFault(0, f"数据库的防改动触发器 {name} 被改动")
    for name in there.keys() - wanted.keys():
        yield RecordFault(0, f"数据库里多出触发器或视图 {name}，不是本系统所建")


def _of_file(jurisdiction_id: int, fault: FileFault) -> RecordFault:
    """The fault at the entry that last spoke of the row."""
    spoken = RowState.objects.filter(
        table=fault.table, row_id=fault.row_id, entry__jurisdiction_id=jurisdiction_id
    )
    return RecordFault(spoken.aggregate(last=Max("entry__n"))["last"] or 0, fault.what)


def _token_faults(jurisdiction_id: int) -> Iterator[RecordFault]:
    """Cases that cannot be found by what they are called, or are found by what they are not."""
    for case, missing, more in token_table.differing(jurisdiction_id):
        counts = [f"{word} {len(grams)} 个" for word, grams in (("少", missing), ("多", more)) if grams]
        said = f"第 {case} 号卷宗的检索字对与原文不符（{'，'.join(counts)}）：绕过系统改动，可用 duban doctor --renew 重新生成"
        yield RecordFault(0, said)
