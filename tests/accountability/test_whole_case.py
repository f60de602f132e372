"""A case from its candidate to a revoked decision, through the acts of everybody concerned."""

from __future__ import annotations

import pytest

from tests.accountability.steps import answered, held, taken_back
from tests.personas import County


@pytest.mark.clause("5.0", "6.4")
def test_a_case_goes_from_a_candidate_to_a_decision_that_is_revoked(county: County) -> None:
    trial = answered(county)
    assert trial.ruling().state == "revoked"
    assert len(taken_back(trial)) == len(held(trial)) == 3
