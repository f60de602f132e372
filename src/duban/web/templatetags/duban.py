"""The tags and filters of every page: `{% load duban %}`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, foremost, summary
from duban.mechanism.words.named import USUAL_WORDS
from duban.web import display
from duban.web.forms.fieldviews import form_view, rows_view
from duban.web.links import opened_at
from duban.web.presenting.daily.columns import ChosenColumns, ListColumn, all_shown

register = template.Library()

for _name in ("md", "ymd", "dt", "zhdate", "short", "amount", "numbered"):
    register.filter(_name, getattr(display, _name))

register.simple_tag(display.asset, name="asset")
register.simple_tag(display.icon, name="icon")
register.simple_tag(display.peek, name="peek")
register.simple_tag(display.chip, name="chip")
register.simple_tag(display.clause_tags, name="cl")
register.simple_tag(display.due, name="due")


@register.simple_tag(takes_context=True, name="own")
def own(context: Context, words: str, marks: Any = None) -> SafeString:
    """`{% own view.words decision %}`: the county's text with what the conditions rest on underlined."""
    return display.own(words, marks, context.get("vocabulary") or USUAL_WORDS)


def _value(thing: Any) -> str:
    return str(getattr(thing, "value", thing) or "")


@register.simple_tag
def light(value: Any, label: str = "") -> SafeString:
    """`{% light row.light %}` or `{% light 'red' '红 17' %}`; takes a word or an enum member."""
    return display.light(_value(value), str(label))


@register.simple_tag
def rating(value: Any, index: int | None = None) -> SafeString:
    """`{% rating row.rating %}`; a county's own word is placed by `index` 0, 1 or 2."""
    word = str(getattr(value, "word", None) or _value(value))
    own = None if isinstance(value, str) else getattr(value, "index", None)
    return display.rating(word, own if index is None else index)


@register.filter
def circled(number: int) -> str:
    """① for 1."""
    return display.circled(number)


@register.filter
def initial(name: str) -> str:
    """The family name, as it stands in the round sign beside a person."""
    return (name or "？")[:1]


# ---- reasons ----

register.filter("summary", summary)


