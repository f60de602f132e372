"""A list says how many there are as long as counting costs no more than showing; beyond that it says that there are more."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bench.planted import plant
from duban.matters.selectors import MatterFilter, list_matters
from duban.shared import pages
from tests.personas import County

SOME, MANY = 30, 50


@pytest.fixture
def few_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "EXACT", SOME)


def listed(county: County, number: int) -> pages.Page[Any]:
    return list_matters(actor=county.inspector, where=MatterFilter(), number=number)


def test_a_total_is_exact_up_to_the_bound(county: County, few_are_counted: None) -> None:
    plant(county.jurisdiction_id, ["修路"] * SOME)
    found = listed(county, 1)
    assert (found.counted, found.pages, found.follows) == ("30", 2, True)
    assert not listed(county, 2).follows


def test_beyond_the_bound_each_row_is_still_reached_and_no_page_is_empty(
    county: County, few_are_counted: None
) -> None:
    plant(county.jurisdiction_id, [f"修路{n}" for n in range(MANY)])
    first, last = listed(county, 1), listed(county, 2)
    assert (first.counted, first.follows) == ("30+", True)
    assert (last.counted, last.follows) == ("30+", False)
    assert len({row.ref for row in first.rows + last.rows}) == MANY


def test_the_page_says_that_there_are_more(county: County, few_are_counted: None, client: Client) -> None:
    plant(county.jurisdiction_id, [f"修路{n}" for n in range(MANY + 1)])
    client.force_login(county.account("inspector"))
    text = client.get("/matters/?page=2").content.decode()
    assert "第 26–50 条，共 30+ 条" in text
    assert "第 2 页" in text and "第 2 页，共" not in text
    assert 'aria-label="下一页" rel="next"' in text


def test_a_county_without_matters_has_one_empty_page(county: County) -> None:
    found = listed(county, 1)
    assert (found.counted, found.pages, found.follows, found.rows) == ("0", 1, False, ())
