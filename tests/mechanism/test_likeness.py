"""Titles that are alike are found together exactly as pair by pair."""

from __future__ import annotations

import pytest

from duban.mechanism.key_work.likeness import Likeness, numbers


@pytest.mark.clause("3.0")
def test_a_title_with_one_word_more_is_alike_and_another_matter_is_not() -> None:
    known = Likeness()
    for title in ("城区老旧管网改造", "农村公路养护", "城区老旧管网改造二期"):
        known.add(title)
    assert list(numbers(known.alike("城区老旧管网改造工程", 0.5))) == [0, 2]
    assert known.alike("", 0.5) == 0
