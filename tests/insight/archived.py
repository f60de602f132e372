"""A case that has been lived through, and its package taken apart and put together again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from duban.archive.checking import Checked
from duban.archive.packing.layout import DIGESTS, MANIFEST
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.measures.actions.before_issue.papers import issue_papers, left_to_issue
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from tests import files
from tests.personas import County
from tests.story import (
    Story,
    closed,
    do,
    finished,
    issued_letter,
    issued_listing,
    planned,
    received,
    released,
    reported,
    underway,
)

Files = dict[str, bytes]


def lived(county: County, papers: bool = False) -> Story:
    """A matter from registration to 销号, with a letter, a listing, reports and files."""
    story = underway(county)
    first = issued_letter(story)
    received(story, "letter", first)
    planned(story, "letter", first)
    reported(story, file=[Upload("现场.jpg", files.picture("JPEG"), declared=True)])
    do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="综合判断")
    ref = issued_listing(story)
    closed(story, "letter", first)
    paper = [
        Upload("方案.docx", files.docx("管网改造方案", "本期完成沟槽开挖三百米。")),
        Upload("附表.pdf", files.pdf()),
    ]
    do(story.unit.liaison, "matter.attach", ref=story.matter, file=paper, label="佐证材料")
    photo = Attachment.objects.get(name="现场.jpg")
    do(county.checker, "attachment.confirm", ref=photo.ref, seen=True)
    with county.on("2026-03-20"):
        released(story, ref)
        finished(story)
        if papers:
            papers_made()
    return story


def papers_made() -> None:
    """The files of the documents are made, as the worker does after issue."""
    for jurisdiction_id, measure_id, parts in left_to_issue():
        issue_papers(jurisdiction_id, measure_id, parts)


def system(county: County) -> Actor:
    """The system, as jobs act."""
    return system_actor(county.jurisdiction_id, clock.today())


def opened(path: Path) -> Files:
    """The files of a package without its root folder."""
    with zipfile.ZipFile(path) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def packed(content: Files, path: Path, honest: bool = False) -> Path:
    """A package of these files; an honest one has its digests and its manifest brought into line."""
    if honest:
        content = in_line(content)
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in sorted(content.items()):
            archive.writestr(zipfile.ZipInfo(f"root/{name}"), body)
    return path


def in_line(content: Files) -> Files:
    """What a careful forger does: all digests made to agree."""
    manifest = etree.fromstring(content[MANIFEST])
    space = {"a": "urn:duban:archive:1"}
    for file in manifest.findall("a:files/a:file", space):
        body = content.get(file.findtext("a:path", namespaces=space))
        if body is not None:
            file.find("a:sha256", space).text = hashlib.sha256(body).hexdigest()
            file.find("a:size", space).text = str(len(body))
    content = {**content, MANIFEST: etree.tostring(manifest, encoding="utf-8", xml_declaration=True)}
    lines = [
        f"{hashlib.sha256(body).hexdigest()}  {name}\n"
        for name, body in sorted(content.items())
        if name != DIGESTS
    ]
    return {**content, DIGESTS: "".join(lines).encode()}


def found(checked: Checked) -> set[tuple[str, str]]:
    """Property and check of every fault."""
    return {(fault.suffers, fault.rule) for fault in checked.faults}


def lines(content: Files, path: str) -> list[dict[str, Any]]:
    """The records of a file of lines."""
    return [json.loads(line) for line in content[path].decode().splitlines()]


def joined(records: list[dict[str, Any]]) -> bytes:
    """Records as lines again."""
    return "".join(
        json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for one in records
    ).encode()
