"""What every page shows around its content: county, navigation, clock, and who is signed in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from duban.audit import timekeeping
from duban.insight.selectors.county.founding import has_part
from duban.insight.selectors.county.system import calendar_asked_for, keeps_the_system
from duban.insight.selectors.work_desk.desk import count_duties
from duban.mechanism.dates.workdays import HolidaysNotPublished
from duban.mechanism.people.standing import PostHeld
from duban.organisations.selectors import Directory, directory, jurisdictions
from duban.rulebook.selectors import calendar, filing_number, vocabulary_today
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import memo
from duban.shared.machine import installation, room
from duban.web.claims import Purpose, purpose_of

_NAV = (
    ("desk", "工作台", "home", "工作"),
    ("cockpit", "驾驶舱", "gauge", "工作"),
    ("founding", "开办", "flag", "工作"),
    ("matters", "重点工作", "list", "工作"),
    ("registries", "项目库", "stack", "工作"),
    ("bulletins", "通报专报", "news", "工作"),
    ("calendar", "日历", "cal", "工作"),
    ("inquiries", "追责与移交", "scale", "工作"),
    ("results", "结果运用", "award", "工作"),
    ("units", "单位与干部", "people", "底册"),
    ("mechanism", "机制", "book", "底册"),
    ("keeping", "系统管理", "gear", "底册"),
)
_INSIDE = {
    "": "desk",
    "cockpit": "cockpit",
    "owed": "cockpit",
    "calendar": "calendar",
    "matters": "matters",
    "cases": "matters",
    "bulk": "matters",
    "instructions": "matters",
    "on-its-way": "matters",
    "registry": "registries",
    "documents": "registries",
    "registers": "registries",
    "bulletins": "bulletins",
    "accountability": "inquiries",
    "results": "results",
    "reviews": "results",
    "founding": "founding",
    "organisations": "units",
    "mechanism": "mechanism",
    "system": "keeping",
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame of a page. No statement but, when something was done, that for the count beside 工作台."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"installation": SimpleLazyObject(_outside), "purpose": _purpose(request)}
    return {
        "purpose": _purpose(request),
        "installation": {"county": memo.versions(actor.jurisdiction_id).county, "kind": installation.settled()},
        "nav": _nav(request, actor),
        "clock": _clock(actor),
        "vocabulary": vocabulary_today(actor.jurisdiction_id),
        "filing": filing_number(actor.jurisdiction_id),
        "me": _me(actor),
        "personal": getattr(request, "personal", ""),
        "told": _told(request.user),
        "warnings": _warnings(actor),
    }


def _purpose(request: HttpRequest) -> Purpose | None:
    """What the page is for, as its view declares it; an address that leads nowhere has none."""
    found = request.resolver_match
    return purpose_of(found.func) if found else None


def _warnings(actor: Actor) -> list[str]:
    """What whoever can mend it reads on every page: a year of the calendar is missing, little space, a wrong clock."""
    year = calendar_asked_for(actor)
    asked = f"{year}年的节假日安排还没有录入，{year}年的工作日算不定。请录入国务院办公厅的安排。" if year else ""
    return [words for words in (asked, *(_of_the_machine(actor) if keeps_the_system(actor) else ())) if words]


def _of_the_machine(actor: Actor) -> tuple[str, str]:
    wrong = "" if clock.is_moved() else timekeeping.reading(actor.jurisdiction_id).words
    return room.scarce(), wrong


def _told(account: Any) -> str:
    """What somebody else did to the password of this account, at the top of every page for some days."""
    until = account.notice_until
    return str(account.notice) if until is not None and clock.now() < until else ""


def _outside() -> dict[str, Any]:
    """What the sign-in page and pages of errors say of the installation."""
    counties = jurisdictions()
    return {
        "county": counties[0].name if len(counties) == 1 else "",
        "kind": installation.kind(),
    }


def _nav(request: HttpRequest, actor: Actor) -> dict[str, SafeString]:
    here = _INSIDE.get(request.path.strip("/").split("/")[0], "")
    for_some = {"founding": has_part(actor), "keeping": keeps_the_system(actor)}
    return _menus(here, count_duties(actor), frozenset(name for name, has in for_some.items() if not has))


@lru_cache(maxsize=4096)
def _menus(here: str, duties: int, without: frozenset[str]) -> dict[str, SafeString]:
    """The menu, and its first places at the foot of a phone: made once for all pages on which they are the same."""
    links = [
        {
            "url": reverse(name),
            "label": label,
            "icon": symbol,
            "section": section,
            "count": duties if name == "desk" else 0,
            "current": name == here,
        }
        for name, label, symbol, section in _NAV
        if name not in without
    ]
    shown = {"menu": "components/menu.html", "foot": "components/menu_foot.html"}
    return {name: render_to_string(template, {"nav": links}) for name, template in shown.items()}


def _clock(actor: Actor) -> dict[str, Any]:
    now = clock.now()
    try:
        workday: bool | None = calendar(actor.jurisdiction_id).is_workday(clock.today())
    except HolidaysNotPublished:
        workday = None
    return {"now": now, "workday": workday, "moved": clock.is_moved()}


def _me(actor: Actor) -> dict[str, Any]:
    known = directory(actor.jurisdiction_id)
    posts = [_post(known, post) for post in actor.posts]
    ref = known.person(actor.person_id).ref if actor.person_id else ""
    first = posts[0] if posts else None
    return {
        "name": actor.name,
        "ref": ref,
        "post": "·".join(part for part in (first["unit"], first["title"]) if part)
        if first
        else "没有在任职务",
        "posts": posts,
        "links": [
            {"label": "我的职务和委托", "url": reverse("person", args=[ref])},
            {"label": "我的账号", "url": reverse("account_change_password")},
        ]
        if ref
        else [],
    }


def _post(known: Directory, post: PostHeld) -> dict[str, str]:
    note = f"受{post.behalf_name}委托" if post.behalf_id else "主持工作" if post.acting else ""
    unit = known.unit(post.unit_id).short_name if post.unit_id else ""
    return {"title": post.title, "unit": unit, "note": note}
