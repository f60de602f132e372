"""What an act costs in statements: the whole ladder is walked and each act counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.acts import registry
from tests.personas import County
from tests.web import walk

BUDGET = 20
# A release ends three measures, answers everyone who got the listing and closes their duties, in one transaction.
# What is issued comes into a register, where it is found by its number and its principal: one statement for the tokens.
WIDER = {"listing.issue_release": 24, **dict.fromkeys(("letter.issue", "interview.issue", "listing.issue"), 21)}


class Counter:
    """Counts the statements of each act that goes through it, without those that open and end transactions."""

    def __init__(self) -> None:
        self.most: dict[str, list[str]] = {}

    def action_for(self, key: str) -> Callable[..., Any]:
        """The action of an act, counted."""

        def counted(**values: Any) -> Any:
            with CaptureQueriesContext(connection) as caught:
                done = registry.action_for(key)(**values)
            statements = [q["sql"] for q in caught.captured_queries if not _bracket(q["sql"])]
            self.most[key] = max(self.most.get(key, []), statements, key=len)
            return done

        return counted


def _bracket(sql: str) -> bool:
    return sql.split(" ")[0] in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"}


def test_no_act_on_the_ladder_takes_more_than_twenty_statements(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = Counter()
    monkeypatch.setattr(walk, "action_for", counter.action_for)

    (
        walk.underway(county)
        .letter_drafted()
        .letter_approving()
        .paper_entered()
        .paper_compared()
        .letter_issued()
        .interview_held()
        .listing_issued()
        .listing_released()
    )

    over = {key: len(statements) for key, statements in counter.most.items() if len(statements) > WIDER.get(key, BUDGET)}
    assert over == {}
    assert len(counter.most) > 30


def test_the_report_on_a_listed_matter_answers_all_its_measures_within_the_budget(county: County) -> None:
    stood = walk.underway(county).letter_drafted().letter_approving().paper_entered().paper_compared()
    stood = stood.letter_issued().interview_held().listing_issued()
    counter = Counter()

    with county.on("2026-03-30"):
        counter.action_for("matter.report")(
            actor=county.bureau_a.liaison, ref=stood.matter, progress="已完成三成，其余四月底前完成。"
        )

    assert len(counter.most["matter.report"]) <= BUDGET
