"""Nobody owes what nobody can do: of a matter and its measures, whatever people do by chance, in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from duban.acts.gate.entry import open_acts
from duban.acts.models import Obligation
from duban.demo.sweeping import sweep_county
from duban.documents.files.uploads import Upload
from duban.measures.models import Measure
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.shared import clock
from duban.shared.errors import ActError
from tests import files, hours
from tests.borne import astray, out_of_state
from tests.personas import County
from tests.story import (
    LIMIT,
    Story,
    do,
    found_value,
    held_interview,
    issued_letter,
    issued_listing,
    stands_at,
    underway,
)

PEOPLE = (
    "inspector", "inspector2", "checker", "clerk", "office_head", "secretary", "magistrate", "standing", "vice",
    "town_a.liaison", "town_a.handler", "town_a.deputy", "town_a.principal", "cdi.deputy", "org_dept.deputy",
)  # fmt: skip
STEPS, LOOKED = 110, 11
"""Steps of a walk, and after how many the desks of everybody are looked at."""
FAREWELL = {"void", "cancel", "suspend", "withdraw", "return_case"}
"""Acts after which a walk is soon over, done once in a while."""


def people(story: Story, act: Act, obj: Any, chance: Random) -> dict[str, Any]:
    """What somebody fills into a form: what is asked for, by chance within its choices."""
    given = {one.name: filled(story, one, chance) for one in act.fields if one.required or chance.random() < 0.2}
    if act.key.endswith(".verify"):
        given["value"] = found_value(story, act.kind, obj.ref) if act.kind != "matter" else given.get("value")
    return {name: value for name, value in given.items() if value is not None}


def filled(story: Story, field: Field, chance: Random) -> Any:
    """One value."""
    today = clock.today()
    if field.widget is Widget.CHOICE and "=" in field.choices:
        return chance.choice(field.choices.split("|")).partition("=")[0]
    if field.widget is Widget.DATE:
        return {
            "new_due": story.row.due_on + timedelta(days=10) if chance.random() < 0.5 else LIMIT + timedelta(days=10),
            "until": today + timedelta(days=chance.choice((3, 20))),
            "committed_on": LIMIT - timedelta(days=5),
        }.get(field.name, today)
    if field.widget is Widget.NUMBER:
        return stands_at(story) if field.name in ("value", "found_value") else Decimal(max(field.least, 1))
    if field.widget is Widget.FILE:
        return Upload("材料.pdf", files.SCAN)
    return "按要求办理。" if field.widget in (Widget.TEXT, Widget.LONG) else None


def attempt(story: Story, chance: Random, leaving: bool) -> str:
    """One act that the table opens to somebody by chance; the gates decide. Returns its key, empty where it was refused.

    What ends the matter is done where `leaving`, and then seldom.
    """
    measures = Measure.objects.filter(matter__ref=story.matter).select_related("matter", "case")
    kind, obj = chance.choice([("matter", story.row), *((row.kind, row) for row in measures for _ in range(2))])
    actor = story.county.actor(chance.choice(PEOPLE))
    leaving = leaving and chance.random() < 0.03
    may = [act for act in open_acts(actor, kind, obj) if leaving or act.key.partition(".")[2] not in FAREWELL]
    if not may:
        return ""
    act = chance.choice(may)
    try:
        do(actor, act.key, ref=obj.ref, **people(story, act, obj, chance))
    except (ActError, TypeError):
        return ""
    return act.key


@pytest.mark.parametrize("begun", [issued_letter, held_interview, issued_listing])
@pytest.mark.parametrize("seed", range(3))
def test_every_duty_of_a_walk_can_be_done_in_its_state_by_somebody_on_whose_desk_it_stands(
    county: County, begun: Any, seed: int
) -> None:
    story, chance = underway(county), Random(f"{hours.seed()}:possible:{begun.__name__}:{seed}")
    begun(story)
    wrong, done, day = dict[str, str](), set[str](), clock.today()
    for step in range(STEPS):
        day = min(day + timedelta(days=chance.choice((0, 0, 0, 1, 2))), date(2026, 6, 30))
        with county.on(day):
            if chance.random() < 0.1:
                sweep_county(county.jurisdiction_id)
            done.add(key := attempt(story, chance, leaving=step > STEPS // 2))
            rows = Obligation.objects.filter(case__ref=story.case, outcome=Obligation.Outcome.OPEN)
            wrong |= {f"{row.act} while {state}": key for row in rows if (state := out_of_state(row))}
            if step % LOOKED == 0:
                wrong |= dict.fromkeys(astray(county.jurisdiction_id, story.case), key)
    assert wrong == {}, "what is owed and cannot be done, with the last act before"
    assert len(done) > 5
