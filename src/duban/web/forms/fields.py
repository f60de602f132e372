"""Form fields that Django does not have: several rows of a few columns in one form, and lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from duban.mechanism.words.named import names_in
from duban.shared.text.readings import spoken

_INPUT_TYPES = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


def native(widget: forms.Widget) -> forms.Widget:
    """The widget as the browser's own picker of dates and times, with the format that picker understands."""
    for kind, input_type, form in _INPUT_TYPES:
        if isinstance(widget, kind):
            widget.input_type, widget.format = input_type, form
            break
    return widget


class NamedSelect(forms.Select):
    """A list from which one chooses; each option knows the initials of its name, for whoever types these."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with the initials that its name may have."""
        return _with_initials(super().create_option(name, value, label, *args, **kwargs))


class NamedBoxes(forms.CheckboxSelectMultiple):
    """The same where one chooses several."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The box with the initials that its name may have."""
        return _with_initials(super().create_option(name, value, label, *args, **kwargs))


def _with_initials(option: dict[str, Any]) -> dict[str, Any]:
    """With the initials of its name; what is named in marks (0041) is said by the county, and is found by its word alone."""
    name = str(option["label"]).partition("（")[0]
    letters = spoken(name) if option["value"] and not names_in(name.encode()) else ""
    return {**option, "attrs": {**option["attrs"], **({"data-initials": letters} if letters else {})}}


def said(error: ValidationError, field: forms.Field) -> list[str]:
    """The messages of an error; the framework's own word for a missing value becomes 请填写 or 请选择."""
    if (
        getattr(error, "code", "") == "required"
        and error.message == forms.Field.default_error_messages["required"]
    ):
        chosen = isinstance(field, forms.ChoiceField | forms.BooleanField | forms.FileField)
        return ["请选择。" if chosen else "请填写。"]
    return [str(message) for message in error.messages]


@dataclass(frozen=True)
class RowsColumn:
    """One column of a `RowsField`. No checkboxes and files: each row must send each column once."""

    name: str
    label: str
    field: forms.Field


class RowsWidget(forms.Widget):
    """Repeated rows; column `c` of field `f` is sent as `f.c`, once a row."""

    def __init__(self, columns: Sequence[RowsColumn], start: int, limit: int) -> None:
        super().__init__()
        self.columns, self.start, self.limit = tuple(columns), start, limit

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        """The rows that hold anything."""
        return rows_sent(data, name, [column.name for column in self.columns])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the columns was sent."""
        return not any(f"{name}.{column.name}" in data for column in self.columns)

    def id_for_label(self, id_: str) -> str:
        """A group has no label of its own."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The rows with a template for further ones."""
        errors = (attrs or {}).get("cell_errors") or {}
        rows = list(value or ())
        blanks = max(self.start - len(rows), 1 if errors else 0)
        numbered = [*rows, *({} for _ in range(blanks))]
        id_ = (attrs or {}).get("id") or f"id_{name}"
        return render_to_string(
            "components/rows.html",
            {
                "rows": [self._cells(name, id_, str(i), row, errors, i) for i, row in enumerate(numbered)],
                "blank": self._cells(name, id_, "__prefix__", {}, {}, -1),
                "limit": self.limit,
                "one": len(self.columns) == 1,
                "label": (attrs or {}).get("label", "行"),
            },
        )

    def _cells(
        self, name: str, id_: str, mark: str, row: Mapping[str, Any], errors: Mapping[Any, str], index: int
    ) -> list[dict[str, Any]]:
        return [
            self._cell(
                column,
                f"{name}.{column.name}",
                f"{id_}_{mark}_{column.name}",
                row,
                errors.get((index, column.name), ""),
            )
            for column in self.columns
        ]

    def _cell(
        self, column: RowsColumn, name: str, id_: str, row: Mapping[str, Any], error: str
    ) -> dict[str, Any]:
        widget = native(column.field.widget)
        css = "form-select" if isinstance(widget, forms.Select) else "form-control"
        attrs: dict[str, Any] = {"id": id_, "class": f"{css} form-control-sm"}
        if isinstance(widget, forms.Textarea):
            attrs |= {"rows": 2, "maxlength": False}
        if error:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{id_}_error"}
        value = column.field.prepare_value(row.get(column.name, column.field.initial))
        kind = getattr(widget, "input_type", "")
        return {
            "id": id_,
            "label": column.label,
            "required": column.field.required,
            "html": widget.render(name, value, attrs),
            "error": error,
            "css": "date" if kind == "date" else "number" if kind == "number" else "",
        }


def _list(data: Any, name: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name, [])
    return list(value) if isinstance(value, list | tuple) else [value]


def rows_sent(data: Any, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a field that hold anything, as they were sent."""
    lists = [_list(data, f"{name}.{column}") for column in columns]
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip_longest(*lists, fillvalue=""))
    return [row for row in rows if any(str(cell).strip() for cell in row.values())]


class RowsField(forms.Field):
    """Several rows of a few columns. `judge` says what is wrong with rows as they were sent, by row and column."""

    def __init__(
        self,
        columns: Sequence[RowsColumn],
        *,
        judge: Callable[[Sequence[Mapping[str, Any]]], Mapping[tuple[int, str], str]],
        limit: int,
        start: int = 1,
        **options: Any,
    ) -> None:
        self.columns, self.cell_errors = tuple(columns), judge
        super().__init__(widget=RowsWidget(columns, start, limit), **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the rows differ from those the form opened with."""
        return list(initial or ()) != list(data or ())


class LinesField(forms.CharField):
    """A list of short texts typed one to a line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value
