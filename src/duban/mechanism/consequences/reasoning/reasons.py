"""Why a result follows or does not: the conditions of each code as reasons, with the events that speak for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from duban.mechanism.consequences import codes
from duban.mechanism.consequences.counting import Count, Doubt, count, doubt, undone_after_closing
from duban.mechanism.consequences.history import ADVERSE_EFFECT, MAJOR_ERROR, UNSUITABLE, Event, Judgement
from duban.mechanism.consequences.leaders import findings, ground, lagging_spells
from duban.mechanism.consequences.results import Judged
from duban.mechanism.consequences.rules import ROLLING, Rules
from duban.mechanism.decision import Outcome, Reason, holds
from duban.mechanism.rulings.sanctions import Target
from duban.mechanism.words.named import marked

_NOT_ACCOUNTABILITY = "‹督办函›、‹联席约谈›、‹挂牌督办›是督办，不是追究责任（A4、A5）"


@lru_cache(maxsize=4096)
def said(rules: Rules, event: Event) -> str:
    """An event in words: its day, kind, document, and what became of it."""
    day = rules.day(event)
    document = f"（{event.document}）" if event.document else ""
    matter = f"，事项{event.matter}" if isinstance(event.matter, str) and event.matter else ""
    changed = f"，原为{rules.word(event.was)}" if event.was else ""
    when = f"，{event.changed_on:%Y-%m-%d}变更" if event.changed_on else ""
    pending = "，申诉中" if event.pending else ""
    return f"{day:%Y-%m-%d}{rules.word(event.kind)}{document}{matter}{changed}{when}{pending}"


def _listed(rules: Rules, events: Iterable[Event]) -> str:
    return "；".join(said(rules, event) for event in events)


def _window(rules: Rules) -> str:
    first, last = rules.span
    if rules.window == ROLLING:
        return f"截至{rules.year}年度内某次的连续{365 * rules.years}天内"
    if rules.years > 1:
        return f"{rules.year - rules.years + 1}至{rules.year}年度"
    return f"{first:%Y-%m-%d}至{last:%Y-%m-%d}"


def _counted(judged: Judged, found: Count, kinds: frozenset[str] | None = None) -> str:
    rules = judged.rules
    if not found.times:
        return f"{_window(rules)}没有。"
    same = f"；同一决定或者同一事项另有{_listed(rules, found.same)}，不重复计" if found.same else ""
    told = f"{_window(rules)}计{found.times}次：{_listed(rules, found.events)}{same}。"
    return told + _in_doubt(rules, doubt(rules, judged.tally, kinds))


def _in_doubt(rules: Rules, found: Doubt | None) -> str:
    """That new facts on a matter may count or not, with both counts; empty where there are none."""
    if found is None:
        return ""
    pairs = "；".join(
        f"{said(rules, later)}所依据的事实在{said(rules, first)}生效以后" for first, later in found.pairs
    )
    use = rules.use("same_matter")
    return f"{pairs}：只计一次为{found.once}次，分别计算为{found.each}次，本县现按“{use.text}”（A34）。"


def reasons(judged: Judged, code: str) -> list[Reason]:
    """The conditions of a code as they stand for a subject; a code that follows has only met ones."""
    return _REASONS[code](judged)


def _cap(judged: Judged) -> list[Reason]:
    rules = judged.rules
    found = count(rules, judged.tally)
    first, second = rules.caps
    wanted = [("7.2.1", first, f"不得评为{rules.grades[0]}")]
    if found.times >= second:
        wanted.append(("7.2.2", second, f"不得评为{rules.grades[:2][-1]}及以上"))
    return [
        Reason(
            clause_id,
            f"一年内被追究责任{times}次（含{times}次）以上，{effect}",
            holds(found.times >= times),
            _counted(judged, found),
            params=codes.CODES[codes.U_CAP].params,
        )
        for clause_id, times, effect in wanted
    ]


def _held_accountable(judged: Judged, clause_id: str) -> Reason:
    rules, events = judged.rules, judged.tally.in_year
    if events:
        finding = f"{len(events)}项：{_listed(rules, events)}。"
    elif judged.history.measures:
        kinds = "、".join(dict.fromkeys(marked(measure.kind) for measure in judged.history.measures))
        finding = f"没有生效的追究决定；有{kinds}，{_NOT_ACCOUNTABILITY}。"
    else:
        finding = "没有生效的追究决定。"
    return Reason(clause_id, f"{rules.year}年度被追究责任", holds(bool(events)), finding)


def _honour(clause_id: str) -> Callable[[Judged], list[Reason]]:
    def found(judged: Judged) -> list[Reason]:
        everything = judged.rules.value("honours_scope") == "all"
        reason = _held_accountable(judged, clause_id)
        scope = "全部荣誉" if everything else "年度综合考评；其他荣誉请核对其评选规定"
        tail = f"范围：{scope}（A50）。" if reason.outcome is Outcome.MET else ""
        return [
            Reason(
                clause_id, reason.condition, reason.outcome, reason.finding + tail, params=("honours_scope",)
            )
        ]

    return found


def _circular(clause_id: str) -> Callable[[Judged], list[Reason]]:
    def found(judged: Judged) -> list[Reason]:
        rules = judged.rules
        circulars = count(rules, judged.tally, rules.circular)
        met = circulars.times >= max(rules.once_from, 1)
        rows = [
            Reason(
                clause_id,
                f"被通报问责{rules.once_from}次以上",
                holds(met),
                _counted(judged, circulars, rules.circular),
                params=("circular_once_count", "circular_kinds"),
            )
        ]
        cancelled = any(one.code == codes.L_BONUS_CANCELLED for one in judged.consequences)
        if clause_id == "7.2.4" and met and (cancelled or rules.one_bonus):
            rows.append(_beside_cancelled(rules, cancelled))
        return rows

    return found


def _beside_cancelled(rules: Rules, cancelled: bool) -> Reason:
    """Whether the lowest grade holds beside a cancelled bonus: A37 decides, and nothing else."""
    if not rules.one_bonus:
        return Reason(
            "7.2.4",
            "与取消绩效奖金同时适用（两项奖金）",
            Outcome.MET,
            "绩效奖金已取消；年度考核奖金是另一项，仍按最低等次发放（A37）。",
            params=("bonus_items",),
        )
    return Reason(
        "7.2.4",
        "奖金没有被取消（县里认定两项奖金为同一项）",
        holds(not cancelled),
        "已取消，不再按最低等次发放（A37）。" if cancelled else "没有取消。",
        params=("bonus_items",),
    )


def _limbs(judged: Judged) -> list[Reason]:
    """Each limb that holds; if none does, all of them as one condition that is not met."""
    rules, in_year = judged.rules, judged.tally.in_year
    circulars = count(rules, judged.tally, rules.counting)
    rows = [
        Reason(
            "7.2.5",
            ground(rules, "7.2.5"),
            holds(circulars.times >= max(rules.cancel_from, 1)),
            _counted(judged, circulars, rules.counting),
            params=("circular_cancel_count", "count_kinds"),
        )
    ]
    for clause_id, kinds in (("7.2.6", rules.party), ("7.2.7", rules.gov), ("7.2.8", rules.org)):
        hit = [event for event in in_year if event.kind in kinds]
        rows.append(
            Reason(
                clause_id,
                ground(rules, clause_id),
                holds(bool(hit)),
                f"{_listed(rules, hit)}。" if hit else "没有。",
                params=("cancel_party_from", "cancel_gov_from", "cancel_org_kinds", "threshold_inclusive"),
            )
        )
    met = [row for row in rows if row.outcome is Outcome.MET]
    if met:
        return met
    told = "；".join(f"{row.condition}：{row.finding.rstrip('。')}" for row in rows)
    return [Reason("7.2.5", "有取消绩效奖金的情形之一", Outcome.NOT_MET, f"{told}。")]


def _adjust(judged: Judged) -> list[Reason]:
    rules, events = judged.rules, judged.tally.in_year
    taken = [event for event in events if event.kind in rules.taken]
    unsuitable = findings(rules, judged.history, UNSUITABLE)
    told = f"县委组织部认定不适宜担任现职：{_noted(unsuitable)}。" if unsuitable else "是否适宜未作判断。"
    return [
        _held_accountable(judged, "7.1.3"),
        Reason(
            "7.1.3",
            "还没有采取组织调整或组织处理",
            holds(not taken),
            f"已采取：{_listed(rules, taken)}。" if taken else f"没有采取。{told}",
        ),
    ]


def _remove(judged: Judged) -> list[Reason]:
    rules, history = judged.rules, judged.history
    spells = lagging_spells(rules, history.ratings)
    errors = findings(rules, history, MAJOR_ERROR)
    effects = findings(rules, history, ADVERSE_EFFECT)
    removed = [event for event in judged.tally.in_year if event.kind in rules.removed]
    lag = "；".join(
        f"{_matter(spell.matter)}{_quarter(spell.first)}至{_quarter(spell.last)}连续{spell.quarters}个季度滞后"
        for spell in spells
    )
    told = "；".join(part for part in (lag, _noted(errors)) if part)
    rows = [
        _held_accountable(judged, "7.1.4"),
        Reason(
            "7.1.4",
            f"所负责的工作连续{rules.lag_quarters}个季度以上滞后，或者出现较大失误",
            holds(bool(spells or errors)),
            f"{told}。" if told else "没有记录。",
            params=("long_lag_quarters",),
        ),
        Reason(
            "7.1.4",
            "认定产生不良影响",
            holds(bool(effects)),
            f"{_noted(effects)}。" if effects else "没有认定。",
        ),
    ]
    if removed:
        rows.append(
            Reason("7.1.4", "还没有免职、降职", Outcome.NOT_MET, f"已采取：{_listed(rules, removed)}。")
        )
    return rows


def _matter(matter: object) -> str:
    return f"事项{matter}" if isinstance(matter, str) else ""


def _quarter(quarter: tuple[int, int]) -> str:
    return f"{quarter[0]}年第{quarter[1]}季度"


def _noted(found: Iterable[Judgement]) -> str:
    return "；".join(
        f"{one.on:%Y-%m-%d}{one.text}{f'（{one.document}）' if one.document else ''}" for one in found
    )


def _prefer(judged: Judged) -> list[Reason]:
    rules = judged.rules
    praised = [one for one in judged.history.commendations if rules.label(one.on) == rules.year]
    well = sum(1 for one in judged.history.ratings if one.index == 0 and rules.label(one.on) == rules.year)
    told = "；".join(
        f"{one.on:%Y-%m-%d}{one.text}{f'（{one.document}）' if one.document else ''}" for one in praised
    )
    rated = f"所负责事项评为第一档{well}次。" if well else ""
    return [
        Reason(
            "7.1.2",
            "在重点工作中受到肯定",
            holds(bool(praised)),
            f"{told}。{rated}只列事实，不打分。" if praised else "没有记录。",
        )
    ]


def _reassess(judged: Judged) -> list[Reason]:
    rules, closed = judged.rules, judged.closed_on
    undone = undone_after_closing(rules, judged.tally, closed) if closed else ()
    clause_id = codes.CODES[codes.TASK_REASSESS].clauses[judged.subject.target is Target.PERSON]
    days = "；".join(
        f"{said(rules, event)}，于{(event.revoked_on or event.changed_on):%Y-%m-%d}"
        f"{'撤销' if event.revoked else '变更'}"
        for event in undone
    )
    told = f"{closed:%Y-%m-%d}结账，此后{days}（A33）。" if closed and undone else "没有。"
    return [Reason(clause_id, "结账以后决定被撤销或者变更", holds(bool(undone)), told)]


def _external(judged: Judged) -> list[Reason]:
    return [
        Reason(
            "8",
            "由上级主管机关考核的单位",
            holds(judged.recommend),
            f"{judged.subject.unit_kind}，以上结果以建议函送其上级主管机关（A44）。"
            if judged.recommend
            else "不是。",
            params=("recommend_only_kinds",),
        )
    ]


def _superior(judged: Judged) -> list[Reason]:
    rules, tally = judged.rules, judged.tally
    heavy = [event for event in (*tally.in_year, *tally.handler) if event.kind in rules.sanctioned]
    return [
        Reason("8", "当年有诫勉或者处分", holds(bool(heavy)), f"{_listed(rules, heavy) or '没有'}。"),
        Reason(
            "8",
            "上级考核规定还没有由县里确认",
            holds(not rules.superior_known),
            "已经确认。" if rules.superior_known else "还没有确认，须核上级考核规定（A51）。",
            params=("superior_rules_confirmed",),
        ),
    ]


def _handler(judged: Judged) -> list[Reason]:
    events = judged.tally.handler
    return [
        Reason(
            "1.2",
            "对不是领导干部的人员追究责任",
            holds(bool(events)),
            f"{_listed(judged.rules, events) or '没有'}。第七条写的是领导干部（A8）。",
            params=("apply_to_handlers",),
        )
    ]


def _provisional(judged: Judged) -> list[Reason]:
    pending = [event for event in judged.tally.in_year if event.pending]
    return [
        Reason(
            "6.4",
            "所依据的决定在申诉中",
            holds(bool(pending)),
            f"{_listed(judged.rules, pending) or '没有'}。申诉不停止执行，结果暂定（A33）。",
            params=("count_pending",),
        )
    ]


def _conflict(judged: Judged) -> list[Reason]:
    rows = judged.of(codes.ERROR_OVERRIDE_CONFLICT)
    return [
        Reason(
            "8",
            f"“{codes.CODES[row.ground].label}”有一份以上同级的上级文件",
            Outcome.MET,
            f"{'；'.join(one.source for one in row.overrides)}。分不出层级先后，系统不作选择（A42）。",
            params=("overrides",),
        )
        for row in rows
    ] or [Reason("8", "上级文件相互冲突", Outcome.NOT_MET, "没有冲突。")]


_REASONS: dict[str, Callable[[Judged], list[Reason]]] = {
    codes.U_CAP: _cap,
    codes.U_NO_COLLECTIVE: _honour("7.3.1"),
    codes.L_NO_EXCELLENT: _circular("7.2.3"),
    codes.L_BONUS_LOWEST: _circular("7.2.4"),
    codes.L_BONUS_CANCELLED: _limbs,
    codes.L_NO_INDIVIDUAL: _honour("7.3.2"),
    codes.L_ADVISE_ADJUST: _adjust,
    codes.L_ADVISE_REMOVE: _remove,
    codes.L_ADVISE_PREFER: _prefer,
    codes.TASK_REASSESS: _reassess,
    codes.NOTE_EXTERNAL_AUTHORITY: _external,
    codes.NOTE_CHECK_SUPERIOR: _superior,
    codes.NOTE_HANDLER: _handler,
    codes.NOTE_PROVISIONAL: _provisional,
    codes.ERROR_OVERRIDE_CONFLICT: _conflict,
}
