"""Browsers of the people of the county."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.personas import County

Browse = Callable[[str], Client]


@pytest.fixture
def browse(county: County) -> Browse:
    """A browser in which the person of this key is signed in."""

    def signed_in(key: str) -> Client:
        client = Client()
        client.force_login(county.account(key))
        return client

    return signed_in
