"""工作台 as its template shows it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from duban.insight.selectors.work_desk import parts
from duban.insight.selectors.work_desk.desk import WAITING, Day, Desk, Late, TodoGroup
from duban.insight.selectors.work_desk.news import News
from duban.insight.selectors.work_desk.parts import Deed, Parts, Told
from duban.insight.selectors.work_desk.todos import Todo
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act, Widget
from duban.web.links import act_url, case_url, object_url, turn_url

_IN_PLACE = 4
_WIDE = (Widget.TABLE, Widget.LINES, Widget.FILE, Widget.CHOICES)
_NARROWED = {"late": "只列已逾期的", WAITING: "只列待他人办理的"}
PARTS = {
    parts.TODO: ("待办", "须由您办的事，急的在前。"),
    parts.TO_READ: ("待阅", "只供您知悉、不须办理的消息和抄送。打开看过，就转到已阅。"),
    parts.DONE: ("已办", "您办过的事，最近的在前；内容照办理记录。"),
    parts.READ: ("已阅", "您看过的消息和抄送。"),
}
_NOBODY = "没有一个人现在能办：职务空缺、已办过须由另一人办的环节，或者须回避"


def desk_page(view: Desk, due: str, only: str) -> dict[str, Any]:
    """The counts, the groups of duties and what stands beside them."""
    groups = [_group(number, group) for number, group in enumerate(view.groups, 1)]
    if groups and not view.groups[0].rows[0].nobody:
        first = groups[0]["rows"][0]
        first["action"] = {**first["action"], "primary": True}
    return {
        "view": view,
        "groups": groups,
        "narrowed": _said(due, only),
        "waiting": [_waiting(todo) for todo in view.waiting],
        "all_waiting": f"?due={WAITING}#waiting" if len(view.waiting) < view.waiting_total else "",
        "of_unit": [_late(one) for one in view.of_unit],
        "listed": due != WAITING,
        "days": [_day(day, n == 0, due) for n, day in enumerate(view.days)],
        "news": [_news(one) for one in view.news],
        "papers": [(one, act_url(one.act, one.ref)) for one in view.papers],
    }


def part_page(view: Parts, part: str, text: str, since: str) -> dict[str, Any]:
    """One part of a desk, with the way to the other three."""
    make: dict[str, Any] = {parts.TODO: _row, parts.DONE: _deed}
    title, about = PARTS[part]
    week = since == parts.WEEK and part == parts.DONE
    period = {"name": "since", "label": "时间", "options": [(parts.WEEK, "本周")], "value": parts.WEEK if week else ""}
    found = {"name": "text", "label": "查找", "type": "search", "placeholder": "事项名称、编号", "value": text}
    return {
        "part": part,
        "title": title,
        "about": about,
        "tabs": [
            {"label": label, "count": view.counts[name], "url": reverse("desk_part", args=[name]), "current": name == part}
            for name, (label, _) in PARTS.items()
        ],
        "fields": [found, period] if part == parts.DONE else [found],
        "page": view.page,
        "rows": [make.get(part, _told)(row) for row in view.page.rows],
    }


def _told(told: Told) -> dict[str, Any]:
    return {"one": told, "url": case_url(told.case_ref)}


def _deed(deed: Deed) -> dict[str, Any]:
    return {"one": deed, "url": object_url(deed.object_kind, deed.object_ref) or case_url(deed.case_ref)}


def _group(number: int, group: TodoGroup) -> dict[str, Any]:
    return {
        "id": f"g-{number}",
        "title": group.title,
        "count": group.count,
        "note": _NOBODY if group.rows[0].nobody else act_named(group.rows[0].act).desk_note,
        "clauses": group.clause,
        "more": f"?{urlencode({'group': group.title})}" if len(group.rows) < group.count else "",
        "one_by_one": _one_by_one(group),
        "rows": [_row(todo) for todo in group.rows],
    }


def _one_by_one(group: TodoGroup) -> str:
    """The first of several things under a heading, from which one goes on to the next."""
    first = group.rows[0]
    return turn_url(group.title, first.act, first.object_ref) if group.count > 1 and not first.nobody else ""


def _row(todo: Todo) -> dict[str, Any]:
    act = act_named(todo.act)
    label = _label(todo)
    if todo.nobody:
        return _nobodys(todo, label)
    url = turn_url(act.heading, todo.act, todo.object_ref) if todo.object_ref else act_url(todo.act)
    action = {"label": todo.act_label, "url": url, "aria": f"{todo.act_label}：{todo.case_title}"}
    if in_place(act):
        action["panel"] = f"panel-{todo.id}"
    return {
        "key": todo.id,
        **_chip(todo),
        "title": todo.case_title,
        "url": object_url(todo.object_kind, todo.object_ref) or case_url(todo.case_ref) or url,
        "sub": f"{label}，须本人" if todo.in_person and "本人" not in label else label,
        "why": todo.why,
        "unit": todo.lead,
        "due": todo.term,
        "action": action,
    }


def _label(todo: Todo) -> str:
    """What is owed, on which paper where there may be several, and how many duties it answers."""
    about = f"（{todo.about}）" if todo.about and todo.about not in todo.label else ""
    more = f" 等 {todo.more + 1} 件" if todo.more else ""
    return f"{todo.label}{about}{more}"


def _chip(todo: Todo) -> dict[str, Any]:
    return {
        "light": todo.light if todo.term.on else "",
        "chip": "" if todo.term.on else "idle",
        "chip_label": "" if todo.term.on else "无期限",
    }


def _nobodys(todo: Todo, label: str) -> dict[str, Any]:
    """What nobody can do: it colours nobody, and leads to where somebody is appointed."""
    units = reverse("units")
    return {
        "chip": "idle",
        "chip_label": "无人可办",
        "title": todo.case_title,
        "url": (object_url(todo.object_kind, todo.object_ref) if todo.object_ref else "") or case_url(todo.case_ref) or units,
        "sub": f"{label}：{todo.nobody}",
        "unit": todo.lead,
        "due": todo.term,
        "action": {"label": "任命或授权", "url": units, "aria": f"任命或授权：{label}"},
    }


def _late(one: Late) -> dict[str, Any]:
    url = case_url(one.case_ref)
    return {"title": one.title, "what": one.what, "who": one.who, "url": url, "term": one.term}


def in_place(act: Act) -> bool:
    """Whether the form of an act is small enough to open inside a list."""
    return (
        not act.grave
        and len(act.fields) <= _IN_PLACE
        and all(field.widget not in _WIDE for field in act.fields)
    )


def _waiting(todo: Todo) -> dict[str, Any]:
    return {
        "who": todo.who,
        "what": f"{_label(todo)}：{todo.case_title}" if todo.case_title != todo.label else _label(todo),
        "since": todo.since,
        "term": todo.term,
        "url": object_url(todo.object_kind, todo.object_ref) or case_url(todo.case_ref),
    }


def _day(day: Day, today: bool, due: str) -> dict[str, Any]:
    return {
        "on": day.on,
        "count": day.count,
        "today": today,
        "current": due == day.on.isoformat(),
        "url": f"?due={day.on.isoformat()}",
    }


def _news(news: News) -> dict[str, Any]:
    url = act_url(news.act, news.object_ref) if news.act else case_url(news.case_ref)
    return {"at": news.at, "parts": [{"text": news.text, "url": url}]}


def _said(due: str, only: str) -> str:
    if due in _NARROWED:
        return _NARROWED[due]
    if due:
        try:
            return f"只列 {date.fromisoformat(due):%m-%d} 到期的"
        except ValueError:
            return "没有这一天"
    return f"只列{only}" if only else ""
