"""Titles that are alike are found together exactly as pair by pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.mechanism.likeness import Likeness, numbers
from duban.mechanism.sources import similarity

WORDS = st.text(alphabet="甲乙丙丁改造路桥", min_size=0, max_size=9)


@given(titles=st.lists(WORDS, max_size=12), title=WORDS, least=st.sampled_from([0.3, 0.5, 0.8, 1.0]))
def test_the_same_titles_as_by_comparing_each_pair(titles: list[str], title: str, least: float) -> None:
    known = Likeness()
    for one in titles:
        known.add(one)
    expected = [n for n, one in enumerate(titles) if similarity(title, one) >= least]
    assert list(numbers(known.alike(title, least))) == expected


@pytest.mark.clause("3.0")
def test_a_title_with_one_word_more_is_alike_and_another_matter_is_not() -> None:
    known = Likeness()
    for title in ("城区老旧管网改造", "农村公路养护", "城区老旧管网改造二期"):
        known.add(title)
    assert list(numbers(known.alike("城区老旧管网改造工程", 0.5))) == [0, 2]
    assert known.alike("", 0.5) == 0
