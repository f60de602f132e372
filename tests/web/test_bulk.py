"""One act on many chosen rows: seen row by row beforehand, confirmed once, each row an act of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.acts.batches.chosen import MOST
from duban.audit.models import Entry
from duban.matters.models import Matter, Reminder
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.rows import RowFault
from duban.mechanism.lifecycles.rows import act as row
from duban.mechanism.people.standing import Role
from tests.personas import County
from tests.story import registered
from tests.web.conftest import Browse
from tests.web.walk import do, underway

HAND_OVER = "/bulk/matter.hand_over/"
REASON = "休假期间由同办公室的同志接办。"


@pytest.fixture
def matters(county: County) -> list[str]:
    """Three matters of one inspector, of which the last was withdrawn."""
    refs = [underway(county, f"{name}道路硬化").matter for name in ("甲段", "乙段")]
    gone = registered(county).matter
    do(county.office_head, "matter.cancel", ref=gone, reason="重复登记。")
    return [*refs, gone]


def shown(client: Client, refs: Sequence[str]) -> str:
    """The page as it opens for these rows."""
    return client.get(HAND_OVER, {"row": refs, "back": "/matters/?state=open"}).content.decode()


def preview(client: Client, refs: Sequence[str], **given: str) -> str:
    """What would become of each row."""
    once = re.search(r'name="once" value="(\w+)"', shown(client, refs))
    sent = {"row": refs, "once": once[1] if once else "", "back": "/matters/?state=open", "reason": REASON, **given}
    return client.post(HAND_OVER, sent).content.decode()


def confirmation(html: str) -> dict[str, list[str]]:
    """What the form of the confirmation sends."""
    form = html[html.rindex("<form", 0, html.index('name="confirm"')) :]
    sent: dict[str, list[str]] = {"confirm": ["1"]}
    for name, value in re.findall(r'name="(\w+)"\s+value="([^"]*)"', form[: form.index("</form>")]):
        if name not in ("csrfmiddlewaretoken", "confirm"):
            sent.setdefault(name, []).append(value.replace("&amp;", "&"))
    return sent


def inspectors(refs: Sequence[str]) -> list[int | None]:
    """Who has the matters in hand."""
    return [Matter.objects.get(ref=ref).inspector_id for ref in refs]


def other(county: County) -> str:
    """The colleague who takes over."""
    return str(county.persons["inspector2"])


def test_the_page_says_of_each_row_whether_it_may_be_done_and_why_not(
    browse: Browse, matters: list[str]
) -> None:
    html = shown(browse("office_head"), matters)
    assert "选中的 3 件" in html and "3 件中可以办 2 件" in html
    assert html.count("可以办</span>") == 2 and "现在的状态是“已撤销”" in html


def test_nothing_is_written_before_it_is_confirmed(county: County, browse: Browse, matters: list[str]) -> None:
    before, entries = inspectors(matters), Entry.objects.count()
    html = preview(browse("office_head"), matters, inspector=other(county))
    assert REASON in html and "确认变更经办人 2 件" in html and "确认以后每件都会这样" in html
    assert (inspectors(matters), Entry.objects.count()) == (before, entries)


def test_confirmed_once_each_row_is_an_act_of_its_own_and_one_that_may_not_is_left(
    county: County, browse: Browse, matters: list[str]
) -> None:
    client, before = browse("office_head"), inspectors(matters)
    sent = confirmation(preview(client, matters, inspector=other(county)))
    answer = client.post(HAND_OVER, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/matters/?state=open")
    assert inspectors(matters) == [int(other(county)), int(other(county)), before[2]]
    done = Entry.objects.filter(act="matter.hand_over", outcome=Entry.Outcome.DONE)
    assert done.count() == 2 and "已办2件" in client.get("/matters/").content.decode()
    again = client.post(HAND_OVER, sent)
    assert again.status_code == 302 and done.count() == 2, "sent twice, done once"


def test_a_row_that_changed_meanwhile_is_not_done_and_says_so_while_the_others_are(
    county: County, browse: Browse, matters: list[str]
) -> None:
    client, refs = browse("office_head"), matters[:2]
    sent = confirmation(preview(client, refs, inspector=other(county)))
    do(county.office_head, "matter.suspend", ref=refs[0], reason="等待上级批复。")
    answer = client.post(HAND_OVER, sent)
    html = answer.content.decode()
    assert answer.status_code == 422 and "下面 1 件没有办成" in html and "情况已有变化" in html
    assert inspectors(refs)[0] != int(other(county)) and inspectors(refs)[1] == int(other(county))


def test_what_is_wrong_on_every_row_is_said_beside_its_field_and_nothing_typed_is_lost(
    county: County, browse: Browse, matters: list[str]
) -> None:
    html = preview(browse("office_head"), matters, inspector=other(county), reason="")
    assert 'id="id_reason_error"' in html and 'name="confirm"' not in html
    assert re.search(rf'value="{other(county)}"[^>]*(selected|checked)', html)


def test_what_is_wrong_on_one_row_alone_leaves_out_this_row(
    county: County, browse: Browse, matters: list[str]
) -> None:
    do(county.office_head, "matter.hand_over", ref=matters[0], inspector=other(county), reason=REASON)
    html = preview(browse("office_head"), matters[:2], inspector=other(county))
    assert "确认变更经办人 1 件" in html and "不能办" in html


def test_rows_out_of_sight_are_not_shown_and_nobody_else_gets_the_page(
    county: County, browse: Browse, matters: list[str]
) -> None:
    html = shown(browse("office_head"), [*matters, "NOSUCHROW"])
    assert "有 1 件没有找到" in html
    for who in ("inspector", "bureau_a.liaison", "secretary"):
        assert browse(who).get(HAND_OVER, {"row": matters}).status_code == 404
    assert browse("office_head").get("/bulk/matter.approve/").status_code == 404
    assert browse("office_head").get("/bulk/nothing.at_all/").status_code == 404


@pytest.mark.parametrize("seen", ["x:1", "NOSUCHROW:1", ":", "1:x", "9" * 400])
def test_a_confirmation_that_was_tampered_with_does_nothing(
    county: County, browse: Browse, matters: list[str], seen: str
) -> None:
    client, before = browse("office_head"), inspectors(matters)
    sent = {**confirmation(preview(client, matters, inspector=other(county))), "seen": [seen]}
    assert client.post(HAND_OVER, sent).status_code == 422
    assert inspectors(matters) == before


def test_no_row_and_too_many_rows_are_answered_with_what_would_be_right(
    county: County, browse: Browse, matters: list[str]
) -> None:
    client = browse("office_head")
    assert "没有选中任何一件" in shown(client, [])
    html = shown(client, [*matters, *(f"NONE{number:04d}" for number in range(MOST))])
    assert f"一次最多办 {MOST} 件" in html


def test_chosen_units_are_reminded_each_of_what_falls_due_first(
    county: County, browse: Browse, matters: list[str]
) -> None:
    client, address = browse("inspector"), "/bulk/matter.remind/"
    page = client.get(address, {"row": matters, "back": "/matters/"}).content.decode()
    once = re.search(r'name="once" value="(\w+)"', page)
    assert once is not None and "3 件中可以办 2 件" in page
    html = client.post(address, {"row": matters, "once": once[1], "back": "/matters/", "text": "请本周报送。"}).content.decode()
    assert Reminder.objects.count() == 0
    client.post(address, confirmation(html))
    cases = Matter.objects.filter(ref__in=matters[:2]).values_list("case_id", flat=True)
    assert sorted(Reminder.objects.values_list("case_id", flat=True)) == sorted(cases)
    assert {row.text for row in Reminder.objects.all()} == {"请本周报送。"}


def test_a_list_offers_what_its_reader_may_do_to_chosen_rows(browse: Browse, matters: list[str]) -> None:
    assert f'formaction="{HAND_OVER}"' in browse("office_head").get("/matters/").content.decode()
    html = browse("inspector").get("/matters/").content.decode()
    assert HAND_OVER not in html and f'name="row" value="{matters[0]}"' in html


def test_chosen_rows_go_out_alone_and_the_file_says_so(browse: Browse, matters: list[str]) -> None:
    address = reverse("export", args=["matters", "csv"])
    answer = browse("inspector").get(address, {"row": matters[:1]})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "甲段道路硬化" in text and "乙段道路硬化" not in text
    html = browse("inspector").get("/matters/", {"row": matters[1:2]}).content.decode()
    assert "选中的1件" in html and "乙段道路硬化" in html and "甲段道路硬化" not in html


def test_chosen_rows_of_a_register_go_out_alone(county: County, browse: Browse) -> None:
    walks = [underway(county, f"{name}道路硬化") for name in ("甲段", "乙段")]
    for walk in walks:
        walk.letter_drafted().letter_approving().paper_entered().paper_compared().letter_issued()
    answer = browse("inspector").get(reverse("export", args=["letter", "csv"]), {"row": [walks[1].letter]})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "乙段道路硬化" in text and "甲段道路硬化" not in text


def test_each_further_row_costs_no_more_than_the_one_before(
    county: County, browse: Browse, matters: list[str]
) -> None:
    client, costs = browse("office_head"), []
    refs = [*matters[:2], *(underway(county, f"{number}号桥").matter for number in range(4))]
    shown(client, refs)
    for some in (refs[:2], refs[:4], refs):
        with CaptureQueriesContext(connection) as asked:
            shown(client, some)
        costs.append(len(asked))
    assert costs[2] - costs[1] <= costs[1] - costs[0] <= 2, costs


def test_every_act_in_bulk_is_done_to_what_is_there_and_asks_once_for_what_can_be_sent_again() -> None:
    found = [act for act in ACTS.values() if act.in_bulk]
    assert "matter.hand_over" in {act.key for act in found}
    for act in found:
        asked = {field.name: field for field in act.fields}
        rest = [field for field in act.fields if field.name not in act.in_bulk]
        assert act.sources and set(act.in_bulk) <= set(asked), act.key
        assert act.opens or not any(field.required for field in rest), f"{act.key} leaves what no form opens with"
    with pytest.raises(RowFault, match="cannot ask once for colour"):
        row(key="matter.paint", label="刷", by=Role.INSPECTOR, says="刷", at="underway", in_bulk="colour")
    with pytest.raises(RowFault, match="makes its own"):
        row(key="matter.make", label="做", by=Role.INSPECTOR, says="做", in_bulk="colour")
