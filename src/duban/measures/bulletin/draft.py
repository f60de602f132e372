"""The first text of a bulletin, written from what changed; what was said before is only counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.documents.papers.charts import Chart, ChartSeries
from duban.measures.bulletin.plain_text import row
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.papers.changes import Changes, Late, Material, MatterNow, MeasureNow, table
from duban.mechanism.people.standing import Function

FIELDS = {"2.1": "上级决策部署", "2.2": "约束性指标和硬任务", "2.3": "县委县政府决定", "2.4": "主要领导交办"}
_OFFICES = {Function.PARTY_OFFICE.value: "县委办公室", Function.GOV_OFFICE.value: "县政府办公室"}
_NUMERALS = "一二三四五六七八九十"
_UNRATED = "未评价"
_CHANGED_MOST = 60


@dataclass(frozen=True)
class Draft:
    """What a bulletin begins with: its text, and the charts that stand in it as 【图n】."""

    text: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class Telling:
    """How a bulletin speaks: the period in words, since when in words, the evaluations, the best first."""

    period: str
    since: str
    evaluations: tuple[str, ...]
    special: bool = False


@clause("3.0", "4.2", "4.4")
def write(material: Material, found: Changes, telling: Telling) -> Draft:
    """The draft of a 督查通报, or of a 督查专报 where `telling.special`."""
    charts = tuple(_charts(material, telling))
    parts: list[tuple[str, list[str]]] = [("总体情况", [*_overview(material, found, telling, len(charts))])]
    parts += [(heading, lines) for heading, lines in _parts(found, telling) if lines]
    text = [line for place, (heading, lines) in enumerate(parts) for line in _section(place, heading, lines)]
    return Draft("\n".join(text), charts)


def _section(place: int, heading: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{_NUMERALS[place]}、{heading}"
    yield from lines


def _overview(material: Material, found: Changes, telling: Telling, charts: int) -> Iterator[str]:
    rated = table(material.matters, "unit", len(telling.evaluations))
    sums = [sum(column) for column in zip(*rated.values(), strict=True)] or [0] * (
        len(telling.evaluations) + 1
    )
    named = zip((*telling.evaluations, _UNRATED), sums, strict=True)
    parts = "、".join(f"{name}{count}件" for name, count in named if count)
    yield f"{telling.period}，在办重点工作{len(material.matters)}件{f'，其中{parts}' if parts else ''}。"
    yield _happened(found, telling)
    if found.unchanged.any:
        yield _unchanged(found)
    yield from (f"【图{n}】" for n in range(1, charts + 1))
    yield from _table(material, telling)


def _happened(found: Changes, telling: Telling) -> str:
    said = [
        f"{verb}{_by_kind(rows)}"
        for verb, rows in (("新启动", found.issued), ("办结销号和解除", found.ended))
        if rows
    ]
    said += [f"评价提升{len(found.better)}件"] if found.better else []
    said += [f"评价下降或首次评为{telling.evaluations[-1]}{len(found.worse)}件"] if found.worse else []
    said += [f"新增逾期{len(found.late)}项"] if found.late else []
    return f"{telling.since}，{'，'.join(said)}。" if said else f"{telling.since}，没有新的变化。"


def _by_kind(measures: Sequence[MeasureNow]) -> str:
    counts = {kind: sum(one.kind == kind for one in measures) for kind in NAMES}
    return "、".join(f"{NAMES[kind]}{count}件" for kind, count in counts.items() if count)


def _unchanged(found: Changes) -> str:
    same = found.unchanged
    said = [
        f"{words}{count}{unit}"
        for words, count, unit in (
            ("进展滞后", same.lagging, "件"), ("逾期未办", same.late, "项"), ("整改中的措施", same.running, "件"),
        )
        if count
    ]  # fmt: skip
    return f"此前已报、没有变化的有{'、'.join(said)}，不再逐项列出。"


def _table(material: Material, telling: Telling) -> Iterator[str]:
    """Offices and fields against evaluations."""
    if not material.matters:
        return
    yield "表1 重点工作评价情况（件）"
    yield row("分类", *telling.evaluations, _UNRATED, "合计")
    for by, names in (("office", _OFFICES), ("field", FIELDS)):
        for key, counts in table(material.matters, by, len(telling.evaluations)).items():
            yield row(names.get(key, key), *counts, sum(counts))


def _charts(material: Material, telling: Telling) -> Iterator[Chart]:
    """Evaluations by field, and the measures that began and ended."""
    fields = table(material.matters, "field", len(telling.evaluations))
    if fields:
        names = tuple(FIELDS.get(key, key) for key in fields)
        yield Chart(
            "stacked", "图1 各领域重点工作评价", names,
            tuple(
                ChartSeries(name, tuple(counts[at] for counts in fields.values()))
                for at, name in enumerate((*telling.evaluations, _UNRATED))
            ),
            alt="；".join(f"{name}共{sum(counts)}件" for name, counts in zip(names, fields.values(), strict=True)),
        )  # fmt: skip
    begun = [sum(one.kind == kind and one.fresh for one in material.measures) for kind in NAMES]
    ended = [sum(one.kind == kind and one.ended for one in material.measures) for kind in NAMES]
    if any(begun) or any(ended):
        series = (ChartSeries("新启动", tuple(begun)), ChartSeries("办结、解除", tuple(ended)))
        said = (
            f"{name}新启动{a}件、办结{b}件" for name, a, b in zip(NAMES.values(), begun, ended, strict=True)
        )
        yield Chart(
            "bar", f"图{2 if fields else 1} 督办措施变化", tuple(NAMES.values()), series, alt="；".join(said)
        )


def _parts(found: Changes, telling: Telling) -> Iterator[tuple[str, list[str]]]:
    yield "推进较好的工作", [_rating(one, telling) for one in found.better[:_CHANGED_MOST]]
    yield "新增和办结的督办措施", [
        *(_issued(one) for one in found.issued[:_CHANGED_MOST]), *(_ended(one) for one in found.ended[:_CHANGED_MOST]),
    ]  # fmt: skip
    yield "存在的问题", [
        *(_rating(one, telling) for one in found.worse[:_CHANGED_MOST]), *_lates(found.late),
    ]  # fmt: skip
    yield "主要原因", [f"{problem}（{units}）。" for problem, units in found.causes]
    advice = [f"{one.rstrip('。')}。" for one in found.advice]
    usual = [] if telling.special else [
        "各责任单位对照本通报列出的问题，逐项制定措施、明确时限，由主要领导负总责，按期整改到位。",
        "县委办公室、县政府办公室继续跟踪督办，对整改不力的，按机制规定启动‹督办函›、‹联席约谈›、‹挂牌督办›。",
    ]  # fmt: skip
    yield "工作建议" if telling.special else "下一步要求", [*advice, *usual]


def _rating(one: MatterNow, telling: Telling) -> str:
    now = telling.evaluations[one.rating] if one.rating is not None else _UNRATED
    before = "首次评价为" if one.before is None else f"由{telling.evaluations[one.before]}变为"
    problem = (
        f"，主要问题：{one.problems.strip().rstrip('。')}" if one.problems.strip() and one.rating else ""
    )
    return f"{one.unit}“{_inner(one.title)}”{before}{now}{problem}。"


def _issued(one: MeasureNow) -> str:
    verb = "下达" if one.kind == "letter" else "实施"
    return f"对{one.unit}“{_inner(one.title)}”{verb}{NAMES[one.kind]}（{one.number}）。"


def _ended(one: MeasureNow) -> str:
    return f"{one.unit}“{_inner(one.title)}”{NAMES[one.kind]}（{one.number}）{one.how}。"


def _lates(late: Sequence[Late]) -> Iterator[str]:
    for one in late[:_CHANGED_MOST]:
        yield f"{one.unit}“{_inner(one.title)}”{one.label}应于{one.due}前完成，逾期。"
    if len(late) > _CHANGED_MOST:
        yield f"另有{len(late) - _CHANGED_MOST}项逾期，见项目库。"


def _inner(title: str) -> str:
    return title.replace("“", "‘").replace("”", "’")
