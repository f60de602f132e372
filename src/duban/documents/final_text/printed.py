"""A PDF that was made of an edited .docx, as plain data: what it says, who made it, and where it differs from the standard."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """The program that made a PDF, how many rules it breaks, its fonts that are none of ours, and its text."""

    made_by: str
    findings: int
    strange: tuple[str, ...]
    text: str


def printed(name: str, content: bytes) -> bytes:
    """A PDF as JSON; a ValueError with the reason in Chinese where it cannot be read. It runs in the guarded process only."""
    # What opens and measures it takes its time to load.
    from duban.documents.checking.checker import check_bytes
    from duban.documents.reading.pdf.rows import read_pdf

    report = check_bytes(name, content)
    strange = sorted({one.measured for one in report.deviations if one.rule == "font.embedded"})
    text = "".join(row.text for row in read_pdf(name, content).rows)
    return json.dumps([report.made_by, len(report.deviations), strange, text], ensure_ascii=False).encode()


def unpacked(content: bytes) -> Printed:
    """The PDF of such JSON."""
    made_by, findings, strange, text = json.loads(content)
    return Printed(made_by, findings, tuple(strange), text)
