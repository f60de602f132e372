"""Each test has an hour of the county's day from the seed of the run, and nobody reads today's date."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import time
from pathlib import Path

import pytest

from duban.shared import clock
from tests import hours
from tests.personas import TODAY, County
from tests.story import at

ROOT = Path(__file__).resolve().parents[1]


def test_a_test_that_names_no_hour_gets_the_hour_of_its_own(county: County) -> None:
    assert clock.now() == clock.at(TODAY, hours.current())
    with county.on("2026-04-01"):
        assert clock.now() == at("2026-04-01") == clock.at(clock.today(), hours.current())
    with county.on("2026-04-01", 15):
        assert clock.time_of(clock.now()) == time(15)


def test_the_same_seed_gives_the_same_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hours.SEED, "7")
    first = [hours.draw(f"test {n}") for n in range(20)]
    assert [hours.draw(f"test {n}") for n in range(20)] == first
    monkeypatch.setenv(hours.SEED, "8")
    assert [hours.draw(f"test {n}") for n in range(20)] != first


def test_half_past_midnight_and_half_past_seven_come_often_and_any_hour_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(hours.SEED, "7")
    drawn = Counter(hours.draw(f"test {n}") for n in range(1000))
    assert all(drawn[often] > 200 for often in hours.OFTEN)
    assert {one.hour for one in drawn} == set(range(24))


def test_a_time_of_day_for_a_seed_is_the_hour_of_every_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hours.SEED, "23:50")
    assert {hours.draw(f"test {n}") for n in range(20)} == {time(23, 50)}


def test_who_reads_todays_date_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="reads today's date"):
        clock.today()


def test_a_test_of_real_time_says_so(real_time: None) -> None:
    before = clock.now()
    assert before <= clock.now()


def test_a_quiet_run_prints_its_seed_too() -> None:
    """Without a seed in the environment one is drawn; with it, it is that one."""
    unset = {name: value for name, value in os.environ.items() if name != hours.SEED}
    assert printed(unset).isdecimal()
    assert printed({**unset, hours.SEED: "23:50"}) == "23:50"


def printed(surroundings: dict[str, str]) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "--collect-only", __file__],
        env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return told.split(f"{hours.SEED}=")[1].split()[0]
