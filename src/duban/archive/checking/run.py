"""All checks of a package, one after another; what one cannot read the others still judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from duban.archive.checking import authentic, complete, derived, listed, usable
from duban.archive.checking.opened import Opened, open_package
from duban.archive.checking.records import Records, read_records
from duban.archive.checking.report import Checked, Fault
from duban.archive.packing.layout import MANIFEST
from duban.archive.packing.manifest import Manifest

_UNJUDGED = Fault("authentic", MANIFEST, "没有可读的清单，真实性无从核对", "manifest")


def check(path: Path) -> Checked:
    """Check a package, a zip or a folder, for 真实 完整 可用 安全; every fault is named with its place."""
    opened = open_package(path)
    faults = list(opened.faults)
    manifest = _manifest(opened, faults)
    records = read_records(opened.files, faults)
    if manifest is not None:
        dossier = derived.read_dossier(records, faults)
        faults += complete.faults(manifest, opened.files, records)
        faults += _unbroken(authentic.faults(manifest, opened.files, records))
        faults += _unbroken(derived.faults(opened.files, dossier))
        faults += _unbroken(listed.faults(manifest, opened.files, dossier))
    faults += usable.faults(manifest, opened.files)
    return _told(path, opened, manifest, records, faults)


def _unbroken(faults: Iterator[Fault]) -> Iterator[Fault]:
    """The faults of a check; data of a shape that nothing can be made from end it, and are a fault themselves."""
    try:
        yield from faults
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        what = f"数据的样子不对（{type(error).__name__}），按数据核对停在这里"
        yield Fault("usable", "data", what, "shape")


def _manifest(opened: Opened, faults: list[Fault]) -> Manifest | None:
    content = opened.files.get(MANIFEST)
    if content is None:
        faults.append(Fault("complete", MANIFEST, "没有清单", "manifest"))
        faults.append(_UNJUDGED)
        return None
    try:
        return Manifest.from_xml(content)
    except ValueError as error:
        faults.append(Fault("usable", MANIFEST, f"清单读不出来：{error}", "manifest"))
        faults += (_UNJUDGED, Fault("complete", MANIFEST, "清单读不出来，完整性无从核对", "manifest"))
        return None


def _told(
    path: Path, opened: Opened, manifest: Manifest | None, records: Records, faults: list[Fault]
) -> Checked:
    return Checked(
        path=str(path),
        code=manifest.case.code if manifest else "",
        title=manifest.case.title if manifest else "",
        files=len(opened.files),
        entries=len(records.entries),
        sha256=opened.sha256,
        faults=tuple(sorted(set(faults))),
    )
