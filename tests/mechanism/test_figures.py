"""What is counted, and the rates made of it."""

from __future__ import annotations

import pytest

from duban.mechanism.key_work.figures import DUTY_FIGURES, DUTY_RATES, MATTER_FIGURES, MATTER_RATES, percent


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