@register.inclusion_tag("components/reasons.html")
def reasons(
    decision: Decision | Iterable[Reason],
    links: Mapping[str, str] | None = None,
    wide: bool = False,
    people: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Every condition, what is not met first, with sign, word, clause, fact and who can supply it.

    `links`: act to address; `people`: act to whoever can do it today, by name and post.
    """
    found = foremost(decision.reasons if isinstance(decision, Decision) else decision or ())
    rows = [_reason(n, r, links or {}, people or {}) for n, r in enumerate(found, 1)]
    return {"rows": rows, "wide": wide}


def _reason(
    number: int, reason: Reason, links: Mapping[str, str], people: Mapping[str, str]
) -> dict[str, Any]:
    look, symbol = display.OUTCOME_LOOKS[reason.outcome]
    return {
        "number": display.circled(number),
        "look": look,
        "sign": display.icon(symbol, "value"),
        "condition": reason.condition,
        "word": reason.outcome.word,
        "clause": display.clause_tags(reason.clause) if reason.clause else "",
        "finding": reason.finding,
        "who": "，或".join(dict.fromkeys(_supplier(remedy, people) for remedy in reason.remedies)),
        "links": [
            (remedy.label or remedy.who, opened_at(links[remedy.act], remedy))
            for remedy in reason.remedies
            if remedy.act in links and reason.outcome is not Outcome.MET
        ],
        "labels": [remedy.label for remedy in reason.remedies if remedy.label and remedy.act not in links],
    }


def _supplier(remedy: Remedy, people: Mapping[str, str]) -> str:
    named = people.get(remedy.act, "")
    return f"{remedy.who}：{named}" if named else remedy.who


# ---- lists: filters, sorting, pages ----


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


def _with(query: QueryDict, **changes: Any) -> str:
    copy = query.copy()
    for name, value in changes.items():
        copy.pop(name, None)
        if value not in (None, ""):
            copy[name] = str(value)
    return "?" + copy.urlencode()


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Any, target: str = "") -> dict[str, Any]:
    """The foot of a list: range, 25/50/100 a page, back and on; the rest of the address is kept."""
    query = _query(context)
    number, size, shown = page.number, page.size, len(page.rows)
    return {
        "page": page,
        "first": (number - 1) * size + 1 if shown else 0,
        "last": (number - 1) * size + shown if shown else 0,
        "sizes": [(one, _with(query, size=one, page=None)) for one in (25, 50, 100)],
        "previous": _with(query, page=number - 1) if number > 1 else "",
        "next": _with(query, page=number + 1) if page.follows else "",
        "target": target,
    }


@register.simple_tag
def hits(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A text in pieces, those marked that a search meant."""
    return format_html_join("", "{}", ((_mark(piece) if hit else piece,) for piece, hit in pieces))


def _mark(piece: str) -> SafeString:
    return format_html("<mark>{}</mark>", piece)


@register.inclusion_tag("components/export.html", takes_context=True)
def export(context: Context, what: str) -> dict[str, Any]:
    """Links that take a list out, narrowed as the page is."""
    return {"what": what, "query": _with(_query(context), page=None, size=None)}


@register.inclusion_tag("components/filters.html", takes_context=True)
def filters(context: Context, fields: Iterable[Mapping[str, Any]], target: str = "#list") -> dict[str, Any]:
    """The filter line: one GET form that works by itself and updates `target` while one types."""
    fields = list(fields)
    query, also_on = _query(context), context.get("also_on") or ()
    names = {field["name"] for field in fields} | {"page"}
    request = context.get("request")
    return {
        "fields": [
            {**field, "value": value, "options": listed(_options(field), value)}
            for field in fields
            for value in [str(field.get("value") or "")]
        ],
        "kept": [(name, value) for name in query if name not in names for value in query.getlist(name)],
        "clear": _with(query, **dict.fromkeys(names)),
        "on": "，".join(f"{field['label']} {words}" for field, words in _that_are_on((*fields, *also_on))),
        "path": request.path if request is not None else "",
        "target": target,
    }


def _options(field: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in field.get("options") or ())


@lru_cache(maxsize=1024)
def listed(options: tuple[tuple[str, str], ...], value: str) -> SafeString:
    """The options of a list with the one that is chosen: rendered once for all pages on which they are the same."""
    return render_to_string("components/options.html", {"options": options, "value": value})


@register.inclusion_tag("components/chips.html", takes_context=True)
def chips(context: Context, fields: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The filters that are on, each with a link that takes it off."""
    query = _query(context)
    on = []
    for field, words in _that_are_on(fields):
        off = _with(query, **dict.fromkeys(("page", field["name"], *field.get("also", ()))))
        loose = "options" not in field and "type" not in field
        on.append({"label": field["label"], "words": words, "off": off, "loose": loose})
    return {"chips": on, "loose": any(one["loose"] for one in on)}


def _that_are_on(fields: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The filters that are on, each with its value in words."""
    for field in fields:
        value = str(field.get("value") or "")
        if value and field.get("active", True):
            yield field, dict(_options(field)).get(value, value)


@register.simple_tag(takes_context=True)
def sort_th(context: Context, name: str, label: str, css: str = "", default: str = "") -> SafeString:
    """A column head that sorts: `?sort=name` up, `?sort=-name` down."""
    query = _query(context)
    now = query.get("sort", default)
    on, down = now.lstrip("-") == name, now.startswith("-")
    state = f' aria-sort="{"descending" if down else "ascending"}"' if on else ""
    arrow = display.icon("dn" if down else "up") if on else ""
    href = _with(query, sort=f"-{name}" if on and not down else name, page=None)
    klass = f' class="{escape(css)}"' if css else ""
    return SafeString(
        f'<th scope="col"{klass}{state}><a href="{escape(href)}">{escape(label)} {arrow}</a></th>'
    )


@register.simple_tag
def columns_or_all(columns: ChosenColumns | str, name: str) -> ChosenColumns:
    """The columns that were chosen of a list, else all that it usually has: for a part that stands beside lists too."""
    return columns if isinstance(columns, ChosenColumns) else all_shown(name)


@register.simple_tag(takes_context=True)
def column_heads(context: Context, columns: ChosenColumns, default: str = "") -> SafeString:
    """The heads of the columns that a list shows; those by which it can be ordered sort."""
    return SafeString("".join(_column_head(context, one, default) for one in columns.heads))


def _column_head(context: Context, column: ListColumn, default: str) -> SafeString:
    if column.sort:
        return sort_th(context, column.sort, column.label, "", default)
    inside = format_html(' <span class="tag">{}内部</span>', display.icon("lock")) if column.internal else ""
    return format_html('<th scope="col">{}{}</th>', column.label, inside)


@register.simple_tag
def scope(address: Mapping[str, str]) -> str:
    """What an address bar says of a scope, as the end of another address."""
    return f"?{urlencode(address)}" if address else ""


@register.inclusion_tag("components/chart.html")
def chart(name: str, label: str, drawn: Mapping[str, Any]) -> dict[str, Any]:
    """A chart that `charts.js` draws; whoever has no scripts reads its table."""
    return {"id": name, "label": label, "kind": drawn["kind"], "drawn": json.dumps(drawn, ensure_ascii=False)}


# ---- forms ----


@register.simple_tag
def form_fields(form: Any) -> SafeString:
    """A form without its `<form>`: error summary, fields with label, hint and error, hidden inputs."""
    return render_to_string("components/form.html", form_view(form))


@register.simple_tag
def form_rows(formset: Any, label: str = "行") -> SafeString:
    """A formset as repeated rows that can be added and removed."""
    return render_to_string("components/formset.html", {**rows_view(formset), "label": label})


# ---- actions and cards ----


@register.simple_tag(takes_context=True)
def action(context: Context, given: Mapping[str, Any] | None, small: bool = False) -> SafeString:
    """A link or a one-button form from label and url; for the rest see `display.action`."""
    if not given:
        return SafeString("")
    token = str(context.get("csrf_token") or "") if given.get("method") == "post" else ""
    return display.action(given, small, token)


@register.simple_block_tag
def card(
    content: SafeString,
    title: str = "",
    *,
    id: str = "",
    note: str = "",
    right: str = "",
    clauses: Any = "",
    count: Any = None,
    flush: bool = False,
    css: str = "",
) -> SafeString:
    """A card with its head; `flush` leaves the body to the content (a table), `right` ends the head."""
    tags = display.clause_tags(clauses)
    values = {"content": content, "title": title, "id": id, "note": note, "right": right, "tags": tags}
    return render_to_string("components/card.html", {**values, "count": count, "flush": flush, "css": css})
