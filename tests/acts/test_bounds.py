"""What the database refuses of a row: each rule by its example, and that the rules say what the act table says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from duban.acts.kinds import kinds
from duban.acts.work import act
from duban.mechanism.lifecycles import LIFECYCLES
from duban.organisations.models import Unit
from duban.shared.database.bounds import RowRule
from duban.shared.database.impossible import columns, of_model, singles, vouched
from duban.shared.errors import Invalid
from tests.personas import County

OTHER_CHECKS = {"organisations_account_spelling"}
"""Conditions that are not among the rules: what they hold has a test of its own."""
GIVEN = {"state": "active", "role": "lead"}
"""What a row has to be for a value to be allowed once only."""


def rules(model: type[models.Model]) -> list[RowRule]:
    return [rule for rule in model._meta.constraints if isinstance(rule, RowRule)]


def test_every_condition_on_a_row_is_a_rule_with_a_sentence_and_an_example() -> None:
    checks = [
        rule
        for model in vouched()
        for rule in model._meta.constraints
        if isinstance(rule, models.CheckConstraint) and rule.name not in OTHER_CHECKS
    ]
    assert [rule.name for rule in checks if not isinstance(rule, RowRule) or not rule.says or not rule.refuses] == []
    assert len(checks) > 95


def test_only_days_that_people_give_are_ordered() -> None:
    """Of two that the machine writes, a clock that was fast and put right would make the later one the earlier (0042)."""
    of_the_machine = {}
    for model in vouched():
        own = {kind.kind for kind in kinds().values() if kind.model is model} or LIFECYCLES.keys()
        given = {field.name for kind in own for act in LIFECYCLES[kind].acts for field in act.fields}
        for rule in rules(model):
            days = {name for name, value in rule.refuses.items() if isinstance(value, date)}
            if days and not days & given:
                of_the_machine[rule.name] = days
    assert of_the_machine == {}


def test_every_column_of_choices_is_held_to_them() -> None:
    loose = {}
    for model in vouched():
        plain = [rule for rule in rules(model) if rule.condition.connector == models.Q.AND]
        held = {rule.name: dict(rule.condition.children) for rule in plain}
        for field in model._meta.concrete_fields:
            name = f"{model._meta.db_table}_{field.column}_known"
            if field.choices and field.column != "state":
                given = held.get(name, {}).get(f"{field.name}__in", [])
                if set(given) != {value for value, _ in field.choices}:
                    loose[name] = given
    assert loose == {}


def states_laid() -> dict[str, dict[str, set[str]]]:
    """The states that the migrations let in, by table and, where several kinds share one, by kind."""
    state = MigrationLoader(None, ignore_no_migrations=True).project_state()
    laid: dict[str, dict[str, set[str]]] = {}
    for model in state.models.values():
        table = str(model.options.get("db_table"))
        for rule in model.options.get("constraints", ()):
            if rule.name == f"{table}_state_known":
                laid[table] = dict(_by_kind(rule.condition))
    return laid


def _by_kind(condition: models.Q) -> Any:
    if condition.connector == models.Q.OR:
        for part in condition.children:
            yield from _by_kind(part)
        return
    told = dict(condition.children)
    yield told.get("kind", ""), set(told["state__in"])


def test_the_states_that_the_database_knows_are_those_of_the_act_table() -> None:
    """Whoever adds a state lays the rule anew: `duban django makemigrations` writes the migration."""
    laid, other = states_laid(), {}
    for kind in kinds().values():
        known = laid[kind.model._meta.db_table]
        names = {state.name for state in LIFECYCLES[kind.kind].states}
        if known.get(kind.kind, known.get("")) != names:
            other[kind.kind] = names ^ known.get(kind.kind, known.get("", set()))
    assert other == {}


class Bench:
    """An empty copy of a table, without any of its constraints, in which one row at a time is planted."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.run("DROP TABLE IF EXISTS bench")
        self.run(f"CREATE TABLE bench AS SELECT * FROM {model._meta.db_table} WHERE 1 = 0")  # noqa: S608
        self.known = columns(["bench", *targets(model)])

    def run(self, text: str, values: Any = ()) -> None:
        with connection.cursor() as cursor:
            cursor.execute(text, values)

    def found(self, *planted: dict[str, Any]) -> set[str]:
        """The rules that the rows planted are found to break."""
        self.run("DELETE FROM bench")
        for number, row in enumerate(planted, 1):
            taken = {name: self.taken(name, value) for name, value in row.items()}
            names = ", ".join(connection.ops.quote_name(name) for name in ("id", *taken))
            marks = ", ".join(["%s"] * (len(taken) + 1))
            self.run(f"INSERT INTO bench ({names}) VALUES ({marks})", [number, *taken.values()])  # noqa: S608
        return {one.rule for one in of_model(self.model, self.known, "bench")}

    def taken(self, column: str, value: Any) -> Any:
        field = next(one for one in self.model._meta.concrete_fields if one.column == column)
        return field.get_db_prep_save(value, connection)

    def some(self, column: str) -> Any:
        """Any value that the column holds."""
        field = next(one for one in self.model._meta.concrete_fields if one.column == column)
        if column in GIVEN:
            return GIVEN[column]
        if isinstance(field, models.DateTimeField):
            return datetime.fromisoformat("2026-03-05T00:00:00+00:00")
        if isinstance(field, models.DateField):
            return date(2026, 3, 5)
        return "甲" if isinstance(field, models.CharField) else 30_000


def targets(model: type[models.Model]) -> set[str]:
    """The tables to which the keys of a model lead."""
    fields = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return {field.related_model._meta.db_table for field in fields}


@pytest.fixture(params=vouched(), ids=lambda model: model._meta.db_table)
def bench(request: pytest.FixtureRequest, db: None) -> Bench:
    return Bench(request.param)


def test_each_fault_is_found_where_it_is_planted(bench: Bench) -> None:
    """Every key, every rule and everything that may stand once, of every table that the record vouches for."""
    model = bench.model
    assert bench.found({}) == set()
    for rule in rules(model):
        assert bench.found(rule.refuses) == {rule.name}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            assert bench.found({str(field.column): 999_999_999}) == {f"bench.{field.column}"}
    for name, fields, condition in singles(model):
        wanted = [model._meta.get_field(one).column for one in (*fields, *getattr(condition, "referenced_base_fields", ()))]
        row = {str(one): bench.some(str(one)) for one in wanted if str(one) not in ("until", "ended_at")}
        assert name in bench.found(row, row)
        assert name not in bench.found(row)


def test_each_rule_stands_in_the_database(db: None) -> None:
    missing = []
    with connection.cursor() as cursor:
        for model in vouched():
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            missing += [rule.name for rule in rules(model) if not there.get(rule.name, {}).get("check")]
    assert missing == []


def test_a_refused_write_is_told_in_chinese_and_nothing_is_written(county: County) -> None:
    unit = county.town_a.unit
    with (
        pytest.raises(Invalid, match="没有写入：要求撤销之日不早于成立之日。请核对所填的内容后重试。"),
        act(county.registrar, "unit.change", unit.ref) as a,
    ):
        a.change(a.object, active_from=date(2026, 2, 2), active_to=date(2026, 2, 1))
    assert Unit.objects.get(ref=unit.ref).active_to is None


def test_what_may_stand_once_is_told_too(county: County) -> None:
    with (
        pytest.raises(Invalid, match="没有写入：同样的记录已经有了"),
        act(county.registrar, "unit.change", county.town_a.unit.ref) as a,
    ):
        a.change(a.object, ref=county.town_b.unit.ref)
