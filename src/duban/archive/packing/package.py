"""Building a package: the same case gives the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from duban.acts.models import Case
from duban.archive.packing.contents import (
    Gathered,
    PackedFile,
    attachments_due,
    gather,
    history_lines,
    part_of,
    row_lines,
)
from duban.archive.packing.due import closed_on, day
from duban.archive.packing.guide import guide
from duban.archive.packing.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, ROWS, SCHEMA
from duban.archive.packing.manifest import CaseAbout, FileAbout, Manifest, schema
from duban.archive.packing.papers import documents_due, measures_about, notes_due
from duban.archive.packing.tables import table_parts
from duban.documents.inspection.shapes import suffix_of
from duban.documents.models import Attachment
from duban.documents.official.models import IssuedCopy
from duban.mechanism.lifecycles import state_label
from duban.mechanism.people.standing import Function
from duban.mechanism.words.named import Vocabulary
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_in_force, vocabulary_of_case
from duban.shared import clock
from duban.shared.database import memo
from duban.shared.text.canonical import moment

_RETENTION = {"permanent": "永久", "thirty": "30年", "ten": "10年"}
_PACKED_ALREADY = (".pdf", ".docx", ".xlsx", ".pptx", ".ofd", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True)
class Built:
    """A package on disk."""

    path: Path
    name: str
    sha256: str
    size: int
    files: int
    through: int
    about: CaseAbout


def build(case: Case, path: Path) -> Built:
    """Write the package of a case; Broken where something that belongs to it is missing or changed."""
    gathered = gather(case)
    moment = clock.day_of(gathered.last.occurred_at)
    words = vocabulary_of_case(case.jurisdiction_id, case.pack_hash, moment)
    about = words.say_all(_case_about(gathered))
    parts, notes = _parts(gathered, words)
    parts.append(PackedFile(GUIDE, "guide", "guide", "怎样看、怎样核对", guide(about, notes)))
    parts.append(PackedFile(SCHEMA, "guide", "schema", "目录的格式", schema()))
    parts.sort(key=lambda part: part.path)
    measures = measures_about(gathered.measures, words)
    manifest = Manifest(about, measures, tuple(_file_about(part) for part in parts), notes)
    contents = [(part.path, part.content) for part in parts]
    contents.append((MANIFEST, manifest.to_xml()))
    contents.append((DIGESTS, _digests(contents)))
    _pack(path, about.code, sorted(contents), gathered.last.occurred_at)
    content = path.read_bytes()
    return Built(
        path=path,
        name=f"{about.code}-{about.title[:60]}.zip",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        files=len(contents),
        through=gathered.last.n,
        about=about,
    )


def _parts(gathered: Gathered, words: Vocabulary) -> tuple[list[PackedFile], tuple[str, ...]]:
    copies, attachments = gathered.of(IssuedCopy), gathered.of(Attachment)
    due = [*documents_due(copies, gathered.measures, words), *attachments_due(attachments)]
    own = [
        PackedFile(HISTORY, "history", "entries", "办理记录原样", history_lines(gathered)),
        PackedFile(ROWS, "data", "rows", "数据原样", row_lines(gathered)),
    ]
    tables = (replace(words.say_all(one), content=words.say_bytes(one.content)) for one in table_parts(gathered))
    parts = [*(part_of(one) for one in due), *tables, *own]
    return parts, notes_due(copies, attachments, gathered.renewed, words)


def _case_about(gathered: Gathered) -> CaseAbout:
    case, matter = gathered.case, gathered.matter
    closed = closed_on(gathered.spoken)
    known = directory(case.jurisdiction_id)
    office = known.office(Function(matter.office)).name if matter else "县委办公室、县政府办公室"
    unit = known.unit(matter.lead_unit_id).name if matter and matter.lead_unit_id else "（无）"
    retention, years = _kept_for(gathered, closed)
    return CaseAbout(
        code=case.code,
        title=(matter.title if matter else case.title)[:300],
        jurisdiction=memo.versions(case.jurisdiction_id).county,
        office=office,
        unit=unit,
        status=state_label("matter", matter.state) if matter else "办理中",
        registered_on=day(matter.registered_on if matter else case.created_at),
        closed_on=day(closed),
        formed_at=moment(gathered.last.occurred_at),
        retention=retention,
        transfer_after=day(_years_later(closed, years)) if closed else "",
        last_entry=str(gathered.last.n),
        last_hash=gathered.last.hash,
    )


def _kept_for(gathered: Gathered, closed: date | None) -> tuple[str, int]:
    """The retention period, and after how many years the package goes to the archives."""
    on = closed or clock.day_of(gathered.last.occurred_at)
    pack = pack_in_force(gathered.case.jurisdiction_id, on)
    listed = any(measure.kind == "listing" and measure.issued for measure in gathered.measures)
    value = pack.get("archive_retention_listed" if listed else "archive_retention", on)
    return _RETENTION[str(value)], int(pack.get("archive_transfer_years", on))


def _years_later(on: date, years: int) -> date:
    try:
        return on.replace(year=on.year + years)
    except ValueError:  # 29 February
        return on.replace(year=on.year + years, day=28)


def _file_about(part: PackedFile) -> FileAbout:
    digest = hashlib.sha256(part.content).hexdigest()
    return FileAbout(
        part.path, part.role, part.type, part.title, str(len(part.content)), digest, **part.about
    )


def _digests(contents: Sequence[tuple[str, bytes]]) -> bytes:
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(contents)]
    return "".join(lines).encode()


def _pack(path: Path, root: str, contents: Sequence[tuple[str, bytes]], formed: datetime) -> None:
    day, time = clock.day_of(formed), clock.time_of(formed)
    stamp = (max(day.year, 1980), day.month, day.day, time.hour, time.minute, time.second // 2 * 2)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents:
            info = zipfile.ZipInfo(f"{root}/{name}", stamp)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            packed = suffix_of(name) in _PACKED_ALREADY
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=None if packed else 6)
