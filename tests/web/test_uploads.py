"""Files in pages: several at once, the good ones kept when others are not, shown in the page, handed out safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duban.documents.files import store
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from tests import files
from tests.personas import County, attached
from tests.web.conftest import Browse
from tests.web.walk import Walk, do, underway

MARK = "机密★1年"
LIAISON = "bureau_a.liaison"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path


@pytest.fixture
def walk(county: County) -> Walk:
    return underway(county)


def html(response: Any) -> str:
    """A page as text."""
    return str(response.content.decode())


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it; what the browser says of its kind is not believed."""
    return SimpleUploadedFile(name, content, "application/x-anything")


def tokens(page: str, field: str = "file") -> list[str]:
    """The tokens of the files that a form carries."""
    return re.findall(rf'type="hidden" name="{field}\.held" value="([^"]+)"', page)


def attach(client: Client, walk: Walk, **data: Any) -> Any:
    """The form of 上传材料, sent."""
    url = f"/act/matter.attach/{walk.matter}/"
    key = re.search(r'name="once"[^>]*value="([^"]*)"', html(client.get(url)))
    assert key
    return client.post(url, {"label": "佐证材料", "once": key[1], **data})


GOOD = ("方案.docx", files.docx())
SHEET = ("附表.xlsx", files.xlsx())
BAD = ("宏.docx", files.docx(more={"word/vbaProject.bin": b"x"}))


def test_several_files_come_in_with_one_form_without_any_script(
    county: County, browse: Browse, walk: Walk
) -> None:
    response = attach(browse(LIAISON), walk, file=[sent(*GOOD), sent(*SHEET)])
    assert response.status_code == 303
    assert [row.name for row in attached().order_by("pk")] == ["方案.docx", "附表.xlsx"]


def test_one_bad_file_does_not_take_the_good_ones_with_it(county: County, browse: Browse, walk: Walk) -> None:
    client = browse(LIAISON)
    response = attach(
        client, walk, file=[sent(*GOOD), sent(*BAD), sent("a.exe", b"MZ"), sent(*SHEET)], label="会议材料"
    )
    page = html(response)
    assert (response.status_code, attached().count()) == (422, 0)
    assert "“宏.docx”带有宏" in page and "“a.exe”：不收“.exe”文件" in page
    assert len(tokens(page)) == 2 and "方案.docx" in page and "附表.xlsx" in page
    assert re.search(r'value="会议材料"[^>]*(checked|selected)', page)
    again = attach(client, walk, **{"file.held": tokens(page), "label": "会议材料"})
    assert again.status_code == 303
    assert [(row.name, row.label) for row in attached().order_by("pk")] == [
        ("方案.docx", "会议材料"),
        ("附表.xlsx", "会议材料"),
    ]


def test_a_file_that_was_taken_back_is_not_kept(county: County, browse: Browse, walk: Walk) -> None:
    client = browse(LIAISON)
    held = tokens(html(attach(client, walk, file=[sent(*GOOD), sent(*SHEET), sent(*BAD)])))
    response = attach(client, walk, **{"file.held": held, "file.drop": held[:1]})
    assert response.status_code == 303
    assert [row.name for row in attached()] == ["附表.xlsx"]


def test_a_fault_elsewhere_in_the_form_keeps_the_files(county: County, browse: Browse, walk: Walk) -> None:
    client = browse(LIAISON)
    url = f"/act/matter.report/{walk.matter}/"
    response = client.post(url, {"once": "k1", "progress": "", "value": "abc", "file": [sent(*GOOD)]})
    assert response.status_code == 422
    held = tokens(html(response))
    assert len(held) == 1
    done = client.post(url, {"once": "k2", "progress": "完成沟槽开挖。", "file.held": held})
    assert done.status_code == 303
    assert attached().get().label == "第1期佐证材料"


def test_a_photograph_asks_for_the_declaration_and_then_waits(
    county: County, browse: Browse, walk: Walk
) -> None:
    client = browse(LIAISON)
    page = html(attach(client, walk, file=[sent("现场.jpg", files.picture("JPEG"))]))
    assert "“现场.jpg”：图片没有可读的文字，系统无法检查。请打开看过" in page
    assert attach(client, walk, **{"file.held": tokens(page), "file.declared": "on"}).status_code == 303
    row = attached().get()
    assert (row.state, row.declared) == ("waiting", True)
    assert "待第二人查看" in html(browse("checker").get(f"/attachments/{row.ref}/view/"))
    form = html(browse("checker").get(f"/act/attachment.confirm/{row.ref}/"))
    assert f"/attachments/{row.ref}/view/" in form and "须看的原因" in form


