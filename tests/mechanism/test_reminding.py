"""The two rules of 催办 by hand (A102)."""

from __future__ import annotations

from datetime import date

import pytest

from duban.mechanism.key_work.reminding import press_gate, reminder_gate, usual_words
from duban.mechanism.parameters import default_pack

PACK, ON = default_pack(), date(2026, 3, 2)


@pytest.mark.parametrize(("told", "director", "may"), [
    (0, False, True), (1, False, True), (2, False, False), (2, True, True), (9, True, True),
])  # fmt: skip
def test_two_reminders_by_hand_and_then_the_director(told: int, director: bool, may: bool) -> None:
    assert reminder_gate("报送进展", told, director, PACK, ON).allowed is may


@pytest.mark.parametrize(("ground", "leader", "may"), [
    ("instruction", True, True), ("instruction", False, False), ("express", False, True), ("emergency", False, True),
])  # fmt: skip
def test_at_once_on_the_word_of_a_leader_or_for_what_is_urgent(ground: str, leader: bool, may: bool) -> None:
    assert press_gate(ground, leader).allowed is may


def test_the_usual_words_say_the_day_and_whether_it_has_passed() -> None:
    assert usual_words("报送进展", ON, ON) == "报送进展应于 2026-03-02 前完成，请抓紧。"
    assert usual_words("报送进展", ON, date(2026, 3, 3)) == "报送进展已于 2026-03-02 到期，请抓紧办理。"
