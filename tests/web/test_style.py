"""What the sheets of styles do to a page that is printed: nothing that must be read on paper is hidden there."""

from __future__ import annotations

import re
from pathlib import Path

import duban.web

SHEETS = Path(duban.web.__file__).parent / "static" / "duban"
HIDDEN = re.compile(r"([^{}]+)\{display:none(?:!important)?\}")
PRINTED = ("drill", "print-only", "trace", "stamp")
"""That this is a copy for practice, who printed it and when, and that a paper is a draft."""


def test_what_a_printed_page_must_say_is_not_hidden_in_print() -> None:
    sheet = (SHEETS / "paper.css").read_text("utf-8")
    in_print = sheet[sheet.index("@media print") :]
    hidden = [one.strip() for found in HIDDEN.findall(in_print) for one in found.split(",")]
    assert ".tab-bar" in hidden
    assert [one for one in hidden if one.rpartition(".")[2] in PRINTED and "body:has" not in one] == []
