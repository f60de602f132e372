"""The county stands in the test database from the start; each test works on it inside a transaction of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import pytest
from django.core.cache import caches
from django_scopes import scope

from duban.documents.intake import apart, examination
from duban.shared import clock
from duban.shared.database import memo
from tests import cost, hours
from tests.documents import ledgers
from tests.order import pytest_collection_modifyitems  # noqa: F401 - a hook
from tests.personas import TODAY, County
from tests.template import Database

# Stories make rows by the thousand and few circles: looking for these less often saves a twentieth of a run.
gc.set_threshold(100_000, 50, 50)

DATABASES = {"db", "transactional_db", "database", "built_county", "live_server"}


@pytest.fixture(scope="session")
def database(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[Database]:
    """The database of this process, copied from the template."""
    with django_db_blocker.unblock():
        given = Database()
    yield given
    with django_db_blocker.unblock():
        given.drop()


@pytest.fixture(scope="session")
def django_db_setup(database: Database) -> None:
    """Nothing is migrated and built in the run itself."""


@pytest.fixture
def transactional_db(database: Database, django_db_blocker: Any) -> Iterator[None]:
    """What is committed stays for other connections to see; after the test the database is given anew."""
    with django_db_blocker.unblock():
        yield
        database.renew()


@pytest.fixture
def db(request: pytest.FixtureRequest) -> None:
    """A transaction that is rolled back, unless the test asks for real ones."""
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    request.getfixturevalue("transactional_db" if real else "_django_db_helper")


def pytest_configure(config: pytest.Config) -> None:
    """One seed for all workers; and whoever reads the clock in a test reads one that the test has set."""
    hours.seed()
    clock._real = _unset
    cost.count(config)


def pytest_report_header(config: pytest.Config) -> str:
    """The seed, so that a run can be repeated."""
    return f"{hours.SEED}={hours.seed()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The same for a quiet run, which has no header."""
    if not terminalreporter.showheader:
        terminalreporter.write_line(f"{hours.SEED}={hours.seed()}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test has an hour of its own, before its fixtures are made."""
    hours.begin(item.nodeid)


_real = clock._real


def _unset() -> datetime:
    pytest.fail("this test reads today's date: put it into `county`, `county.on(day)` or `clock.moved_to`")


@pytest.fixture
def todays_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The county's day without its database, and in every thread."""
    monkeypatch.setattr(clock, "now", lambda: clock.at(TODAY, hours.current()))


@pytest.fixture
def real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test whose subject is real time."""
    monkeypatch.setattr(clock, "_real", _real)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Whoever asks for the database is known by its mark.

    Django would empty the database after a test marked as transactional, and the guards of the chain refuse that.
    """
    asked = set(getattr(item, "fixturenames", ()))
    if asked & DATABASES or item.get_closest_marker("django_db"):
        item.add_marker("stored")
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        raise pytest.UsageError(f"{item.nodeid}: use the fixture transactional_db")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What one test knew of the directory and the rulebook, or counted at the door, is not known to the next."""
    memo.forget()
    caches["process"].clear()
    yield
    memo.forget()


@pytest.fixture(scope="session", autouse=True)
def _the_same_file_is_looked_into_once() -> Iterator[None]:
    """A look costs a process of its own, and the same bytes under the same limits are answered alike.

    Ledgers and texts, of which every test has its own, are read by the same function in this process. They are read
    apart, as it is done in earnest, by the tests that ask for `IN_EARNEST` or `READ_IN_EARNEST` (test_ledgers_guarded.py,
    test_reading_guarded.py) and by those that start a program of their own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examination, "inspect_apart", lru_cache(maxsize=512)(examination.inspect_apart))
        patch.setattr(apart, "rows_apart", ledgers.opened_here)
        patch.setattr(apart, "read_apart", ledgers.read_here)
        yield


@pytest.fixture(scope="session")
def built_county(database: Database) -> County:
    """The county for whoever enters it by himself: in threads, in a server, or on a clock of his own."""
    return database.county


@pytest.fixture
def county(db: None, database: Database) -> Iterator[County]:
    """The county on an ordinary working day, at the hour that is drawn for the test, seen from inside.

    Whom and what a test adds to it is known to this test alone.
    """
    own = database.county.copy()
    with own.on(TODAY), scope(jurisdiction=own.jurisdiction_id):
        yield own


@pytest.fixture
def other_county(db: None, database: Database) -> County:
    """A neighbour in the same installation, of which nothing may be seen."""
    return database.other
