"""The generated form of every act opens for whoever may do it, and what it sends is what the act takes."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from django.test import Client

from duban.acts.permits import open_acts
from duban.acts.registry import action_for
from duban.mechanism.lifecycles.accountability import LIFECYCLES
from duban.mechanism.lifecycles.accountability.fields import ITEMS
from duban.mechanism.standing import Role
from tests.accountability import steps
from tests.personas import County

ACTS = [act for lifecycle in LIFECYCLES for act in lifecycle.acts]
OF_ITEM = {f"inquiry.{verb}_{name}" for verb in ("open", "add") for name, *_ in ITEMS}
PEOPLE = (
    "inspector", "checker", "clerk", "office_head", "secretary", "cdi.handler", "org_dept.handler", "bureau_a.principal",
    "appraisal.liaison",
)  # fmt: skip


@pytest.mark.parametrize("act", [act for act in ACTS if act.key not in OF_ITEM], ids=lambda act: act.key)
def test_an_act_takes_what_its_form_asks_for(act: Any) -> None:
    takes = inspect.signature(action_for(act.key)).parameters
    assert {field.name for field in act.fields} <= set(takes)
    needed = {name for name, one in takes.items() if one.default is inspect.Parameter.empty} - {
        "actor",
        "ref",
        "listing",
    }
    assert needed <= {field.name for field in act.fields}


def test_every_act_and_field_is_named_in_chinese_and_short_enough_to_keep() -> None:
    for act in ACTS:
        assert act.label and act.sentence
        assert set(act.roles) == {Role.SYSTEM} or act.clause
        assert len({field.name for field in act.fields}) == len(act.fields)
        for field in act.fields:
            assert field.label and not field.label.isascii()


STAGES = (
    steps.candidate, steps.served, steps.concluded, steps.approving, steps.numbering, steps.accepted, steps.recorded,
    steps.effective,
)  # fmt: skip


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_every_open_act_opens_its_form(county: County, client: Client, stage: Any) -> None:
    trial = stage(county)
    opened = 0
    with county.on("2026-04-20"):
        rows: list[tuple[str, Any]] = [("inquiry", trial.row)]
        rows += [("hearing", row) for row in steps.Dossier(trial.row).latest.values()]
        rows += [("ruling", trial.ruling(n)) for n in range(len(trial.rulings))]
        for who in PEOPLE:
            client.force_login(county.account(who))
            for kind, row in rows:
                for act in open_acts(county.actor(who), kind, row):
                    answer = client.get(f"/act/{act.key}/{row.ref}/")
                    assert answer.status_code in (200, 404, 422), act.key
                    opened += answer.status_code == 200
    assert opened > 2


@pytest.mark.parametrize(
    ("key", "who"),
    [
        *((f"inquiry.open_{name}", "inspector") for name, *_ in ITEMS),
        ("clue.leave", "inspector"), ("ruling.enter_superior", "cdi.deputy"),
        ("commendation.record", "org_dept.deputy"), ("judgement.record", "org_dept.deputy"),
    ],
)  # fmt: skip
def test_every_act_that_makes_something_opens_its_form(
    county: County, client: Client, key: str, who: str
) -> None:
    client.force_login(county.account(who))
    answer = client.get(f"/act/{key}/")
    assert answer.status_code == 200
    client.force_login(county.account("bureau_a.liaison"))
    assert client.get(f"/act/{key}/").status_code == 403