def test_a_marked_file_is_refused_in_words_that_say_what_to_do(
    county: County, browse: Browse, walk: Walk, media: Path
) -> None:
    page = html(attach(browse(LIAISON), walk, file=[sent("预案.docx", files.docx(header=MARK))]))
    assert "“预案.docx”：文件页眉或页脚有国家秘密标志" in page and "线下办理" in page
    assert not tokens(page)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_marking_that_was_typed_is_refused_beside_its_field(
    county: County, browse: Browse, walk: Walk
) -> None:
    url = f"/act/matter.report/{walk.matter}/"
    response = browse(LIAISON).post(
        url, {"once": "k1", "progress": f"按{MARK}文件要求办理", "problems": "缺少资金"}
    )
    page = html(response)
    assert response.status_code == 422
    assert "“进展”有国家秘密标志" in page and "线下办理" in page and "缺少资金" in page


def test_a_file_beyond_the_limit_is_counted_and_dropped_and_the_rest_is_kept(
    county: County, browse: Browse, walk: Walk, settings: Any
) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "largest": 1024 * 1024}
    page = html(attach(browse(LIAISON), walk, file=[sent("大.txt", b"a" * 3_000_000), sent(*GOOD)]))
    assert "“大.txt”有 2.9 MB，超过 1 MB，没有接收" in page
    assert len(tokens(page)) == 1
    settings.UPLOADS = {**settings.UPLOADS, "largest": 50 * 1024 * 1024, "request": 1024 * 1024}
    page = html(attach(browse(LIAISON), walk, file=[sent(*SHEET), sent("大.txt", b"a" * 2_000_000)]))
    assert "合计超过 1 MB，“大.txt”没有接收" in page
    assert len(tokens(page)) == 1


def test_a_request_beyond_every_limit_is_not_read(
    county: County, browse: Browse, walk: Walk, settings: Any
) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "request": 10_000}
    response = browse(LIAISON).post(
        "/uploads/", {"act": "matter.attach", "field": "file", "file": sent("a.txt", b"a" * 90_000)}
    )
    assert response.status_code in (400, 413)


def test_only_one_file_is_taken_where_one_is_asked_for(county: County, browse: Browse, walk: Walk) -> None:
    do(county.bureau_a.liaison, "matter.attach", ref=walk.matter, file=[Upload(*GOOD)], label="佐证材料")
    url = f"/act/attachment.replace/{attached().get().ref}/"
    page = html(browse(LIAISON).post(url, {"once": "k", "reason": "改", "file": [sent(*GOOD), sent(*SHEET)]}))
    assert "这里只交一个文件，现在有 2 个" in page


# ---- sent ahead of the form ----


def ahead(client: Client, name: str, content: bytes, act: str = "matter.attach") -> Any:
    """One file, sent as soon as it was chosen."""
    return client.post("/uploads/", {"act": act, "field": "file", "file": sent(name, content)})


def test_a_file_sent_ahead_comes_back_as_a_line_of_the_form(
    county: County, browse: Browse, walk: Walk
) -> None:
    client = browse(LIAISON)
    line = ahead(client, *GOOD)
    assert line.status_code == 200 and "已检查" in html(line)
    assert attach(client, walk, **{"file.held": tokens(html(line))}).status_code == 303
    assert attached().get().name == "方案.docx"


def test_a_bad_file_sent_ahead_is_answered_in_plain_words(county: County, browse: Browse) -> None:
    answer = ahead(browse(LIAISON), *BAD)
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "宏.docx" in html(answer)


def test_what_no_form_asks_for_is_not_taken(county: County, browse: Browse) -> None:
    client = browse(LIAISON)
    assert ahead(client, *GOOD, act="matter.nothing").status_code == 404
    assert (
        client.post("/uploads/", {"act": "matter.attach", "field": "label", "file": sent(*GOOD)}).status_code
        == 404
    )
    assert client.post("/uploads/", {"act": "matter.attach", "field": "file"}).status_code == 404
    assert client.get("/uploads/").status_code == 405
    assert Client().post("/uploads/", {"file": sent(*GOOD)}).status_code == 302


def test_a_file_is_not_taken_for_an_act_that_its_sender_may_nowhere_do(county: County, browse: Browse) -> None:
    assert ahead(browse("inspector"), *GOOD, act="postlist.nominate").status_code == 403
    assert ahead(browse("town_a.principal"), *GOOD, act="override.register").status_code == 403
    assert store.held_sizes(county.persons["inspector"]) == []


def test_a_token_of_somebody_else_is_worth_nothing(county: County, browse: Browse, walk: Walk) -> None:
    held = tokens(html(ahead(browse("town_a.liaison"), *GOOD)))
    page = html(attach(browse(LIAISON), walk, **{"file.held": held}))
    assert "已过期" in page and attached().count() == 0


