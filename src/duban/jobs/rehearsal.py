"""A month lived through on a copy: the clock moves day by day, the sweep does what time calls for, nobody else acts.

It runs as a process of its own (`python -m duban.jobs.rehearsal`) whose settings know nothing but the copy.
"""

from __future__ import annotations

import json
import os
import sys
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, time, timedelta
from typing import Any

from duban.jobs.app_loader import load

MORNING = time(9, 0)
LONGEST = timedelta(days=400)


class CannotRehearse(RuntimeError):
    """A month that cannot be lived through; the message says why."""


@dataclass
class Load:
    """What a unit bears in the month: duties that fall due, reports among them, and those that become overdue."""

    due: int = 0
    reports: int = 0
    overdue: int = 0


@dataclass
class County:
    """One county's month. `days` hold what is due, what becomes overdue and what the system does by itself."""

    code: str
    name: str
    first: str
    last: str
    lived_from: str
    overdue_at_start: int
    days: list[dict[str, Any]] = field(default_factory=list)
    load: dict[str, Load] = field(default_factory=dict)


def rehearse(first: date) -> list[dict[str, Any]]:
    """Live through the month that begins on `first`, from the last day of which there are records."""
    from duban.insight.selectors.county import month
    from duban.organisations.selectors import jurisdictions
    from duban.shared.machine.installation import refuse_moved_clock

    refuse_moved_clock()
    last = first.replace(day=monthrange(first.year, first.month)[1])
    counties, starts = [], []
    for known in jurisdictions():
        recorded = _asked(known.id, month.last_day_of_records) or first
        if recorded > last:
            raise CannotRehearse(f"{known.name}的记录已到{recorded}，{first:%Y年%m月}已经过去，不用推演。")
        if first - recorded > LONGEST:
            raise CannotRehearse(
                f"{known.name}的最后一条记录在{recorded}，离{first:%Y年%m月}太远，不能推演。"
            )
        counties.append((known, recorded))
        starts.append(recorded)
    if not counties:
        raise CannotRehearse("数据库里还没有县，无从推演。")
    found = [
        County(
            code=known.code,
            name=known.name,
            first=f"{first}",
            last=f"{last}",
            lived_from=f"{max(first, recorded)}",
            overdue_at_start=_asked(known.id, month.overdue_before, max(first, recorded)),
        )
        for known, recorded in counties
    ]
    ids = [known.id for known, _ in counties]
    for day in _days(min([first, *starts]), last):
        for county, id_, recorded in zip(found, ids, starts, strict=True):
            if first <= day < recorded:
                _past(county, id_, day)
        if day >= min(starts):
            _live(found, ids, starts, day, first)
    for county, id_ in zip(found, ids, strict=True):
        order = _asked(id_, month.units_in_order)
        county.load = {unit: county.load[unit] for unit in order if unit in county.load}
    return [asdict(county) for county in found]


def _asked(id_: int, ask: Callable[..., Any], *more: Any) -> Any:
    """What a selector answers about one county, inside its scope."""
    from django_scopes import scope

    with scope(jurisdiction=id_):
        return ask(id_, *more)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _live(found: list[County], ids: list[int], starts: list[date], day: date, first: date) -> None:
    """One day: the sweep in the morning, then what the day brings."""
    from duban.insight.selectors.county import month
    from duban.jobs.sweep import Swept, sweep_acts
    from duban.shared import clock
    from duban.shared.database import memo

    before = {id_: _asked(id_, month.last_entry) for id_ in ids}
    swept = Swept()
    with clock.moved_to(clock.at(day, MORNING)):
        sweep_acts(swept)
        memo.forget()
        for county, id_, recorded in zip(found, ids, starts, strict=True):
            if day >= max(recorded, first):
                happened = _asked(id_, month.happened_since, before[id_])
                _tell(county, id_, day, happened=[asdict(one) for one in happened], failed=swept.failed)


def _past(county: County, id_: int, day: date) -> None:
    """A day that is over: as it is recorded."""
    from duban.insight.selectors.county import month

    _tell(county, id_, day, recorded=_asked(id_, month.recorded_on, day))


def _tell(county: County, id_: int, day: date, **more: Any) -> None:
    from duban.insight.selectors.county import month

    past = "recorded" in more
    due = _asked(id_, month.due_on, day)
    overdue = () if past else _asked(id_, month.newly_overdue, day)
    for line in due:
        load = county.load.setdefault(line.unit, Load())
        load.due += 1
        load.reports += line.report
    for line in (*overdue, *(line for line in due if past and line.late)):
        county.load.setdefault(line.unit, Load()).overdue += 1
    county.days.append(
        {
            "day": f"{day}",
            "past": past,
            "due": [_plain(line) for line in due],
            "overdue": [_plain(line) for line in overdue],
            **more,
        }
    )


def _plain(line: Any) -> dict[str, Any]:
    return {**asdict(line), "due_on": f"{line.due_on}"}


def main(arguments: list[str]) -> int:
    """`python -m duban.jobs.rehearsal 2026-11`: print the month as JSON, or say why it cannot be lived through."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    load()
    try:
        found = rehearse(date.fromisoformat(f"{arguments[0]}-01"))
    except CannotRehearse as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
