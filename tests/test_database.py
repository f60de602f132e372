"""The test database itself: after a test with real transactions the county stands again."""

from __future__ import annotations

import pytest
from django.db import transaction

from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.organisations.actions import create_person
from duban.organisations.models import Person
from tests.personas import County


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_committed_is_gone_after_the_test(county: County, turn: int) -> None:
    with transaction.atomic():
        assert not Person.objects.filter(name="钱某新").exists()
        create_person(actor=county.registrar, name="钱某新", rank=1)
    assert verify(county.jurisdiction_id).sound


def test_and_the_county_is_whole(county: County) -> None:
    assert not Person.objects.filter(name="钱某新").exists()
    assert Entry.objects.count() > 100
