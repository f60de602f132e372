"""打字: what an act asks somebody to type, counted over the table. What a page opens with, and what is chosen, is not typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duban.mechanism.key_work.sources import source_complete
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.people.standing import Role

TYPED = {Widget.TEXT, Widget.LONG, Widget.LINES, Widget.DATE, Widget.TIME, Widget.NUMBER}
DECIDING = {Role.LEADER, Role.OFFICE_HEAD}


def typed(act: Act) -> Iterator[Field]:
    """The fields that must be typed into the form of an act, whatever is chosen in it."""
    yield from (one for one in act.fields if one.widget in TYPED and one.required and not one.show_when)


REGISTER = act_named("matter.register")
CHOSEN = {
    source_class: {one.name: [part.partition("=")[0] for part in one.choices.split("|")]}
    for source_class in ("2.1", "2.2", "2.3")
    for one in REGISTER.fields
    if one.name == f"kind_{source_class.replace('.', '')}"
} | {"2.4": {"kind_24": [""]}}


def sources() -> Iterator[dict[str, str]]:
    """Every kind of source of every class."""
    for source_class, fields in CHOSEN.items():
        for name, values in fields.items():
            yield from ({"source_class": source_class, name: value} for value in values)


@pytest.mark.clause("2.0")
@pytest.mark.parametrize("source", list(sources()), ids=lambda one: "-".join(one.values()))
def test_a_registration_is_typed_in_six_fields_at_most(source: dict[str, str]) -> None:
    """What the row asks for whatever the source is, and what the gate asks for of a source of this kind."""
    may_be_typed = {one.name for one in REGISTER.fields if one.widget in TYPED}
    needed = {reason.field for reason in source_complete(source, None).missing}
    names = {one.name for one in typed(REGISTER)} | needed & may_be_typed
    assert {"title", "source_title", "source_date", "due_on"} <= names
    assert len(names) <= 6, names


@pytest.mark.clause("3.1.8")
def test_a_report_is_typed_in_three_fields_at_most() -> None:
    """The value, what was done, and the trouble; the rest opens as it was said the last time."""
    spec = act_named("matter.report")
    assert spec.opens, "it opens with what was said the last time"
    assert not list(typed(spec))
    said = [
        one.name for one in spec.fields if one.widget in TYPED and one.name not in ("explanation", "needs")
    ]
    assert said == ["value", "progress", "problems"]


def test_an_approval_is_typed_in_one_field_at_most() -> None:
    decides = [
        act for act in ACTS.values() if set(act.roles) <= DECIDING and not act.creates and not act.rare
    ]
    over = {act.key: [one.name for one in typed(act)] for act in decides if len(list(typed(act))) > 1}
    assert len(decides) > 12
    assert not over
