"""The county stands in the test database from the start; each test works on it inside a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django_scopes import scope

from duban.audit import guards
from duban.rulebook import guards as rulebook_guards
from duban.shared import clock, memo
from tests.personas import TODAY, County, build_counties

_built: dict[str, County] = {}


def _build() -> None:
    memo.forget()
    _built["county"], _built["other"] = build_counties()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        _build()
    yield


_empty_database = TransactionTestCase._fixture_teardown


def _empty_and_build(case: TransactionTestCase) -> None:
    """A test with real transactions empties the database: the guards come off for that, and the county is built anew."""
    guards.take_off(connection)
    rulebook_guards.take_off(connection)
    try:
        _empty_database(case)
    finally:
        guards.put_on(connection)
        rulebook_guards.put_on(connection)
    _build()


TransactionTestCase._fixture_teardown = _empty_and_build  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test knew of the directory and the rulebook is not known to the next."""
    memo.forget()
    yield
    memo.forget()


@pytest.fixture
def county(db: None) -> Iterator[County]:
    """The county on an ordinary working morning, seen from inside."""
    with clock.moved_to(TODAY), scope(jurisdiction=_built["county"].jurisdiction_id):
        yield _built["county"]


@pytest.fixture
def other_county(db: None) -> County:
    """A neighbour in the same installation, of which nothing may be seen."""
    return _built["other"]
