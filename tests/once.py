"""What several processes of a run need and takes long to make: one of them makes it, and each works on a copy."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder as `make` leaves it, for this process alone; whoever comes first in the run makes it.

    Where making it fails, whoever comes next tries again, and fails by itself.
    """
    base = factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            making = factory.mktemp(name)
            make(making)
            making.rename(shared)
    return Path(shutil.copytree(shared, factory.mktemp(name), dirs_exist_ok=True, copy_function=shutil.copy2))
