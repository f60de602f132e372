"""How dates, lights, ratings and the county's own words look: small functions that return safe markup.

They are called for every cell of every list, so they build strings and do not render templates; what does not
depend on the row is kept after the first call. Every text that comes from outside goes through `escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from duban.mechanism.clauses import cite
from duban.mechanism.decision import Decision, Outcome
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary
from duban.shared import clock

MECHANISM = "/mechanism/"
_WEEK = "一二三四五六日"
_LIGHTS = {
    "red": ("crimson", "L-r", "红"),
    "yellow": ("amber", "L-y", "黄"),
    "green": ("green", "L-g", "绿"),
    "grey": ("grey", "L-n", "灰"),
}
_GREY = ("draft", "paper", "done", "idle", "ended")
_CHIPS = {
    "ok": ("green", "L-g"),
    "warn": ("amber", "L-y"),
    "bad": ("crimson", "L-r"),
    **dict.fromkeys(_GREY, ("grey", "L-n")),
}
_RATINGS = ("较好推进", "正常推进", "进展滞后")
_RATING_LOOKS = (("well", "up"), ("", "flat"), ("lag", "dn"))
OUTCOME_LOOKS = {
    Outcome.MET: ("ok", "V-ok"),
    Outcome.NOT_MET: ("no", "V-no"),
    Outcome.UNKNOWN: ("unknown", "V-un"),
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def get(thing: Any, name: str, default: Any = None) -> Any:
    """A named part of an object or of a mapping."""
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


def peek(case_ref: str, title: str) -> SafeString:
    """Beside the title of a row: its case in brief, put beside the list where there is a script."""
    address = f"/cases/{escape(case_ref)}/brief/"
    named = f'data-peek aria-label="预览：{escape(title)}"'
    return SafeString(f' <a class="fine peek no-print" href="{address}" hx-get="{address}" {named}>预览</a>')


# ---- icons, lights, ratings, chips ----


@lru_cache(maxsize=64)
def asset(path: str) -> str:
    """The address of a file of ours, made once a process."""
    return static(path)


def sprite() -> str:
    """The address of the sprite that holds every symbol."""
    return asset("duban/icons.svg")


@lru_cache(maxsize=256)
def icon(name: str, extra: str = "") -> SafeString:
    """A symbol of the sprite; it stands before a word and is hidden from screen readers."""
    css = f"symbol {extra}" if extra else "symbol"
    return SafeString(
        f'<svg class="{escape(css)}" aria-hidden="true"><use href="{sprite()}#{escape(name)}"/></svg>'
    )


@lru_cache(maxsize=512)
def light(value: str, label: str = "") -> SafeString:
    """A light with shape and word; anything else than red, yellow and green is grey."""
    css, symbol, word = _LIGHTS.get(value, _LIGHTS["grey"])
    return SafeString(f'<span class="light {css}">{icon(symbol)}{escape(label or word)}</span>')


@lru_cache(maxsize=512)
def chip(kind: str, label: str) -> SafeString:
    """A state that is no light: 草稿 代录 已办 with the grey ring, 内部 with a lock, 暂定 dashed."""
    text = escape(label)
    if kind in _CHIPS:
        css, symbol = _CHIPS[kind]
        return SafeString(f'<span class="light {css}">{icon(symbol)}{text}</span>')
    if kind == "internal":
        return SafeString(f'<span class="tag">{icon("lock")}{text}</span>')
    return SafeString(f'<span class="tag{" tentative" if kind == "tent" else ""}">{text}</span>')


@lru_cache(maxsize=64)
def rating(word: str, index: int | None = None) -> SafeString:
    """One of the three ratings of article 四: chevron up, dash or chevron down before the notice's own word.

    `index` (0, 1, 2) places a word that a county has chosen itself; an empty word reads 未评价.
    """
    if not word:
        return SafeString('<span class="rating none">未评价</span>')
    place = index if index is not None else _RATINGS.index(word) if word in _RATINGS else 1
    css, symbol = _RATING_LOOKS[place]
    return SafeString(f'<span class="rating {css}">{icon(symbol)}{escape(word)}</span>')


# ---- actions ----


def action(given: Mapping[str, Any], small: bool, token: str) -> SafeString:
    """A link, or for `method` post a form of one button with the hidden values of `data`.

    Also `primary` (the one filled button of a view), `quiet` (a plain small link), `icon`, `aria`.
    `panel` and `dialog` let the answer of the link open in the named element or in a dialog of the same page.
    """
    css = "fine" if given.get("quiet") else "btn" + (" btn-sm" if small else "")
    css += " btn-primary" if given.get("primary") else ""
    aria = f' aria-label="{escape(given["aria"])}"' if given.get("aria") else ""
    words = (icon(str(given["icon"])) if given.get("icon") else "") + escape(given["label"])
    url = escape(given["url"])
    if given.get("method") == "post":
        values = {"csrfmiddlewaretoken": token, **(given.get("data") or {})}
        hidden = "".join(
            f'<input type="hidden" name="{escape(n)}" value="{escape(v)}">' for n, v in values.items()
        )
        button = f'<button class="{css}" type="submit"{aria}>{words}</button>'
        return SafeString(f'<form class="act inline" method="post" action="{url}">{hidden}{button}</form>')
    target = f"#{escape(given['panel'])}" if given.get("panel") else "#dialogs" if given.get("dialog") else ""
    fetch = f' hx-get="{url}" hx-target="{target}" hx-swap="innerHTML"' if target else ""
    return SafeString(f'<a class="{css}" href="{url}"{fetch}{aria}>{words}</a>')


# ---- clause tags ----


@lru_cache(maxsize=256)
def _tag(clause: str) -> SafeString:
    return SafeString(
        f'<a class="clause" href="{MECHANISM}#c-{escape(clause)}" title="看《通知》原文">'
        f"{escape(cite(clause))}</a>"
    )


def clause_tags(clauses: str | Iterable[str] | None) -> SafeString:
    """Tags that lead to the clauses in 机制; several ids (a sequence, or text) of one citation give one."""
    ids = clauses.split() if isinstance(clauses, str) else list(clauses or ())
    first_of = {cite(clause): clause for clause in reversed(ids)}
    tags = [_tag(clause) for clause in dict.fromkeys(first_of[cite(clause)] for clause in ids)]
    if len(tags) < 2:
        return tags[0] if tags else SafeString("")
    return SafeString(f'<span class="clauses">{"".join(tags)}</span>')


_NUMBERED = re.compile(r"\d{4}-\d{3,}(?=“)")


def numbered(text: str) -> SafeString:
    """A sentence in which the number of a matter before its title leads to the matter."""
    parts = [
        conditional_escape(part) if n % 2 == 0 else f'<a href="{reverse("case", args=[part])}">{part}</a>'
        for n, part in enumerate(re.split(f"({_NUMBERED.pattern})", str(text)))
    ]
    return SafeString("".join(parts))


# ---- dates ----


def md(moment: date | datetime | None) -> str:
    """11-23 周一."""
    if not moment:
        return ""
    day = clock.day_of(moment)
    return f"{day:%m-%d} 周{_WEEK[day.weekday()]}"


def ymd(moment: date | datetime | None) -> str:
    """2026-11-23 周一."""
    if not moment:
        return ""
    day = clock.day_of(moment)
    return f"{day:%Y-%m-%d} 周{_WEEK[day.weekday()]}"


def dt(moment: datetime | None) -> str:
    """11-23 09:42, with the year before it when it is not this one."""
    if not moment:
        return ""
    this_year = clock.day_of(moment).year == clock.today().year
    return clock.text(moment, "%m-%d %H:%M" if this_year else "%Y-%m-%d %H:%M")


def zhdate(moment: date | datetime | None) -> str:
    """2026年11月23日, as documents write it."""
    if not moment:
        return ""
    day = clock.day_of(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def short(moment: date | datetime | None) -> str:
    """今天, else month and day with weekday, with the year when it is not this one."""
    if not moment:
        return ""
    day, now = clock.day_of(moment), clock.today()
    if day == now:
        return "今天"
    return md(day) if day.year == now.year else ymd(day)


def due(term: Any, part: str = "") -> SafeString:
    """A term: the day above, working days below; `part` `on` or `left` gives one of the two.

    `term` has `on` (a day, or none), and may have `at` (a time of day), `text` (words instead of a day),
    `provisional`, and `remaining` with `text`, `overdue` and `soon`.
    """
    if term is None or (not get(term, "on") and not get(term, "text") and not get(term, "remaining")):
        return SafeString('<span class="muted">—</span>')
    left = get(term, "remaining")
    css = "late" if get(left, "overdue") else "soon" if get(left, "soon") else "far"
    upper = f'<span class="unbroken">{escape(_due_day(term))}</span>'
    words = get(left, "text") or ""
    lower = f'<b class="unbroken">{escape(words)}</b>' if words else ""
    if get(term, "provisional"):
        lower += (" " if lower else "") + chip("tent", "暂定")
    if part == "on":
        return SafeString(upper)
    if part == "left":
        return SafeString(f'<span class="due {css}">{lower}</span>')
    return SafeString(f'<span class="due {css}">{upper}{"<br>" if lower else ""}{lower}</span>')


def _due_day(term: Any) -> str:
    on = get(term, "on")
    if get(term, "text") or not on:
        return str(get(term, "text") or "")
    at = get(term, "at") or ""
    return f"{short(on)} {at:%H:%M}" if isinstance(at, time) else f"{short(on)} {at}".rstrip()


def amount(value: Any) -> str:
    """A number without trailing zeros and without an exponent; empty for none."""
    return "" if value is None else f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


# ---- the county's own words ----


@dataclass(frozen=True)
class Mark:
    """A fragment of the notice to underline: by outcome (ok, no, un) or as a parameter (p), numbered."""

    words: str
    look: str = "passage"
    number: int = 0

    @property
    def sign(self) -> str:
        """The number as a superscript: circled for conditions, in brackets for parameters, since digits follow them in the
        notice; empty without one."""
        if not self.number:
            return ""
        circled = self.look != "passage" and self.number <= len(_CIRCLED)
        return _CIRCLED[self.number - 1] if circled else f"[{self.number}]"


_TITLES = {outcome_look: outcome.word for outcome, (outcome_look, _) in OUTCOME_LOOKS.items()}


def circled(number: int) -> str:
    """① for 1, up to 20."""
    return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else str(number)


def marks_of(decision: Decision) -> list[Mark]:
    """The words on which each condition rests, numbered as the conditions are."""
    return [
        Mark(reason.words, OUTCOME_LOOKS[reason.outcome][0], number)
        for number, reason in enumerate(decision.reasons, 1)
        if reason.words
    ]


def own(
    words: str, marks: Decision | Iterable[Any] | None = None, vocabulary: Vocabulary = USUAL_WORDS
) -> SafeString:
    """The county's text with the marked fragments underlined and numbered; measures are looked for by its names.

    Each fragment is looked for once and only where nothing is underlined yet; one that the county's text does
    not hold is left out, since nothing is put into the county's mouth.
    """
    wanted = marks_of(marks) if isinstance(marks, Decision) else [_mark(mark) for mark in marks or ()]
    taken: list[tuple[int, int, Mark]] = []
    for mark in vocabulary.say_all(wanted):
        start = words.find(mark.words) if mark.words else -1
        while start >= 0 and any(start < end and begin < start + len(mark.words) for begin, end, _ in taken):
            start = words.find(mark.words, start + 1)
        if start >= 0:
            taken.append((start, start + len(mark.words), mark))
    out, at = [], 0
    for begin, end, mark in sorted(taken, key=lambda item: item[0]):
        out += [conditional_escape(words[at:begin]), _underlined(words[begin:end], mark)]
        at = end
    return SafeString("".join([*out, conditional_escape(words[at:])]))


def _mark(given: Any) -> Mark:
    if isinstance(given, Mark):
        return given
    if isinstance(given, tuple):
        return Mark(*given)
    return Mark(get(given, "words", ""), get(given, "look", "passage"), get(given, "number", 0))


def _underlined(text: str, mark: Mark) -> str:
    title = f' title="{_TITLES[mark.look]}"' if mark.look in _TITLES else ""
    sup = f"&#8288;<sup>{mark.sign}</sup>" if mark.sign else ""
    return f'<u class="{escape(mark.look)}"{title}>{escape(text)}</u>{sup}'
