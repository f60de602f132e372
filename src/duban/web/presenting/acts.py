"""The page of an act, its refusals and its conflicts, as their templates show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from duban.insight.selectors.act_page.before_form import Opening
from duban.insight.selectors.act_page.suppliers import suppliers
from duban.insight.selectors.work_desk.turns import Turn
from duban.mechanism.clauses import CLAUSES
from duban.mechanism.decision import Decision, told
from duban.mechanism.lifecycles import lifecycle_of
from duban.mechanism.lifecycles.types import Act, Widget
from duban.rulebook.selectors import words_of
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Stale, Unmet
from duban.web.display import amount
from duban.web.forms.actforms import ActForm
from duban.web.links import act_url, case_url, list_url, object_url, opened_at, remedy_links, turn_url

_LINKS = {"document": "document", "sheet": "sheet", "file": "file"}


def act_page(
    actor: Actor, opening: Opening, ref: str, form: forms.BaseForm, here: Turn | None = None
) -> dict[str, Any]:
    """What is shown around the form of an act, and where its thing stands in a line that one goes through."""
    act, case = opening.act, opening.case
    cited = (case.clause if case else "") or act.clause
    _say_beside(form, case.beside if case else {})
    return {
        "act": act,
        "clause": cited,
        "kind": lifecycle_of(act.kind).label,
        "opening": opening,
        "case": case,
        "form": form,
        "url": _sent_to(act.key, ref, here),
        "turn": _turn(here),
        "keep": f"{act.key}.{ref}",
        "back": back_of(opening),
        "words": [
            words for clause in act.quotes or (cited,) if (words := own_words(actor, opening, clause))
        ],
        "notes": case.notes if case else (),
        "passages": [_passage(passage) for passage in opening.passages],
        "paper": opening.paper,
        "instead": _instead(opening, ref),
        "links": links_of(opening, ref),
        "people": people_for(actor, opening, opening.gate),
        "multipart": form.is_multipart(),
        "one_tap": _one_tap(opening),
    }


def _sent_to(key: str, ref: str, here: Turn | None) -> str:
    if here is None:
        return act_url(key, ref)
    return f"{turn_url(here.heading, key, ref)}&{urlencode({'place': here.place})}"


def _turn(here: Turn | None) -> dict[str, Any]:
    if here is None:
        return {}
    beside = {"before": here.before, "after": here.after}
    links = {name: turn_url(here.heading, one.act, one.ref) for name, one in beside.items() if one}
    return {"heading": here.heading, "told": f"第 {here.place} 件，共 {here.long} 件", **links}


def chosen(act: Act, asked: Mapping[str, str]) -> dict[str, str]:
    """What a link to a form has chosen: choices only, so that no address can put words into a form."""
    choices = (field.name for field in act.fields if field.widget is Widget.CHOICE)
    return {name: asked[name] for name in choices if name in asked}


def _say_beside(form: forms.BaseForm, beside: Mapping[str, str]) -> None:
    """Put what is known beside the fields that it concerns: target, last value, what was stated."""
    for name, text in beside.items():
        if name in form.fields:
            form.fields[name].help_text = text


def opened_with(initial: Mapping[str, Any]) -> dict[str, Any]:
    """What a form opens with: numbers as people write them, without the zeros of the column."""
    return {name: _written(value) for name, value in initial.items()}


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, list):
        return [opened_with(row) if isinstance(row, dict) else row for row in value]
    return value


def own_words(actor: Actor, opening: Opening, clause: str) -> str:
    """The county's own words for a clause in the notice that judges the case, empty where that has none."""
    kept = opening.case.pack_hash if opening.case else ""
    return words_of(actor.jurisdiction_id, clause, kept) if clause in CLAUSES else ""


def back_of(opening: Opening) -> dict[str, str]:
    """Where the page leads back to: the case, else the list to which the object belongs."""
    if opening.case and opening.case.ref and opening.in_full:
        return {"url": case_url(opening.case.ref), "label": "返回卷宗"}
    if opening.case and (own := object_url(opening.case.kind, opening.case.object_ref)):
        return {"url": own, "label": "返回"}
    in_a_case = opening.case is not None and opening.case.ref
    return {"url": reverse("desk") if in_a_case else list_url(opening.act.kind), "label": "返回"}


def links_of(opening: Opening, ref: str) -> dict[str, str]:
    """Addresses of the acts that supply what is missing and that this actor may do."""
    if opening.case is None:
        return {}
    if not opening.case.matter_ref:
        return {other.key: act_url(other.key, ref) for other in opening.others}
    return remedy_links(opening.may, opening.case.matter_ref, opening.act.kind, ref)


def people_for(actor: Actor, opening: Opening, decision: Decision | None) -> dict[str, str]:
    """By act, who can do today what would supply what is missing, on the case or the object at hand."""
    keys = [remedy.act for reason in decision.missing for remedy in reason.remedies] if decision else []
    return _people(actor, opening, keys)


