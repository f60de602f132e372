"""卷宗 as its template shows it: buttons by object, duties with what the actor can do about them, tabs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.insight.selectors.case_file.case import TABS, Answered, Button, CaseView
from duban.insight.selectors.case_file.tab_rows import HistoryTab, Tab, TimeTab
from duban.insight.selectors.work_desk.todos import Todo
from duban.mechanism.lifecycles import ACTS, act_named, acts_that
from duban.mechanism.lifecycles.measures import STORY
from duban.shared import clock
from duban.web.links import act_url, case_url, remedy_links
from duban.web.presenting.daily.stretches import stretches_shown

_LATEST = 60
_DRAWN = ("time",)


def case_page(view: CaseView, whole: bool = False) -> dict[str, Any]:
    """Everything that the page needs besides the selector's view; `whole` shows the history to its beginning."""
    entries = view.content.entries if isinstance(view.content, HistoryTab) else ()
    owed = _most_urgent(view)
    links = _links(view)
    buttons = [button for button in view.buttons if not _idle(view, button)]
    return {
        "view": view,
        "content": f"partials/case/{view.tab}.html",
        "with_chart": view.tab in _DRAWN,
        "time": _over_time((view.content,)),
        "tabs": [_tab(view, key, label) for key, label in TABS],
        "primary": _action(owed, primary=True) if owed else None,
        "groups": _groups(buttons, owed),
        "duties": [_duty(view, todo) for todo in view.duties if not _reading(todo)],
        "readings": _readings(view),
        "entries": entries if whole else entries[:_LATEST],
        "earlier": 0 if whole else max(0, len(entries) - _LATEST),
        "decisions": [_decision(one, links) for one in view.decisions],
    }


def brief_page(view: CaseView) -> dict[str, Any]:
    """What somebody looks at without leaving a list: the facts, for whom one waits, and the steps behind."""
    return {"view": view, "duties": [_duty(view, todo) for todo in view.duties if not _reading(todo)]}


def dossier_page(
    view: CaseView, content: tuple[tuple[str, str, Tab], ...], printed_by: str
) -> dict[str, Any]:
    """The whole case on one page: the same parts as on its tabs, nothing folded, nothing to press."""
    history = next(tab for _, _, tab in content if isinstance(tab, HistoryTab))
    return {
        **case_page(view),
        "time": _over_time(tab for _, _, tab in content),
        "duties": [{**_duty(view, todo), "action": None} for todo in view.duties],
        "whole_parts": [(f"partials/case/{key}.html", label, tab) for key, label, tab in content],
        "entries": history.entries[::-1],
        "earlier": 0,
        "whole": True,
        "printed_at": clock.now(),
        "printed_by": printed_by,
    }


def _over_time(tabs: Iterable[Tab]) -> dict[str, Any]:
    """What the tab of days shows, where it is among these."""
    found = next((tab for tab in tabs if isinstance(tab, TimeTab)), None)
    return stretches_shown(found.stretches, found.today) if found else {}


def _tab(view: CaseView, key: str, label: str) -> dict[str, Any]:
    """A tab; one with a chart is a page of its own, since only that page loads what draws it."""
    return {"key": key, "label": label, "url": case_url(view.ref, key), "current": view.tab == key, "whole": key in _DRAWN}


def _most_urgent(view: CaseView) -> Button | None:
    """The button of the first duty that is the actor's to do; duties stand in the order of their terms."""
    ready = {(button.key, button.ref): button for button in view.buttons}
    mine = (todo for todo in view.duties if todo.mine and not todo.paused)
    late_first = sorted(
        mine, key=lambda todo: (todo.term.on is None, todo.term.on or clock.day_of(todo.since))
    )
    return next(
        (ready[todo.act, todo.object_ref] for todo in late_first if (todo.act, todo.object_ref) in ready),
        None,
    )


def _groups(buttons: Iterable[Button], primary: Button | None) -> list[dict[str, Any]]:
    groups: dict[str, list[Button]] = {}
    for button in buttons:
        if button != primary:
            groups.setdefault(button.about or "本事项", []).append(button)
    rows = [
        {
            "about": about,
            "often": [_action(button) for button in group if not _rare(button)],
            "rare": [_action(button) for button in group if _rare(button)],
        }
        for about, group in groups.items()
    ]
    return _gathered(rows)


def _gathered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Objects on which only rare acts are open share one row, each act under the name of its object."""
    idle = [row for row in rows if not row["often"]]
    if len(idle) < 2:
        return rows
    rare = [
        {**action, "label": f"{row['about']}：{action['label']}"} for row in idle for action in row["rare"]
    ]
    return [*(row for row in rows if row["often"]), {"about": "其他", "often": [], "rare": rare}]


def _rare(button: Button) -> bool:
    return act_named(button.key).rare


def _action(button: Button, primary: bool = False) -> dict[str, Any]:
    return {"label": button.label, "url": act_url(button.key, button.ref), "primary": primary}


def _idle(view: CaseView, button: Button) -> bool:
    """Whether an act answers something that nobody has brought: its button would lead to a refusal only."""
    waits = act_named(button.key).answers
    return waits and not any((todo.act, todo.object_ref) == (button.key, button.ref) for todo in view.duties)


def _reading(todo: Todo) -> bool:
    return todo.act == "matter.read"


def _readings(view: CaseView) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for todo in view.duties:
        if _reading(todo):
            counted[todo.who] = counted.get(todo.who, 0) + 1
    return list(counted.items())


def _duty(view: CaseView, todo: Todo) -> dict[str, Any]:
    ready = todo.mine and any((one.key, one.ref) == (todo.act, todo.object_ref) for one in view.buttons)
    urging = next((one for one in view.buttons if todo.counts and one.key in acts_that("reminds")), None)
    action: dict[str, Any] | None = None
    if ready and not todo.paused:
        action = {"label": todo.act_label, "url": act_url(todo.act, todo.object_ref)}
    elif urging and not todo.paused:
        action = {"label": urging.label, "url": f"{act_url(urging.key, urging.ref)}?duty={todo.id}"}
    return {
        "who": "无人可办" if todo.nobody else todo.who,
        "personal": todo.in_person,
        "what": f"{todo.label}（{todo.nobody}）" if todo.nobody else todo.label,
        "clauses": todo.clause,
        "due": todo.term,
        "light": todo.light if todo.term.on and not todo.nobody else "",
        "chip": "" if todo.term.on and not todo.nobody else "idle",
        "chip_label": "无人可办" if todo.nobody else "已暂缓" if todo.paused else "" if todo.term.on else "无期限",
        "action": action,
    }


def _links(view: CaseView) -> dict[str, str]:
    may = [key for key, act in ACTS.items() if act.kind in STORY]
    held = [key for key in may if set(ACTS[key].roles) & view.roles]
    return remedy_links(held, view.matter_ref)


def _decision(one: Answered, links: dict[str, str]) -> dict[str, Any]:
    now = "现在可以" if one.decision.allowed else "现在还不能"
    words = f"{clock.text(one.at, '%Y-%m-%d')} 起草时判断" if one.at else now
    return {"title": one.title, "decision": one.decision, "words": words, "links": links}
