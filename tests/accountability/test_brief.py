"""What is known of an inquiry that one does not read: relations to whoever is asked, stage and result to main leaders."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from duban.accountability.facts import Dossier
from duban.accountability.models import Declaration
from duban.accountability.selectors.inquiry_page.brief import inquiry_brief
from duban.accountability.selectors.inquiry_page.inquiry import inquiry_view
from duban.accountability.selectors.lists import InquiryFilter, RulingFilter, inquiries, rulings
from duban.acts.gate.choices import Asking
from duban.acts.models import Obligation
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.act_page.before_form import open_act
from duban.mechanism.lifecycles import act_named
from duban.shared.errors import NotFound, Unmet
from duban.web.forms.actforms import ActForm
from tests.accountability.steps import (
    FACTS,
    Trial,
    accepted,
    effective,
    examined,
    said,
    served,
    transferred,
)
from tests.personas import County
from tests.story import do, missing

WHY = "与该单位主要领导系姻亲。"
ANSWER = "婚姻关系已解除五年。"


def asked_to_recuse(county: County, who: str = "office_head") -> Trial:
    """The unit asks that somebody be recused who handles the case."""
    trial = served(county)
    do(county.bureau_a.liaison, "hearing.request_recusal", ref=trial.hearing().ref, person=county.person(who), reason=WHY)
    return trial


def page(county: County, who: str, trial: Trial, key: str = "") -> str:
    """The page of the inquiry, or of an act on it, as somebody gets it."""
    client = Client()
    client.force_login(county.account(who))
    at = reverse("act", args=[key, trial.ref]) if key else reverse("inquiry", args=[trial.ref])
    answer = client.get(at)
    assert answer.status_code == 200
    return answer.content.decode()


# 回避


@pytest.mark.clause("5.0")
def test_who_decides_on_a_relation_reads_whose_it_is_who_asked_why_and_the_answer_and_no_evidence(county: County) -> None:
    trial = asked_to_recuse(county)
    said(trial, "说明原文在此。")
    do(county.office_head, "inquiry.answer_relation", ref=trial.ref, text=ANSWER)
    with pytest.raises(NotFound):
        inquiry_view(actor=county.secretary, ref=trial.ref)
    for text in (page(county, "secretary", trial), page(county, "secretary", trial, "inquiry.decide_recusal")):
        assert all(words in text for words in (WHY, ANSWER, trial.row.title, "单位", "主任"))
        principal = county.actor("bureau_a.principal").name
        assert principal in text
        assert not [words for words in (*FACTS, "说明原文在此", "灾情报告", "三百户") if words in text]
    row = Declaration.objects.get(related=True)
    do(county.secretary, "inquiry.decide_recusal", ref=trial.ref, declaration=str(row.pk), verdict="continues",
       opinion="不影响公正。", replacement="")  # fmt: skip
    assert "不影响公正" in page(county, "secretary", trial)
    assert not Obligation.objects.filter(act__in=("inquiry.decide_recusal", "inquiry.answer_relation"), outcome="open").exists()


@pytest.mark.clause("5.0")
def test_only_the_one_concerned_answers_and_once(county: County) -> None:
    trial = asked_to_recuse(county, "checker")
    assert {duty.person_id for duty in trial.owed("inquiry.answer_relation")} == {county.persons["checker"]}
    with pytest.raises(Unmet):
        do(county.inspector, "inquiry.answer_relation", ref=trial.ref, text="不是我的事。")
    do(county.checker, "inquiry.answer_relation", ref=trial.ref, text=ANSWER)
    with pytest.raises(Unmet):
        do(county.checker, "inquiry.answer_relation", ref=trial.ref, text="再说一遍。")
    assert trial.owed("inquiry.answer_relation") == []


@pytest.mark.clause("5.0")
def test_a_veiled_reader_does_nothing_on_the_case_but_what_is_asked(county: County) -> None:
    trial = asked_to_recuse(county)
    for key in ("inquiry.approve", "inquiry.refer", "inquiry.disapprove"):
        with pytest.raises(NotFound):
            open_act(actor=county.secretary, key=key, ref=trial.ref)
    with pytest.raises(NotFound):
        open_act(actor=county.office_head, key="inquiry.close", ref=trial.ref)


@pytest.mark.clause("5.0")
def test_relations_are_declared_once_a_case_and_again_when_a_person_is_named(county: County) -> None:
    trial = examined(county)
    free = {"recusal": ""}
    assert _known(county, trial)
    with county.on("2026-03-03"):
        items = sorted({row.clause for row in Dossier(trial.row).grounds})
        trial.by("name_person", "inspector2", person=county.person("bureau_a.deputy"), role="deputy", leading="yes",
                 authority="county", grounds=items)  # fmt: skip
        assert not _known(county, trial)
    with county.on("2026-03-04"), pytest.raises(Unmet) as again:
        trial.by("add_facts", facts=["又一事实。"], **free)
    assert "办理人没有应当回避的关系" in missing(again.value)
    with county.on("2026-03-04"):
        trial.by("add_facts", facts=["又一事实。"])
        assert _known(county, trial)
        trial.by("serve", **free)
        count = Declaration.objects.filter(inquiry=trial.row, person_id=county.persons["inspector"]).count()
        trial.by("add_facts", facts=["再一事实。"], **free)
    assert Declaration.objects.filter(inquiry=trial.row, person_id=county.persons["inspector"]).count() == count


def _known(county: County, trial: Trial) -> bool:
    """Whether the form of the inspector does not ask for the declaration again."""
    act = act_named("inquiry.add_facts")
    return "recusal" not in ActForm(act, Asking(county.inspector, act, trial.ref)).fields


# 主要领导


@pytest.mark.clause("6.4")
def test_main_leaders_know_number_unit_article_stage_and_result_of_what_was_moved_on_and_nothing_else(county: County) -> None:
    trial = effective(county)
    with county.on("2026-04-16"):
        do(county.actor("cdi.deputy"), "inquiry.set_status", ref=trial.ref, status="审理")
        for who in ("secretary", "magistrate"):
            (row,) = inquiries(actor=county.actor(who), where=InquiryFilter()).page.rows
            assert (row.title, row.procedure, row.unit, row.items) == ("", "", "自然资源局", ("五（四）",))
            assert row.number and row.state_label == "两家办理中" and row.results[0].endswith("：通报")
            assert [one.number for one in rulings(actor=county.actor(who), where=RulingFilter()).page.rows] == ["X纪〔2026〕8号"]
            text = page(county, who, trial)
            assert "五（四）" in text and "通报" in text and "审理" not in text
        found = InquiryFilter(text=trial.row.title[:4])
        assert inquiries(actor=county.magistrate, where=found).page.total == 0
        assert inquiries(actor=county.inspector, where=found).page.total == 1
        assert FACTS[0] in page(county, "secretary", trial)
        assert FACTS[0] not in page(county, "magistrate", trial)


@pytest.mark.clause("6.4")
def test_before_it_is_moved_on_no_leader_knows_of_it_but_the_one_who_is_asked(county: County) -> None:
    trial = served(county)
    for who in ("secretary", "magistrate", "vice"):
        assert not visible_rows(county.actor(who), "inquiry").exists()
        with pytest.raises(NotFound):
            inquiry_brief(actor=county.actor(who), ref=trial.ref)


@pytest.mark.clause("5.0", "6.4")
@pytest.mark.parametrize("who", ["magistrate", "inspector2", "cdi.handler"])
def test_whoever_is_named_or_recused_sees_nothing(county: County, who: str) -> None:
    trial = accepted(county)
    assert visible_rows(county.actor(who), "inquiry").exists()
    Declaration.objects.create(
        jurisdiction_id=county.jurisdiction_id, case=trial.row.case, inquiry=trial.row, person_id=county.persons[who],
        name="", step="inquiry.declare_relation", related=True, raised_by="", at=trial.row.created_at, verdict="recused",
    )  # fmt: skip
    for kind in ("inquiry", "hearing", "case", "relation", "considered"):
        assert not visible_rows(county.actor(who), kind).filter(
            **({"pk": trial.row.case_id} if kind == "case" else {})
        ).exists(), kind
    assert not visible_rows(county.actor(who), "duty").filter(case_id=trial.row.case_id).exists()
    assert not visible_rows(county.actor(who), "entry").filter(case_id=trial.row.case_id).exists()


@pytest.mark.clause("6.4")
def test_a_case_that_came_back_shows_the_leader_the_papers_as_they_stood(county: County) -> None:
    trial = transferred(county)
    with county.on("2026-03-12"):
        do(county.actor("cdi.liaison"), "inquiry.receive", ref=trial.ref)
        trial.by("return", "cdi.deputy", reason="补充核实。")
        trial.by("add_facts", facts=["退回以后增列的事实。"])
    with pytest.raises(NotFound):
        inquiry_view(actor=county.secretary, ref=trial.ref)
    text = page(county, "secretary", trial)
    assert FACTS[0] in text and "退回以后增列的事实" not in text
