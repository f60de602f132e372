"""Examining a file or a text: the limits of the installation around the inspection."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from duban.documents.files.uploads import Upload, cleaned_name
from duban.documents.inspection import marking
from duban.documents.inspection.verdicts import Inspected, Level, Noticed, Refused
from duban.documents.intake.apart import inspect_apart
from duban.documents.intake.limits import limits
from duban.documents.intake.scanner import refuse_infected

OFFLINE = "本系统不处理国家秘密，请停止在本系统办理，改按保密规定线下办理，并向本单位保密员报告。"


class Marked(Refused):
    """A file or text with a classified marking. `finding` names rule, level and place, never the text."""

    def __init__(self, what: str, finding: Noticed) -> None:
        super().__init__(
            finding.rule, f"{what}{finding.where}有国家秘密标志（{finding.label}），没有接收。{OFFLINE}"
        )
        self.finding = finding


@dataclass(frozen=True)
class Examined:
    """A file that may be taken. `content` are the bytes to keep, `received_sha256` the digest of those handed in.

    `scanned` tells whether a virus scanner saw it.
    """

    name: str
    suffix: str
    media_type: str
    content: bytes
    sha256: str
    received_sha256: str
    findings: tuple[Noticed, ...]
    unread: tuple[str, ...]
    notes: tuple[str, ...]
    level: Level
    scanned: bool = False

    @property
    def needs_declaration(self) -> bool:
        """Whether the uploader has to declare that it holds no state secret."""
        return self.level is not Level.CLEAN

    @property
    def needs_second_look(self) -> bool:
        """Whether a second person has to look before others may open it."""
        return self.level is Level.PERSON and limits().second_look

    @property
    def why(self) -> str:
        """Why a person is asked, in words."""
        said = [f"{finding.where}{finding.label}" for finding in self.findings]
        if self.unread:
            said.append(f"{'、'.join(self.unread)}没有可读的文字，系统无法检查")
        return "；".join(dict.fromkeys(said))


def examine(upload: Upload, *, accept: Collection[str] = (), largest: int = 0) -> Examined:
    """Look into a file; Refused or Marked, a ValueError with a Chinese message, for what is not taken.

    `accept` are the suffixes taken here and `largest` the greatest size in bytes; both default to the settings.
    """
    known = limits()
    name = cleaned_name(upload.name)
    shape = known.shape(accept, largest)
    scanned = refuse_infected(name, upload.content)
    inspected = inspect_apart(name, upload.content, shape)
    blocked = [finding for finding in inspected.findings if finding.level is Level.BLOCK]
    if blocked:
        raise Marked("文件", blocked[0])
    if inspected.level is Level.PERSON and known.unreadable == "refuse":
        raise Refused(
            "unreadable", f"“{name}”不能自动检查（{_places(inspected)}），本系统设置为不收这类文件。"
        )
    content = inspected.content if inspected.content is not None else upload.content
    return Examined(
        name=name,
        suffix=inspected.suffix,
        media_type=inspected.media_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        received_sha256=hashlib.sha256(upload.content).hexdigest(),
        findings=inspected.findings,
        unread=inspected.unread,
        notes=inspected.notes,
        level=inspected.level,
        scanned=scanned,
    )


def examine_text(text: str, where: str = "") -> tuple[Noticed, ...]:
    """Findings in what was typed into a form or stands in a cell; Marked where one blocks. `where` names the field."""
    findings = marking.find(text, where or "所填内容")
    for finding in findings:
        if finding.level is Level.BLOCK:
            raise Marked("", finding)
    return findings


def _places(inspected: Inspected) -> str:
    return "、".join(inspected.unread) or "、".join(finding.label for finding in inspected.findings)
