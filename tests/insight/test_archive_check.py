"""The four-property check finds every planted defect and names it with its place, and nothing hostile ends it."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from duban.archive.checking import check
from duban.archive.packing.layout import HISTORY, PROPERTIES, ROWS
from tests.insight.archived import Files, found, lines, opened, packed
from tests.insight.planting import PLANTED


@pytest.fixture
def whole(made: Path) -> Files:
    """The files of a sound package."""
    return opened(made)


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_defect_is_found_and_named(whole: Files, tmp_path: Path, what: str) -> None:
    plant, honest, (name, rule) = PLANTED[what]
    checked = check(packed(plant(whole), tmp_path / "planted.zip", honest))
    assert not checked.sound
    assert (name, rule) in found(checked), [fault.line for fault in checked.faults]
    assert all(
        fault.place and fault.what and PROPERTIES[fault.suffers] in fault.line for fault in checked.faults
    )


def test_the_repacked_package_without_a_defect_is_sound(whole: Files, tmp_path: Path) -> None:
    assert check(packed(whole, tmp_path / "same.zip", honest=True)).sound


HOSTILE: tuple[Any, ...] = (
    "abc", "", None, [], {}, [[]], {"a": []}, -1, 10**400, 1.5, True, "\ud800", "2026-02-30", float("nan"), ["x"] * 3,
)  # fmt: skip


def leaves(at: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value, with what holds it."""
    for key, value in list(at.items() if isinstance(at, dict) else enumerate(at)):
        yield at, key
        if isinstance(value, dict | list):
            yield from leaves(value)


@pytest.mark.parametrize("seed", range(12))
def test_data_of_any_shape_never_end_the_check(whole: Files, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = {name: body for name, body in whole.items() if not name.endswith((".pdf", ".docx", ".jpg"))}
    for path in (HISTORY, ROWS):
        records = lines(content, path)
        for record in chance.sample(records, 8):
            if record.get("payload"):
                said = json.loads(record["payload"])
                holder, key = chance.choice(list(leaves(said)))
                holder[key] = chance.choice(HOSTILE)
                record["payload"] = json.dumps(said)
            holder, key = chance.choice(list(leaves(record)))
            holder[key] = chance.choice(HOSTILE)
        content = {**content, path: hostile(records)}
    checked = check(packed(content, tmp_path / "hostile.zip", honest=True))
    assert not checked.sound and all(fault.line for fault in checked.faults)


def hostile(records: list[Any]) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in records).encode()


def hostile_zip(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if kind == "link":
            info = zipfile.ZipInfo("root/attachments/a.txt")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
        elif kind == "up":
            archive.writestr("../outside.txt", "x")
        else:
            archive.writestr("root/a.txt", "x")
    content = out.getvalue()
    if kind == "half":
        return content[:-30]
    return content + b"MZ" * 300 if kind == "tail" else content


@pytest.mark.parametrize(
    ("kind", "name"),
    [("link", "safe"), ("up", "safe"), ("half", "usable"), ("tail", "safe"), ("empty", "complete")],
)
def test_a_hostile_container_is_told_and_never_unpacked(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(hostile_zip(kind))
    checked = check(path)
    assert name in {fault.suffers for fault in checked.faults}
    assert not (tmp_path / "outside.txt").exists() and not (tmp_path.parent / "outside.txt").exists()


def test_links_in_a_folder_are_not_followed(whole: Files, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name, body in whole.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    (folder / "attachments" / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "more").symlink_to("/etc")
    checked = check(folder)
    assert [fault.place for fault in checked.faults if fault.rule == "link"] == [
        "attachments/passwd.txt",
        "more",
    ]
