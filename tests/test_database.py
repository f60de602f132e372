"""The test database itself: after a test with real transactions the county stands again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection, transaction

from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.organisations.actions.people import create_person
from duban.organisations.models import Person
from tests import template
from tests.personas import County
from tests.template import migrations_and_what_they_import


@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_committed_is_gone_after_the_test(transactional_db: None, county: County, turn: int) -> None:
    with transaction.atomic():
        assert not Person.objects.filter(name="钱某新").exists()
        create_person(actor=county.registrar, name="钱某新", rank=1, personnel_category="公务员")
    assert verify(county.jurisdiction_id).sound


def test_and_the_county_is_whole(county: County) -> None:
    assert not Person.objects.filter(name="钱某新").exists()
    assert Entry.objects.count() > 100


def test_the_schema_is_built_anew_when_a_migration_or_what_it_imports_changes() -> None:
    names = {
        path.relative_to(template.SRC / "duban").as_posix() for path in migrations_and_what_they_import()
    }
    assert {"audit/guards.py", "shared/database/guards.py", "shared/refs.py", "shared/__init__.py"} <= names
    assert {name for name in names if "/migrations/0" in name} == {
        path.relative_to(template.SRC / "duban").as_posix()
        for path in template.SRC.glob("duban/*/migrations/0*.py")
    }


def test_one_changed_byte_is_another_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "one.py"
    monkeypatch.setattr(template, "ROOT", tmp_path)
    source.write_text("1")
    before = template.digest({source})
    source.write_text("2")
    assert template.digest({source}) != before


def test_a_changed_program_pack_or_question_is_another_county() -> None:
    kept = {path.name for path in template.sources()}
    assert {"registry.py", "default.toml", "questions.toml"} <= kept


def test_postgresql_compiles_no_statement(db: None) -> None:
    """Only one of the two databases could."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    else:
        assert "jit" not in str(connection.settings_dict["OPTIONS"])
