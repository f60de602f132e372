"""The results of a year for one subject, for everybody, and between two versions of the rules (七, 八, 九)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.counting import Tally, sift, undone_after_closing
from duban.mechanism.consequences.history import NOTHING, History, Override, YearSubject
from duban.mechanism.consequences.leaders import of_leader
from duban.mechanism.consequences.overriding import Overridden, overridden
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules, rules_for
from duban.mechanism.consequences.units import of_unit
from duban.mechanism.parameters import Pack
from duban.mechanism.rulings.sanctions import Target

_NO_EVENTS = Tally()


@clause("7.2.1", "7.2.3", "7.3.1", "7.3.2", "8", "9")
def judge(
    rules: Rules,
    subject: YearSubject,
    history: History = NOTHING,
    overrides: tuple[Override, ...] = (),
    closed_on: date | None = None,
) -> Judged:
    """The results of a subject's year.

    `overrides` come on top of those of the pack. `closed_on` is the day on which the year's result was fixed: what
    was undone later calls for a person. Units and persons are judged apart: neither counts for the other (A31).
    """
    if history is NOTHING:
        return Judged(subject, rules, history, _NO_EVENTS, (), ())
    tally = sift(rules, subject, history)
    unit = subject.target is Target.UNIT
    base = of_unit(rules, tally) if unit else of_leader(rules, tally, history)
    documents = (*rules.overrides, *overrides)
    after = (
        overridden(rules, subject.target, tally.in_year, history, base, documents)
        if documents
        else Overridden(base)
    )
    found = _one_bonus(rules, after.consequences)
    recommend = bool(found) and subject.unit_kind in rules.recommend and not all(one.informs for one in found)
    found = [*found, *_notes(rules, subject, tally, closed_on, recommend)]
    return Judged(
        subject,
        rules,
        history,
        tally,
        tuple(found),
        tuple(base),
        after.refused,
        after.taken_away,
        closed_on,
        recommend,
        overrides,
    )


@clause("7.2.4", "7.2.5")
def _one_bonus(rules: Rules, found: list[Consequence]) -> list[Consequence]:
    """Where both pay items are one, a bonus that is cancelled is not paid at the lowest grade as well (A37)."""
    if rules.one_bonus and any(one.code == codes.L_BONUS_CANCELLED for one in found):
        return [one for one in found if one.code != codes.L_BONUS_LOWEST]
    return found


def _notes(
    rules: Rules, subject: YearSubject, tally: Tally, closed_on: date | None, recommend: bool
) -> Iterator[Consequence]:
    """What people must know beside the results: tasks and notes, none of which decides anything."""
    undone = undone_after_closing(rules, tally, closed_on) if closed_on is not None else ()
    if undone:
        person = subject.target is Target.PERSON
        yield Consequence(codes.TASK_REASSESS, codes.CODES[codes.TASK_REASSESS].clauses[person], undone)
    if recommend:
        yield Consequence(codes.NOTE_EXTERNAL_AUTHORITY, "8")
    if tally.handler:
        yield Consequence(codes.NOTE_HANDLER, "1.2", tuple(tally.handler))
    if subject.target is Target.PERSON and not rules.superior_known:
        heavy = tuple(e for e in (*tally.in_year, *tally.handler) if e.kind in rules.sanctioned)
        if heavy:
            yield Consequence(codes.NOTE_CHECK_SUPERIOR, "8", heavy)
    if tally.pending:
        yield Consequence(
            codes.NOTE_PROVISIONAL, "6.4", tuple(event for event in tally.in_year if event.pending)
        )


@clause("7.2.1", "7.2.3")
def judge_year(
    year: int,
    pack: Pack,
    subjects: Iterable[YearSubject],
    histories: Mapping[Hashable, History],
    *,
    overrides: Iterable[Override] = (),
    closed_on: date | None = None,
) -> Iterator[Judged]:
    """The results of everybody, in the order given. `histories` holds what is known of a subject under its key.

    A unit that took over others is judged with their history too; whether it counts is a parameter (A32).
    """
    rules = rules_for(pack, year)
    documents = tuple(overrides)
    for subject in subjects:
        history = histories.get(subject.key, NOTHING)
        if subject.merged:
            history = with_merged(history, [histories[key] for key in subject.merged if key in histories])
        yield judge(rules, subject, history, documents, closed_on)


def with_merged(history: History, others: list[History]) -> History:
    """A history with the events of units that were merged into this one."""
    if not others:
        return history
    events = (*history.events, *(event for other in others for event in other.events))
    return replace(history, events=events)
