"""The year's end and what the two organs look up: last year's results, an outlook on this one, and 问责记录查询."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from duban.accountability.actions.year.running import go_through
from duban.accountability.models import Correction, Year, YearResult
from duban.demo.episodes.accountability.decisions import confirmed, corrected, entered, received
from duban.demo.episodes.rulebook import document
from duban.demo.lives.inquiries import change_confirmed
from duban.demo.plot import finished, story, underway
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.shared import clock
from duban.shared.actor import Actor

_BEFORE = 120
"""The decisions lie so many days back: where that is in the year before, the year is over, else it ends in the demo."""
PARTY = Function.PARTY_OFFICE


def _appraisal(world: World) -> Actor:
    return world.person(Function.APPRAISAL, PostRole.DEPUTY)


def _organiser(world: World) -> Actor:
    return world.person(Function.ORG_DEPT, PostRole.DEPUTY)


def a_year_is_closed(world: World) -> Life:
    """Decisions of the city before the system came: once that year is over, it is run, talked over, confirmed and closed.

    One of the decisions is revoked afterwards.
    """
    day = clock.today() - timedelta(days=_BEFORE)
    year = day.year
    works = (("p3", "新就业群体服务阵地建设"), ("s3", "烟叶生产基础设施管护"), ("s1", "供电设施防汛改造"))
    for unit, title in works:
        told = story(world, title, unit, days=330)
        yield from underway(told)
        world.start(finished(told))
    revoked = entered(world, "p3", "U_CIRCULAR", person=False, on=day, n=61)
    others = [entered(world, "p3", "CIRCULAR", person=True, on=day, n=62),
              entered(world, "s3", "U_CIRCULAR", person=False, on=day, n=63)]  # fmt: skip
    yield world.after(1)
    for ref in (revoked, *others):
        confirmed(world, ref)
    yield world.after(1)
    for ref in (revoked, *others):
        received(world, ref)
    yield max(world.after(1), world.at(date(year + 1, 1, 8), 10))
    _run(world, year, breaks_off=True)
    yield world.after(2)
    _said(world, year, "disagree", reason="请再核对参评范围。")
    yield world.after(3)
    _closed(world, year)
    yield world.after(15)
    corrected(world, revoked, 64)
    late = [entered(world, "s3", "CIRCULAR", person=True, on=day, n=65),
            entered(world, "s1", "CIRCULAR", person=True, on=day, n=66, managed="vertical")]  # fmt: skip
    yield world.after(1)
    change_confirmed(world, revoked, Function.ORG_DEPT)
    for ref in late:
        confirmed(world, ref)
    yield world.after(1)
    for ref in late:
        world.do(world.person(Function.CDI, PostRole.DEPUTY), "ruling.serve", ref=ref, served_on=clock.today())
        received(world, ref)
    _what_changed(world)


def _what_changed(world: World) -> None:
    """What fell is assessed anew; what a late decision would change is told, talked over and decided."""
    for change in Correction.objects.filter(state="fallen"):
        text = "已重新评定，补发奖金随本月工资发放。"
        world.do(_decides(world, change), "correction.reassess", ref=change.ref, text=text)
    for change in Correction.objects.filter(state="owed"):
        world.do(_decides(world, change), "correction.tell", ref=change.ref)
        if change.ruling.authority != "county":
            world.do(
                _organiser(world), "correction.refer", ref=change.ref, addressee="中共××市委组织部", dated_on=clock.today(),
                number=f"X组函〔{clock.today().year}〕5号", text="决定在结账以后生效，请按干部管理权限研究。",
            )  # fmt: skip
            continue
        other = _appraisal(world) if change.subject_kind == "person" else _organiser(world)
        world.do(other, "correction.opine", ref=change.ref, verdict="kept", text="奖金已发，请斟酌。")
        world.do(
            _decides(world, change),
            "correction.settle",
            ref=change.ref,
            verdict="kept",
            text="决定在结账以后生效，当年结果不变。",
        )


def _decides(world: World, change: Correction) -> Actor:
    return _appraisal(world) if change.subject_kind == "unit" else _organiser(world)


def _run(world: World, year: int, *, breaks_off: bool = False) -> None:
    """The year is run; where the run breaks off it is gone on with."""
    ref = world.do(_appraisal(world), "yearrun.start", year=year).ref
    if breaks_off:
        world.do(world.system(), "yearrun.fail", ref=ref, fault="磁盘空间不足，测算中断。")
        world.do(_appraisal(world), "yearrun.resume", ref=ref)
    go_through(jurisdiction_id=world.jurisdiction_id, ref=ref)


def _said(world: World, year: int, verdict: str, **given: Any) -> None:
    """An organ says a word to the first result of a unit."""
    row = _result(world, year, "p3")
    world.do(_appraisal(world), f"yearresult.{verdict}", ref=row.ref, code=row.results[0]["key"], **given)


def _result(world: World, year: int, unit: str) -> YearResult:
    run_id = Year.objects.get(year=year).run_id
    return YearResult.objects.get(run_id=run_id, unit_id=world.units[unit].id)


def _closed(world: World, year: int) -> None:
    """Run anew with what was decided since; who is assessed above gets a letter; both organs confirm, the year closes."""
    _run(world, year)
    _settled(world, year)
    _said(world, year, "agree")
    above = YearResult.objects.filter(run_id=Year.objects.get(year=year).run_id, recommend=True)
    for n, result in enumerate(above.order_by("pk"), 1):
        letter = {"organ": "市级主管部门", "number": f"X绩函〔{year}〕{n}号", "dated_on": clock.today()}
        world.do(_appraisal(world), "yearresult.recommend", ref=result.ref, **letter)
    row = Year.objects.get(year=year)
    for organ in (_appraisal(world), _organiser(world)):
        world.do(organ, "year.confirm", ref=row.ref)
    world.do(_appraisal(world), "year.close", ref=row.ref)


def two_documents_that_differ(world: World) -> Life:
    """Two documents of the city say different things: an outlook on the year shows it, and 县委组织部 settles it."""
    inspector = world.person(PARTY, PostRole.INSPECTOR)
    head = world.person(PARTY, PostRole.OFFICE_HEAD)
    rules = [
        world.do(inspector, "override.register", **document(21, "关于从严管理干部的通知", "true")),
        world.do(inspector, "override.register", **document(22, "关于激励干部担当作为的意见", "false")),
    ]
    yield world.after(1)
    for rule in rules:
        world.do(head, "override.confirm", ref=rule.ref)
    yield world.after(1)
    told = story(world, "乡镇审批服务一体化", "p1", days=150)
    yield from underway(told)
    world.start(finished(told))
    ref = entered(world, "p1", "ADMONITION", person=True, n=71)
    yield world.after(1)
    confirmed(world, ref)
    yield world.after(1)
    received(world, ref)
    _run(world, clock.today().year)
    _settled(world, clock.today().year)
    yield from _ended(world, [rule.ref for rule in rules])


def _settled(world: World, year: int) -> None:
    """Where documents of the same level differ, 县委组织部 says which of them holds."""
    for row in YearResult.objects.filter(run_id=Year.objects.get(year=year).run_id, conflict=True):
        for item in (one for one in row.results if one["code"] == "ERROR_OVERRIDE_CONFLICT"):
            world.do(
                _organiser(world), "yearresult.settle", ref=row.ref, code=item["key"], reason="经请示，从严掌握。",
                choice=item["choices"][0]["source"],
            )  # fmt: skip


def _ended(world: World, refs: list[str]) -> Iterator[datetime]:
    """Both documents come to their end, so that the year's own end has nothing left to settle."""
    given = {"source": "市委组织部通知", "reason": "两份文件由新文件统一代替", "until": clock.today()}
    for ref in refs:
        world.do(world.person(PARTY, PostRole.INSPECTOR), "override.end", ref=ref, **given)
    yield world.later(90)
    for ref in refs:
        world.do(world.person(PARTY, PostRole.OFFICE_HEAD), "override.confirm_change", ref=ref)


def names_are_looked_up(world: World) -> Life:
    """问责记录查询: names for an award, the list of those with a record, and one cadre's record."""
    person = world.person("b10", PostRole.PRINCIPAL)
    names = f"{person.name}\n{world.person('b12', PostRole.PRINCIPAL).name}"
    organiser = _organiser(world)
    asked: dict[str, Any] = {
        "purpose": "award",
        "subject": "先进个人评选",
        "requester": "县评选办",
        "names": names,
    }
    world.do(organiser, "review.query", **asked)
    yield world.later(40)
    world.do(organiser, "review.export", subject="年度评先评优")
    world.do(organiser, "review.record", person=str(person.person_id), subject="任职考察")
    yield world.after(1)


EPISODES = (
    (5, a_year_is_closed),
    (80, two_documents_that_differ),
    (95, names_are_looked_up),
)
