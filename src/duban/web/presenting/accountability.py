"""追责与移交 as its templates show it: filters, tabs, and what may be done next by object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from duban.accountability.selectors.choices import sanction_kinds
from duban.accountability.selectors.inquiry_page.brief import InquiryBrief
from duban.accountability.selectors.inquiry_page.hearing import HearingView
from duban.accountability.selectors.inquiry_page.inquiry import TABS, InquiryView
from duban.accountability.selectors.lists import InquiryFilter, InquiryList, RulingFilter, RulingList
from duban.accountability.selectors.ruling_page.ruling import RulingView
from duban.mechanism.clauses import CLAUSES
from duban.mechanism.lifecycles import act_named, lifecycle_of, starting, state_label, states_of
from duban.mechanism.people.standing import OFFICES, Role
from duban.organisations.selectors import UnitRow
from duban.shared.actor import Actor
from duban.web.links import act_url

_ITEMS = ("5.1", "5.2", "5.3", "5.4", "5.5")
ENTERING = starting("ruling")
_TEMPLATES = {key: f"partials/inquiry/{key}.html" for key, _ in TABS}


def inquiry_filter(query: Mapping[str, str]) -> InquiryFilter:
    """The filter of the inquiries as the address bar gives it."""
    return InquiryFilter(
        text=query.get("text", "").strip()[:60],
        unit=query.get("unit", ""),
        state=query.get("state", ""),
        clause=query.get("clause", "") if query.get("clause", "") in _ITEMS else "",
        year=_year(query),
        office=query.get("office", ""),
    )


def ruling_filter(query: Mapping[str, str]) -> RulingFilter:
    """The filter of the rulings as the address bar gives it."""
    return RulingFilter(
        text=query.get("text", "").strip()[:60],
        unit=query.get("unit", ""),
        year=_year(query),
        kind=query.get("kind", "")[:32],
        state=query.get("state", ""),
        subject=query.get("subject", ""),
        appealing=query.get("appealing", "") == "yes",
    )


def _year(query: Mapping[str, str]) -> str:
    given = query.get("year", "")
    return given if given.isascii() and given.isdigit() and len(given) == 4 else ""


def inquiries_page(
    view: InquiryList, where: InquiryFilter, units: list[UnitRow], opening: Iterable[str]
) -> dict[str, Any]:
    """The list with its filter line and what may be entered."""
    states = [(state.name, state.label) for state in lifecycle_of("inquiry").states]
    return {
        "view": view,
        "where": where,
        "fields": [
            _search(where.text, "事项、编号、移交文号"),
            _select("state", "状态", states, where.state),
            _select("clause", "情形", [(one, CLAUSES[one].cite) for one in _ITEMS], where.clause),
            _select("unit", "责任单位", [(unit.ref, unit.short_name) for unit in units], where.unit),
            _select("year", "年度", [(str(year), str(year)) for year in view.years], where.year),
            _select("office", "承办", [(office.value, office.label) for office in OFFICES], where.office),
        ],
        "opening": [{"label": _opening_label(key), "url": act_url(key)} for key in opening],
    }


def opening_acts() -> list[str]:
    """The acts that enter a candidate by hand, in the order of article 五."""
    return [key for key in starting("inquiry") if Role.SYSTEM not in act_named(key).roles]


def _opening_label(key: str) -> str:
    act = next(one for one in lifecycle_of("inquiry").acts if one.key == key)
    return f"{CLAUSES[act.clause].cite} {act.label.removeprefix('登记待核情形：')}"


def entering(keys: Iterable[str]) -> list[dict[str, str]]:
    """The acts that enter a decision which no transfer precedes."""
    labels = {act.key: act.label for act in lifecycle_of("ruling").acts}
    return [{"label": labels[key], "url": act_url(key)} for key in keys]


def rulings_page(actor: Actor, view: RulingList, where: RulingFilter, units: list[UnitRow]) -> dict[str, Any]:
    """The rulings with their filter line."""
    states = [(name, state_label("ruling", name)) for name in states_of("ruling", "decided")]
    return {
        "view": view,
        "where": where,
        "fields": [
            _search(where.text, "文号、对象、机关"),
            _select("state", "状态", states, where.state),
            _select("kind", "方式", list(sanction_kinds(actor=actor)), where.kind),
            _select("subject", "对象", [("unit", "单位"), ("person", "人员")], where.subject),
            _select("appealing", "申诉", [("yes", "申诉中")], "yes" if where.appealing else ""),
            _select("unit", "单位", [(unit.ref, unit.short_name) for unit in units], where.unit),
            _select("year", "生效年度", [(str(year), str(year)) for year in view.years], where.year),
        ],
    }


def inquiry_page(view: InquiryView) -> dict[str, Any]:
    """One inquiry with one tab."""
    return {
        "view": view,
        "tabs": [
            {
                "label": label,
                "url": f"{reverse('inquiry', args=[view.ref])}?tab={key}",
                "current": key == view.tab,
            }
            for key, label in TABS
        ],
        "content": _TEMPLATES[view.tab],
        "groups": groups(view.buttons),
        "primary": _primary(view),
        "duties": [_duty(view, duty) for duty in view.duties],
        "steps": _ladder(view),
        "entries": entries(view.content) if view.tab == "history" else (),
    }


def _ladder(view: InquiryView) -> list[dict[str, Any]]:
    """The way of the case as the ladder shows it, at its end what comes next."""
    steps: list[dict[str, Any]] = [{"title": one.title, "state": one.state, "lines": one.lines, "up": min(n, 4)}
             for n, one in enumerate(view.steps)]  # fmt: skip
    fork = {"title": "接下来", "text": view.next.text, "clauses": view.next.clauses}
    return [*steps, {"state": "next", "forks": [fork], "up": 4}]


def brief_page(brief: InquiryBrief) -> dict[str, Any]:
    """One inquiry in brief, with what may be done about a relation."""
    return {"view": brief, "actions": [_action(button) for button in brief.buttons]}


def hearing_page(view: HearingView) -> dict[str, Any]:
    """One notice."""
    return {"view": view, "groups": groups(view.buttons), "entries": entries(view.history)}


def ruling_page(view: RulingView) -> dict[str, Any]:
    """One ruling, with what may be done on it and on its appeals."""
    return {
        "view": view,
        "groups": groups(view.buttons),
        "appeals": [(row, [_action(button) for button in row.buttons]) for row in view.appeals],
        "revisions": [(row, [_action(button) for button in row.buttons]) for row in view.revisions],
        "entries": entries(view.history),
    }


def groups(buttons: Iterable[Any]) -> list[dict[str, Any]]:
    """What may be done, by the object that it is done to; the rarer acts behind a fold."""
    found: dict[str, list[Any]] = {}
    for button in buttons:
        found.setdefault(button.about or "本件", []).append(button)
    return [
        {
            "about": about,
            "often": [_action(button) for button in group if not _rare(button)],
            "rare": [_action(button) for button in group if _rare(button)],
        }
        for about, group in found.items()
    ]


def _rare(button: Any) -> bool:
    return act_named(button.key).rare


def _action(button: Any, primary: bool = False) -> dict[str, Any]:
    return {"label": button.label, "url": act_url(button.key, button.ref), "primary": primary}


def _primary(view: InquiryView) -> dict[str, Any] | None:
    """The button of the first duty that is the actor's to do."""
    ready = {(button.key, button.ref): button for button in view.buttons}
    for duty in view.duties:
        if (duty.act, duty.ref) in ready:
            return _action(ready[duty.act, duty.ref], primary=True)
    return None


def _duty(view: InquiryView, duty: Any) -> dict[str, Any]:
    ready = any((button.key, button.ref) == (duty.act, duty.ref) for button in view.buttons)
    action = {"label": "办理", "url": act_url(duty.act, duty.ref)} if ready else None
    return {"row": duty, "action": action}


def entries(lines: Any) -> list[dict[str, Any]]:
    """The history as the timeline shows it."""
    return [
        {
            "at": line.at,
            "text": line.sentence,
            "clauses": " ".join(line.clauses[:3]),
            "key": line.milestone,
            "sub": "未受理" if line.refused else "",
        }
        for line in lines
    ]


def _search(value: str, hint: str) -> dict[str, Any]:
    return {"name": "text", "label": "查找", "type": "search", "placeholder": hint, "value": value}


def _select(name: str, label: str, options: list[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "options": options, "value": value}
