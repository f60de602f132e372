"""The page of an act: what it shows, what it refuses and why, and that one click has one effect."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.test import Client

from duban.acts.gate import guarding
from duban.acts.gate.permits import may_start, roles_toward
from duban.acts.kinds import kind_of
from duban.acts.models import Message
from duban.acts.sight.visibility import may_see
from duban.mechanism.former import ACT_NAMES
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.proceedings.models import Receipt
from duban.shared.actor import Actor
from tests import files
from tests.apart import undone
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import do, registered, underway


def text(response: Any) -> str:
    return str(response.content.decode())


def hidden(client: Client, url: str) -> dict[str, str]:
    """The version and the key that a form carries."""
    html = text(client.get(url))
    found = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', html) for name in ("expect", "once")}
    return {name: match[1] for name, match in found.items() if match}


REGISTER = "/act/matter.register/"
TYPED = {
    "title": "圩镇雨污分流管网建设",
    "office": "party_office",
    "source_class": "2.2",
    "kind_22": "上级考核(通报)事项",
    "source_title": "2026年度考核指标",
    "source_date": "2026-02-20",
    "due_on": "2026-11-30",
    "assessor": "市考核办",
}


# ---- the round trip ----


def test_what_was_typed_becomes_a_matter_and_the_case_opens(county: County, browse: Browse) -> None:
    client = browse("inspector")
    response = client.post(REGISTER, {**TYPED, **hidden(client, REGISTER)})
    assert response.status_code == 303
    page = text(client.get(response.headers["Location"]))
    assert "圩镇雨污分流管网建设" in page
    assert "登记重点工作" in page


def test_a_report_opens_with_the_last_one(county: County, browse: Browse) -> None:
    walk = underway(county)
    do(county.bureau_a.liaison, "matter.report", ref=walk.matter, progress="已处理三十宗", value=Decimal(30))
    html = text(browse("bureau_a.liaison").get(f"/act/matter.report/{walk.matter}/"))
    assert "已处理三十宗" in html
    assert 'value="30' in html


def test_the_page_shows_the_countys_words_and_what_will_follow(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    html = text(browse("standing").get(f"/act/letter.approve/{walk.letter}/"))
    assert "县里的原文" in html
    assert "确认以后将会这样" in html
    assert "补齐手续" in html
    assert f"/act/letter.disapprove/{walk.letter}/" in html


def test_issue_says_to_whom_and_under_which_clause(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    do(county.standing, "letter.approve", ref=walk.letter)
    do(county.office_head, "letter.sign_out", ref=walk.letter)
    html = text(browse("clerk").get(f"/act/letter.issue/{walk.letter}/"))
    principal = county.bureau_a.principal.name
    for words in ("自然资源局", principal, "县纪委监委、县委组织部，不能去掉", "不能改动"):
        assert words in html


# ---- what was typed does not fit ----


def test_faults_stand_beside_their_fields_and_nothing_is_lost(county: County, browse: Browse) -> None:
    client = browse("inspector")
    given = {**TYPED, "title": "", "due_on": "2026-02-30", **hidden(client, REGISTER)}
    response = client.post(REGISTER, given)
    html = text(response)
    assert response.status_code == 422
    assert "事项名称：请填写。" in html
    assert "没有这一天" in html
    assert 'value="2026年度考核指标"' in html
    assert hidden_key(html) == given["once"]


def hidden_key(html: str) -> str:
    found = re.search(r'name="once"[^>]*value="([^"]*)"', html)
    assert found is not None
    return found[1]


def test_a_date_before_the_source_is_told_at_its_field(county: County, browse: Browse) -> None:
    client = browse("inspector")
    response = client.post(REGISTER, {**TYPED, "due_on": "2026-02-01", **hidden(client, REGISTER)})
    assert response.status_code == 422
    assert "办理时限不能早于来源日期" in text(response)


def test_a_condition_that_is_a_field_is_told_at_the_field(county: County, browse: Browse) -> None:
    client = browse("inspector")
    response = client.post(REGISTER, {**TYPED, "assessor": "", **hidden(client, REGISTER)})
    html = text(response)
    assert response.status_code == 422
    assert "考核或挂牌机关" in html
    assert 'href="#id_assessor"' in html


def test_a_text_that_is_too_long_is_refused_and_kept(county: County, browse: Browse) -> None:
    walk = underway(county)
    client = browse("inspector")
    url = f"/act/matter.remind/{walk.matter}/"
    response = client.post(url, {"text": "催" * 201, **hidden(client, url)})
    assert response.status_code == 422
    assert "催" * 201 in text(response)


def test_a_file_that_is_not_what_its_name_says_is_refused(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    client = browse("clerk")
    url = f"/act/letter.enter_paper/{walk.letter}/"
    given = {
        "leader": county.person("standing"),
        "decided_on": "2026-03-02",
        "verdict": "agree",
        "opinion": "同意",
        "scan": SimpleUploadedFile("批示.pdf", b"not a pdf"),
        **hidden(client, url),
    }
    response = client.post(url, given)
    assert response.status_code == 422
    assert "的内容与后缀不符" in text(response)


# ---- one click, one effect ----


def test_a_second_click_has_no_second_effect(county: County, browse: Browse) -> None:
    client = browse("inspector")
    given = {**TYPED, **hidden(client, REGISTER)}
    first, second = client.post(REGISTER, given), client.post(REGISTER, given)
    assert first.headers["Location"] == second.headers["Location"]
    assert "共 1 件" in text(client.get("/matters/"))


def test_a_second_click_succeeds_even_when_the_state_has_moved(county: County, browse: Browse) -> None:
    walk = registered(county)
    client = browse("inspector")
    url = f"/act/matter.propose/{walk.matter}/"
    given = {
        "lead_unit": county.bureau_a.id, "requirement": "按期办结", "cycle_days": "30", "due_on": "2026-09-30",
        "milestones.title": "", "milestones.due_on": "", "milestones.target": "", **hidden(client, url),
    }  # fmt: skip
    assert [client.post(url, given).status_code for _ in range(2)] == [303, 303]
    assert "没有重复办理" in text(client.get(f"/cases/{walk.case}/"))


# ---- somebody else was there first ----


def test_what_another_did_meanwhile_is_shown_beside_what_was_typed(county: County, browse: Browse) -> None:
    walk = underway(county)
    client = browse("inspector")
    url = f"/act/matter.rate/{walk.matter}/"
    form = hidden(client, url)
    do(county.inspector2, "matter.rate", ref=walk.matter, value="正常推进", reason="刚起步")
    response = client.post(url, {"value": "进展滞后", "problems": "手续不全", "reason": "现场未开工", **form})
    html = text(response)
    assert response.status_code == 409
    assert "您打开以后，别人已经改过" in html
    assert county.inspector2.name in html
    assert "手续不全" in html


def test_an_act_out_of_its_state_says_which_state_it_needs(county: County, browse: Browse) -> None:
    walk = registered(county)
    response = browse("inspector").get(f"/act/matter.assign/{walk.matter}/")
    assert response.status_code == 409
    assert "待交办" in text(response)


# ---- refusals ----


def test_somebody_without_the_post_learns_who_may(county: County, browse: Browse) -> None:
    walk = registered(county)
    response = browse("clerk").get(f"/act/matter.propose/{walk.matter}/")
    assert response.status_code == 403
    assert "督查员" in text(response)


def test_sending_without_the_post_is_refused_before_anything_is_read(county: County, browse: Browse) -> None:
    walk = registered(county)
    assert browse("clerk").post(f"/act/matter.propose/{walk.matter}/", {"once": "x"}).status_code == 403


def test_a_closed_gate_lists_every_condition_with_who_can_supply_it(county: County, browse: Browse) -> None:
    walk = underway(county)
    response = browse("inspector").get(f"/act/listing.propose/{walk.matter}/")
    html = text(response)
    assert response.status_code == 422
    assert html.count('class="unknown"') + html.count('class="no"') >= 3
    assert f'href="/act/matter.record_fact/{walk.matter}/?fact=serious"' in html
    assert f'href="/act/letter.propose/{walk.matter}/"' in html
    assert f'href="/act/interview.propose/{walk.matter}/"' in html


@pytest.mark.clause("3.1.1")
def test_who_decides_reads_first_why_the_measure_was_proposed(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    html = text(browse("standing").get(f"/act/letter.approve/{walk.letter}/"))
    assert "<h2>为什么</h2>" in html
    assert html.index("<h2>为什么</h2>") < html.index("<h2>督办函稿</h2>")
    assert "2026-03-02 起草时判断" in html and "在通知的试行期内" in html


@pytest.mark.clause("3.1.1")
def test_another_leader_who_opens_a_paper_is_told_to_whom_it_was_sent(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    for verb in ("approve", "disapprove", "refer"):
        page = browse("vice").get(f"/act/letter.{verb}/{walk.letter}/")
        assert page.status_code == 422
        assert "本件送县委常委赵某丁审批。" in text(page)


def test_the_words_of_the_notice_are_underlined_by_outcome(county: County, browse: Browse) -> None:
    walk = underway(county)
    html = text(browse("inspector").get(f"/act/listing.propose/{walk.matter}/"))
    assert re.search(r'<u class="(unknown|no)"[^>]*>', html)


def test_an_unmet_condition_keeps_what_was_typed(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    client = browse("bureau_a.liaison")
    do(county.bureau_a.liaison, "letter.receive", ref=walk.letter)
    url = f"/act/letter.apply/{walk.letter}/"
    response = client.post(url, {"text": "已全部整改到位", **hidden(client, url)})
    html = text(response)
    assert response.status_code == 422
    assert "整改方案由主要领导本人确认" in html
    assert "已全部整改到位" in html
    assert "本次未受理已记入日志" in html


def test_the_drafter_never_checks(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted()
    do(county.inspector, "letter.submit", ref=walk.letter, approver=county.person("standing"))
    response = browse("checker").get(f"/act/letter.check/{walk.letter}/")
    assert response.status_code == 200
    assert browse("inspector").get(f"/act/letter.check/{walk.letter}/").status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        "/act/nosuch.act/",
        "/act/matter.propose/",
        "/act/matter.register/abc/",
        "/act/matter.sweep/REF/",
        "/act/matter.rate/nosuch/",
    ],
)
def test_an_address_that_no_act_has_is_not_found(county: County, browse: Browse, url: str) -> None:
    walk = registered(county)
    assert browse("inspector").get(url.replace("REF", walk.matter)).status_code == 404


def test_an_address_of_before_leads_to_what_the_act_is_called_now(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACT_NAMES.former, "matter.nudge", "matter.remind")  # type: ignore[arg-type]
    story, client = underway(county), browse("inspector")
    old, now = f"/act/matter.nudge/{story.matter}/", f"/act/matter.remind/{story.matter}/"
    assert client.get(f"{old}?text=x").headers["Location"] == f"{now}?text=x"
    sent = client.post(old, {**hidden(client, now), "text": "请抓紧报送"}, follow=True)
    assert [where for where, _ in sent.redirect_chain][0] == now
    assert len(sent.redirect_chain) == 2, "what was sent on is done, and leads on to the case"
    assert Message.objects.filter(act="matter.remind").exists()


def test_an_object_out_of_sight_is_not_found(county: County, browse: Browse) -> None:
    walk = underway(county)
    client = browse("bureau_b.liaison")
    url = f"/act/matter.report/{walk.matter}/"
    assert client.get(url).status_code == 404
    assert client.post(url, {"progress": "x", "once": "1"}).status_code == 404


# ---- opened inside another page ----


def test_a_form_opens_inside_the_desk_and_goes_back_to_it(county: County, browse: Browse) -> None:
    walk = underway(county)
    do(county.bureau_a.liaison, "matter.report", ref=walk.matter, progress="已处理三十宗", value=Decimal(30))
    client = browse("inspector")
    url = f"/act/matter.rate/{walk.matter}/"
    inside = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    html = text(client.get(url, headers=inside))
    assert "<html" not in html
    assert f'hx-post="{url}"' in html
    wrong = client.post(url, {"value": "", "once": hidden_key(html)}, headers=inside)
    assert wrong.status_code == 422
    assert "<html" not in text(wrong)
    done = client.post(
        url, {"value": "正常推进", "reason": "刚起步", "once": hidden_key(html)}, headers=inside
    )
    assert done.headers["HX-Redirect"] == "/"


# ---- every act ----


def answered(
    browse: Browse, keys: list[str], people: tuple[str, ...], ref: str
) -> dict[tuple[str, str], int]:
    """What each person gets for the page of each act."""
    answers: dict[tuple[str, str], int] = {}
    for who in people:
        with undone():
            client = browse(who)
            for key in keys:
                address = f"{ref}/" if ref and (not ACTS[key].creates or proposes(key)) else ""
                answers[who, key] = client.get(f"/act/{key}/{address}").status_code
    assert len(answers) == len(keys) * len(people)
    return answers


def proposes(key: str) -> bool:
    return bool(ACTS[key].on)


SENT = {"matter.read", "letter.receive", "interview.receive", "listing.receive"}
"""What only those may do to whom something was sent that they have not signed for."""


def sent_to(actor: Actor, row: Any) -> Any:
    mine = Q(person_id=actor.person_id) | Q(person_id=None, unit_id__in=actor.unit_ids)
    return Receipt.objects.filter(mine, case=row.case, received_at=None)


def due(actor: Actor, act: Act, row: Any) -> set[int]:
    """What the act table says that somebody gets for the page of an act on an object."""
    if act.roles == (Role.SYSTEM,) or not may_see(actor, act.kind, row):
        return {404}
    if not roles_toward(actor, act.kind, row) & set(act.roles):
        return {403}
    if act.key in SENT and not sent_to(actor, row).exists():
        return {403, 409}
    if "*" not in act.sources and row.state not in act.sources:
        return {409}
    return {422} if guarding.refusal(actor, act, row.ref) else {200}


# Made by whoever holds a post, or in a unit by its people, whatever the office.
OF_ONES_OWN = {
    "delegation.give": ("inspector", "bureau_a.liaison", "office_head"),
    "export.take": ("inspector", "bureau_a.liaison", "office_head"),
    "flow.set": ("bureau_a.liaison", "office_head"),
}


def due_before_it_is_made(actor: Actor, act: Act, matter: Any, *, own: bool) -> set[int]:
    """The same for an act that makes its object; its conditions may be told before the form opens."""
    if act.roles == (Role.SYSTEM,):
        return {404}
    held = roles_toward(actor, "matter", matter) & set(act.roles)
    may = own or (held if proposes(act.key) else may_start(actor, act.key))
    if not may:
        return {403}
    return {409} if act.on_states and matter.state not in act.on_states else {200, 422}


def on(kind: str) -> list[str]:
    return sorted(key for key, act in ACTS.items() if act.kind == kind and not act.creates)


def test_each_creating_act_answers_everybody_as_the_table_says(county: County, browse: Browse) -> None:
    walk = underway(county)
    keys = sorted(key for key, act in ACTS.items() if act.creates)
    people = ("inspector", "bureau_a.liaison", "office_head")
    answers = answered(browse, keys, people, walk.matter)
    row = kind_of("matter").model.objects.get(ref=walk.matter)
    for (who, key), status in answers.items():
        own = who in OF_ONES_OWN.get(key, ())
        wanted = due_before_it_is_made(county.actor(who), ACTS[key], row, own=own)
        assert status in wanted, (who, key, status)
    assert len(answers) >= 3 * 37


def test_each_act_on_a_matter_answers_everybody_as_the_table_says(county: County, browse: Browse) -> None:
    walk = underway(county)
    people = (
        "inspector", "office_head", "secretary", "bureau_a.liaison", "bureau_a.principal", "town_a.liaison",
    )  # fmt: skip
    answers = answered(browse, on("matter"), people, walk.matter)
    row = kind_of("matter").model.objects.get(ref=walk.matter)
    for (who, key), status in answers.items():
        assert status in due(county.actor(who), ACTS[key], row), (who, key, status)
    assert len(answers) >= 6 * 31


def test_each_act_on_a_letter_answers_everybody_as_the_table_says(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    people = ("inspector", "office_head", "standing", "bureau_a.liaison", "bureau_a.principal", "cdi.liaison")
    answers = answered(browse, on("letter"), people, walk.letter)
    row = kind_of("letter").model.objects.get(ref=walk.letter)
    for (who, key), status in answers.items():
        assert status in due(county.actor(who), ACTS[key], row), (who, key, status)
    assert len(answers) >= 6 * 24


# ---- attachments ----


def test_a_file_is_handed_out_to_be_saved_and_only_to_those_inside(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving()
    client = browse("clerk")
    url = f"/act/letter.enter_paper/{walk.letter}/"
    scan = SimpleUploadedFile("批示.pdf", files.SCAN)
    given = {
        "leader": county.person("standing"),
        "decided_on": date(2026, 3, 2),
        "verdict": "agree",
        "opinion": "同意",
    }
    assert client.post(url, {**given, "scan": scan, **hidden(client, url)}).status_code == 303
    found = re.search(r"/attachments/\w+/", text(client.get(f"/cases/{walk.case}/?tab=documents")))
    assert found is not None
    response = client.get(found[0])
    assert b"".join(response.streaming_content) == files.SCAN  # type: ignore[attr-defined]
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox"
    for outside in ("bureau_a.principal", "cdi.principal", "town_b.liaison"):
        assert browse(outside).get(found[0]).status_code == 404
