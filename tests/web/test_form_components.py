"""How forms are shown: labels, hints, faults beside the field, what was typed, rows. No database."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.template import Context, Template

from duban.mechanism.clauses import cite
from duban.web.forms.fields import LinesField, RowsColumn, RowsField

TODAY = datetime.date(2026, 11, 23)


def show(source: str, /, **context: Any) -> str:
    return Template("{% load duban %}" + source).render(Context(context))


class Sample(forms.Form):
    fieldsets = (("基本情况", ["title", "source"]), ("时限", ["due"]))
    title = forms.CharField(label="事项名称", max_length=10, help_text="一事一单。")
    source = forms.ChoiceField(label="来源", choices=[("a", "会议"), ("b", "批示")], widget=forms.RadioSelect)
    words = forms.CharField(label="批示原文", widget=forms.Textarea, max_length=20, required=False)
    due = forms.DateField(label="完成时限")
    words.show_when = "source=b"  # type: ignore[attr-defined]
    source.look = "segments"  # type: ignore[attr-defined]
    source.clause = "2.1"  # type: ignore[attr-defined]


def test_each_field_has_label_and_hint_tied_to_it() -> None:
    html = show("{% form_fields form %}", form=Sample())
    assert '<label for="id_title">事项名称' in html
    assert 'id="id_title_hint">一事一单。' in html
    assert 'aria-describedby="id_title_hint"' in html
    assert "<legend>基本情况</legend>" in html
    assert cite("2.1") in html


def test_a_faulty_form_lists_its_faults_with_links_and_keeps_what_was_typed() -> None:
    html = show("{% form_fields form %}", form=Sample(QueryDict("title=圩镇雨污分流管网建设工程&words=原话")))
    assert "请改这 3 处" in html
    assert 'href="#id_title"' in html
    assert 'href="#id_source_0"' in html
    assert 'href="#id_due"' in html
    assert 'value="圩镇雨污分流管网建设工程"' in html
    assert "原话</textarea>" in html
    assert 'aria-describedby="id_title_hint id_title_error"' in html
    assert "data-bound" in html


def test_a_missing_value_is_asked_for_plainly() -> None:
    html = show("{% form_fields form %}", form=Sample(QueryDict("title=x")))
    assert "完成时限：请填写。" in html
    assert "来源：请选择。" in html


def test_a_fresh_form_shows_no_faults() -> None:
    html = show("{% form_fields form %}", form=Sample())
    assert 'class="errors"' not in html
    assert "data-bound" not in html


def test_dates_use_the_browsers_picker_in_its_own_format() -> None:
    html = show("{% form_fields form %}", form=Sample(initial={"due": TODAY}))
    assert re.search(r'<input type="date" name="due" value="2026-11-23"', html)


def test_a_long_text_is_counted_and_never_cut_by_the_browser() -> None:
    html = show("{% form_fields form %}", form=Sample())
    area = re.search(r"<textarea[^>]*>", html)
    assert area is not None
    assert 'data-count="20"' in area[0]
    assert "maxlength" not in area[0]


def test_a_condition_follows_the_prefix_of_its_form() -> None:
    assert 'data-show-when="source=b"' in show("{% form_fields form %}", form=Sample())
    assert 'data-show-when="m-source=b"' in show("{% form_fields form %}", form=Sample(prefix="m"))


class Choices(forms.Form):
    copies = forms.MultipleChoiceField(
        label="抄送", choices=[(n, f"第 {n} 局") for n in range(20)], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="已核对原件")


def test_a_long_list_of_boxes_can_be_narrowed() -> None:
    html = show("{% form_fields form %}", form=Choices())
    assert 'data-narrow="id_copies_list"' in html
    assert html.count('type="checkbox"') == 21


class Plan(forms.Form):
    steps = RowsField(
        [RowsColumn("title", "节点", forms.CharField()), RowsColumn("due_on", "到期", forms.DateField())],
        judge=lambda rows: {(1, "due_on"): "没有这一天。"},
        label="节点",
        limit=3,
    )
    goals = LinesField(label="整改事项")

    def full_clean(self) -> None:
        """What is wrong is told from outside."""
        self._errors, self.cleaned_data = ErrorDict(), {}


def plan(titles: list[str], days: list[str], goals: str = "完成开挖") -> Plan:
    data = QueryDict(mutable=True)
    data.setlist("steps.title", titles)
    data.setlist("steps.due_on", days)
    data["goals"] = goals
    return Plan(data)


def test_a_faulty_row_is_named_by_number_and_column_and_kept() -> None:
    form = plan(["开工", "完工"], ["2026-12-01", "2026-02-30"])
    form.add_error("steps", "第 2 行“到期”：没有这一天。")
    html = show("{% form_fields form %}", form=form)
    assert "第 2 行“到期”：" in form.errors["steps"][0]
    assert 'href="#id_steps_1_due_on"' in html
    assert 'value="完工"' in html
    assert 'value="2026-02-30"' in html


def test_rows_carry_a_template_for_further_ones() -> None:
    html = show("{% form_fields form %}", form=Plan())
    assert "data-rows" in html
    assert html.count("data-row>") == 2
    assert "id_steps___prefix___title" in html


def test_a_formset_is_shown_as_rows_with_its_counter() -> None:
    formset = forms.formset_factory(Choices, extra=1)(prefix="c")
    html = show("{% form_rows fs '项' %}", fs=formset)
    assert 'name="c-TOTAL_FORMS"' in html
    assert "加一项" in html
