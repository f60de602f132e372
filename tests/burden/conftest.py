"""Browsers, as the tests of pages use them."""

from __future__ import annotations

from tests.web.conftest import browse as browse
