"""The pages of 通报专报 and of a final text, as a person goes through them."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duban.measures.models import Bulletin
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import do, underway

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.clause("3.0")
def test_an_inspector_begins_edits_and_sends_a_circular(county: County, browse: Browse) -> None:
    underway(county)
    client = browse("inspector")
    assert "起草督查通报" in client.get(reverse("bulletins")).content.decode()
    opened = client.get("/act/circular.draft/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', opened)
    assert once
    sent = client.post(
        "/act/circular.draft/", {"office": "party_office", "span": "since", "once": once[1]}, follow=True
    )
    page = sent.content.decode()
    row = Bulletin.objects.get()
    assert sent.redirect_chain[-1][0] == reverse("bulletin", args=[row.ref])
    assert "草稿" in page
    assert "在办重点工作1件" in page
    form = client.get(f"/act/circular.edit/{row.ref}/").content.decode()
    assert "一、总体情况" in form
    changed = client.post(
        f"/act/circular.edit/{row.ref}/",
        {
            "title": "关于三月督查情况的通报",
            "to": "各镇",
            "text": "推进平稳。\n【图9】",
            "expect": row.version,
            "once": "x1",
        },
    )
    assert changed.status_code == 422
    assert "第 2 行：没有图9" in changed.content.decode()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_bulletin_is_downloaded_with_the_stamp_of_a_draft(
    county: County, browse: Browse, form: str
) -> None:
    ref = do(county.inspector, "special_report.draft", office="party_office", span="since").ref
    answer = browse("checker").get(reverse("bulletin_file", args=[ref, form]))
    assert answer.status_code == 200
    assert "%E8%8D%89%E7%A8%BF" in answer["Content-Disposition"]


@pytest.mark.clause("3.1.6")
def test_an_edited_draft_is_uploaded_and_its_changes_are_shown(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    client = browse("inspector")
    file = client.get(reverse("paper_file", args=[walk.letter, "document", "docx"])).content
    document = docx.Document(io.BytesIO(file))
    changed = next(run for paragraph in document.paragraphs for run in paragraph.runs if "你单位" in run.text)
    changed.text = f"经查，{changed.text}"
    out = io.BytesIO()
    document.save(out)
    opened = client.get(f"/act/letter.upload_final/{walk.letter}/").content.decode()
    hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', opened))
    sent = client.post(
        f"/act/letter.upload_final/{walk.letter}/",
        {**hidden, "file": SimpleUploadedFile("定稿.docx", out.getvalue(), WORD)},
        follow=True,
    )
    assert sent.status_code == 200, sent.content.decode()[:2000]
    page = client.get(reverse("final", args=[walk.letter])).content.decode()
    assert "<ins>经查，</ins>" in page
    assert "改 1 段" in page
    assert "与拟稿对照" in client.get(reverse("document", args=[walk.letter])).content.decode()
