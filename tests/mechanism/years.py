"""Years as the tests of article 七 tell them: a pack, a subject, and what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.mechanism.consequences.history import Event, History, Override, YearSubject
from duban.mechanism.consequences.judging import judge
from duban.mechanism.consequences.results import Judged
from duban.mechanism.consequences.rules import rules_for
from duban.mechanism.parameters import Pack, default_pack
from duban.mechanism.rulings.sanctions import Target

ALWAYS = date(2000, 1, 1)
UNIT = YearSubject(("unit", 1), Target.UNIT, "县直副科以上单位")
LEADER = YearSubject(("person", 1), Target.PERSON, "县直副科以上单位")


def pack(**changes: Any) -> Pack:
    """The default pack, in force from the start of 2026, with other values."""
    values = {"effective_from": date(2026, 1, 1), **changes}
    return default_pack().with_values(
        {key: (value, ALWAYS, "某文件", "某理由") for key, value in values.items()}
    )


def unit_event(on: str, kind: str = "U_CIRCULAR", **more: Any) -> Event:
    """A decision on the unit."""
    return Event(kind, date.fromisoformat(on), UNIT.key, **more)


def event(on: str, kind: str = "CIRCULAR", **more: Any) -> Event:
    """A decision on the leader."""
    return Event(kind, date.fromisoformat(on), LEADER.key, **more)


def of(
    subject: YearSubject,
    *events: Event,
    year: int = 2026,
    overrides: tuple[Override, ...] = (),
    closed_on: date | None = None,
    history: History | None = None,
    **changes: Any,
) -> Judged:
    """The results of a subject's year under the default pack with other values."""
    told = history or History(events=events)
    return judge(rules_for(pack(**changes), year), subject, told, overrides, closed_on)


def codes(judged: Judged) -> set[str]:
    """What follows, without the grounds."""
    return set(judged.codes)


def cap(judged: Judged) -> str:
    """The highest grade left to a unit; empty without a cap."""
    return next((one.max_grade for one in judged.of("U_CAP")), "")


def grounds(judged: Judged) -> list[str]:
    """The limbs by which a bonus is cancelled."""
    return [one.ground for one in judged.of("L_BONUS_CANCELLED")]
