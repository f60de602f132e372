"""The pages of the year's end: filters, next steps, and the grounds of a result beside the county's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from django.urls import reverse

from duban.accountability.selectors.year.pages.rows import (
    CorrectionRow,
    Item,
    ResultFilter,
    ResultView,
    YearButton,
    YearView,
)
from duban.accountability.selectors.year.pages.trees import Tree
from duban.mechanism.lifecycles import states_of
from duban.rulebook.selectors import words_of
from duban.shared.actor import Actor
from duban.shared.pages import Page
from duban.web.links import act_url

_KINDS = [("unit", "单位"), ("person", "人员")]
_ONLY = [
    ("pending", "申诉中作出的"),
    ("conflict", "规定有冲突"),
    ("objected", "有不同意见"),
    ("recommend", "由上级考核"),
]


def result_filter(query: Mapping[str, str]) -> ResultFilter:
    """The filter of a year's list as the address bar gives it."""
    return ResultFilter(
        text=query.get("text", "").strip()[:40],
        kind=query.get("kind", ""),
        code=query.get("code", "")[:32],
        only=query.get("only", ""),
    )


def year_page(view: YearView, where: ResultFilter) -> dict[str, Any]:
    """A year with its filter line and what may be done next."""
    codes = {row.code: row.label for row in view.counts}
    latest = view.runs[0] if view.runs else None
    under_way = latest if latest and latest.state in states_of("yearrun", "running") else None
    return {
        "view": view,
        "where": where,
        "fields": [
            {
                "name": "text",
                "label": "名称",
                "type": "search",
                "placeholder": "单位、姓名",
                "value": where.text,
            },
            _select("kind", "对象", _KINDS, where.kind),
            _select("code", "结果", list(codes.items()), where.code),
            _select("only", "只看", _ONLY, where.only),
        ],
        "acts": [*_year_acts(view), *_run_acts(view)],
        "earlier": [run for run in view.runs if not run.current and run is not under_way],
        "counts": [{"row": row, "url": f"?kind={row.kind}&code={row.code}"} for row in view.counts],
        "refresh": under_way,
        "failed": latest if latest and latest.state in states_of("yearrun", "failed") else None,
    }


def _select(name: str, label: str, options: list[tuple[str, str]], value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "options": options, "value": value}


def _action(button: YearButton, *, primary: bool = False) -> dict[str, Any]:
    return {"label": button.label, "url": act_url(button.key, button.ref), "primary": primary}


def _year_acts(view: YearView) -> list[dict[str, Any]]:
    done = {row.organ for row in view.confirmed}
    offered = [one for one in view.buttons if not (one.key == "year.confirm" and view.organ in done)]
    return [_action(one, primary=n == 0) for n, one in enumerate(offered)]


def _run_acts(view: YearView) -> list[dict[str, Any]]:
    buttons = [_action(run.button) for run in view.runs[:1] if run.button]
    running = view.runs and view.runs[0].state in states_of("yearrun", "running")
    if view.may_run and not running:
        label = "重新测算" if view.run else "测算年度结果"
        data = {"year": view.year, "once": uuid4().hex}
        buttons.append(
            {
                "label": label,
                "url": act_url("yearrun.start"),
                "method": "post",
                "data": data,
                "primary": not view.run,
            }
        )
    return buttons


def result_page(actor: Actor, view: ResultView, grounds: Iterable[tuple[Item, Tree]]) -> dict[str, Any]:
    """One subject's results, each with the county's own words for its clause."""
    return {
        "view": view,
        "grounds": list(_grounds(actor, grounds, view.pack_hash)),
        "acts": [_action(one) for one in view.buttons if _fits(one, view)],
        "back": reverse("year", args=[view.year]) if view.inside else reverse("results"),
    }


def _grounds(actor: Actor, grounds: Iterable[tuple[Item, Tree]], pack_hash: str) -> Iterator[dict[str, Any]]:
    """Each result with its tree; the county's paragraph stands once, results after the first only point to it."""
    shown: dict[str, str] = {}
    for item, tree in grounds:
        words = words_of(actor.jurisdiction_id, item.clause, pack_hash)
        yield {
            "item": item,
            "tree": tree,
            "own": words if words not in shown else "",
            "above": shown.get(words, "") if words else "",
            "marks": [(one.words, "passage", n) for n, one in enumerate(tree.uses, 1) if one.words],
        }
        shown.setdefault(words, item.label)


def _fits(button: YearButton, view: ResultView) -> bool:
    if button.key == "yearresult.settle":
        return any(item.code == "ERROR_OVERRIDE_CONFLICT" for item in view.items)
    if button.key == "yearresult.recommend":
        return view.recommend
    return any(item.words for item in view.items)


def corrections_page(found: Page[CorrectionRow], year: int | None) -> dict[str, Any]:
    """The list of corrections."""
    return {"found": found, "year": year, "rows": [correction_page(row) for row in found.rows]}


def correction_page(row: CorrectionRow) -> dict[str, Any]:
    """A correction with what comes and what goes."""
    before = {_key(item): item for item in row.before}
    after = {_key(item): item for item in row.after}
    return {
        "row": row,
        "kept": [item for key, item in before.items() if key in after],
        "gone": [item for key, item in before.items() if key not in after],
        "come": [item for key, item in after.items() if key not in before],
        "acts": [_action(one, primary=n == 0) for n, one in enumerate(row.buttons)],
    }


def _key(item: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return (item["code"], item["value"], item["ground"], item["item"])
