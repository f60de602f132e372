"""How red the demo is: a county that works has few red matters whatever the day, a crowded one mostly such."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobs.test_demo import A_MONDAY, asked, astray, duban, pages_and_lights, red_share

pytestmark = pytest.mark.verify
PAGES = 80


@pytest.mark.parametrize("day", ["2026-11-30T08:10", "2026-06-12T17:00", "2026-10-04T12:00"])
def test_a_county_that_works_has_five_to_fifteen_red_matters_in_a_hundred(day: str, tmp_path: Path) -> None:
    assert duban(tmp_path, "demo", "--as-of", day).returncode == 0
    demo = asked(tmp_path, day, pages_and_lights(day, PAGES))
    assert red_share(demo, most=0.15) >= 0.05
    assert astray(demo, PAGES) == {}


def test_most_matters_of_a_crowded_county_are_red_and_its_pages_open(tmp_path: Path) -> None:
    assert duban(tmp_path, "demo", "--crowded", "--as-of", A_MONDAY).returncode == 0
    demo = asked(tmp_path, A_MONDAY, pages_and_lights(A_MONDAY, PAGES))
    assert red_share(demo, most=1) > 0.5
    assert astray(demo, PAGES) == {}