def _people(actor: Actor, opening: Opening, keys: list[str]) -> dict[str, str]:
    case = opening.case
    if case is None:
        return {}
    own = {} if opening.act.creates else {case.kind: case.object_ref}
    return suppliers(actor=actor, keys=keys, at={**own, "matter": case.matter_ref})


def _one_tap(opening: Opening) -> dict[str, str] | None:
    """无变化: a button of its own, before the form, where there is a last report to repeat."""
    tap = next((field for field in opening.act.fields if field.one_tap), None)
    if tap is None or opening.case is None or not opening.case.initial:
        return None
    return {"name": tap.name, "label": f"{tap.label}，照上次报送", "hint": tap.hint}


def _passage(passage: Any) -> dict[str, Any]:
    links = [{"label": label, "url": reverse(_LINKS[part], args=[ref])} for label, part, ref in passage.links]
    return {"title": passage.title, "rows": passage.rows, "links": links}


def _instead(opening: Opening, ref: str) -> list[dict[str, str]]:
    recusing = (f"{opening.act.kind}.declare_relation",) if opening.act.impartial else ()
    wanted = (*opening.act.instead, *recusing)
    ready = {act.key: act.label for act in opening.others}
    return [{"label": ready[key], "url": act_url(key, ref)} for key in wanted if key in ready]


# ---- refusals ----


def refusal(actor: Actor, opening: Opening, ref: str, error: ActError, tried: bool) -> dict[str, Any]:
    """A refusal that explains itself; `tried` says that the act was sent, so that the log has it."""
    decision = error.decision if isinstance(error, Unmet) else None
    links = links_of(opening, ref)
    return {
        "title": f"现在还不能{_verb(opening.act)}" if decision else f"不能办理“{opening.act.label}”",
        "decision": decision,
        "message": error.message,
        "clause": error.clause,
        "own": own_words(actor, opening, error.clause or opening.act.clause),
        "links": links,
        "people": people_for(actor, opening, decision),
        "who": "" if decision else _who(actor, opening),
        "kept": tried and bool(opening.act.fields),
        "logged_at": clock.now() if tried and error.logged else None,
        "logged_by": actor.name,
        "back": back_of(opening),
        "actions": _first_remedy(decision, links),
    }


def _verb(act: Act) -> str:
    return act.label if act.label[0] not in "同不" else f"办理“{act.label}”"


def _who(actor: Actor, opening: Opening) -> str:
    act = opening.act
    roles = "、".join(role.value for role in act.roles) + ("（须本人）" if act.in_person else "")
    named = _people(actor, opening, [act.key]).get(act.key, "")
    return f"{roles}：{named}" if named else roles


def _first_remedy(decision: Any, links: Mapping[str, str]) -> list[dict[str, Any]]:
    remedies = [remedy for reason in decision.missing for remedy in reason.remedies] if decision else []
    for remedy in remedies:
        if remedy.act in links:
            return [{"label": remedy.label or remedy.who, "url": opened_at(links[remedy.act], remedy), "primary": True}]
    return []


def beside_fields(error: Unmet, form: forms.BaseForm) -> dict[str, str]:
    """The missing conditions that each belong to a field of the form; empty where one of them does not."""
    missing = error.decision.missing
    if not all(reason.field in form.fields and reason.field for reason in missing):
        return {}
    return {reason.field: told(reason) for reason in missing}


# ---- conflict ----


def conflict(actor: Actor, opening: Opening, ref: str, error: Stale, form: ActForm) -> dict[str, Any]:
    """What the others did meanwhile beside what was typed."""
    return {
        "title": f"“{opening.act.label}”没有办成：内容已有变动",
        "message": error.message,
        "clause": error.clause,
        "changes": error.changes,
        "typed": _typed(form),
        "retry": {"url": act_url(opening.act.key, ref)},
        "back": back_of(opening),
    }


def _typed(form: ActForm) -> list[tuple[str, str]]:
    shown = []
    for bound in form.visible_fields():
        value = form.values.get(bound.name)
        if value not in (None, "", [], False):
            shown.append((str(bound.label), _said(bound.field, value)))
    return shown


def _said(field: forms.Field, value: Any) -> str:
    names = {str(key): str(label) for key, label in getattr(field, "choices", ()) or ()}
    if value is True:
        return "是"
    if isinstance(value, datetime):
        return clock.text(value, "%Y-%m-%d %H:%M")
    if isinstance(value, list):
        rows = ["，".join(str(cell) for cell in row.values()) if isinstance(row, dict)
                else getattr(row, "name", "") or names.get(str(row), str(row)) for row in value]  # fmt: skip
        return "\n".join(rows)
    return str(getattr(value, "name", None) or names.get(str(value), str(value)))
