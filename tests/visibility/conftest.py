"""The county in which everything has happened, told once for each module that looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.apart import told
from tests.personas import County
from tests.visibility.lived import live


@pytest.fixture(scope="module")
def life(built_county: County, django_db_blocker: Any) -> Iterator[None]:
    """All that has happened, told once."""
    with told(built_county, django_db_blocker, live):
        yield


@pytest.fixture
def lived(life: None, county: County) -> Iterator[County]:
    """The county after all that, on a day in May."""
    with county.on("2026-05-20"):
        yield county