# ---- shown and handed out ----


def kept(county: County, walk: Walk, name: str, content: bytes) -> Attachment:
    """A file on the matter, which others may open."""
    upload = Upload(name, content, declared=True)
    do(county.bureau_a.liaison, "matter.attach", ref=walk.matter, file=[upload], label="佐证材料")
    row = attached().order_by("-pk")[0]
    if row.state == "waiting":
        do(county.checker, "attachment.confirm", ref=row.ref, seen=True)
    return row


@pytest.mark.parametrize(("name", "content", "shown"), [
    ("批示.pdf", files.pdf(), "<iframe"), ("现场.jpg", files.picture("JPEG"), "<img class=\"shown\""),
    ("方案.docx", files.docx(), "下载后打开"),
])  # fmt: skip
def test_pdf_and_pictures_are_shown_in_the_page_and_others_offered(
    county: County, browse: Browse, walk: Walk, name: str, content: bytes, shown: str
) -> None:
    row = kept(county, walk, name, content)
    client = browse("inspector")
    page = client.get(f"/attachments/{row.ref}/view/")
    assert shown in html(page)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "script-src 'self'" in page["Content-Security-Policy"]
    bytes_of = client.get(f"/attachments/{row.ref}/inline/")
    assert bytes_of.status_code == (404 if name.endswith("docx") else 200)


def test_the_bytes_in_the_page_are_framed_by_our_pages_only_and_run_nothing(
    county: County, browse: Browse, walk: Walk
) -> None:
    client = browse("inspector")
    paper = client.get(f"/attachments/{kept(county, walk, '批示.pdf', files.pdf()).ref}/inline/")
    picture = client.get(f"/attachments/{kept(county, walk, '现场.jpg', files.picture('JPEG')).ref}/inline/")
    for answer, kind in ((paper, "application/pdf"), (picture, "image/jpeg")):
        assert answer["Content-Type"] == kind
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "script" not in answer["Content-Security-Policy"]
    assert "sandbox" in picture["Content-Security-Policy"]


def test_a_download_is_saved_under_its_name_and_never_run(county: County, browse: Browse, walk: Walk) -> None:
    row = kept(county, walk, '方案"终稿".docx', files.docx())
    answer = browse("inspector").get(f"/attachments/{row.ref}/")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%96%B9%E6%A1%88")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "sandbox")
    assert b"".join(answer.streaming_content) == files.docx()


def test_a_sealed_file_is_not_handed_out_and_its_name_is_not_shown(
    county: County, browse: Browse, walk: Walk
) -> None:
    row = kept(county, walk, "方案.docx", files.docx())
    do(county.inspector, "attachment.freeze", ref=row.ref, found="looked")
    client = browse("inspector")
    assert [
        client.get(f"/attachments/{row.ref}/{part}").status_code for part in ("", "inline/", "view/")
    ] == [404, 404, 200]
    assert "方案.docx" not in html(client.get(f"/attachments/{row.ref}/view/"))


@pytest.mark.parametrize("who", ["gov_inspector", "party_office.deputy"])
def test_whoever_only_reads_a_case_stops_a_file_and_comes_back_to_a_page(
    county: County, browse: Browse, walk: Walk, who: str
) -> None:
    row = kept(county, walk, "方案.docx", files.docx())
    client = browse(who)
    assert f"/act/attachment.freeze/{row.ref}/" in html(client.get(f"/attachments/{row.ref}/view/"))
    url = f"/act/attachment.freeze/{row.ref}/"
    key = re.search(r'name="once"[^>]*value="([^"]*)"', html(client.get(url)))
    assert key
    answer = client.post(url, {"found": "looked", "once": key[1]}, follow=True)
    assert answer.status_code == 200
    assert "已停止流转" in html(answer)
    assert Attachment.objects.get(pk=row.pk).state == "frozen"
    assert "方案.docx" not in html(answer)


def test_who_does_not_see_the_case_sees_none_of_its_files(county: County, browse: Browse, walk: Walk) -> None:
    row = kept(county, walk, "方案.docx", files.docx())
    for who in ("town_b.liaison", "appraisal.deputy"):
        client = browse(who)
        for part in ("", "view/", "inline/"):
            assert client.get(f"/attachments/{row.ref}/{part}").status_code == 404


def test_the_field_offers_a_camera_and_the_limits(county: County, browse: Browse, walk: Walk) -> None:
    page = html(browse(LIAISON).get(f"/act/matter.attach/{walk.matter}/"))
    assert 'capture="environment"' in page and "multiple" in page and 'enctype="multipart/form-data"' in page
    assert "每个不超过 50 MB" in page and ".docx" in page
    assert "style=" not in page.partition("<main")[2].partition("</main>")[0]
