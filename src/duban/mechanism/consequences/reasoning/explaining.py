"""The tree behind each result: conditions, parameters with their dates, events with their documents, what was left out.

A result is explained by a `Decision`, so that it reads like a refusal. Trees are built only when somebody looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from duban.mechanism.clauses import cite
from duban.mechanism.consequences import codes
from duban.mechanism.consequences.history import Event, Override
from duban.mechanism.consequences.reasoning.reasons import reasons, said
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules
from duban.mechanism.decision import Decision, Outcome, Reason, as_lines
from duban.mechanism.parameters import Use
from duban.mechanism.rulings.sanctions import Target

_MAIN = {
    Target.UNIT: (codes.U_CAP, codes.U_NO_COLLECTIVE),
    Target.PERSON: (
        codes.L_NO_EXCELLENT,
        codes.L_BONUS_LOWEST,
        codes.L_BONUS_CANCELLED,
        codes.L_NO_INDIVIDUAL,
        codes.L_ADVISE_ADJUST,
    ),
}


@dataclass(frozen=True)
class CountedBy:
    """An event in words, its document, and why it was left out (empty: it counted)."""

    text: str
    document: str
    ref: str
    why: str = ""


@dataclass(frozen=True)
class Explained:
    """Why one code follows or does not.

    `clauses` are the ids that bear it, `uses` the parameters with value, date and question. `base` says what this
    notice alone provides where a superior document (`documents`) takes its place.
    """

    code: str
    label: str
    cite: str
    clauses: tuple[str, ...]
    follows: bool
    decision: Decision
    uses: tuple[Use, ...]
    counted: tuple[CountedBy, ...]
    base: str = ""
    documents: tuple[str, ...] = ()


def explain(judged: Judged, code: str) -> Explained:
    """The tree of one code for a subject, whether it follows or not."""
    rows = judged.of(code)
    documents = _documents(judged, code)
    decision = Decision(
        rows[0].label if rows else codes.CODES[code].label, tuple(_reasons(judged, code, rows))
    )
    events = tuple(dict.fromkeys(event for row in rows for event in row.events))
    return Explained(
        code=code,
        label=decision.question,
        cite=rows[0].cite if rows else cite(codes.CODES[code].clauses[0]),
        clauses=decision.clauses,
        follows=bool(rows),
        decision=decision,
        uses=_uses_of(judged.rules, code),
        counted=tuple(evidence(judged, event) for event in events),
        base=_base(judged, code) if documents else "",
        documents=tuple(_source(one) for one in documents),
    )


@lru_cache(maxsize=512)
def _uses_of(rules: Rules, code: str) -> tuple[Use, ...]:
    return tuple(rules.use(key) for key in dict.fromkeys(codes.CODES[code].params))


def explain_all(judged: Judged) -> tuple[Explained, ...]:
    """The trees of all results of a subject, then those of the main results that do not follow."""
    found = judged.codes
    absent = tuple(code for code in _MAIN[judged.subject.target] if code not in found)
    return tuple(explain(judged, code) for code in (*found, *absent))


def evidence(judged: Judged, event: Event, why: str = "") -> CountedBy:
    """An event as evidence."""
    return CountedBy(said(judged.rules, event), event.document, event.ref, why)


def left_out(judged: Judged) -> tuple[CountedBy, ...]:
    """Every event that did not count, with the reason."""
    rules, tally = judged.rules, judged.tally
    counted = {id(event) for row in judged.consequences for event in row.events}
    named = {id(one.event) for one in tally.left} | {id(event) for event in tally.in_year}
    others = [event for event in tally.valid if id(event) not in counted | named]
    return (
        *(evidence(judged, one.event, one.why) for one in tally.left),
        *(evidence(judged, event, f"属于{rules.year_of(event)}年度，不在计算的时段内") for event in others),
    )


def _documents(judged: Judged, code: str) -> tuple[Override, ...]:
    """The superior documents that decided a code: those on its results, or those that took it away."""
    rows = judged.of(code)
    if rows:
        return rows[0].overrides
    return tuple(one for one in judged.taken_away if one.target == code)


def _reasons(judged: Judged, code: str, rows: tuple[Consequence, ...]) -> list[Reason]:
    own = reasons(judged, code)
    documents = _documents(judged, code)
    if not documents or code == codes.ERROR_OVERRIDE_CONFLICT:
        return own
    named = "；".join(_source(one) for one in documents)
    by_document = Reason(
        "8",
        "上级文件另有规定，从其规定" if rows else "上级文件没有排除这一结果，也不相互冲突",
        Outcome.MET if rows else Outcome.NOT_MET,
        f"{named}。",
        params=("overrides",),
    )
    return [by_document] if rows else [by_document, *own]


def _source(one: Override) -> str:
    level = f"（{one.level}）" if one.level else ""
    value = one.value if isinstance(one.value, str) else "适用" if one.value else "不适用"
    return f"{one.source}{level}：{codes.CODES[one.target].label}，{value}"


def _base(judged: Judged, code: str) -> str:
    """What the notice alone would say, in words."""
    rows = [one for one in judged.base if one.code == code]
    if not rows:
        return "按本通知没有这一结果"
    return f"按本通知：{'；'.join(dict.fromkeys(row.label + (f'（{row.ground}）' if row.ground else '') for row in rows))}"


def lines(judged: Judged) -> list[str]:
    """Everything about a subject's year as plain text, for the command line and a document."""
    target = "单位" if judged.subject.target is Target.UNIT else "人员"
    name = f"{judged.subject.name}，" if judged.subject.name else ""
    kind = f"（{judged.subject.unit_kind}）" if judged.subject.unit_kind else ""
    rows = explain_all(judged)
    text = [f"{judged.rules.year}年度，{name}{target}{kind}："]
    text += [line for row in rows if row.follows for line in _lines(row)] or ["没有结果。"]
    for one in left_out(judged):
        text.append(f"不计入：{one.text}。{one.why}。")
    for override, why in judged.refused:
        text.append(f"未采用的上级规定：{_source(override)}。{why}。")
    absent = [row for row in rows if not row.follows]
    if absent:
        text.append("没有的结果：")
        text += [f"  {line}" for row in absent for line in _absent(row)]
    return [*text, "所用参数：", *(f"  {_used(use)}" for use in _uses(rows))]


