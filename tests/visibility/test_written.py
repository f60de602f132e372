"""Who may see a kind is written as text once for all readers, and says the same as the condition it was written from."""

from __future__ import annotations

from typing import Any

import pytest

from duban.acts.sight.visibility import Visibility, visibilities, visible_rows
from duban.shared.conditions import EVERYTHING, NOTHING
from duban.shared.database import written
from tests.personas import County

READERS = ("gov_head", "town_a.deputy", "bureau_b.liaison")
"""One of the other office, one who is named, one who assists."""


def found(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def in_djangos_way(one: Visibility, lived: County, who: str) -> Any:
    condition = one.condition(lived.actor(who))
    return one.model._base_manager.filter(condition.query(), jurisdiction_id=lived.jurisdiction_id, **one.where)


@pytest.mark.parametrize("who", READERS)
def test_what_is_written_finds_the_rows_of_the_condition_for_every_kind(lived: County, who: str) -> None:
    for kind, one in visibilities().items():
        rows = visible_rows(lived.actor(who), kind)
        assert found(rows) == found(in_djangos_way(one, lived, who)), kind


@pytest.mark.parametrize("who", READERS)
def test_what_is_written_holds_within_other_statements_about_the_same_rows(lived: County, who: str) -> None:
    for kind, one in visibilities().items():
        rows, every = visible_rows(lived.actor(who), kind), one.model._base_manager.all()
        within = rows.filter(pk__in=rows.filter(pk__in=rows.values("pk")).values("pk"))
        beside = every.filter(pk__in=every.values("pk")).exclude(pk__in=rows.values("pk"))
        assert found(within) == found(rows), kind
        assert found(beside) == found(every) - found(rows), kind


def test_a_reader_with_other_posts_of_the_same_kind_is_given_the_text_of_the_first(lived: County) -> None:
    for kind in visibilities():
        found(visible_rows(lived.actor("town_a.liaison"), kind))
    before = written._text.cache_info().misses
    for kind in visibilities():
        found(visible_rows(lived.actor("bureau_a.liaison"), kind))
    assert written._text.cache_info().misses == before


def test_a_condition_that_always_or_never_holds_is_no_text(lived: County) -> None:
    every = visibilities()["matter"].model._base_manager.all()
    assert found(written.meeting(every, EVERYTHING)) == found(every) != set()
    assert found(written.meeting(every, NOTHING)) == set()
