"""`duban demo`: a county with most of a year of life, built by the same acts as everything else.

It is built as of a fixed day; `make verify` builds it as of sixty days and asks the same of each.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField

from duban.jobs.moments import moment
from duban.mechanism.lifecycles import ACTS, LIFECYCLES
from duban.mechanism.words.messages import MESSAGES
from duban.shared.names import NameField
from tests import hours
from tests.once import made_once
from tests.template import Database

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="the demo lives on SQLite"
)

A_MONDAY = "2026-11-30T06:30"
HOURS = ("00:40", "07:30", "09:00", "12:10", "18:30", "23:50")
TURNS = (
    "2026-02-14T09:00", "2026-02-16T09:00", "2026-02-17T00:40", "2026-02-23T23:50", "2026-02-24T08:10", "2026-02-28T18:00",
    "2026-10-01T00:40", "2026-10-04T12:00", "2026-10-07T23:50", "2026-10-08T07:30", "2026-12-31T23:50", "2027-01-01T00:40",
    "2027-12-31T09:00", "2028-01-01T12:10", "2028-02-29T00:40", "2028-02-29T23:50",
)  # fmt: skip
"""Holidays and the days worked in their stead, the turns of years, the leap day."""


def sixty_days() -> list[str]:
    """The turns, and days seventeen apart through two years, so that each weekday meets each hour."""
    first = date(2026, 3, 2)
    rest = [f"{first + timedelta(days=17 * n)}T{HOURS[n % len(HOURS)]}" for n in range(60 - len(TURNS))]
    return [*TURNS, *rest]


ANSWERS = "answers.json"
PAGES = 6


@dataclass(frozen=True)
class Demo:
    """A demo county, and the moment as of which it was built."""

    data: Path
    as_of: str

    def answer(self, *asked: str) -> subprocess.CompletedProcess[str]:
        """What a program said of it: see `asked`."""
        kept: dict[str, list[Any]] = json.loads((self.data / ANSWERS).read_text())
        return subprocess.CompletedProcess(asked, *kept[" ".join(asked)])

    def found(self, name: str, *more: str) -> Any:
        """What one of the tests' own programs found in it."""
        told = self.answer(f"tests.{name}", self.as_of, *more)
        assert told.returncode == 0, told.stderr[-2000:]
        return json.loads(told.stdout)


def pages_and_lights(as_of: str, pages: int) -> list[list[str]]:
    """How red a demo is, and where so many pages of each of its people lead."""
    return [["duban.jobs.cli", "lights", "--as-of", as_of], ["tests.walked", as_of, str(pages)]]


def everything(as_of: str) -> list[list[str]]:
    """All that is asked of the small demo."""
    own = ("indexed", "lacking", "dated", "borne", "counted", "undone", "personal", "asking")
    questions = ([f"tests.{name}", as_of] for name in own)
    return [["duban.jobs.cli", "audit", "verify"], *questions, *pages_and_lights(as_of, PAGES)]


