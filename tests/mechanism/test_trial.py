"""The trial period of article 九."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.dates.trial import in_trial
from duban.mechanism.decision import Outcome
from duban.mechanism.parameters import Pack, default_pack

ISSUED, LAST = date(2026, 1, 5), date(2027, 1, 4)


def pack(after: str = "block") -> Pack:
    why = ("通知", "印发日期")
    always = date(2000, 1, 1)
    return default_pack().with_values(
        {
            "effective_from": (ISSUED, always, *why),
            "effective_to": (LAST, always, *why),
            "after_expiry": (after, always, *why),
        }
    )


@pytest.mark.clause("9")
@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (date(2026, 1, 4), Outcome.NOT_MET),
        (ISSUED, Outcome.MET),
        (LAST, Outcome.MET),
        (date(2027, 1, 5), Outcome.NOT_MET),
    ],
)
def test_new_measures_are_taken_from_the_first_to_the_last_day_of_the_trial(
    on: date, outcome: Outcome
) -> None:
    decision = in_trial(pack(), on)
    assert decision.outcome is outcome
    assert decision.clauses == ("9",)
    assert "2026年1月5日至2027年1月4日" in decision.reasons[0].finding


@pytest.mark.clause("9")
def test_after_the_trial_a_document_of_extension_is_asked_for() -> None:
    remedy = in_trial(pack(), date(2027, 1, 5)).missing[0].remedies[0]
    assert remedy.act == "notice.extend"


@pytest.mark.clause("9")
def test_a_county_may_choose_to_be_warned_only() -> None:
    decision = in_trial(pack("warn"), date(2027, 1, 5))
    assert decision.allowed
    assert "已经届满" in decision.reasons[0].finding


@pytest.mark.clause("9")
def test_without_a_confirmed_notice_nothing_is_in_force() -> None:
    assert in_trial(None, ISSUED).outcome is Outcome.NOT_MET


@pytest.mark.clause("9")
def test_a_day_of_issue_that_is_not_known_is_asked_for_not_guessed() -> None:
    assert in_trial(default_pack(), ISSUED).outcome is Outcome.UNKNOWN
