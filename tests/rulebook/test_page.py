"""机制: the county's words whole and in order, each clause beside its parameters and questions."""

from __future__ import annotations

import pytest

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.reading import cut
from duban.mechanism.parameters import default_pack
from duban.rulebook.actions.notices import adopt_notice
from duban.rulebook.selectors import notice_view, notices
from duban.shared.errors import NotFound
from tests.personas import County, notice_text
from tests.rulebook.test_notices import FACTS, Upload, stricter


@pytest.mark.clause("0.1", "0.2")
def test_the_words_are_whole_and_in_their_order(county: County) -> None:
    view = notice_view(actor=county.town_a.liaison)
    shown = "".join(paragraph.text for section in view.sections for paragraph in section.paragraphs)
    text = cut(notice_text().decode())
    assert "".join(shown.split()) == "".join("".join(section.text for section in text.sections).split())
    assert [section.number for section in view.sections] == ["前言", *"一二三四五六七八九"]


@pytest.mark.clause("0.1", "1.1")
def test_each_clause_stands_on_its_words(county: County) -> None:
    view = notice_view(actor=county.inspector)
    marked = {
        clause: "".join(s.text for p in section.paragraphs for s in p.segments if clause in s.clauses)
        for section in view.sections
        for clause in (each.id for each in section.clauses)
    }
    assert set(marked) == set(CLAUSES)
    for section in view.sections:
        for clause in section.clauses:
            assert "".join(marked[clause.id].split()) == clause.words


@pytest.mark.clause("9")
def test_each_parameter_says_value_source_and_question(county: County) -> None:
    view = notice_view(actor=county.inspector)
    clause = next(each for section in view.sections for each in section.clauses if each.id == "9")
    until = next(use for use in clause.parameters if use.key == "effective_to")
    assert until.text == "2027年1月4日"
    assert "X委办字〔2026〕3号" in until.source
    assert until.question == "A40"
    assert view.trial.allowed
    answered = {question.id: question for question in view.questions}
    assert list(answered) == [question.id for question in default_pack().questions]
    assert answered["A40"].answer


def test_a_draft_is_listed_for_those_who_enter_and_confirm(county: County) -> None:
    ref = adopt_notice(actor=county.inspector, file=Upload("通知.txt", stricter()), **FACTS).ref  # type: ignore[arg-type]
    line = notices(actor=county.office_head)[0]
    assert (line.ref, line.state_label) == (ref, "待确认")
    assert [act.key for act in line.acts] == ["notice.confirm", "notice.discard"]
    assert ref not in [line.ref for line in notices(actor=county.town_a.principal)]
    with pytest.raises(NotFound):
        notice_view(actor=county.office_head, ref=ref)


def test_the_neighbours_notice_is_not_shown(county: County, other_county: County) -> None:
    assert len(notices(actor=county.registrar)) == 1
    assert "YY县" not in notice_view(actor=county.registrar).issuer
