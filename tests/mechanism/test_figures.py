"""What is counted, and the rates made of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from duban.mechanism.key_work.figures import (
    DUTY_FIGURES,
    DUTY_RATES,
    MATTER_FIGURES,
    MATTER_RATES,
    QUARTERS,
    Bands,
    bands_of,
    percent,
    period_of,
    period_words,
)
from duban.mechanism.parameters import default_pack


@pytest.mark.clause("4.4")
@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(61, 68, "89.7"), (1, 3, "33.3"), (1, 2000, "0.1"), (2, 3, "66.7"), (0, 5, "0.0"), (5, 5, "100.0"), (0, 0, "—")],
)
def test_a_rate_is_said_to_one_place_rounded_half_up_and_of_nothing_not_at_all(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_no_figure_of_matters_shares_its_key_with_one_of_duties() -> None:
    assert not set(MATTER_FIGURES) & set(DUTY_FIGURES)


@pytest.mark.parametrize("rate", [*MATTER_RATES, *DUTY_RATES], ids=lambda rate: rate.key)
def test_a_rate_says_by_its_formula_what_is_divided_by_what(rate) -> None:  # type: ignore[no-untyped-def]
    assert rate.formula == f"{rate.part.label} ÷ {rate.whole.label}"
    assert rate.part.yearly is rate.whole.yearly


@pytest.mark.clause("4.2")
def test_the_bands_of_the_usual_pack_are_a_week_and_a_month() -> None:
    assert bands_of(default_pack(), date(2026, 5, 1)) == Bands(7, 30, 30)


@pytest.mark.parametrize("figure", [*MATTER_FIGURES.values(), *DUTY_FIGURES.values()], ids=lambda one: one.key)
def test_the_words_of_a_figure_name_days_and_period_and_leave_nothing_in_braces(figure) -> None:  # type: ignore[no-untyped-def]
    said = figure.said(Bands(3, 10, 20), 2)
    assert "{" not in said.label + said.means


def test_a_figure_of_a_quarter_says_that_it_is_of_one() -> None:
    assert "本季度" in MATTER_FIGURES["done_due"].said(Bands(7, 30, 30), 2).means
    assert "本年" in MATTER_FIGURES["done_due"].said(Bands(7, 30, 30)).means


def test_the_quarters_of_a_year_follow_each_other_from_its_first_to_its_last_day() -> None:
    spans = [period_of(2028, quarter) for quarter in QUARTERS]
    assert (spans[0][0], spans[-1][1]) == period_of(2028, None) == (date(2028, 1, 1), date(2028, 12, 31))
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in zip(spans, spans[1:], strict=False))
    assert (period_words(2028, None), period_words(2028, 3)) == ("2028年", "2028年第三季度")
