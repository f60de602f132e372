"""Forms of acts, made from the act table: one field of the table, one field of the form.

A form shows fields and what is wrong with them; what is right is judged by the gate of the act alone (`acts.gate.given`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from duban.acts.gate.choices import Asking
from duban.acts.gate.given import Unread, rows_given
from duban.acts.gate.spelled import read
from duban.mechanism.lifecycles.types import DIGITS, PLACES, Act, Column, Field, Widget
from duban.shared.actor import Actor
from duban.web.forms.fields import LinesField, NamedBoxes, NamedSelect, RowsColumn, RowsField, rows_sent
from duban.web.forms.fieldviews import LONG_LIST
from duban.web.forms.uploads import UploadField

_FEW = 5
_NOT_KEPT = {Widget.FILE, Widget.SECRET}
_WRITTEN = {Widget.TEXT, Widget.LONG, Widget.LINES, Widget.DATE, Widget.TIME, Widget.NUMBER}


@dataclass
class SentForm:
    """What a form sent: values for the action, and the fields of files with what lies ready in them."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, UploadField] = field(default_factory=dict)
    expect: int | Unread | None = None
    once: str | Unread = ""


def sent(act: Act, actor: Actor, data: Any, files: Any) -> SentForm:
    """What came for the fields of an act, read but not judged; files are taken in, as they may come only once."""
    found = SentForm(expect=_version(data.get("expect", "")), once=data.get("once") or Unread("请重新打开页面。"))
    for spec in act.fields:
        if spec.widget is Widget.FILE:
            found.uploads[spec.name] = upload = _upload(spec, actor, act)
            found.values[spec.name] = _taken_in(upload, data, files)
        elif spec.widget is Widget.TABLE:
            rows = rows_sent(data, spec.name, [column.name for column in spec.columns])
            found.values[spec.name] = read(spec, rows)
        elif spec.widget is Widget.CHOICES:
            found.values[spec.name] = data.getlist(spec.name)
        else:
            found.values[spec.name] = read(spec, data.get(spec.name, ""))
    return found


def typed_in(act: Act, data: Any) -> dict[str, Any]:
    """What was typed and chosen in the form of an act, unread: files and what is secret stay out."""
    found: dict[str, Any] = {}
    for spec in act.fields:
        if spec.widget in _NOT_KEPT or spec.one_tap:
            continue
        if spec.widget is Widget.TABLE:
            found[spec.name] = rows_sent(data, spec.name, [column.name for column in spec.columns])
        else:
            found[spec.name] = data.getlist(spec.name) if spec.widget is Widget.CHOICES else data.get(spec.name, "")
    return found


