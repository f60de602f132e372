"""What an act on an accountability case costs in statements: the whole story is walked and each act counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.accountability.selectors.inquiry_page.hearing import hearing_view
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.lists import InquiryFilter, RulingFilter, inquiries, rulings
from duban.accountability.selectors.ruling_page.ruling import ruling_view
from duban.accountability.selectors.year.sent import results_for
from duban.acts import registry
from duban.acts.work import Done
from tests.accountability import steps
from tests.personas import County

MOST, VIEW = 20, 8
BESIDES = {"revision.confirm": 2, "inquiry.issue": 1}
"""Statements besides: an act that gives numbers to several notices takes the series and the numbers; the letter of
transfer goes out after its conditions were judged again, which asks for the findings."""
_BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The statements of the dearest call of each act."""
    most: dict[str, list[str]] = {}
    for key, action in registry.performed().items():
        monkeypatch.setitem(registry._actions, key, counted(key, action, most))
    return most


def counted(key: str, action: Callable[..., Done], most: dict[str, list[str]]) -> Callable[..., Done]:
    """The same action, its statements kept."""

    def call(**given: Any) -> Done:
        with CaptureQueriesContext(connection) as seen:
            done = action(**given)
        sql = [query["sql"] for query in seen.captured_queries]
        counted_sql = [one for one in sql if not one.startswith(_BRACKETS)]
        most[key] = max(most.get(key, []), counted_sql, key=len)
        return done

    return call


def test_no_act_on_a_case_takes_more_than_twenty_statements(
    county: County, cost: dict[str, list[str]]
) -> None:
    steps.answered(county)
    dear = {key: len(sql) for key, sql in cost.items() if len(sql) > MOST + BESIDES.get(key, 0)}
    assert not dear, "\n".join(one[:160] for key in dear for one in (f"-- {key}", *cost[key]))


@pytest.mark.parametrize("tab", ["facts", "hearing", "transfer", "results", "history"])
def test_each_tab_of_an_inquiry_costs_few_statements(county: County, tab: str) -> None:
    trial = steps.answered(county)
    with county.on("2026-05-09"):
        for who in ("inspector", "cdi.deputy"):
            actor = county.actor(who)
            with CaptureQueriesContext(connection) as seen:
                inquiry_view(actor=actor, ref=trial.ref, tab=tab)
            assert len(seen) <= VIEW


def test_lists_and_views_cost_the_same_however_many_rows_there_are(county: County) -> None:
    trial = steps.answered(county)
    asked: list[tuple[Any, dict[str, Any]]] = [
        (inquiries, {"where": InquiryFilter()}),
        (rulings, {"where": RulingFilter()}),
        (ruling_view, {"ref": trial.rulings[0]}),
        (hearing_view, {"ref": trial.hearing().ref}),
        (results_for, {}),
    ]
    with county.on("2026-05-09"):
        actor = county.actor("cdi.deputy")
        first = [cost_of(view, actor, given) for view, given in asked]
    steps.effective(county, item="superior", number="X纪〔2026〕18号")
    steps.effective(county, item="ranking", number="X纪〔2026〕19号")
    with county.on("2026-05-09"):
        actor = county.actor("cdi.deputy")
        assert [cost_of(view, actor, given) for view, given in asked] == first
    assert max(first) <= VIEW


def cost_of(view: Any, actor: Any, given: dict[str, Any]) -> int:
    """How many statements a read takes."""
    with CaptureQueriesContext(connection) as seen:
        view(actor=actor, **given)
    return len(seen)
