"""The pages of imports and exports: upload, confirm columns, see each row's fate, decide, carry out, download."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duban.documents.ledgers.models import ExportRecord, ImportBatch
from duban.matters.models import Matter
from duban.organisations.models import Person, Unit
from tests.documents.ledgers import Rows, open_book, workbook
from tests.documents.test_intake_scanning import LOOKS, scanner
from tests.documents.test_ledgers_directory import UNITS
from tests.documents.test_ledgers_keywork import line, rows
from tests.personas import PASSWORD, County, account_by_one
from tests.story import issued_letter, underway
from tests.web.conftest import Browse


@pytest.fixture(autouse=True)
def _registrar_may_sign_in(county: County) -> None:
    """The administrator of the county of the tests has an account too."""
    ref = Person.objects.get(pk=county.persons["registrar"]).ref
    account_by_one(county, ref, "registrar", PASSWORD)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def hand_in(client: Client, kind: str, table: Rows, mode: str = "all") -> str:
    """Upload a ledger through the form of the act; the address of its page."""
    upload = workbook(("台账", table))
    file = SimpleUploadedFile(upload.name, upload.content, content_type="application/octet-stream")
    sent = client.post(
        "/act/import.upload/", {"kind": kind, "mode": mode, "file": file, "once": f"k{len(table)}"}
    )
    assert sent.status_code == 303, sent.content.decode()
    assert sent["Location"].startswith("/imports/")
    return str(sent["Location"])


def confirmed(client: Client, url: str, **given: str) -> Any:
    """Send the columns back as they were recognised, with whatever else was filled in."""
    batch = ImportBatch.objects.get(ref=url.split("/")[2])
    page = client.get(url).content.decode()
    import re

    columns = {}
    for name, options in re.findall(r'<select[^>]*name="(c:[^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        columns[name] = chosen[1] if chosen else ""
    data = {"do": "check", "expect": str(batch.version), "sheet:0": "1", "year": "2026", **columns, **given}
    return client.post(url, data, follow=True)


def test_an_office_takes_a_ledger_in_from_upload_to_result(county: County, browse: Browse) -> None:
    client = browse("inspector")
    url = hand_in(client, "matters", rows(line(), line(title="农村公路养护", unit="住建局")))
    page = client.get(url).content.decode()
    for words in ("各列认作什么", "整份台账统一填", "标题里写的是 2026 年，请核对", "同义标题"):
        assert words in page
    page = confirmed(client, url, **{"f:source_class": "2.3", "f:item_kind": "会议"}).content.decode()
    assert "台账!C4" in page
    assert "没有“住建局”" in page
    assert "确认导入" not in page
    assert not Matter.objects.exists()


def test_a_question_is_answered_on_the_page_and_the_ledger_goes_in(county: County, browse: Browse) -> None:
    client = browse("inspector")
    url = hand_in(client, "matters", rows(line(), line(title="农村公路养护", unit="自然资源")))
    fixed = {"f:source_class": "2.3", "f:item_kind": "会议"}
    page = confirmed(client, url, **fixed).content.decode()
    assert "须由您确认" in page
    assert 'name="d:unit:自然资源"' in page
    page = confirmed(client, url, **fixed, **{"d:unit:自然资源": county.bureau_a.unit.ref}).content.decode()
    assert "确认导入" in page
    assert "按确认即“自然资源局”" in page
    again = confirmed(client, url, **fixed, forget="1").content.decode()
    assert 'name="d:unit:自然资源"' in again
    confirmed(client, url, **fixed, **{"d:unit:自然资源": county.bureau_a.unit.ref})
    version = ImportBatch.objects.get().version
    done = client.post(
        url, {"do": "carry_out", "expect": str(version), "once": "go"}, follow=True
    ).content.decode()
    assert "新增2行" in done
    assert Matter.objects.filter(state="proposed").count() == 2
    assert f"/cases/{Matter.objects.order_by('pk')[0].case.ref}/" in done
    again = client.post(url, {"do": "carry_out", "expect": str(version)})
    assert again.status_code == 409
    assert Matter.objects.count() == 2


def test_nothing_goes_in_while_a_row_is_wrong_and_all_or_nothing_was_chosen(
    county: County, browse: Browse
) -> None:
    client = browse("registrar")
    table = [*UNITS[:3], [320, "XX县审计局", "审计局", "县直副科以上单位", "", "2019.2.30"]]
    url = hand_in(client, "units", table)
    page = confirmed(client, url).content.decode()
    assert "没有 2019年2月30日 这一天" in page
    refused = client.post(url, {"do": "carry_out", "expect": str(ImportBatch.objects.get().version)})
    assert refused.status_code == 422
    assert "一行也没有写入" in refused.content.decode()
    assert not Unit.objects.filter(name="XX县林业局").exists()


def test_row_by_row_the_page_tells_which_rows_went_in(county: County, browse: Browse) -> None:
    client = browse("registrar")
    table = [*UNITS[:3], [320, "XX县审计局", "审计局", "县直副科以上单位", "", "2019.2.30"]]
    url = hand_in(client, "units", table, mode="rows")
    confirmed(client, url)
    version = ImportBatch.objects.get().version
    page = client.post(url, {"do": "carry_out", "expect": str(version)}, follow=True).content.decode()
    assert "新增1行" in page
    assert Unit.objects.filter(name="XX县林业局").exists()
    only = client.get(f"{url}?fate=error").content.decode()
    assert "台账!F4" in only
    assert "XX县林业局" not in only.split("各行的结果")[1]
    result = client.get(f"{url}result/")
    assert result["Content-Disposition"].startswith("attachment")
    marked = list(open_book("r.xlsx", body(result)).sheets[0].rows())
    assert (str(marked[2][6])[:2], str(marked[3][6])[:2]) == ("新增", "有错")


def test_an_import_may_be_let_go(county: County, browse: Browse) -> None:
    client = browse("registrar")
    url = hand_in(client, "units", UNITS)
    page = client.post(url, {"do": "discard", "expect": "1"}, follow=True).content.decode()
    assert "已放弃" in page
    assert not Unit.objects.filter(name="XX县林业局").exists()


def test_a_file_that_is_no_ledger_comes_back_with_its_reason(county: County, browse: Browse) -> None:
    client = browse("registrar")
    for name, content in (
        ("台账.xlsx", b"PK\x03\x04 broken"),
        ("台账.csv", b"a,b\n1,2\n"),
        ("台账.exe", b"MZ"),
    ):
        file = SimpleUploadedFile(name, content)
        sent = client.post(
            "/act/import.upload/", {"kind": "units", "mode": "all", "file": file, "once": name}
        )
        assert sent.status_code == 422
        assert "还不能提交" in sent.content.decode()
    assert not ImportBatch.objects.exists()


def test_two_columns_for_one_thing_are_refused_on_the_page(county: County, browse: Browse) -> None:
    client = browse("registrar")
    url = hand_in(client, "units", UNITS)
    page = confirmed(client, url, **{"c:0:C": "name"})
    assert "有两列都选作“单位全称”" in page.content.decode()


def test_nobody_sees_the_imports_of_another_or_imports_beyond_the_own_post(
    county: County, browse: Browse
) -> None:
    url = hand_in(browse("registrar"), "units", UNITS)
    for who in ("inspector", "clerk", "bureau_a.liaison"):
        assert browse(who).get(url).status_code == 404
        assert browse(who).get(f"{url}result/").status_code == 404
        assert browse(who).post(url, {"do": "carry_out"}).status_code == 404
    assert browse("inspector").get("/imports/template/units/").status_code == 404
    assert browse("bureau_a.liaison").get("/imports/").status_code == 404
    offered = browse("inspector").get("/imports/").content.decode()
    assert "重点工作" in offered and "下载模板" in offered


def test_templates_download_with_their_own_names(county: County, browse: Browse) -> None:
    response = browse("inspector").get("/imports/template/matters/")
    assert response.status_code == 200
    assert "filename*=utf-8''" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert open_book("t.xlsx", body(response)).sheets[0].name == "重点工作"


@pytest.mark.clause("4.1", "4.3", "4.5")
def test_every_list_has_its_links_and_goes_out_as_it_is_narrowed(county: County, browse: Browse) -> None:
    story = underway(county)
    issued_letter(story)
    client = browse("inspector")
    assert "/exports/letter.xlsx?year=2026" in client.get("/registry/letter/?year=2026").content.decode()
    for what in ("matters", "letter", "interview", "listing", "units", "people", "inquiries"):
        for form in ("xlsx", "csv"):
            response = client.get(f"/exports/{what}.{form}")
            assert response.status_code == 200, what
            assert response["Content-Disposition"].startswith("attachment")
            assert int(response["Content-Length"]) == len(body(response))
    narrowed = client.get("/exports/letter.xlsx?text=没有这样的事项")
    head = list(open_book("x.xlsx", body(narrowed)).sheets[0].rows())
    assert "查找：没有这样的事项" in str(head[1][0])
    assert len(head) == 4
    assert ExportRecord.objects.filter(what="letter").count() == 3


def test_an_export_shows_no_more_than_the_page(county: County, browse: Browse) -> None:
    issued_letter(underway(county))
    own = body(browse("town_a.liaison").get("/exports/letter.csv")).decode("utf-8-sig")
    other = body(browse("town_b.liaison").get("/exports/letter.csv")).decode("utf-8-sig")
    assert "工作建议" not in own
    assert (own.count("\r\n"), other.count("\r\n")) == (2, 1)
    assert browse("town_b.liaison").get("/exports/people.csv").status_code == 404
    assert browse("inspector").get("/exports/nothing.xlsx").status_code == 404
    assert browse("inspector").get("/exports/matters.pdf").status_code == 404
    assert Client().get("/exports/matters.csv").status_code == 302


def test_pages_of_imports_cost_few_statements_whatever_the_rows(
    county: County, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    client = browse("inspector")
    url = hand_in(
        client, "matters", rows(*(line(title=f"{n}号水库除险加固") for n in "甲乙丙丁戊己庚辛壬癸"))
    )
    confirmed(client, url, **{"f:source_class": "2.3", "f:item_kind": "会议"})
    with django_assert_max_num_queries(12):
        assert client.get(url).status_code == 200
    with django_assert_max_num_queries(12):
        client.get("/imports/")


def test_the_file_of_a_form_can_be_a_csv_in_gb18030(county: County, browse: Browse) -> None:
    client = browse("registrar")
    text = "\r\n".join(",".join(map(str, row)) for row in UNITS[1:4]).encode("gb18030")
    file = SimpleUploadedFile("单位.csv", text)
    sent = client.post("/act/import.upload/", {"kind": "units", "mode": "all", "file": file, "once": "gb"})
    assert sent.status_code == 303, sent.content.decode()
    page = confirmed(client, str(sent["Location"])).content.decode()
    assert "XX县林业局" in page and io.BytesIO(text).getvalue()


def test_the_page_of_a_ledger_says_whether_a_virus_scanner_saw_it(county: County, browse: Browse, settings: Any) -> None:
    settings.VIRUS_SCANNER = ""
    unseen = browse("registrar").get(hand_in(browse("registrar"), "units", UNITS)).content.decode()
    assert "未查杀病毒" in unseen
    scanner(settings, LOOKS)
    seen = browse("registrar").get(hand_in(browse("registrar"), "units", [*UNITS, UNITS[-1]])).content.decode()
    assert "未查杀" not in seen
