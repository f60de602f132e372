"""Files survive a power cut once a row speaks of them: they and every folder that names them are on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings

from duban.documents.files import store


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is flushed to disk, in order, below the folder of kept files."""
    seen: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        seen.append(os.path.relpath(os.readlink(f"/proc/self/fd/{descriptor}"), tmp_path))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


WAYS: dict[str, Callable[[], str]] = {
    "kept": lambda: store.put(b"words"),
    "kept in a folder of its own": lambda: store.put(b"words", "issued"),
    "handed in and kept": lambda: store.keep_held(7, store.hold(7, b"words")),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_file_and_every_folder_that_names_it_are_flushed(tmp_path: Path, flushed: list[str], way: str) -> None:
    with override_settings(MEDIA_ROOT=tmp_path / "attachments"):
        place = Path("attachments") / WAYS[way]()
        assert (tmp_path / place).read_bytes() == b"words"
        content = next(at for at, name in enumerate(flushed) if name.endswith((".part", place.name)))
        assert {str(folder) for folder in place.parents} <= set(flushed)
        assert flushed[-1] == str(place.parent) and content < len(flushed) - 1, "the content first, its name last"
