"""Documents on the page, as files, and the public page that tells whether a paper is genuine."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.core.cache import cache
from django.test import Client

from duban.acts.background.jobs import job_named
from duban.documents.official.models import IssuedCopy
from duban.insight.selectors.county.due import papers_to_make
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import underway


def test_a_document_can_be_taken_as_word_and_as_pdf(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    client = browse("bureau_a.principal")
    page = client.get(f"/documents/{walk.letter}/").content.decode()
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        url = f"/documents/{walk.letter}/document/{form}/"
        assert url in page
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert "X委办督函〔2026〕1号_关于" in unquote(answer["Content-Disposition"])
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_and_the_file_say_the_same(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    client = browse("bureau_a.principal")
    page = "".join(client.get(f"/documents/{walk.letter}/").content.decode().split())
    made = docx.Document(io.BytesIO(client.get(f"/documents/{walk.letter}/document/docx/").content))
    said = ["".join(paragraph.text.split()) for paragraph in made.paragraphs]
    body = [text for text in said if len(text) > 12 and "抄送" not in text]
    assert len(body) > 6
    missing = [
        text
        for text in body
        if text.replace("“", "“") not in page.replace("&quot;", "“") and text[:10] not in page
    ]
    assert missing == []


def test_a_draft_says_so_in_its_file_too(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    answer = browse("inspector").get(f"/documents/{walk.letter}/document/docx/")
    assert "草稿_" in unquote(answer["Content-Disposition"])
    header = docx.Document(io.BytesIO(answer.content)).sections[0].first_page_header
    assert "草稿" in "".join(paragraph.text for paragraph in header.paragraphs)


def test_files_are_open_to_those_who_may_read_the_page(county: County, browse: Browse) -> None:
    walk = (
        underway(county).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    )
    for who, ref, part, status in (
        ("town_b.liaison", walk.letter, "document", 404),
        ("town_b.liaison", walk.listing, "document", 200),
        ("bureau_a.principal", walk.letter, "sheet", 404),
        ("inspector", walk.letter, "sheet", 200),
        ("bureau_a.principal", walk.letter, "minutes", 404),
        ("bureau_a.principal", walk.interview, "minutes", 200),
        ("inspector", walk.letter, "plan", 404),
    ):
        assert browse(who).get(f"/documents/{ref}/{part}/docx/").status_code == status, (who, part)
    assert browse("inspector").get(f"/documents/{walk.letter}/document/odt/").status_code == 404


@pytest.mark.clause("3.3.5")
def test_the_circulated_file_names_no_person(county: County, browse: Browse) -> None:
    walk = (
        underway(county).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    )
    content = browse("town_b.liaison").get(f"/documents/{walk.listing}/document/docx/").content
    text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "自然资源局" in text
    assert county.bureau_a.principal.name not in text


def test_without_fonts_a_page_says_what_is_missing(
    county: County, browse: Browse, settings: Any, tmp_path: Path
) -> None:
    walk = underway(county).letter_drafted()
    settings.FONT_FOLDERS = [tmp_path]
    answer = browse("inspector").get(f"/documents/{walk.letter}/document/pdf/")
    assert answer.status_code == 503
    assert "缺少字体" in answer.content.decode()
    assert "Word 文件不受影响" in answer.content.decode()


@pytest.fixture
def verified(county: County, settings: Any) -> IssuedCopy:
    cache.clear()
    settings.VERIFIED_KINDS = ["supervision_letter"]
    underway(county).letter_drafted().letter_approving().letter_issued()
    for left in papers_to_make():
        job_named(left.job)(**left.arguments)
    return IssuedCopy.objects.get(part="document")


def test_anybody_may_ask_whether_a_paper_is_genuine_and_learns_nothing_else(verified: IssuedCopy) -> None:
    answer = Client().get(f"/verify/{verified.code}")
    page = answer.content.decode()
    assert answer.status_code == 200
    for part in ("此件属实，有效", "督办函", "X委办督函〔2026〕1号", "2026年3月2日", verified.pdf_sha256):
        assert part in page
    for hidden in ("不动产登记", "整改事项", "县领导", "同意"):
        assert hidden not in page.partition("<h1>")[2]


def test_a_code_that_does_not_exist_is_told_and_asking_is_limited(verified: IssuedCopy) -> None:
    client = Client()
    assert client.get("/verify/k7m2p9q4r8s3").status_code == 404
    seen = [client.get(f"/verify/{verified.code}").status_code for _ in range(25)]
    assert seen[0] == 200
    assert seen[-1] == 429


def test_files_that_were_not_made_are_asked_for_again_on_the_page(
    county: County, browse: Browse, settings: Any, tmp_path: Path
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    folders, settings.FONT_FOLDERS = settings.FONT_FOLDERS, [tmp_path]
    for left in papers_to_make():
        job_named(left.job)(**left.arguments)
    settings.FONT_FOLDERS = folders
    client = browse("clerk")
    copy = IssuedCopy.objects.get(part="document")
    url = f"/act/paper.retry/{copy.ref}/"
    page = client.get(f"/documents/{walk.letter}/").content.decode()
    assert "没有出成" in page
    assert url in page
    form = client.get(url)
    assert form.status_code == 200
    once = re.search(r'name="once"[^>]*value="([^"]*)"', form.content.decode())
    assert once is not None
    assert client.post(url, {"once": once[1]}).status_code == 303
    assert IssuedCopy.objects.get(pk=copy.pk).state == "queued"
