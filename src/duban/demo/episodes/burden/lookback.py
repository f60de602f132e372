"""回头看: the year's plan with its seed; each quarter a draw and visits by two; what does not stand is taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from duban.burden.models import Drawn, Reopening, Visit
from duban.demo.plot import GOV, PARTY
from duban.demo.world import Life, World
from duban.mechanism.burden.lookback import quarter_span
from duban.mechanism.people.standing import Function, PostRole, Role
from duban.shared import clock
from duban.shared.actor import Actor

_FOUND = {
    "held": "设施在用，管护有人，与销号时报的一致。",
    "slipped": "验收以后没有落实管护，有两处已经停用。",
    "untrue": "尾工没有做完，现场还在施工。",
}
_TURNS = ("slipped", "untrue")
"""What is found of the first matters that are drawn; all others stand."""


@dataclass
class _Looking:
    """The plan of a year and how many matters were looked at so far."""

    world: World
    plan: str = ""
    year: int = 0
    seen: int = 0

    def inspector(self, office: Function, nth: int = 0) -> Actor:
        """An inspector of an office."""
        return self.world.person(office, PostRole.INSPECTOR, nth)

    def planned(self, year: int) -> None:
        """The plan of a year, at its beginning or when the county begins."""
        if year != self.year:
            done = self.world.do(self.inspector(PARTY), "lookback.plan", year=year, office=PARTY.value)
            self.plan, self.year = done.ref, year


def each_quarter_is_looked_at_again(world: World) -> Life:
    """Whatever the day on which the county begins: the plan of its year, then quarter by quarter until today."""
    looking = _Looking(world)
    while True:
        year, quarter = clock.today().year, (clock.today().month + 2) // 3
        looking.planned(year)
        yield world.at(quarter_span(year, quarter)[1] + timedelta(days=4), 10)
        world.do(looking.inspector(PARTY), "lookback.draw", ref=looking.plan, quarter=str(quarter))
        for visit in list(Visit.objects.filter(draw__plan__ref=looking.plan, draw__quarter=quarter).order_by("pk")):
            yield from _visited(looking, visit)


def _visited(looking: _Looking, visit: Visit) -> Iterator[datetime]:
    """Recorded, found to be otherwise by the second person the first time, recorded again and confirmed."""
    world, office = looking.world, Function(visit.office)
    other = looking.inspector(GOV if office is PARTY else PARTY)
    results = {one.matter.ref: _result(looking) for one in _rows(visit)}
    yield world.after(1, 10)
    _recorded(looking, visit, other, dict.fromkeys(results, "held"))
    yield world.after(1, 15)
    if set(results.values()) != {"held"}:
        world.do(other, "visit.confirm", ref=visit.ref, agree="again", text="现场与所记的不一样，照看到的记。")
        _recorded(looking, visit, other, results)
        yield world.after(1, 10)
    world.do(other, "visit.confirm", ref=visit.ref, agree="agree")
    for one in _rows(visit):
        if results[one.matter.ref] != "held":
            yield from _asked_again(looking, one)


def _rows(visit: Visit) -> list[Drawn]:
    return list(Drawn.objects.filter(visit=visit).select_related("matter").order_by("pk"))


def _result(looking: _Looking) -> str:
    looking.seen += 1
    return _TURNS[looking.seen - 1] if looking.seen <= len(_TURNS) else "held"


def _recorded(looking: _Looking, visit: Visit, other: Actor, results: dict[str, str]) -> None:
    findings = [
        {"matter": ref, "how": "spot", "result": result, "found": _FOUND[result]} for ref, result in results.items()
    ]
    looking.world.do(
        looking.inspector(Function(visit.office)), "visit.record", ref=visit.ref, looked_on=clock.today(),
        second=str(other.person_id), findings=findings,
    )  # fmt: skip


def _asked_again(looking: _Looking, drawn: Drawn) -> Iterator[datetime]:
    """What has slipped is taken up again and done at last; of what was nearly done the unit says so, and it stays closed."""
    world, matter = looking.world, drawn.matter
    office, unit = Function(matter.office), _key(world, matter.lead_unit_id or 0)
    slipped = drawn.result == "slipped"
    done = world.do(
        looking.inspector(office), "reopening.propose", matter=matter.ref,
        new_due=clock.day_of(world.after(40)), reason="落实管护单位，恢复使用。" if slipped else "把尾工做完。",
    )  # fmt: skip
    yield world.after(2, 10)
    if slipped:
        world.do(world.person(unit, PostRole.PRINCIPAL), "reopening.state", ref=done.ref, text="情况属实，同意重新启动。")
    else:
        world.do(
            looking.inspector(office), "reopening.hear", ref=done.ref, how="phone", said_by="主要领导",
            text="尾工本月内做完，已经签了补充协议，请不再重新启动。",
        )  # fmt: skip
    yield world.after(2, 10)
    decider = _decider(world, Reopening.objects.get(ref=done.ref))
    if not slipped:
        world.do(decider, "reopening.refuse", ref=done.ref, reason="尾工不影响使用，督促做完即可。")
        return
    world.do(decider, "reopening.approve", ref=done.ref, opinion="落实管护，不能一建了之。")
    yield world.after(8, 10)
    yield from _done_at_last(looking, drawn, unit)


def _key(world: World, unit_id: int) -> str:
    return next(key for key, unit in world.units.items() if unit.id == unit_id)


def _decider(world: World, row: Reopening) -> Actor:
    if row.level == Role.OFFICE_HEAD.name:
        return world.person(Function(row.matter.office), PostRole.OFFICE_HEAD)
    return world.leader(PostRole.SECRETARY)


def _done_at_last(looking: _Looking, drawn: Drawn, unit: str) -> Iterator[datetime]:
    world, matter, office = looking.world, drawn.matter, Function(drawn.matter.office)
    value = {"value": matter.target_value}
    world.do(world.reporter(unit), "matter.apply", ref=matter.ref, text="管护单位已落实，停用的两处恢复使用。", **value)
    yield world.after(2, 10)
    world.do(
        looking.inspector(office), "matter.verify", ref=matter.ref, method="现场", result="pass",
        text="两处已恢复，管护协议在。", **value,
    )  # fmt: skip
    yield world.after(1, 10)
    # Of the inspectors each may have verified this matter before it was closed, and stays apart from its confirmation.
    checker = world.person(office, PostRole.CHECKER)
    world.do(checker, "matter.confirm_verification", ref=matter.ref, agree="agree")
    yield world.after(1, 15)
    world.do(world.person(office, PostRole.OFFICE_HEAD), "matter.close", ref=matter.ref, opinion="同意销号")


EPISODES = ((6, each_quarter_is_looked_at_again),)
