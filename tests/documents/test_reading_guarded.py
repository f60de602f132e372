"""A text, and a document that was edited, are read in the guarded process too, and whatever they are made of, ours goes on."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from importlib import resources

import pytest
from django.conf import settings

from duban.documents.files.uploads import Upload
from duban.documents.final_text.edited import unpacked
from duban.documents.final_text.handed_in import _read
from duban.documents.final_text.printed import unpacked as printed_of
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart
from duban.documents.intake.limits import limits
from duban.documents.intake.text import NoText, text_of
from duban.documents.papers import word
from duban.documents.papers.model import Colophon, Form, Paper, Paragraph
from duban.documents.reading.word import text as word_of
from duban.shared.errors import Invalid
from tests import files
from tests.documents.ledgers import READ_IN_EARNEST, read_here

DRAFT = Paper(
    kind="letter", form=Form.LETTER, issuers=("中共XX县委办公室",), title=("关于进度的督办函",),
    number="X委办督函〔2026〕1号", dated=date(2026, 3, 2), to="甲镇", blocks=(Paragraph(text="请于三月底前完成。"),),
    signers=("中共XX县委办公室",), colophon=Colophon(copies="县纪委监委"),
)  # fmt: skip
ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
HOSTILE = files.packed({**files.docx_parts("正文"), "word/document.xml": ENTITIES})


@pytest.fixture
def in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in a process of its own, as outside of tests."""
    monkeypatch.setattr(apart, "read_apart", READ_IN_EARNEST)


def test_the_guarded_process_reads_what_this_one_would(in_earnest: None, todays_clock: None) -> None:
    content, shape = word.render(DRAFT), limits().shape((".docx",))
    apart_read = READ_IN_EARNEST("edited", "定稿.docx", content, shape, DRAFT.to_json())
    assert apart_read == read_here("edited", "定稿.docx", content, shape, DRAFT.to_json())
    edited = unpacked(apart_read)
    assert edited.reading.paper.blocks == DRAFT.blocks and edited.lacking == ()
    for name, file in (("通知.docx", files.docx("第一条", "第二条")), ("通知.pdf", files.pdf("第一条"))):
        assert text_of(name, file) is not None


@pytest.mark.parametrize("how", ["dies", "hostile", "no document"])
def test_what_cannot_be_read_is_a_refusal_with_words(
    how: str, in_earnest: None, todays_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "dies":
        monkeypatch.setattr(apart, "_CHILD", ("sh", "-c", "kill -9 $$"))
    content = {"dies": files.docx("正文"), "hostile": HOSTILE, "no document": b"PK\x03\x04 damaged"}[how]
    with pytest.raises(Invalid) as refused:
        _read(Upload("定稿.docx", content), DRAFT)
    assert "定稿.docx" in refused.value.fields["file"]
    with pytest.raises(NoText, match="通知.docx"):
        text_of("通知.docx", content)


def test_number_and_date_are_filled_in_there_too(in_earnest: None, todays_clock: None) -> None:
    given = json.dumps(["X委办督函〔2026〕7号", "2026-03-09"], ensure_ascii=False)
    content, shape = word.render(DRAFT), limits().shape((".docx",))
    made = READ_IN_EARNEST("filled", "定稿.docx", content, shape, given)
    assert made[:4] == b"PK\x03\x04"
    text = "".join(word_of.paragraphs("定稿.docx", made))
    assert "〔2026〕7号" in text and "2026年3月9日" in text
    with pytest.raises(Refused, match="没有填发文字号或成文日期的地方"):
        READ_IN_EARNEST("filled", "定稿.docx", files.docx("正文"), shape, given)


def test_a_pdf_that_was_made_of_it_is_read_there_too_by_the_fonts_of_the_county(
    in_earnest: None, todays_clock: None
) -> None:
    shape, roles = limits().shape((".pdf",)), str(settings.FONT_ROLES)
    content = files.pdf("第一条")
    told = READ_IN_EARNEST("printed", "final.pdf", content, shape, roles)
    assert told == read_here("printed", "final.pdf", content, shape, roles)
    assert "第一条" in printed_of(told).text
    with pytest.raises(Refused):
        READ_IN_EARNEST("printed", "final.pdf", b"%PDF-1.7 damaged", shape, roles)


@pytest.mark.parametrize("module", ["issued_files", "conversion"])
def test_whoever_makes_the_final_files_opens_none_of_them_itself(module: str) -> None:
    source = (resources.files("duban.documents.final_text") / f"{module}.py").read_text("utf-8")
    asked = {line.split()[1] for line in source.splitlines() if line.startswith(("from ", "import "))}
    readers = ("docx", "duban.documents.reading", "duban.documents.final_text.number_and_date", "duban.documents.checking")
    assert {name for name in asked if name.startswith(readers)} <= {"duban.documents.checking.words"}


def test_reading_has_memory_time_and_no_file_to_write(
    in_earnest: None, todays_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders: list[bytes] = []

    def kept(command: object, *, input: bytes, **more: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        orders.append(input.partition(b"\n")[0])
        return subprocess.CompletedProcess([], 1, b"")

    monkeypatch.setattr(subprocess, "run", kept)
    with pytest.raises(Refused, match="检查不完"):
        apart.read_apart("paragraphs", "通知.docx", files.docx("正文"), limits().shape((".docx",)))
    assert b'"read": "paragraphs"' in orders[0] and b'"memory":' in orders[0] and b'"seconds": 20' in orders[0]
