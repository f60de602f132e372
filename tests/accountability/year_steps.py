"""The steps of a year's end, each through the acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.accountability.actions.year.running import go_through
from duban.accountability.models import Correction, Ruling, Year, YearResult, YearRun
from duban.acts.work import Done
from duban.shared import clock
from tests.accountability.steps import CHECKED, FREE, PAPER, confirmed_change
from tests.personas import County
from tests.story import do, registered

YEAR = 2026
APPRAISAL, ORG = "appraisal.deputy", "org_dept.deputy"


def superior(county: County, subject: str, kind: str = "", **given: Any) -> str:
    """A decision of the city on a unit (`bureau_a`) or a person (`bureau_a.principal`), entered and confirmed.

    Several kinds stand with spaces between them.
    """
    person = "." in subject
    kind = kind or ("CIRCULAR" if person else "U_CIRCULAR")
    kinds = [{"kind": one, "effect_until": None} for one in kind.split()]
    on = given.pop("on", date(2026, 3, 2))
    matter = given.pop("matter", None) or matter_of(county)
    number = given.pop("number", f"X市纪〔2026〕{Ruling.objects.count() + 1}号")
    with county.on(max(on, date(2026, 3, 2), clock.today())):
        done = do(
            county.actor("cdi.deputy"), "ruling.enter_superior", subject_kind="person" if person else "unit",
            person=county.person(subject) if person else "", unit="" if person else str(county.units[subject]),
            level="市", issuer="市纪委监委", leading="yes" if person else "",
            number=number, decided_on=on, effective_on=on, conduct_year=on.year,
            **{"kinds" if person else "unit_kinds": kinds}, facts="推进不力。", basis="问责条例第七条", file=PAPER,
            matter=matter, served_on=on,
            **{"despite_same": "no", "authority": "county" if person else "", **FREE, **given},
        )  # fmt: skip
        do(county.actor("org_dept.deputy"), "ruling.confirm", ref=done.ref, **CHECKED)
    return done.ref


def matter_of(county: County) -> str:
    """The code of a new key-work matter, so that every decision concerns another one."""
    return registered(
        county, distinct_reason="另一事项", title=f"第{Ruling.objects.count() + 1}件重点工作"
    ).row.case.code


def run(county: County, year: int = YEAR) -> YearRun:
    """The year is over, and was run."""
    with over(county, year):
        return outlook(county, year)


def outlook(county: County, year: int = YEAR) -> YearRun:
    """The appraisal office started a run today, and the worker went through it."""
    done = do(county.actor(APPRAISAL), "yearrun.start", year=year)
    go_through(jurisdiction_id=county.jurisdiction_id, ref=done.ref)
    return YearRun.objects.select_related("year").get(ref=done.ref)


def year_row(year: int = YEAR) -> Year:
    """The year as it stands now."""
    return Year.objects.get(year=year)


def result(county: County, subject: str, year: int = YEAR) -> YearResult | None:
    """The proposal in hand for a unit or a person."""
    wanted = {"person_id": county.persons[subject]} if "." in subject else {"unit_id": county.units[subject]}
    return YearResult.objects.filter(run_id=year_row(year).run_id, **wanted).first()


def codes(county: County, subject: str, year: int = YEAR) -> list[str]:
    """The codes of the proposal in hand."""
    found = result(county, subject, year)
    return [item["code"] for item in found.results] if found else []


def over(county: County, year: int = YEAR) -> Any:
    """The days after a year, in which it is confirmed and closed."""
    return county.on(max(clock.today(), date(year + 1, 1, 11)))


def confirm(county: County, who: str, year: int = YEAR) -> Done:
    """An organ confirms its part, once the year is over."""
    with over(county, year):
        return do(county.actor(who), "year.confirm", ref=year_row(year).ref)


def confirmed(county: County, year: int = YEAR) -> Year:
    """Run, and confirmed by both."""
    run(county, year)
    confirm(county, APPRAISAL, year)
    confirm(county, ORG, year)
    return year_row(year)


def close(county: County, year: int = YEAR) -> Year:
    """A year that is over is closed."""
    with over(county, year):
        do(county.actor(APPRAISAL), "year.close", ref=year_row(year).ref)
    return year_row(year)


def closed(county: County, year: int = YEAR) -> Year:
    """Confirmed by both and closed."""
    confirmed(county, year)
    return close(county, year)


def revoke(county: County, ref: str, on: date) -> Done:
    """The competent organ revokes its decision by itself."""
    with county.on(on):
        do(
            county.actor("cdi.handler"), "ruling.correct", ref=ref, outcome="revoked", by="decider", answered_on=on,
            number="X市纪撤〔2026〕1号", text="事实不清。", file=PAPER, kinds=[], **FREE,
        )  # fmt: skip
        return confirmed_change(county, ref)


def corrections() -> list[Correction]:
    """Every correction, the oldest first."""
    return list(Correction.objects.order_by("pk"))
