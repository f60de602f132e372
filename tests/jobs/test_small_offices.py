"""`duban demo --offices small`: three people in each office, one on leave, one recused; from registration to 移交."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.jobs.test_demo import A_MONDAY, Demo, duban, program
from tests.once import made_once
from tests.template import Database

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3", reason="the demo lives on SQLite"
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Demo:
    """Built as the command builds it, but looked at after every act."""

    def built(data: Path) -> None:
        shutil.copy(database.schema_file(), data / "duban.sqlite3")
        told = program(data, "tests.borne", A_MONDAY, "--build-small-offices")
        assert (told.returncode, told.stdout.strip()) == (0, "[]"), told.stdout + told.stderr[-2000:]

    return Demo(made_once(tmp_path_factory, "small_offices", built), A_MONDAY)


def rows(county: Demo, asked: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(county.data / "duban.sqlite3")) as database:
        return database.execute(asked).fetchall()


def test_each_office_has_three_people_of_its_own(county: Demo) -> None:
    held = "FROM organisations_post p JOIN organisations_unit u ON u.id = p.unit_id WHERE u.function = ? AND p.ends_on IS NULL"
    for office in ("party_office", "gov_office"):
        (count,) = rows(county, f"SELECT count(DISTINCT person_id) {held}".replace("?", f"'{office}'"))[0]  # noqa: S608
        assert count == 3


@pytest.mark.clause("6.3")
def test_a_matter_goes_from_its_registration_to_the_transfer(county: Demo) -> None:
    done = [row[0] for row in rows(county, "SELECT act FROM audit_entry WHERE outcome = 'done' ORDER BY n")]
    way = ["matter.register", "letter.issue", "interview.issue", "listing.issue", "inquiry.serve", "inquiry.issue"]
    assert [done.index(key) for key in way] == sorted(done.index(key) for key in way)
    assert done.count("inquiry.receive") == 2


@pytest.mark.clause("3.0")
def test_who_is_lent_checks_while_the_deputy_is_on_leave_and_when_the_deputy_is_recused(county: Demo) -> None:
    lent = {row[0] for row in rows(county, "SELECT person_id FROM organisations_post WHERE basis LIKE '借用%'")}
    checked = rows(county, "SELECT actor_id FROM audit_entry WHERE act IN ('interview.check', 'inquiry.check')")
    assert lent == {row[0] for row in checked} and len(lent) == 1
    (recused,) = {
        row[0] for row in rows(county, "SELECT person_id FROM accountability_declaration WHERE verdict = 'recused'")
    }
    after = "SELECT count(*) FROM audit_entry WHERE act LIKE 'inquiry%' AND outcome = 'done' AND actor_id = ?"
    assert rows(county, after.replace("?", str(recused)))[0][0] == 1  # the declaration itself


@pytest.mark.clause("3.0", "3.2.4")
def test_the_deputy_signs_out_by_an_authority_that_the_sheet_prints(county: Demo) -> None:
    signed = rows(
        county, "SELECT post, note FROM proceedings_signature WHERE step = 'interview.sign_out' AND note <> ''"
    )
    assert [post for post, _ in signed] == ["县委办公室副主任（受权签发）"]
    assert all(note.startswith("主任授权签发，授权期2026-06-") for _, note in signed)


def test_its_chain_is_sound(county: Demo) -> None:
    assert duban(county.data, "audit", "verify").returncode == 0

