"""A folder of its own for the files of each test, and the package of a case that has been lived through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duban.archive.packing.package import build
from tests.insight.archived import lived
from tests.personas import County


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield tmp_path / "media"


@pytest.fixture(scope="session")
def kept() -> dict[str, bytes]:
    """The bytes of one package, for all who only read it."""
    return {}


@pytest.fixture
def made(county: County, tmp_path: Path, kept: dict[str, bytes]) -> Path:
    """The package of a case that has been lived through, built once."""
    path = tmp_path / "package.zip"
    if not kept:
        build(lived(county, papers=True).row.case, path)
        kept["package"] = path.read_bytes()
    path.write_bytes(kept["package"])
    return path
