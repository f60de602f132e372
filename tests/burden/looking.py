"""回头看 through its acts: a plan with its seed, matters closed in the quarter, the draw, the visits."""

from __future__ import annotations

from typing import Any

from duban.burden.models import Drawn, LookbackPlan, Visit
from duban.shared.actor import Actor
from tests.personas import County
from tests.story import do, finished, underway

DRAWN_ON, LOOKED_ON = "2026-04-02", "2026-04-09"


def planned(county: County, **given: Any) -> LookbackPlan:
    """The plan of the year, with its seed."""
    values = {"year": 2026, "office": "party_office", **given}
    return LookbackPlan.objects.get(ref=do(county.inspector, "lookback.plan", **values).ref)


def closed(county: County, *leads: str, **given: Any) -> None:
    """A matter of each of some units, done and crossed off."""
    for number, lead in enumerate(leads, 1):
        finished(underway(county, lead, distinct_reason="另一片区", title=f"第{number}片雨污分流", **given))


def drawn(county: County, row: LookbackPlan, quarter: str = "1") -> list[Visit]:
    """The quarter is drawn after its end."""
    with county.on(DRAWN_ON):
        do(county.inspector, "lookback.draw", ref=row.ref, quarter=quarter)
    return list(Visit.objects.filter(draw__plan=row, draw__quarter=int(quarter)).order_by("pk"))


def recorded(county: County, visit: Visit, results: dict[str, str] | None = None, **given: Any) -> None:
    """Somebody of the office that looks records it, with somebody of the other office along."""
    rows = Drawn.objects.filter(visit=visit).select_related("matter").order_by("pk")
    findings = [
        {"matter": one.matter.ref, "how": "spot", "result": (results or {}).get(one.matter.ref, "held"), "found": "现场在用。"}
        for one in rows
    ]
    values = {"looked_on": county.inspector.on, "second": county.person("gov_inspector"), "findings": findings, **given}
    do(looker(county, visit), "visit.record", ref=visit.ref, **values)


def looker(county: County, visit: Visit) -> Actor:
    """An inspector of the office that looks."""
    return county.inspector if visit.office == "party_office" else county.actor("gov_inspector")


def looked(county: County, visit: Visit, results: dict[str, str] | None = None) -> None:
    """Two persons have looked and found the same."""
    with county.on(LOOKED_ON):
        recorded(county, visit, results)
        do(county.actor("gov_inspector"), "visit.confirm", ref=visit.ref, agree="agree")
