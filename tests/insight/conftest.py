"""A folder of its own for the files of each test, and the package of a case that has been lived through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duban.insight.archive.building import build
from tests.insight.archived import lived
from tests.personas import County


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield tmp_path / "media"


@pytest.fixture
def made(county: County, tmp_path: Path) -> Path:
    """The package of a case that has been lived through."""
    path = tmp_path / "package.zip"
    build(lived(county, papers=True).row.case, path)
    return path
