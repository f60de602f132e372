"""`duban adopt` takes a notice as .docx or PDF: the same binding as its text, and nothing taken without being confirmed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from duban.jobs import cli
from duban.rulebook.models import Notice
from tests import files
from tests.documents import notice_files
from tests.personas import County

pytestmark = pytest.mark.usefixtures("todays_clock")
FACTS = ["--issued-on", "2026-03-01", "--number", "X委办字〔2026〕9号", "--issuer", "中共XX县委办公室"]
MADE = {
    "typed.docx": notice_files.plain_docx,
    "numbered.docx": notice_files.numbered_docx,
    "printed.pdf": notice_files.pdf,
}


def report(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    """What adopting a file would mean."""
    assert cli.main(["adopt", str(path), *more, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.clause("9")
@pytest.mark.parametrize("name", MADE)
def test_a_document_binds_as_its_text_does(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, made = tmp_path / "通知.txt", tmp_path / name
    text.write_text(notice_files.text(), encoding="utf-8")
    made.write_bytes(MADE[name]())
    of_text, of_file = report(text, capsys, *FACTS), report(made, capsys, *FACTS)
    keys = (
        "title",
        "clauses",
        "agreeing",
        "differing",
        "not_found",
        "superfluous",
        "documents",
        "numbers_missing",
        "names",
    )
    assert {key: of_file[key] for key in keys} == {key: of_text[key] for key in keys}
    bound = [
        [
            (one["clause"], one["article"], one["paragraph"], "".join(one["words"].split()))  # type: ignore[index]
            for one in each["bound"]
        ]
        for each in (of_text, of_file)
    ]  # type: ignore[attr-defined]
    assert bound[0] == bound[1]
    assert len(bound[0]) == 68


@pytest.mark.clause("9")
@pytest.mark.parametrize("kind", ["docx", "txt"])
def test_what_a_text_says_of_its_issue_is_only_proposed(
    kind: str, county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"通知.{kind}"
    path.write_bytes(notice_files.plain_docx() if kind == "docx" else notice_files.text().encode())
    before = Notice.objects.count()
    named = ["--jurisdiction", "xx", "--by", county.inspector.name]
    assert cli.main(["adopt", str(path), *named]) == 2
    out, err = capsys.readouterr()
    assert "文中写有 --number X委办字〔2026〕3号，待核对" in out
    assert "--issued-on 2026-01-05 --number X委办字〔2026〕3号" in err
    assert Notice.objects.count() == before
    assert cli.main(["adopt", str(path), *FACTS, *named]) == 2
    assert "发文字号：填写的是X委办字〔2026〕9号，原文写的是X委办字〔2026〕3号" in capsys.readouterr().err
    assert Notice.objects.count() == before
    assert cli.main(["adopt", str(path), *FACTS, *named, "--despite", "正式印发时改了文号"]) == 0
    assert "正式印发时改了文号" in capsys.readouterr().out
    assert Notice.objects.order_by("-pk")[0].number == "X委办字〔2026〕9号"


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _macro() -> bytes:
    return files.docx("一、二", more={"word/vbaProject.bin": b"\0" * 32})


@pytest.mark.parametrize(
    ("name", "made", "words"),
    [
        ("扫描.pdf", files.scanned_pdf, "扫描件"),
        ("加密.pdf", _encrypted, "密码"),
        ("损坏.pdf", lambda: b"%PDF-1.7\nbroken", "损坏|不完整|不是"),
        ("损坏.docx", lambda: b"PK\x03\x04broken", "损坏|不完整|不是"),
        ("带宏.docx", _macro, "宏"),
        ("改名.docx", files.pdf, "不是|后缀"),
        ("空.docx", lambda: b"", "空"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_chinese(
    name: str, made: Callable[[], bytes], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(made())
    assert cli.main(["adopt", str(path), *FACTS]) == 2
    err = capsys.readouterr().err
    assert any(word in err for word in words.split("|")), err
    assert "Traceback" not in err
