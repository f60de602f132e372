"""What was written under a former name is read, found and vouched for as long as the record lasts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import Concat

from duban.acts.models import Message, Obligation
from duban.acts.registry import action_for
from duban.archive.checking.derived import _row
from duban.archive.checking.records import RowRecord
from duban.audit import chain
from duban.audit.canonical import row_digest, row_values
from duban.audit.models import Entry
from duban.audit.selectors import history
from duban.audit.verify import verify
from duban.mechanism.former import ACT_NAMES, MESSAGE_NAMES
from duban.mechanism.lifecycles import act_named
from duban.mechanism.words.messages import MESSAGES
from duban.shared.models import Vouched
from duban.shared.names import ActKey, MessageKey, NameField, as_written
from tests.personas import County
from tests.story import do, underway

COLUMNS = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, NameField)
]
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> dict[type[NameField], tuple[str, str]]:
    """A former name and the present one, of an act and of a kind of message: besides those of the tables."""
    monkeypatch.setitem(ACT_NAMES.former, "matter.nudge", "matter.remind")  # type: ignore[arg-type]
    monkeypatch.setitem(MESSAGE_NAMES.former, "nudged", "urged")  # type: ignore[arg-type]
    return {ActKey: ("matter.nudge", "matter.remind"), MessageKey: ("nudged", "urged")}


def some_row(county: County, model: type[models.Model], **values: Any) -> models.Model:
    """A row of a model as somebody could have written it, past its keys and rules."""
    given: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.has_default() or field.null:
            continue
        one: Any = field
        given[field.attname] = (
            county.jurisdiction_id if field.name == "jurisdiction"
            else AT if isinstance(field, models.DateTimeField)
            else AT.date() if isinstance(field, models.DateField)
            else {} if isinstance(field, models.JSONField)
            else 1 if isinstance(field, models.IntegerField | models.ForeignKey | models.BooleanField)
            else one.choices[0][0] if one.choices else "甲"
        )  # fmt: skip
    return model(**{**given, **values})


@pytest.mark.parametrize(
    ("model", "field"), COLUMNS, ids=lambda one: getattr(one, "__name__", "") or one.name
)
def test_a_row_is_read_and_found_by_the_present_name_and_vouched_for_by_its_own(
    county: County,
    renamed: dict[type[NameField], tuple[str, str]],
    model: type[models.Model],
    field: NameField,
) -> None:
    before, after = renamed[type(field)]
    row = some_row(county, model, **{field.name: before})
    read = model(**{**vars_of(row), field.attname: field.from_db_value(before)})
    assert getattr(read, field.name) == after
    assert as_written(getattr(read, field.name)) == before
    if isinstance(row, Vouched):
        assert row_digest(read) == row_digest(row)
        record = RowRecord(1, model._meta.db_table, 1, row_values(row))
        assert getattr(_row(model, record), field.name) == after
    assert field.get_db_prep_save(getattr(read, field.name), connection) == before
    for found in (field.name, f"{field.name}__in"):
        sql, given = model._base_manager.filter(
            **{found: [after] if found.endswith("in") else after}
        ).query.sql_with_params()
        assert {before, after} <= {*given}, sql


def vars_of(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_an_entry_stands_in_history_lists_and_chain_under_what_it_is_called_now(
    county: County, renamed: dict[type[NameField], tuple[str, str]]
) -> None:
    story = underway(county)
    entry = Entry.objects.filter(object_kind="matter", outcome="done").latest("n")
    payload = {"sentence": "催办", "who": "甲", "clauses": ["3.0"]}
    chain.append(
        chain.Record(
            jurisdiction_id=county.jurisdiction_id, outcome=Entry.Outcome.DONE, act="matter.nudge", actor_id=None,
            occurred_at=entry.occurred_at, recorded_at=entry.recorded_at, payload=payload, case_id=entry.case_id,
            object_kind="matter", object_id=story.row.pk,
        )
    )  # fmt: skip
    [line] = history(Entry.objects.filter(act="matter.remind"))
    assert act_named(line.act).label == act_named("matter.remind").label
    assert Entry.objects.filter(act__in=["matter.remind"]).count() == 1
    assert not Entry.objects.exclude(act="matter.remind").filter(pk=Entry.objects.latest("n").pk).exists()
    spelled = Entry.objects.annotate(asked=Concat(Value("matter."), Value("remind")))
    assert spelled.filter(act=F("asked")).count() == 1
    assert list(verify(county.jurisdiction_id).faults) == []


def test_a_message_says_its_sentence_under_each_of_its_names(
    county: County, renamed: dict[type[NameField], tuple[str, str]]
) -> None:
    story = underway(county)
    do(story.inspector, "matter.remind", ref=story.matter, text="请报进展")
    told = Message.objects.filter(kind="urged").latest("pk")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE acts_message SET kind = 'nudged', act = 'matter.nudge' WHERE id = %s", [told.pk]
        )
    again = Message.objects.filter(kind="urged", act="matter.remind").get(pk=told.pk)
    assert (again.act, again.kind, again.said) == ("matter.remind", "urged", told.said)
    assert MESSAGES[again.kind].label == "催办"


def test_what_was_asked_for_under_a_former_name_is_done(renamed: object) -> None:
    assert action_for("matter.nudge") is action_for("matter.remind")


def test_a_county_is_sound_whose_rows_bear_a_name_that_changed_since(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    for written in ("matter.report", "matter.receive"):
        monkeypatch.setitem(ACT_NAMES.former, written, "matter.remind")  # type: ignore[arg-type]
    assert Obligation.objects.filter(act="matter.remind").exists(), "some row bears it"
    assert verify(county.jurisdiction_id).faults == ()
