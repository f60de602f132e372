"""Closed years of cadres whom the county does not manage: whoever manages them is written to and decides (A93)."""

from __future__ import annotations

from datetime import date

from duban.accountability.actions.shared import done
from duban.accountability.actions.year.correcting import keep_word
from duban.accountability.models import Correction
from duban.accountability.selectors.year.scope import decider
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.shared.actor import Actor


@clause("6.4", "7.2.3", "7.3.1")
@performs("correction.refer")
@worded("日期不晚于今天")
def refer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    addressee: str,
    number: str,
    dated_on: date,
    text: str,
    once: str | None = None,
) -> Done:
    """Register the letter to whoever manages a cadre whom the county does not: nothing is decided here (A93)."""
    with act(actor, "correction.refer", ref, expect=expect, once=once) as a:
        row: Correction = a.object
        if dated_on > a.today:
            a.refuse_input(dated_on="不能晚于今天。")
        organ = decider(row)
        keep_word(a, row, organ, f"函告{addressee}（{number}，{dated_on:%Y-%m-%d}）：{text}", corrected=False)
        a.move("referred" if row.state in states_of("correction", "passing") else "advised", settled_on=a.today)
        a.tell(
            "year_referred",
            To(unit_id=row.unit_id, person_id=row.person_id),
            year=row.year.year,
            addressee=addressee,
        )
        a.internal = True
        a.say(organ=organ.label, addressee=addressee, number=number)
    return done(a)
