"""An act on many chosen rows, as its page shows it: what it asks once, and row by row what would become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from duban.acts.batches.chosen import MOST, OnOne, faults_of_all
from duban.acts.beside import Effect, effects_of
from duban.acts.gate.choices import Asking
from duban.acts.kinds import kind_of
from duban.mechanism.decision import told
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Unmet
from duban.web.forms.actforms import ActForm, SentForm

_OF_THE_PAGE = ("csrfmiddlewaretoken", "confirm", "seen")


def asked_once(act: Act) -> Act:
    """The act with what it asks once for all rows."""
    return replace(act, fields=tuple(one for one in act.fields if one.name in act.in_bulk))


def form_of(actor: Actor, act: Act, ones: Sequence[OnOne], initial: Any, came: SentForm | None) -> ActForm | None:
    """The form for all rows, with the choices of the first row that may; none where no row may."""
    first = next((one for one in ones if one.options or one.refused is None), None)
    if first is None:
        return None
    asking = Asking(actor, act, first.object.ref)
    asking.object = first.object
    once = asked_once(act)
    return ActForm(once, asking, initial, came=came) if came else ActForm(once, asking, initial=initial)


def bulk_page(actor: Actor, act: Act, ones: Sequence[OnOne], wanted: Sequence[str], form: ActForm | None) -> dict[str, Any]:
    """The rows with their fates, and above them what there is to fill in."""
    rows = [_row(actor, act, one) for one in ones]
    common = faults_of_all(ones)
    return {
        "act": act,
        "form": form,
        "rows": rows,
        "possible": [row for row in rows if not row["why"]],
        "common": common,
        "hidden": len(set(wanted[:MOST])) - len(ones),
        "too_many": MOST if len(set(wanted)) > MOST else 0,
        "effects": _effects(actor, act, ones),
    }


def sent_on(sent: QueryDict) -> list[tuple[str, str]]:
    """What was sent, to be sent again with the confirmation."""
    return [(name, value) for name in sent if name not in _OF_THE_PAGE for value in sent.getlist(name)]


def seen_in(sent: QueryDict) -> dict[str, int]:
    """The versions of the rows that the preview showed."""
    pairs = [one.partition(":") for one in sent.getlist("seen")]
    return {ref: int(version) for ref, _, version in pairs if version.isascii() and version.isdigit() and len(version) < 12}


def _row(actor: Actor, act: Act, one: OnOne) -> dict[str, Any]:
    obj, kind = one.object, kind_of(act.kind)
    holder = kind.bearer(obj, Role.INSPECTOR).person_id
    case = getattr(obj, "case", None)
    return {
        "ref": obj.ref,
        "version": obj.version,
        "title": kind.title(obj),
        "code": case.code if case else "",
        "case_ref": case.ref if case else "",
        "state": state_label(act.kind, obj.state),
        "holder": directory(actor.jurisdiction_id).person(holder).name if holder else "",
        "why": _why(one.refused) if one.refused else [],
        "clause": one.refused.clause if one.refused else "",
        "will": _will(act, one),
    }


def _why(error: ActError) -> list[str]:
    return [told(reason) for reason in error.decision.missing] if isinstance(error, Unmet) else [error.message]


def _will(act: Act, one: OnOne) -> list[tuple[str, str]]:
    said = []
    for field in act.fields:
        value = one.values.get(field.name)
        if value not in (None, "", [], False):
            said.append((field.label, _said(one.options.get(field.name, {}), value)))
    return said


def _said(options: Any, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_said(options, one) for one in value)
    return "是" if value is True else options.get(str(value), str(value))


def _effects(actor: Actor, act: Act, ones: Sequence[OnOne]) -> list[Effect]:
    """What follows, said once where it is the same on several rows."""
    found = [effect for one in ones if one.refused is None for effect in effects_of(actor, act, one.object)]
    return list(dict.fromkeys(found))


def tell(form: forms.BaseForm | None, faults: dict[str, str]) -> None:
    """What is wrong on every row, beside its field."""
    if isinstance(form, ActForm):
        form.tell(faults)
