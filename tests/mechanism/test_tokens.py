"""Whatever contains a word, and whatever is alike, has the tokens by which it is looked for."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.mechanism.tokens import rarest, tokens, within

SIGNS = "甲乙丙改造国國aAbBıİßǅſ１1Ａ（）、- 🏗\u0345\u0301"
TITLES = st.text(alphabet=SIGNS, max_size=14)
ANY = st.text(max_size=12)


def may_contain(text: str, word: str) -> bool:
    """Whether a text is among those that are looked through for a word."""
    wanted, there = within(word), tokens(text)
    if wanted is None:
        return True
    if isinstance(wanted, tuple):
        return any(wanted[0] <= one <= wanted[1] for one in there)
    return wanted <= there


@settings(deadline=None, database=None, max_examples=400)
@given(before=TITLES | ANY, word=TITLES | ANY, after=TITLES | ANY)
def test_a_text_is_found_by_every_word_in_it_however_it_is_written(
    before: str, word: str, after: str
) -> None:
    text = before + word + after
    for written in (word, word.upper(), word.lower(), word.swapcase()):
        if written.upper() == word.upper():
            assert may_contain(text, written)


def test_every_letter_and_digit_is_found_by_itself() -> None:
    lost = [
        n
        for n in range(sys.maxunicode + 1)
        if (sign := chr(n)).isalnum() and not may_contain(f"（{sign}）", sign)
    ]
    assert lost == []


@pytest.mark.parametrize(("text", "word"), [("城区管网", "管区"), ("城区管网", "路"), ("甲", "甲乙")])
def test_what_does_not_stand_there_side_by_side_is_passed_over(text: str, word: str) -> None:
    assert not may_contain(text, word)


def test_the_rarest_tokens_are_asked_and_weigh_most() -> None:
    weights = rarest({1: 0, 2: 1, 3: 900, 4: 5000, **dict.fromkeys(range(10, 30), 700)})
    assert list(weights)[:2] == [2, 10]
    assert (weights[2], weights[10], 1 in weights, 4 in weights, len(weights)) == (11, 2, False, False, 8)


def test_a_title_of_one_sign_only_has_two_tokens_however_long_it_is() -> None:
    assert len(tokens("路" * 200)) == 2
