"""Forms of acts, made from the act table: one field of the table, one field of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.lifecycles.types import Column as TableColumn
from duban.web.choices import Asking, Options, options_of
from duban.web.fields import Column, LinesField, RowsField
from duban.web.uploads import UploadField

_FEW = 5


class ActForm(forms.Form):
    """The form of one act: what the table asks for, the version seen and a key against double sending."""

    expect = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    error_css_class: ClassVar[str] = "bad-fld"

    def __init__(self, act: Act, asking: Asking, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        for spec in act.fields:
            self.fields[spec.name] = field_for(spec, asking, act.key)
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Ask for what is required under the condition that shows it, and drop what is not shown."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for spec in self.act.fields:
            if not spec.show_when:
                continue
            if not shown(spec, cleaned):
                cleaned[spec.name] = (
                    self.fields[spec.name].initial if spec.widget is Widget.YES else _empty(spec)
                )
                self.errors.pop(spec.name, None)
            elif spec.required and cleaned.get(spec.name) in (None, "", []) and spec.name not in self.errors:
                self.add_error(spec.name, "请选择。" if spec.choices else "请填写。")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the action takes: the cleaned fields of the table."""
        return {spec.name: _given(spec, self.cleaned_data.get(spec.name)) for spec in self.act.fields}


def _given(spec: Field, value: Any) -> Any:
    if (
        spec.widget is Widget.NUMBER
        and value is not None
        and value == value.to_integral_value()
        and spec.name in _WHOLE
    ):
        return int(value)
    return _empty(spec) if value is None and spec.widget not in _NULLABLE else value


_WHOLE = {"cycle_days", "feedback_days", "copies_printed"}
_NULLABLE = {Widget.NUMBER, Widget.DATE, Widget.TIME, Widget.FILE}


def _empty(spec: Field) -> Any:
    if spec.widget in (Widget.CHOICES, Widget.LINES, Widget.TABLE):
        return []
    if spec.widget is Widget.YES:
        return False
    return None if spec.widget in _NULLABLE else ""


def shown(spec: Field, values: Mapping[str, Any]) -> bool:
    """Whether a field that hangs on another one is shown for these values."""
    name, _, wanted = spec.show_when.partition("=")
    value = values.get(name)
    now = "on" if value is True else str(value or "")
    return now in wanted.split("|")


def field_for(spec: Field, asking: Asking, act: str = "") -> forms.Field:
    """The Django field of one field of the table."""
    required = spec.required and not spec.show_when
    common: dict[str, Any] = {"label": spec.label, "help_text": spec.hint, "required": required}
    if spec.widget is Widget.FILE:
        made: forms.Field = UploadField(spec, actor=asking.actor, act=act, **common)
    else:
        made = _make(spec, options_of(spec.choices, asking) if spec.choices else [], asking, common)
    made.show_when = spec.show_when  # type: ignore[attr-defined]
    made.clause = spec.clause  # type: ignore[attr-defined]
    return made


def _make(spec: Field, options: Options, asking: Asking, common: dict[str, Any]) -> forms.Field:
    match spec.widget:
        case Widget.LONG:
            return forms.CharField(widget=forms.Textarea, max_length=spec.limit, **common)
        case Widget.LINES:
            return LinesField(**common)
        case Widget.DATE:
            return forms.DateField(
                widget=forms.DateInput,
                error_messages={"invalid": "没有这一天，请按 2026-11-23 的样子填。"},
                **common,
            )
        case Widget.TIME:
            return forms.DateTimeField(
                widget=forms.DateTimeInput,
                error_messages={"invalid": "没有这个时间，请按 2026-11-23 09:30 的样子填。"},
                input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
                **common,
            )
        case Widget.NUMBER:
            return forms.DecimalField(min_value=0, max_digits=16, decimal_places=4, **common)
        case Widget.CHOICE:
            return _choice(options, common)
        case Widget.CHOICES:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case Widget.YES:
            return forms.BooleanField(**{**common, "required": False})
        case Widget.SECRET:
            hidden = forms.PasswordInput(attrs={"autocomplete": "new-password"})
            return forms.CharField(widget=hidden, max_length=spec.limit, strip=False, **common)
        case Widget.TABLE:
            return RowsField([_column(column, asking) for column in spec.columns], **common)
        case _:
            return forms.CharField(max_length=spec.limit, **common)


def _choice(options: Options, common: dict[str, Any]) -> forms.Field:
    if len(options) == 1 and common["required"]:
        common = {**common, "initial": options[0][0]}
    if len(options) <= _FEW and all(len(label) <= 12 for _, label in options):
        made = forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        made.look = "seg"  # type: ignore[attr-defined]
        return made
    if len(options) <= _FEW:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
    return forms.ChoiceField(choices=[("", "请选择"), *options], **common)


def _column(column: TableColumn, asking: Asking) -> Column:
    spec = Field(column.name, column.label, column.widget, required=column.required, choices=column.choices)
    field = field_for(spec, asking)
    if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.RadioSelect):
        field = forms.ChoiceField(
            choices=[("", "请选择"), *options_of(column.choices, asking)], required=column.required
        )
    return Column(column.name, column.label, field)
