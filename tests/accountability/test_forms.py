"""The generated form of every act opens for whoever may do it, and what it sends is what the act takes."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from django.test import Client

from duban.acts.gate import guarding
from duban.acts.gate.entry import open_acts
from duban.acts.registry import action_for
from duban.acts.sight.visibility import may_see
from duban.mechanism.lifecycles import ACTS as ACTS_OF_ALL
from duban.mechanism.lifecycles.accountability import LIFECYCLES
from duban.mechanism.lifecycles.accountability.fields import ITEMS
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
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
                    assert answer.status_code == expected(county, who, act, row), act.key
                    opened += answer.status_code == 200
    assert opened > 2


def expected(county: County, who: str, act: Act, row: Any) -> int:
    """Nothing for whoever may not see the object, and no form where a gate is closed whatever is filled in."""
    actor = county.actor(who)
    if not may_see(actor, act.kind, row):
        return 404
    return 422 if guarding.refusal(actor, act, row.ref) else 200


OWN_WORDS = ("opinion", "reason", "text", "number", "title", "reasons")


@pytest.mark.clause("6.2")
def test_nobody_finds_the_words_of_another_in_his_own_form(county: County, client: Client) -> None:
    trial = steps.approving(county)
    with county.on("2026-03-10"):
        client.force_login(county.account("secretary"))
        form = client.get(f"/act/inquiry.approve/{trial.ref}/").context["form"]
    assert trial.row.opinion
    assert not set(form.initial) & set(OWN_WORDS)


def test_a_form_opens_with_nothing_that_the_act_does_not_ask_for() -> None:
    for act in ACTS_OF_ALL.values():
        assert set(act.opens_with) <= {field.name for field in act.fields}, act.key


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


@pytest.mark.clause("6.2")
def test_like_cases_stand_beside_the_form_of_the_approver_and_of_nobody_else(
    county: County, client: Client
) -> None:
    steps.candidate(county, "consequences", "bureau_b")
    trial = steps.approving(county)
    told = "一年内同类而未追究的"
    with county.on("2026-03-10"):
        client.force_login(county.account("secretary"))
        answer = client.get(f"/act/inquiry.approve/{trial.ref}/")
        assert [one["title"].startswith(told) for one in answer.context["passages"]] == [False, True, False]
        client.force_login(county.account("inspector"))
        assert told not in client.get(f"/accountability/inquiries/{trial.ref}/?tab=transfer").content.decode()