def duban(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return program(data, "duban.jobs.cli", *arguments)


def program(data: Path, module: str, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    given = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = [sys.executable, "-m", module, *arguments]
    here = {**given, "DUBAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "duban.config.settings"}
    return subprocess.run(command, env=here, input=said, capture_output=True, text=True, check=False)


def small(data: Path, as_of: str, database: Database) -> Demo:
    """The small demo as of a moment, in a folder of its own, watched as it comes about: see `tests.entered`."""
    shutil.copy(database.schema_file(), data / "duban.sqlite3")
    built = program(data, "tests.entered", as_of)
    assert built.returncode == 0, built.stderr
    return asked(data, as_of, everything(as_of))


def asked(data: Path, as_of: str, questions: list[list[str]]) -> Demo:
    """A demo that was asked, in programs that are started together: see `tests.asked`."""
    told = program(data, "tests.asked", said=json.dumps(questions))
    assert told.returncode == 0, told.stderr
    kept = {" ".join(one): answer for one, answer in zip(questions, json.loads(told.stdout), strict=True)}
    (data / ANSWERS).write_text(json.dumps(kept))
    return Demo(data, as_of)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Demo:
    return Demo(made_once(tmp_path_factory, "demo", lambda data: small(data, A_MONDAY, database)), A_MONDAY)


def states(demo: Demo, table: str, column: str = "state") -> set[str]:
    with closing(sqlite3.connect(demo.data / "duban.sqlite3")) as database:
        return {str(row[0]) for row in database.execute(f"SELECT {column} FROM {table}")}  # noqa: S608


def test_a_small_demo_has_every_measure_and_every_ending_in_it(demo: Demo) -> None:
    assert states(demo, "measures_measure", "kind") == {"letter", "interview", "listing"}
    assert {"underway", "closed"} <= states(demo, "matters_matter")
    assert {"released", "rectifying"} <= states(demo, "measures_measure")


def test_requests_for_a_later_limit_are_answered_by_numbered_letters(demo: Demo) -> None:
    parts = states(demo, "documents_issuedcopy", "part || '/' || number")
    assert any(part.startswith("extension/X") for part in parts)
    assert any(part.startswith("conclusion/X") for part in parts)


def test_a_decision_of_the_demo_was_revoked_on_appeal(demo: Demo) -> None:
    assert {"effective", "revoked"} <= states(demo, "accountability_ruling")
    assert "unfounded" in states(demo, "accountability_inquiry")
    assert "revoked" in states(demo, "accountability_appeal", "outcome")


def test_the_demo_lives_through_every_act_of_the_table(demo: Demo) -> None:
    done = states(demo, "audit_entry", "CASE outcome WHEN 'done' THEN act END")
    assert sorted(set(ACTS) - done) == []


def test_the_demo_tells_every_kind_of_message_but_of_what_it_does_not_come_to(demo: Demo) -> None:
    assert set(MESSAGES) - states(demo, "acts_message", "kind") == {
        "answer_recalled", "appeal_answered", "delegate_leaves", "draft_withdrawn", "extract_recalled", "matter_not_verified",
        "measure_not_verified", "passed_inside", "password_ended", "result_recalled", "revision_void",
        "sent_elsewhere", "statement_returned",
    }  # fmt: skip


def test_a_message_of_the_demo_that_asks_goes_with_what_its_reader_owes(demo: Demo) -> None:
    assert demo.found("asking") == []


def test_names_that_may_change_stand_in_columns_that_read_former_ones(demo: Demo) -> None:
    loose = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField) and not isinstance(field, NameField):
                found = states(demo, model._meta.db_table, f'"{field.column}"')
                if named := found & ACTS.keys() or (found - {"None", ""} and found - {"None", ""} <= MESSAGES.keys()):
                    loose[f"{model._meta.db_table}.{field.column}"] = named
    assert loose == {}


def test_the_index_of_every_transfer_of_the_demo_is_complete(demo: Demo) -> None:
    assert demo.found("indexed") == []


def test_nothing_is_missing_that_the_demo_was_to_be_founded_with(demo: Demo) -> None:
    assert demo.found("lacking") == []


def red_share(demo: Demo, *, most: float) -> float:
    """The share of the running matters that are red, with its report where it is more than it should be."""
    told = demo.answer("duban.jobs.cli", "lights", "--as-of", demo.as_of)
    found = re.match(r"在办 (\d+) 件，红 (\d+) 件", told.stdout)
    assert found, told.stdout + told.stderr
    share = int(found[2]) / int(found[1])
    assert share <= most, told.stdout
    return share


def astray(demo: Demo, pages: int) -> dict[str, int]:
    """Where links lead somebody of the demo to a page that does not open, among so many pages of each."""
    wrong: dict[str, int]
    wrong, opened = demo.found("walked", str(pages))
    assert opened > 4 * pages
    return wrong


def test_everybody_of_the_demo_finds_pages_that_open(demo: Demo) -> None:
    assert astray(demo, PAGES) == {}


def test_no_day_of_the_demo_contradicts_a_limit_an_assignment_or_an_ending(demo: Demo) -> None:
    found = demo.found("dated")
    assert found["looked at"] > 20
    assert found["wrong"] == []


def test_whoever_owes_something_in_the_demo_can_do_it(demo: Demo) -> None:
    assert demo.found("borne") == []


def test_each_kind_of_duty_had_its_entry_on_a_page_when_it_was_first_owed(demo: Demo) -> None:
    """For one of those who could press it: its form, and a way there from the page of what it is about."""
    found = json.loads((demo.data / "entered.json").read_text())
    assert found["wrong"] == []
    owed = states(demo, "acts_obligation", "act")
    by_state = {duty.act for cycle in LIFECYCLES.values() for state in cycle.states for duty in state.duties}
    assert sorted((owed | by_state) - set(found["kinds"])) == []


def test_nobody_of_the_demo_reads_a_result_that_fell_with_a_revoked_decision(demo: Demo) -> None:
    wrong, fell, opened = demo.found("undone")
    assert (wrong, fell > 0, opened > 20) == ([], True, True)


def test_what_was_decided_on_a_person_of_the_demo_is_read_by_nobody_else_of_the_units(demo: Demo) -> None:
    wrong, opened = demo.found("personal")
    assert (wrong, opened > 100) == ([], True)


def test_the_figures_of_every_desk_of_the_demo_are_rows_that_can_be_reached(demo: Demo) -> None:
    wrong, rows = demo.found("counted")
    assert (wrong, rows > 50) == ([], True)


def test_few_matters_of_the_small_demo_are_red(demo: Demo) -> None:
    assert red_share(demo, most=0.3) > 0


def test_two_circulars_were_issued_and_a_report_waits(demo: Demo) -> None:
    found = states(demo, "measures_bulletin", "kind || '/' || state")
    assert {"circular/issued", "special_report/approving"} <= found


def test_the_chain_of_the_demo_is_sound(demo: Demo) -> None:
    verified = demo.answer("duban.jobs.cli", "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_whatever_is_done_behind_the_back_of_the_demo_is_found_at_its_place(demo: Demo) -> None:
    """At other rows with each seed: each column of each table, each kind of file, the chain, the guards, the accounts."""
    with tempfile.TemporaryDirectory() as scratch:
        copied = shutil.copytree(demo.data, Path(scratch) / "data", ignore=shutil.ignore_patterns("static"))
        told = program(copied, "tests.tampered", hours.seed())
    assert told.returncode == 0, told.stderr[-2000:]
    tried, unseen = json.loads(told.stdout)
    assert (unseen, tried > 500) == ([], True), f"{hours.SEED}={hours.seed()}"


def test_nothing_in_the_demo_is_later_than_the_moment_asked_for(demo: Demo) -> None:
    until = moment(demo.as_of).astimezone(UTC).isoformat(" ")[:19]
    assert max(states(demo, "audit_entry", "occurred_at")) <= until


def test_a_moment_that_is_none_is_refused_with_an_example(tmp_path: Path) -> None:
    asked = duban(tmp_path, "demo", "--small", "--as-of", "昨天")
    assert asked.returncode == 2
    assert "看不懂的时刻：昨天。请按 2026-11-23 或 2026-11-23T09:00 的样子填。" in asked.stderr


def test_a_second_demo_is_not_built_over_the_first(demo: Demo) -> None:
    again = duban(demo.data, "demo", "--small")
    assert again.returncode == 2
    assert "已有县" in again.stderr


SENTENCES: tuple[Callable[[Demo], None], ...] = tuple(
    value
    for name, value in globals().items()
    if name.startswith("test_") and list(signature(value).parameters) == ["demo"]
)


@pytest.mark.verify
@pytest.mark.parametrize("day", sixty_days())
def test_the_same_holds_as_of_any_day(day: str, tmp_path: Path, database: Database) -> None:
    lived = small(tmp_path, day, database)
    assert len(SENTENCES) > 8
    for holds in SENTENCES:
        holds(lived)
    shutil.rmtree(tmp_path)
