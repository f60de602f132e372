"""A migration that comes after the first packed county renews the digests of every vouched row that it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState

from duban.audit.renewal import RenewingMigration
from duban.audit.verify import vouched_models
from duban.rulebook.guards import GUARD
from duban.shared.database.guards import Guard
from tests.packed.packing import Packed, ours, packed

NO_MATTER = {
    "blank", "choices", "db_index", "default", "editable", "error_messages", "help_text", "limit_choices_to",
    "on_delete", "related_name", "related_query_name", "to", "unique", "validators", "verbose_name",
}  # fmt: skip
"""What of a field may change without any value of a row becoming another one."""

Forms = dict[str, dict[str, Any]]


def forms(state: ProjectState, tables: Iterable[str]) -> Forms:
    """What the rows of these tables hold, column by column, by table: a model that moved has the same."""
    found = {_table(model): model for model in state.models.values()}
    return {table: _form(found[table]) for table in tables if table in found}


def _table(model: ModelState) -> str:
    return str(model.options.get("db_table") or f"{model.app_label}_{model.name.lower()}")


def _form(model: ModelState) -> dict[str, Any]:
    described = {}
    for name, field in model.fields.items():
        _, path, _, given = field.deconstruct()
        described[name] = (path, {key: value for key, value in given.items() if key not in NO_MATTER})
    return described


def unrenewed(migration: Migration, state: ProjectState, tables: Iterable[str]) -> Iterator[str]:
    """What a migration changes of vouched rows without renewing their digests; `state` is brought forward."""
    before = forms(state, tables)
    after = forms(migration.mutate_state(state, preserve=False), tables)
    renewed: set[str] = set()
    if isinstance(migration, RenewingMigration):
        renewed = {*migration.vouched, *(migration.vouched_before or ())}
    elif any(_runs_code(operation) for operation in migration.operations):
        yield f"{migration}: runs code; RenewingMigration says of which vouched tables, even if of none"
    for table in sorted(before):
        if before[table] != after.get(table) and table not in renewed:
            yield f"{migration}: changes {table}"


def _runs_code(operation: Operation) -> bool:
    if isinstance(operation, migrations.RunPython):
        return not isinstance(getattr(operation.code, "__self__", None), Guard)
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return bool(operation.database_operations)
    return isinstance(operation, migrations.RunSQL)


def vouched_tables() -> set[str]:
    """Every table that the chain of any version vouches for."""
    now = {model._meta.db_table for model in vouched_models()}
    return now.union(*(one.vouched for one in packed()))


def unverified(migration: Migration, known: Iterable[Packed]) -> Iterator[str]:
    """Tables that a migration vouches for without verifying them, though a chain vouched for them before it."""
    if isinstance(migration, RenewingMigration) and migration.vouched_before is not None:
        key = (migration.app_label, migration.name)
        before: set[str] = set().union(*(one.vouched for one in known if key not in one.migrations))
        for table in sorted((migration.vouched.keys() - migration.vouched_before.keys()) & before):
            yield f"{migration}: does not verify {table}"


def test_every_migration_since_renews_what_it_changes() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    known = set(packed()[0].migrations)
    state, seen, found = ProjectState(), set(), []
    for leaf in graph.leaf_nodes():
        for key in graph.forwards_plan(leaf):
            if key in seen:
                continue
            seen.add(key)
            if ours(key[0]) and key not in known:
                found += unrenewed(graph.nodes[key], state, vouched_tables())
                found += unverified(graph.nodes[key], packed())
            else:
                state = graph.nodes[key].mutate_state(state, preserve=False)
    assert found == []


RECAST = ("audit", "0006_stored_small")
"""The migration after which the record stands in columns of another kind."""


def test_whoever_renews_digests_comes_before_the_record_was_stored_anew_or_after_it() -> None:
    """In between, and on the way back, the columns that it knows would not be those that are there."""
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    around = {*graph.forwards_plan(RECAST), *graph.backwards_plan(RECAST)}
    renewing = {key for key, one in graph.nodes.items() if isinstance(one, RenewingMigration)}
    assert {f"{app}.{name}: has to depend on {RECAST}" for app, name in renewing - around} == set()


def model(label: str, **fields: Any) -> ModelState:
    return ModelState("county", label, [("id", models.BigAutoField(primary_key=True)), *fields.items()])


@pytest.fixture
def state() -> ProjectState:
    known = ProjectState()
    known.add_model(
        model("Unit", name=models.CharField(max_length=80), level=models.CharField(max_length=20))
    )
    known.add_model(model("Leaflet", name=models.CharField(max_length=80)))
    return known


def found(state: ProjectState, *operations: Operation, kind: Any = Migration, **about: Any) -> list[str]:
    migration = type("Migration", (kind,), {"operations": list(operations), **about})("0002_later", "county")
    return list(unrenewed(migration, state, {"county_unit"}))


LEVEL = models.CharField(max_length=20)
CHANGES = {
    "added": migrations.AddField("unit", "seat", models.CharField(max_length=20, default="")),
    "removed": migrations.RemoveField("unit", "level"),
    "renamed": migrations.RenameField("unit", "level", "grade"),
    "of another type": migrations.AlterField("unit", "level", models.TextField()),
    "no longer empty": migrations.AlterField("unit", "level", models.CharField(max_length=20, null=True)),
    "shorter": migrations.AlterField("unit", "level", models.CharField(max_length=10)),
    "dropped": migrations.DeleteModel("unit"),
    "of another name": migrations.AlterModelTable("unit", "county_units"),
    "of another model": migrations.RenameModel("unit", "organ"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_column_or_table_is_named(state: ProjectState, change: str) -> None:
    assert found(state, CHANGES[change]) == ["county.0002_later: changes county_unit"]


@pytest.mark.parametrize("change", CHANGES)
def test_unless_its_digests_are_renewed(state: ProjectState, change: str) -> None:
    assert found(state, CHANGES[change], kind=RenewingMigration, vouched={"county_unit": ()}) == []


@pytest.mark.parametrize(
    "code", [migrations.RunPython(lambda apps, editor: None), migrations.RunSQL("SELECT 1")]
)
def test_code_says_of_which_rows_it_is(state: ProjectState, code: Operation) -> None:
    assert ["runs code" in line for line in found(state, code)] == [True]
    assert found(state, code, kind=RenewingMigration) == []


def test_what_changes_no_value_needs_no_renewal(state: ProjectState) -> None:
    chosen = models.CharField(max_length=20, choices=[("a", "甲")], default="a", blank=True)
    index = models.Index(fields=["name"], name="by_name")
    guarded = migrations.RunPython(GUARD.forwards, GUARD.backwards)
    assert (
        found(state, migrations.AlterField("unit", "level", chosen), migrations.AddIndex("unit", index)) == []
    )
    assert found(state, guarded) == []
    assert found(state, migrations.AddField("leaflet", "level", LEVEL)) == []


def test_a_model_that_moves_with_its_table_changes_nothing(state: ProjectState) -> None:
    unit = state.models["county", "unit"]
    state.alter_model_options("county", "unit", {"db_table": "county_unit"}, ["db_table"])
    moved = migrations.CreateModel("Organ", list(unit.fields.items()), {"db_table": "county_unit"})
    both = migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("unit"), moved])
    assert found(state, both) == []


def test_what_a_chain_vouched_for_is_verified_before_it_is_renewed() -> None:
    joining = {"organisations_unit": (), "organisations_later": ()}
    kind = type("Migration", (RenewingMigration,), {"vouched": joining, "vouched_before": {}})
    told = list(unverified(kind("0099_later", "organisations"), packed()))
    assert told == ["organisations.0099_later: does not verify organisations_unit"]


def test_a_renewal_is_done_as_a_whole_or_not_at_all() -> None:
    with pytest.raises(TypeError, match="as a whole"):
        type("Migration", (RenewingMigration,), {"atomic": False})("0002_later", "county")
