"""`duban generate`: what it writes is what acts could have left, and its titles and lights are like those of real work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django_scopes import scope

from duban.acts.models import Case, Obligation
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.demo.generate import generate
from duban.insight.selectors.county.impossible import examined
from duban.jobs.commands.generate import called
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, found_matters
from duban.measures.models import Measure, RegistryRow
from duban.mechanism.lifecycles import LIFECYCLES, act_named
from duban.shared import clock
from tests.personas import County

MANY = 300


@pytest.fixture
def generated(county: County) -> County:
    with scope(jurisdiction=county.jurisdiction_id):
        generate(county.jurisdiction_id, "X", MANY, 7, lambda done: None)
    return county


def test_generated_matters_are_sound_and_possible(generated: County) -> None:
    report = verify(generated.jurisdiction_id)
    assert report.sound, report.faults[:5]
    assert examined() == []
    assert Matter.objects.count() == Case.objects.filter(state="matter").count() == MANY


def test_every_state_is_one_of_the_table_and_every_duty_is_owed_in_it(generated: County) -> None:
    named = {kind: {state.name for state in LIFECYCLES[kind].states} for kind in LIFECYCLES}
    states = dict(Matter.objects.values_list("pk", "state"))
    assert set(states.values()) <= named["matter"]
    assert {(kind, state) for kind, state in Measure.objects.values_list("kind", "state") if state not in named[kind]} == set()
    owed = Obligation.objects.filter(outcome="open", object_kind="matter").values_list("object_id", "act")
    assert len(owed) > MANY / 2
    assert {(act, states[pk]) for pk, act in owed if states[pk] not in act_named(act).sources} == set()


def test_a_register_shows_each_measure_as_it_is(generated: County) -> None:
    shown = RegistryRow.objects.filter(recorded_to=None).values_list("measure_id", "kind", "state", "unit_id", "deadline")
    assert sorted(shown) == sorted(Measure.objects.values_list("pk", "kind", "state", "unit_id", "deadline"))


def test_titles_are_as_long_as_those_of_real_work_and_few_matters_are_red(generated: County) -> None:
    titles = list(Matter.objects.values_list("title", flat=True))
    assert {len(title) for title in titles} <= set(range(20, 41))
    assert len(set(titles)) > MANY * 0.95
    assert set(titles) == set(Case.objects.values_list("title", flat=True))
    red = found_matters(generated.inspector, MatterFilter(light="red")).count()
    assert 0.05 <= red / MANY <= 0.15


def test_nothing_is_recorded_ahead_of_the_clock_so_that_work_goes_on_at_once(county: County) -> None:
    with county.on("2026-03-30", 0, 40), scope(jurisdiction=county.jurisdiction_id):
        generate(county.jurisdiction_id, "X", 20, 7, lambda done: None)
        assert Entry.objects.latest("recorded_at").recorded_at <= clock.now()


def test_counties_beside_each_other_differ_in_code_name_and_accounts() -> None:
    every = [called(nth) for nth in range(1, 61)]
    for what in ("code", "name", "short", "ending"):
        assert len({getattr(one, what) for one in every}) == len(every)
    assert all(len(one.short) <= 4 for one in every)


@pytest.mark.parametrize("given", ["--matters 0", "--matters 5 --counties 61", "--matters 5 --counties -1"])
def test_what_cannot_be_generated_is_refused_in_a_sentence(tmp_path: Path, given: str) -> None:
    done = command(tmp_path, "generate", *given.split())
    assert (done.returncode, done.stderr.strip()) == (2, "件数应为正整数，县数应为 1 到 60。")


@pytest.mark.verify
def test_counties_that_processes_generate_hold_against_every_invariant(tmp_path: Path) -> None:
    first = command(tmp_path, "generate", "--counties", "2", "--matters", "300", "--seed", "3")
    assert first.returncode == 0, first.stderr
    assert re.findall(r"(X.{2}县)：生成 300 件", first.stdout) == ["X甲子县", "X乙丑县"]
    assert command(tmp_path, "generate", "--counties", "2", "--matters", "5").returncode == 2
    for check in (["audit", "verify", "--jurisdiction", "x1"], ["audit", "verify", "--jurisdiction", "x2"]):
        done = command(tmp_path, *check)
        assert done.returncode == 0, done.stdout + done.stderr
    told = command(tmp_path, "doctor")
    assert told.returncode == 0, told.stdout + told.stderr


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program in a process and a folder of its own, on SQLite."""
    ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in ours} | {"DUBAN_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "duban.jobs.cli", *words], env=surroundings, capture_output=True, text=True, check=False
    )
