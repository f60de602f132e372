"""A Django form as it is shown: what stands beside each field, worked out once and kept out of templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString

from duban.web.display import clause_tags
from duban.web.forms.fields import RowsField, native, said
from duban.web.forms.uploads import UploadField

LONG_LIST = 12
_LOOKS = ("segments", "pick")


@dataclass(frozen=True)
class FieldView:
    """One field with everything around it. `group` fields are fieldsets with a legend instead of a label."""

    id: str
    kind: str
    label: str
    html: SafeString | str
    hint: str = ""
    errors: tuple[str, ...] = ()
    required: bool = False
    group: bool = False
    show_when: str = ""
    clause: SafeString | str = ""
    suffix: str = ""
    look: str = ""
    count: int = 0
    narrow: str = ""
    options: tuple[dict[str, Any], ...] = field(default=())
    target: str = ""
    day: bool = False
    condition: str = ""
    likened: bool = False

    @property
    def described(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        return _described(self.id, bool(self.hint), bool(self.errors))


def _described(id_: str, hint: bool, error: bool) -> str:
    return " ".join(part for part, wanted in ((f"{id_}_hint", hint), (f"{id_}_error", error)) if wanted)


def form_view(form: forms.BaseForm) -> dict[str, Any]:
    """What components/form.html needs: groups of fields, hidden inputs and the error summary."""
    views = {bound.name: field_view(bound) for bound in form.visible_fields()}
    groups, left = [], dict(views)
    for legend, names in getattr(form, "fieldsets", ()):
        groups.append({"legend": legend, "fields": [left.pop(name) for name in names if name in left]})
    if left:
        groups.append({"legend": "", "fields": list(left.values())})
    hidden_errors = [f"{bound.label}：{error}" for bound in form.hidden_fields() for error in bound.errors]
    form_errors = [*form.non_field_errors(), *hidden_errors]
    field_errors = [(v.target or v.id, v.label, error) for v in views.values() for error in v.errors]
    return {
        "groups": groups,
        "hidden": form.hidden_fields(),
        "bound": form.is_bound,
        "mixed": len({view.required for view in views.values()}) == 2,
        "form_errors": form_errors,
        "field_errors": field_errors,
        "fault_count": len(form_errors) + len(field_errors),
    }


def rows_view(formset: Any) -> dict[str, Any]:
    """What components/formset.html needs: the rows of a formset and the blank one for further rows."""

    def row(form: forms.BaseForm) -> dict[str, Any]:
        fields = [field_view(bound) for bound in form.visible_fields() if bound.name != "DELETE"]
        flag = form["DELETE"] if "DELETE" in form.fields else None
        return {"fields": fields, "hidden": form.hidden_fields(), "delete": flag}

    return {
        "management": formset.management_form,
        "rows": [row(form) for form in formset.forms],
        "blank": row(formset.empty_form),
        "errors": formset.non_form_errors(),
        "max": formset.max_num,
    }


def field_view(bound: BoundField) -> FieldView:
    """One bound field; the widget decides the kind, attributes of the field decide the rest.

    A form may set on a field: look (segments, pick), icons, show_when, clause, suffix.
    """
    this, widget = bound.field, native(bound.field.widget)
    errors = tuple(text for error in bound.errors.as_data() for text in said(error, this))
    hint = str(bound.help_text or "")
    id_ = bound.auto_id or bound.html_name
    common: dict[str, Any] = {
        "id": id_,
        "label": str(bound.label),
        "hint": hint,
        "errors": errors,
        "required": this.required and not isinstance(widget, forms.CheckboxInput),
        "show_when": _show_when(bound),
        "condition": _condition(bound),
        "clause": clause_tags(getattr(this, "clause", "")),
        "suffix": getattr(this, "suffix", ""),
    }
    if isinstance(this, UploadField):
        described = _described(id_, bool(hint), bool(errors)) or False
        return FieldView(kind="upload", html=bound.as_widget(attrs={"aria-describedby": described}), **common)
    if isinstance(this, RowsField):
        return _rows(this, bound, common)
    if isinstance(widget, forms.RadioSelect):
        return _options(bound, common)
    if isinstance(widget, forms.CheckboxInput):
        attrs = {
            "class": "form-check-input",
            "aria-describedby": _described(id_, bool(hint), bool(errors)) or False,
        }
        return FieldView(kind="check", html=bound.as_widget(attrs=attrs), **common)
    return _control(bound, common)


def _control(bound: BoundField, common: dict[str, Any]) -> FieldView:
    widget, id_ = bound.field.widget, common["id"]
    kind = (
        "select"
        if isinstance(widget, forms.Select)
        else "area"
        if isinstance(widget, forms.Textarea)
        else "input"
    )
    own = str(widget.attrs.get("class", ""))
    attrs: dict[str, Any] = {
        "class": f"{'form-select' if kind == 'select' else 'form-control'} {own}".strip()
    }
    attrs["aria-describedby"] = _described(id_, bool(common["hint"]), bool(common["errors"])) or False
    day = isinstance(widget, forms.DateInput)
    if day:
        attrs |= {"hx-get": reverse("day"), "hx-trigger": "focus once, change", "hx-target": f"#{id_}_day"}
        attrs |= {"hx-swap": "innerHTML"}
    likened = getattr(bound.field, "likened", False)
    if likened:
        attrs |= {"hx-get": reverse("alike"), "hx-trigger": "load, input changed delay:600ms", "hx-sync": "this:replace"}
        attrs |= {"hx-target": f"#{id_}_alike", "hx-select": "#alike", "hx-swap": "innerHTML"}
    limit = getattr(bound.field, "max_length", None) or 0
    count = limit if kind == "area" else 0
    if count:
        attrs |= {"maxlength": False, "data-count": count}
        attrs["aria-describedby"] = f"{attrs['aria-describedby'] or ''} {id_}_count".strip()
    if kind == "area":
        attrs["rows"] = widget.attrs.get("rows") if str(widget.attrs.get("rows")) != "10" else 4
    long = (
        kind == "select"
        and not getattr(widget, "allow_multiple_selected", False)
        and _size(widget) > LONG_LIST
    )
    return FieldView(
        kind=kind, html=bound.as_widget(attrs=attrs), count=count, narrow=id_ if long else "", day=day,
        likened=likened, **common
    )


def _size(widget: Any) -> int:
    return sum(len(option[1]) if isinstance(option[1], list | tuple) else 1 for option in widget.choices)


def _options(bound: BoundField, common: dict[str, Any]) -> FieldView:
    widget = bound.field.widget
    radios = not isinstance(widget, forms.CheckboxSelectMultiple)  # which Django derives from RadioSelect
    asked = getattr(bound.field, "look", "")
    look = asked if radios and asked in _LOOKS else ""
    if not look:
        widget.attrs["class"] = "form-check-input"
    icons = getattr(bound.field, "icons", {})
    options = tuple(
        {
            "tag": option.tag(),
            "label": option.choice_label,
            "id": option.id_for_label,
            "icon": icons.get(str(option.data["value"]), ""),
        }
        for option in bound.subwidgets
        if not (radios and str(option.data["value"]) == "" and bound.field.required)
    )
    long = not radios and len(options) > LONG_LIST
    return FieldView(
        kind="radios" if radios else "checks",
        html="",
        group=True,
        look=look,
        options=options,
        narrow=f"{common['id']}_list" if long else "",
        target=options[0]["id"] if options else "",
        **common,
    )


def _rows(this: RowsField, bound: BoundField, common: dict[str, Any]) -> FieldView:
    faults = this.cell_errors(list(bound.value() or ())) if common["errors"] else {}
    html = this.widget.render(
        bound.html_name, bound.value(), {"id": common["id"], "cell_errors": faults, "label": common["label"]}
    )
    first = next(iter(faults), (0, this.columns[0].name))
    return FieldView(
        kind="rows", html=html, group=True, target=f"{common['id']}_{first[0]}_{first[1]}", **common
    )


def _show_when(bound: BoundField) -> str:
    rule = getattr(bound.field, "show_when", "")
    form = bound.form
    parts = ([text.strip() for text in part.split("=", 1)] for part in rule.split(";") if "=" in part)
    return ";".join(
        f"{form.add_prefix(name) if name in form.fields else name}={values}" for name, values in parts
    )


def _condition(bound: BoundField) -> str:
    """When a field is to be filled in, in words: what a browser without script shows in place of hiding it."""
    form, parts = bound.form, []
    for part in filter(None, getattr(bound.field, "show_when", "").split(";")):
        name, _, values = part.partition("=")
        on = form.fields.get(name.strip())
        if on is not None:
            names = {str(key): str(label) for key, label in getattr(on, "choices", ())}
            told = "或".join(f"“{names[value]}”" for value in values.split("|") if value in names)
            parts.append(f"“{on.label}”" + (f"选{told}" if told else "勾选"))
    return f"{'、'.join(parts)}时填写" if parts else ""
