"""Matters as registering leaves them, with nothing besides: in bulk, for measuring and for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def plant(
    jurisdiction_id: int, titles: Sequence[str], number: Callable[[], str] = str, state: str = "registered"
) -> list[str]:
    """Plant a matter of each title; returns their codes."""
    from duban.acts import token_table
    from duban.acts.models import Case
    from duban.matters.models import Matter, Source
    from duban.shared import clock
    from duban.shared.refs import new_ref

    there = Case.objects.count()
    of: dict[str, Any] = {"jurisdiction_id": jurisdiction_id, "created_at": clock.now()}
    cases = Case.objects.bulk_create(
        Case(ref=new_ref(), code=f"2026-{n:05d}", title=title, state="matter", **of)
        for n, title in enumerate(titles, there + 1)
    )
    day = dict.fromkeys(("due_on", "original_due_on", "registered_on"), clock.today())
    meeting = {"source_class": "2.3", "kind": "会议", "title": "会议", "dated_on": clock.today(), **of}
    sources = Source.objects.bulk_create(Source(ref=new_ref(), number=number(), **meeting) for _ in titles)
    Matter.objects.bulk_create(
        Matter(
            case=case,
            source=source,
            title=case.title,
            office="party_office",
            state=state,
            ref=new_ref(),
            **day,
            **of,
        )
        for case, source in zip(cases, sources, strict=True)
    )
    texts = {case.pk: [case.title, case.code, row.number] for case, row in zip(cases, sources, strict=True)}
    token_table.write(jurisdiction_id, texts)
    return [case.code for case in cases]
