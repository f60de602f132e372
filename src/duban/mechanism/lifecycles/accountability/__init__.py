"""Accountability (五, 六): the inquiry, the hearing, the ruling with its remedies, and small records."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability import hearing, record, results, ruling, transfer

LIFECYCLES = (
    transfer.INQUIRY,
    hearing.HEARING,
    ruling.RULING,
    ruling.REVISION,
    ruling.APPEAL,
    results.CONSEQUENCE,
    results.WITHDRAWAL,
    record.CLUE,
    record.OUTAGE,
    record.COMMENDATION,
    record.JUDGEMENT,
)