def in_words(act: Act, typed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was written, with the labels of the fields: to be read where the form itself is not open."""
    written = (spec for spec in act.fields if spec.widget in _WRITTEN)
    return [(spec.label, str(typed[spec.name])) for spec in written if typed.get(spec.name)]


def _taken_in(upload: UploadField, data: Any, files: Any) -> Any:
    try:
        return upload.clean(upload.widget.value_from_datadict(data, files, upload.spec.name))
    except ValidationError as error:
        return Unread("；".join(error.messages))


def _version(text: str) -> int | Unread | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else Unread("请重新打开页面。")


class ActForm(forms.Form):
    """The form of one act: what the table asks for, the version seen and a key against double sending."""

    expect = forms.IntegerField(widget=forms.HiddenInput, required=False)
    once = forms.CharField(widget=forms.HiddenInput)
    error_css_class: ClassVar[str] = "bad-field"

    def __init__(self, act: Act, asking: Asking, *args: Any, came: SentForm | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = came.values if came else {}
        for spec in (one for one in act.fields if not one.one_tap and not asking.already(one.known)):
            ready = came.uploads.get(spec.name) if came else None
            self.fields[spec.name] = ready or field_for(spec, asking)
        self.use_required_attribute = False

    def full_clean(self) -> None:
        """Nothing is judged here."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}

    def tell(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong beside the fields, and what belongs to none above them."""
        for name, message in faults.items():
            self.add_error(name if name in self.fields else None, message)


def field_for(spec: Field, asking: Asking) -> forms.Field:
    """The Django field of one field of the table."""
    if spec.widget is Widget.FILE:
        return _upload(spec, asking.actor, asking.act)
    options = list(asking.offered(spec.choices).items()) if spec.choices else []
    made: forms.Field = _marked(_make(spec, options, asking, _common(spec)), spec)
    return made


def _upload(spec: Field, actor: Actor, act: Act) -> UploadField:
    made: UploadField = _marked(UploadField(spec, actor=actor, act=act.key, **_common(spec)), spec)
    return made


def _marked(made: Any, spec: Field) -> Any:
    made.show_when, made.clause, made.likened = spec.show_when, spec.clause, spec.likened
    return made


def _common(spec: Field) -> dict[str, Any]:
    return {"label": spec.label, "help_text": spec.hint, "required": spec.required and not spec.show_when}


def _make(spec: Field, options: list[tuple[str, str]], asking: Asking, common: dict[str, Any]) -> forms.Field:
    match spec.widget:
        case Widget.LONG:
            return forms.CharField(widget=forms.Textarea, max_length=spec.limit, **common)
        case Widget.LINES:
            return LinesField(**common)
        case Widget.DATE:
            return forms.DateField(widget=forms.DateInput, **common)
        case Widget.TIME:
            return forms.DateTimeField(widget=forms.DateTimeInput, **common)
        case Widget.NUMBER:
            return _number(spec, common)
        case Widget.CHOICE:
            return _choice(options, common)
        case Widget.CHOICES:
            boxes = NamedBoxes if len(options) > LONG_LIST else forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=options, widget=boxes, **common)
        case Widget.YES:
            return forms.BooleanField(**{**common, "required": False})
        case Widget.SECRET:
            hidden = forms.PasswordInput(attrs={"autocomplete": "new-password"})
            return forms.CharField(widget=hidden, max_length=spec.limit, strip=False, **common)
        case Widget.TABLE:
            return _rows(spec, asking, common)
        case _:
            return forms.CharField(max_length=spec.limit, **common)


def _number(spec: Field, common: dict[str, Any]) -> forms.Field:
    if spec.integer:
        return forms.IntegerField(min_value=spec.least, max_value=spec.most, **common)
    return forms.DecimalField(min_value=0, max_digits=DIGITS, decimal_places=PLACES, **common)


def _choice(options: list[tuple[str, str]], common: dict[str, Any]) -> forms.Field:
    if len(options) == 1 and common["required"]:
        common = {**common, "initial": options[0][0]}
    if len(options) <= _FEW and all(len(label) <= 12 for _, label in options):
        made = forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        made.look = "segments"  # type: ignore[attr-defined]
        return made
    if len(options) <= _FEW:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
    listed = NamedSelect if len(options) > LONG_LIST else forms.Select
    return forms.ChoiceField(choices=[("", "请选择"), *options], widget=listed, **common)


def _rows(spec: Field, asking: Asking, common: dict[str, Any]) -> RowsField:
    def judge(rows: Sequence[Mapping[str, Any]]) -> Mapping[tuple[int, str], str]:
        return rows_given(spec.columns, read(spec, rows), asking.options)[1]

    columns = [_column(column, asking) for column in spec.columns]
    return RowsField(columns, judge=judge, limit=spec.most_rows, **common)


def _column(column: Column, asking: Asking) -> RowsColumn:
    if column.widget is Widget.CHOICE:
        options = [("", "请选择"), *asking.offered(column.choices).items()]
        made: forms.Field = forms.ChoiceField(choices=options, required=column.required)
    else:
        spec = Field(column.name, column.label, column.widget, required=column.required, limit=column.limit)
        made = field_for(spec, asking)
    return RowsColumn(column.name, column.label, made)
