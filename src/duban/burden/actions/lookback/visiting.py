"""A visit: what one person records is confirmed by the other who went along (A112)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.burden.models import Drawn, Visit
from duban.mechanism.burden.lookback import RESULTS
from duban.mechanism.clauses import clause
from duban.organisations.actions.shared import done
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

Findings = list[dict[str, Any]]


def _drawn(asked: Asked) -> list[Drawn]:
    """What was drawn of the unit, read once."""
    rows = Drawn.objects.filter(visit=asked.object).select_related("matter").order_by("pk")
    return asked.once_read("drawn", lambda: list(rows))


@guards("抽到的每一件都记一次；同去的是另一人；日期在抽取以后、今天以前")
def _each_once(asked: Asked) -> Iterator[Answer]:
    given = asked.given
    if given is None:
        return
    if given["second"] == str(asked.actor.person_id):
        yield Wrong({"second": "同去的应是另一人。"})
    drawn_on = asked.object.draw.drawn_on
    if not drawn_on <= given["looked_on"] <= asked.today:
        yield Wrong({"looked_on": f"应在抽取（{drawn_on:%Y-%m-%d}）以后、今天以前。"})
    if sorted(row["matter"] for row in given["findings"]) != sorted(row.matter.ref for row in _drawn(asked)):
        yield Wrong({"findings": "抽到的每一件各记一行，不多不少。"})


@clause("3.0")
@performs("visit.record")
def record(
    *, actor: Actor, ref: str, looked_on: date, second: str, findings: Findings, expect: int | None = None,
    once: str | None = None,
) -> Done:  # fmt: skip
    """Record what was found of each matter that was drawn; the second person owes the word on it."""
    with act(actor, "visit.record", ref, expect=expect, once=once) as a:
        by_ref = {row.matter.ref: row for row in _drawn(a)}
        for one in findings:
            a.change(by_ref[one["matter"]], how=one["how"], result=one["result"], found=one["found"])
        a.move(looked_on=looked_on, first_id=found(a.actor.person_id), second_id=int(second))
        known = directory(a.jurisdiction_id)
        a.say(unit=known.unit(a.object.unit_id).short_name, looked_on=f"{looked_on:%Y-%m-%d}",
              second=known.person(int(second)).name, found=_summed(_drawn(a)))  # fmt: skip
    return done(a)


@clause("3.0")
@performs("visit.confirm")
def confirm(
    *, actor: Actor, ref: str, agree: str, text: str = "", expect: int | None = None, once: str | None = None
) -> Done:
    """The word of the second person: only what both found counts, and is told to the unit."""
    with act(actor, "visit.confirm", ref, expect=expect, once=once) as a:
        row: Visit = a.object
        agreed = agree == "agree"
        a.move("done" if agreed else "waiting")
        if agreed:
            a.tell("looked_back", To(unit_id=row.unit_id), count=len(_drawn(a)), found=_summed(_drawn(a)))
        outcome = f"与所记一致（{_summed(_drawn(a))}）" if agreed else "不一致，重新记"
        a.say(unit=directory(a.jurisdiction_id).unit(row.unit_id).short_name, outcome=outcome, text=text)
    return done(a)


def _summed(rows: list[Drawn]) -> str:
    counts = Counter(row.result for row in rows)
    return "，".join(f"{RESULTS[key]}{count}件" for key, count in counts.items())
