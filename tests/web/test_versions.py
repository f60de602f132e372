"""机制 in the browser: the words with what the rules do, versions, drafts edited by typed forms, superior documents."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.parameters import PARAMETERS
from duban.mechanism.versions.changing import FIXED
from duban.mechanism.words.named import USUAL_WORDS
from duban.mechanism.words.rules import DONE_WITH
from duban.rulebook.models import DraftChange, Notice
from duban.rulebook.selectors import draft_view, pack_in_force, versions
from tests.personas import County
from tests.rulebook.drafting import (
    PAPER,
    REASON,
    SINCE,
    SOURCE,
    confirmed,
    opened,
    put,
    row,
    submitted,
    tried,
)
from tests.rulebook.test_superiors import OTHER, active, registered
from tests.web.conftest import Browse

pytestmark = pytest.mark.clause("9")


def text(response: Any) -> str:
    """The page as one reads it, tags and all."""
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def sent(client: Client, url: str, **given: Any) -> Any:
    """A form as the browser sends it: with the hidden fields that the page opened with."""
    html = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(expect|once)" value="([^"]*)"', html))
    return client.post(url, {**hidden, **given})


def test_every_clause_says_what_the_rules_do_with_it(county: County, browse: Browse) -> None:
    html = text(browse("town_a.liaison").get("/mechanism/"))
    for clause in CLAUSES.values():
        assert f'id="c-{clause.id}"' in html
        assert all(USUAL_WORDS.say(sentence) in html for sentence in DONE_WITH[clause.id])
        assert DONE_WITH[clause.id]


def test_the_page_is_narrowed_by_words_and_by_kind(county: County, browse: Browse) -> None:
    client = browse("town_a.liaison")
    found = text(client.get("/mechanism/", {"q": "定期反馈"}))
    assert 'id="c-3.1.8"' in found
    assert 'id="c-5.3"' not in found
    assert 'id="c-2.1"' not in text(client.get("/mechanism/", {"q": "A13"}))
    assert "没有找到。" in text(client.get("/mechanism/", {"q": "查无此字"}))
    assert 'id="c-8"' not in text(client.get("/mechanism/", {"only": "superior"}))
    assert 'id="c-9"' in text(client.get("/mechanism/", {"only": "county"}))
    assert 'id="A14"' in text(client.get("/mechanism/questions/", {"q": "多次督办"}))
    assert 'id="A9"' not in text(client.get("/mechanism/questions/", {"q": "多次督办"}))


def test_a_value_shows_its_history_with_source_and_version(county: County, browse: Browse) -> None:
    confirmed(county, {"many_times": 3}, effective_on=date(2026, 3, 2))
    confirmed(county, {"many_times": 4}, title="再调整", effective_on=date(2026, 5, 1))
    html = text(browse("town_a.liaison").get("/mechanism/"))
    assert "历次 3" in html
    for words in ("2026-03-02 起", "2026-05-01 起", "第2版", "第3版", SOURCE, "现行第 2 版"):
        assert words in html
    assert "A14" in html


def test_versions_are_listed_compared_and_taken_out(county: County, browse: Browse) -> None:
    ref = confirmed(county, {"unit_cap_first_count": 1}, effective_on=date(2027, 1, 1))
    client = browse("town_a.liaison")
    listed = text(client.get("/mechanism/versions/"))
    assert "第 2 版" in listed
    assert "未施行" in listed
    assert f"/mechanism/drafts/{ref}/" in listed
    compared = text(client.get("/mechanism/versions/compare/"))
    assert re.search(r"<del>2次</del>.*<ins>1次</ins>", compared, re.S)
    assert "原文写明的数字" in compared
    line = versions(actor=county.inspector)[-1]
    taken = client.get(f"/mechanism/versions/{line.hash}/")
    assert taken["Content-Disposition"] == f'attachment; filename="pack-{line.hash[:12]}.toml"'
    from duban.mechanism.parameters import Pack

    assert Pack.loads(taken.content.decode()).hash == line.hash
    assert client.get("/mechanism/versions/000000000000/").status_code == 404


def test_an_extension_that_waits_stands_on_the_notice_with_its_document(county: County, browse: Browse) -> None:
    ref = Notice.objects.get().ref
    given = {"number": "X〔2026〕9号", "title": "关于延长试行期的通知", "dated_on": "2026-03-01", "until": "2028-01-04"}
    file = SimpleUploadedFile(PAPER.name, PAPER.content)
    answer = sent(browse("office_head"), f"/act/notice.extend/{ref}/", file=file, **given)
    assert answer.status_code == 303
    head = browse("gov_head")
    page = text(head.get("/mechanism/"))
    assert "试行期的延长待确认" in page
    filed = re.search(r'href="(/attachments/\w+/view/)"[^>]*>(?:(?!</a>).)*延期文件：' + PAPER.name, page, re.S)
    assert filed and head.get(filed[1]).status_code == 200
    assert "2028-01-04" in text(head.get(f"/act/notice.confirm_extension/{ref}/"))
    assert sent(head, f"/act/notice.confirm_extension/{ref}/").status_code == 303
    assert "试行期的延长待确认" not in text(head.get("/mechanism/"))


def test_with_one_version_there_is_nothing_to_compare(county: County, browse: Browse) -> None:
    assert "只有一个版本" in text(browse("town_a.liaison").get("/mechanism/versions/compare/"))


def test_a_draft_is_begun_changed_tried_and_confirmed_in_the_browser(county: County, browse: Browse) -> None:
    from duban.rulebook.actions.checking import go_through

    drafter = browse("inspector")
    answer = sent(drafter, "/act/packdraft.open/", title="调整", effective_on="2026-04-01", reason="反馈太密")
    page = answer.url
    ref = page.strip("/").split("/")[-1]
    assert (answer.status_code, page) == (303, f"/mechanism/drafts/{ref}/")
    assert "还没有改动" in text(drafter.get(page))
    chosen = text(drafter.get(f"{page}parameters/", {"q": "反馈周期"}))
    assert f"{page}parameters/feedback_interval_days_letter/" in chosen
    assert "many_times" not in chosen
    changed = sent(
        drafter, f"{page}parameters/feedback_interval_days_letter/", value="30", source=SOURCE, reason=REASON
    )
    assert changed.url == f"{page}#c-feedback_interval_days_letter"
    assert re.search(r"<del>15天</del>.*<ins>30天</ins>", text(drafter.get(page)), re.S)
    assert sent(drafter, f"/act/packdraft.check/{ref}/").status_code == 303
    assert "正在核对" in text(drafter.get(page))
    go_through(jurisdiction_id=county.jurisdiction_id, ref=ref)
    assert "案例：26 个，0 个结果改变" in text(drafter.get(page))
    assert sent(drafter, f"/act/packdraft.submit/{ref}/").status_code == 303
    head = browse("office_head")
    asked = text(head.get(f"/act/packdraft.agree/{ref}/"))
    assert "督办函的反馈周期" in asked
    assert "15天 → 30天" in asked
    assert sent(head, f"/act/packdraft.agree/{ref}/").status_code == 303
    leader = browse("magistrate")
    assert "确认参数新版本施行" in text(leader.get("/"))
    effects = text(leader.get(f"/act/packdraft.confirm/{ref}/"))
    assert "不溯及既往" in effects
    assert sent(leader, f"/act/packdraft.confirm/{ref}/").status_code == 303
    assert pack_in_force(county.jurisdiction_id, SINCE).get("feedback_interval_days_letter", SINCE) == 30


def test_scenarios_and_past_years_stand_on_the_page_with_their_reason(county: County, browse: Browse) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 1)
    tried(county, ref)
    html = text(browse("secretary").get(f"/mechanism/drafts/{ref}/"))
    assert "单位不得评为一等奖的次数：2次 → 1次" in html
    assert "绩效考核最高可评二等奖（七（二））" in html
    assert "还没有任何往年的处理决定和表彰" in html
    assert "按整个年度计算" in html


@pytest.mark.parametrize("key", [key for key in PARAMETERS if key not in FIXED])
def test_every_parameter_opens_with_its_value_in_a_form_of_its_kind(
    county: County, browse: Browse, key: str
) -> None:
    """Sent back unchanged, the form reads as the value that it opened with: only that it is the same is wrong."""
    ref = opened(county)
    client = browse("inspector")
    url = f"/mechanism/drafts/{ref}/parameters/{key}/"
    known, now = PARAMETERS[key], pack_in_force(county.jurisdiction_id, SINCE).get(key, SINCE)
    given: dict[str, Any] = {"source": SOURCE, "reason": REASON}
    if known.kind == "table":
        for column in known.columns:
            given[f"value.{column.key}"] = [_cell(one.get(column.key)) for one in now]
    elif known.kind in ("list", "ints"):
        given["value"] = "\n".join(str(item) for item in now)
    else:
        said = {True: "true", False: "false"}.get(now, now) if known.kind == "bool" else now
        given["value"] = "" if said is None else said
    answer = sent(client, url, **given)
    assert answer.status_code == 422
    assert "与现行的值相同" in unescape(answer.content.decode())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "、".join(value) if isinstance(value, tuple) else str(value)


WRONG = (
    ("many_times", {"value": "两次"}),
    ("many_times", {"value": "-1"}),
    ("many_times", {"value": "3", "source": ""}),
    ("many_times", {"value": "3", "reason": ""}),
    ("count_window", {"value": "yearly"}),
    ("cutoff_date_for_previous_year", {"value": "2027-02-30"}),
    ("publicity_fields", {"value": "甲\n甲"}),
)


@pytest.mark.parametrize(("key", "given"), WRONG)
def test_what_is_typed_wrong_stays_in_the_form_with_the_reason(
    county: County, browse: Browse, key: str, given: dict[str, str]
) -> None:
    ref = opened(county)
    values = {"source": SOURCE, "reason": REASON, **given}
    answer = sent(browse("inspector"), f"/mechanism/drafts/{ref}/parameters/{key}/", **values)
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'class="error"' in html
    assert all(value in html for value in values.values() if value not in ("yearly", ""))
    assert not DraftChange.objects.exists()


def test_a_fixed_parameter_and_a_draft_that_is_out_of_hand_have_no_form(county: County, browse: Browse) -> None:
    client = browse("inspector")
    ref = opened(county)
    assert "登记延期文件" in text(client.get(f"/mechanism/drafts/{ref}/parameters/effective_to/"))
    assert client.get(f"/mechanism/drafts/{ref}/parameters/no_such/").status_code == 404
    assert 'name="value"' not in text(browse("secretary").get(f"/mechanism/drafts/{ref}/parameters/many_times/"))
    done = submitted(county, {"many_times": 3})
    url = f"/mechanism/drafts/{done}/parameters/many_times/"
    assert "现在不能改" in text(client.get(url))
    assert client.post(url, {"value": "4", "source": SOURCE, "reason": REASON}).status_code == 200
    assert row(done).state == "submitted"


def test_a_form_that_was_opened_before_another_change_is_told_so(county: County, browse: Browse) -> None:
    ref = opened(county)
    client = browse("inspector")
    url = f"/mechanism/drafts/{ref}/parameters/many_times/"
    hidden = dict(re.findall(r'name="(expect|once)" value="([^"]*)"', client.get(url).content.decode()))
    put(county, ref, "bottom_n", 5, "office_head")
    answer = client.post(url, {**hidden, "value": "3", "source": SOURCE, "reason": REASON})
    assert answer.status_code == 422
    assert "别人改过这一版本" in answer.content.decode()
    assert [line.changed.key for line in draft_view(actor=county.inspector, ref=ref).changes] == ["bottom_n"]


@pytest.mark.clause("8")
def test_superior_documents_stand_at_their_clause_and_contradictions_as_an_error(
    county: County, browse: Browse
) -> None:
    client = browse("town_a.liaison")
    assert "还没有登记" in text(client.get("/mechanism/superior/"))
    active(county)
    assert "从其规定" in text(client.get("/mechanism/", {"only": "superior"}))
    second = active(county, **OTHER)
    page = text(client.get("/mechanism/superior/"))
    assert page.count("<b>相互冲突：</b>") == 1
    assert "须由人决定" in text(client.get("/mechanism/"))
    assert f'id="o-{second}"' in page
    assert "不生效" in page


@pytest.mark.clause("8")
def test_a_document_is_registered_and_confirmed_in_the_browser(county: County, browse: Browse) -> None:
    given = {
        "title": "关于年度考核的规定", "number": "X〔2025〕8号", "body": "省厅", "level": "省", "words": "不得评优",
        "target_kind": "result", "target": "L_NO_EXCELLENT", "value": "true", "measures": ["诫勉"], "since": "2026-01-01",
    }  # fmt: skip
    bare = sent(browse("inspector"), "/act/override.register/", **given)
    assert (bare.status_code, "请选择文件" in bare.content.decode()) == (422, True)
    given["file"] = SimpleUploadedFile(PAPER.name, PAPER.content)
    answer = sent(browse("inspector"), "/act/override.register/", **given)
    assert (answer.status_code, answer.url) == (303, "/mechanism/superior/")
    wrong = sent(browse("inspector"), "/act/override.register/", **{**given, "target": "", "words": ""})
    assert wrong.status_code == 422
    ref = registered(county, **OTHER)
    head = browse("office_head")
    asked = text(head.get(f"/act/override.confirm/{ref}/"))
    assert "X办发〔2026〕5号" in asked
    assert "从其规定" in asked
    assert sent(head, f"/act/override.confirm/{ref}/").status_code == 303


@pytest.mark.parametrize("size", [1, 4])
def test_pages_cost_at_most_twelve_statements_whatever_there_is(
    county: County, browse: Browse, size: int
) -> None:
    ref = opened(county)
    for number in range(size):
        put(county, ref, ("many_times", "bottom_n", "min_group", "verify_workdays")[number], 9 + number)
        active(county, number=f"X〔2026〕{number}号", priority=number)
        opened(county, title=f"另一版{number}")
    tried(county, ref)
    client = browse("inspector")
    costs = {}
    for path in (
        "/mechanism/", "/mechanism/questions/", "/mechanism/superior/", "/mechanism/versions/",
        "/mechanism/versions/compare/", f"/mechanism/drafts/{ref}/", f"/mechanism/drafts/{ref}/parameters/",
        f"/mechanism/drafts/{ref}/parameters/many_times/",
    ):  # fmt: skip
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        costs[path] = len(captured)
    assert {path: cost for path, cost in costs.items() if cost > 12} == {}, costs
