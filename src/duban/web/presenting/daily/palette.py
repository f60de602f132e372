"""What can be gone to by name from the box of the search: pages that the reader may open, and acts that he may begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, get_resolver, reverse

from duban.acts.gate.permits import may_start
from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.people.standing import Function
from duban.mechanism.tokens import contains, signs
from duban.mechanism.words.named import Vocabulary
from duban.shared.actor import Actor
from duban.shared.text.readings import begins
from duban.web.claims import purpose_of

_MOST = 6
_LETTERS = 2
_OFFICES = {Function.PARTY_OFFICE, Function.GOV_OFFICE}
_NAMES = {
    "desk": "工作台",
    "cockpit": "驾驶舱",
    "cockpit_lines": "各单位办理情况",
    "cockpit_months": "各月变化",
    "wall": "会议室大屏",
    "owed": "正在等人办的事",
    "matters": "重点工作",
    "instructions": "县领导批示",
    "bulletins": "通报专报",
    "founding": "开办",
    "units": "单位与干部",
    "postlists": "任职名单",
    "slips": "登录单",
    "clock": "校时",
    "mechanism": "机制",
    "questions": "未决问题",
    "clauses": "条款落实表",
    "superiors": "上级另有规定",
    "versions": "规则版本",
    "inquiries": "追责与移交",
    "rulings": "处理决定清单",
    "results": "结果运用",
    "help": "手册",
    "account_change_password": "我的账号",
    "access_record": "查阅记录",
    "imports": "导入台账",
}
"""Where the sentence of a page does not begin with its name."""
_ONLY: dict[str, Callable[[Actor], bool]] = {
    "sent_register": lambda actor: any(post.function in _OFFICES for post in actor.posts),
    "seal_register": lambda actor: any(post.function in _OFFICES for post in actor.posts),
    "imports": lambda actor: may_start(actor, "import.upload"),
    "keeping": lambda actor: may_start(actor, "calendar.publish"),
}
_NEVER = {"matter_ledger", "empty", "search", "corrections", "reviews", "account_login", "account_own_password"}
"""Pages that are no place to go to, or are open only to whoever finds something there."""


@dataclass(frozen=True)
class Place:
    """A page or the form of an act: `says` is what it is for."""

    label: str
    url: str
    says: str


def places(actor: Actor, words: Sequence[str], vocabulary: Vocabulary) -> list[Place]:
    """The first pages and acts of the reader that all words name, by name, purpose or the initials of the name."""
    found = (one for one in (*_pages(actor), *_acts(actor, vocabulary)) if all(_names(one, word) for word in words))
    return [one for one, _ in zip(found, range(_MOST), strict=False)] if words else []


def _names(place: Place, word: str) -> bool:
    letters = signs(word)
    if len(letters) >= _LETTERS and letters.isascii() and letters.isalpha() and begins(place.label, letters):
        return True
    return contains([place.label, place.says], [word])


def _pages(actor: Actor) -> Iterator[Place]:
    for name, place in _every_page():
        if name not in _ONLY or _ONLY[name](actor):
            yield place


@cache
def _every_page() -> tuple[tuple[str, Place], ...]:
    """The pages that need nothing in their address, as their views declare them."""
    found = []
    for pattern in get_resolver("duban.web.urls").url_patterns:
        if not isinstance(pattern, URLPattern) or pattern.pattern.converters:
            continue
        name, purpose = str(pattern.name), purpose_of(pattern.callback)
        if purpose is None or name in _NEVER:
            continue
        label = _NAMES.get(name) or purpose.words.partition("：")[0]
        found.append((name, Place(label, reverse(name), purpose.words)))
    return tuple(found)


def _acts(actor: Actor, vocabulary: Vocabulary) -> Iterator[Place]:
    """The acts that begin something of their own, as far as the posts of the reader let him begin them."""
    for lifecycle in LIFECYCLES.values():
        for act in lifecycle.acts:
            if act.creates and not act.on and may_start(actor, act.key):
                says = vocabulary.say(f"办理：{lifecycle.label}")
                yield Place(vocabulary.say(act.label), reverse("create", args=[act.key]), says)
