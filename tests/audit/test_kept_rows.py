"""A new row starts as Django makes it, defaults and related rows alike."""

from __future__ import annotations

import pytest

from duban.acts.models import Case
from duban.matters.models import Matter
from duban.organisations.models import Account, Person
from tests.personas import County


def test_a_related_row_is_set_with_its_key(county: County) -> None:
    case = Case.objects.create(
        state="matter",
        jurisdiction_id=county.jurisdiction_id,
        created_at="2026-03-05T00:00:00Z",
        code="2026-900",
        title="事项",
    )
    matter = Matter(case=case, title="事项")
    assert (matter.case_id, matter.case, matter.state, len(matter.ref)) == (case.pk, case, "active", 12)


def test_a_row_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="must be a"):
        Matter(case=Matter(title="另一件"))


def test_the_one_row_on_the_other_side_knows_it(county: County) -> None:
    person = Person(name="张某")
    account = Account(person=person)
    assert person.account is account
