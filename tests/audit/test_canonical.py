"""Canonical text is one text, whichever library writes it, before and after a trip through JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.shared.text.canonical import dumps

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_it_is_the_json_of_the_standard_library_with_sorted_keys(value: Any) -> None:
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert dumps(value) == plain
    assert dumps(json.loads(plain)) == plain


def test_days_moments_and_decimals_have_one_form() -> None:
    at = datetime(2026, 3, 5, 1, 2, 3, tzinfo=UTC)
    assert dumps([date(2026, 3, 5), at, Decimal("1.50")]) == (
        '["2026-03-05","2026-03-05T01:02:03.000000+00:00","1.5"]'
    )


@pytest.mark.parametrize("value", [10**400, {1: "一"}, {"a": {2: [10**30]}}])
def test_what_the_fast_way_does_not_know_goes_the_plain_way(value: Any) -> None:
    assert dumps(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes"])
def test_what_has_no_canonical_form_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        dumps({"value": value})