def _uses(rows: tuple[Explained, ...]) -> tuple[Use, ...]:
    """Every parameter that some of the results rest on, each once."""
    return tuple({use.key: use for row in rows for use in row.uses}.values())


def _lines(row: Explained) -> list[str]:
    body = [f"  {line}" for line in as_lines(row.decision)[1:]]
    if row.base:
        body.append(f"  {row.base}；依第八条从上级文件：{'；'.join(row.documents)}。")
    return [f"【{row.label}】{row.cite}（{'、'.join(row.clauses)}）", *body]


def _absent(row: Explained) -> list[str]:
    told = "；".join(
        f"{reason.condition}：{reason.finding.rstrip('。')}"
        for reason in row.decision.reasons
        if reason.outcome is not Outcome.MET
    )
    base = f"（{row.base}）" if row.base else ""
    return [f"{row.label}（{row.cite}）{base}：未满足，{told}。"]


def _used(use: Use) -> str:
    question = f"{use.question}，" if use.question else ""
    return f"{use.title} {use.text}（{question}自{use.since:%Y-%m-%d}，{use.source}）"


def result_data(row: Consequence) -> dict[str, Any]:
    """A result as plain data; what is empty is left out."""
    data: dict[str, Any] = {"code": row.code, "cite": row.cite}
    for key in ("max_grade", "ground", "item"):
        if getattr(row, key):
            data[key] = getattr(row, key)
    if row.advisory:
        data["advisory"] = True
    return data
