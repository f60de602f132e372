"""Superior documents that provide otherwise (八): registered, confirmed by a second person, ranked, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism import tables
from duban.mechanism.clauses import clause
from duban.mechanism.consequences.checking import override_fault
from duban.mechanism.consequences.codes import CODES
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import PARAMETERS, Pack, Use, default_pack, typed
from duban.mechanism.people.standing import Subject
from duban.mechanism.versions.changing import FIXED
from duban.mechanism.versions.superior import PARAMETER, RESULT, table_row
from duban.rulebook.actions.shared import carry_on, done, office_of, refuse_blank, text_of
from duban.rulebook.models import PackOrigin, SuperiorRule
from duban.rulebook.registry import file_document
from duban.rulebook.selectors.book import book, pack_in_force
from duban.rulebook.selectors.superiors import registered, target_text, value_text
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_TABLE = "overrides"
_BOOLS = {"true": True, "false": False}
_LIMITS = {"title": 120, "number": 60, "body": 80, "words": 1000}
_FIRST_DAY = date(1978, 12, 1)


@clause("8")
@performs("override.register")
@worded("附文件；机关、层级、原文、对象、期限齐全")
def register_override(
    *,
    actor: Actor,
    title: str,
    number: str,
    body: str,
    level: str,
    words: str,
    file: Any,
    target_kind: str,
    target: str = "",
    value: str = "",
    measures: list[str] | None = None,
    parameter: str = "",
    parameter_value: Any = "",
    since: date,
    until: date | None = None,
    priority: int | Decimal | None = None,
    once: str | None = None,
) -> Done:
    """Register what a superior document provides otherwise, with its own words; it holds once somebody else confirms it."""
    with act(actor, "override.register", once=once) as a:
        office, unit_id = office_of(a)
        permit_creation(a, Subject(office=office))
        given = {"title": title, "number": number, "body": body, "words": words}
        refuse_blank(**given)
        wrong = _too_long(given) | _wrong_days(since, until) | _wrong_level(a, level)
        known = _target(a, target_kind, target, value, measures or [], parameter, parameter_value, wrong)
        rank = _rank(priority, wrong)
        if wrong:
            raise Invalid(wrong)
        rule = SuperiorRule(
            state="draft",
            **{name: text.strip() for name, text in given.items()},
            level=level,
            since=since,
            until=until,
            priority=rank,
            office=office.value,
            unit_id=unit_id,
            entered_by=a.actor.name,
            **known,
        )
        _refuse_again(rule)
        a.found(rule)
        file_document(a, file, "上级文件")
        a.enter()
        a.say(what=target_text(rule), value=value_text(rule))
    return done(a)


def _too_long(given: Mapping[str, str]) -> dict[str, str]:
    return {
        name: f"最多 {_LIMITS[name]} 个字。"
        for name, text in given.items()
        if len(text.strip()) > _LIMITS[name]
    }


def _wrong_days(since: date, until: date | None) -> dict[str, str]:
    if since < _FIRST_DAY:
        return {"since": f"早于{text_of(_FIRST_DAY)}，请核对年份。"}
    return {"until": "早于起始日期。"} if until is not None and until < since else {}


def _wrong_level(work: Work, level: str) -> dict[str, str]:
    levels = pack_in_force(work.jurisdiction_id, work.today).get("superior_levels", work.today)
    return {} if level in levels else {"level": f"应为{'、'.join(levels)}之一。"}


def _rank(priority: int | Decimal | None, wrong: dict[str, str]) -> int | None:
    if priority is None:
        return None
    if priority != int(priority) or not 0 <= priority <= 99:
        wrong["priority"] = "应为 0 到 99 的整数。"
    return int(priority)


def _target(
    work: Work,
    kind: str,
    target: str,
    value: Any,
    measures: list[str],
    key: str,
    text: Any,
    wrong: dict[str, str],
) -> dict[str, Any]:
    """What the document changes, typed; what does not fit goes into `wrong`, by field."""
    if kind == PARAMETER:
        made, told = _parameter_value(key, text)
        wrong |= told
        return {"target_kind": kind, "target": key, "value": tables.plain(made), "measures": []}
    if kind != RESULT:
        wrong["target_kind"] = "请选择改变什么。"
        return {}
    pack = pack_in_force(work.jurisdiction_id, work.today)
    told_value = override_fault(target, _BOOLS.get(value, value), pack.get("grade_ladder", work.today))
    if told_value:
        wrong["target" if target not in CODES or not CODES[target].open_to_override else "value"] = (
            f"{told_value}。"
        )
    words = {row["word"] for row in pack.get("sanction_kinds", work.today)}
    unknown = [measure for measure in measures if measure not in words]
    if unknown:
        wrong["measures"] = f"没有“{unknown[0]}”这种处理方式。"
    return {
        "target_kind": kind,
        "target": target,
        "value": _BOOLS.get(value, value),
        "measures": list(measures),
    }


def _parameter_value(key: str, text: Any) -> tuple[Any, dict[str, str]]:
    if key not in PARAMETERS:
        return None, {"parameter": "没有这个参数。" if key else "请选择参数。"}
    if key in FIXED:
        return None, {"parameter": f"{FIXED[key]}。"}
    value, told = typed(PARAMETERS[key], text)
    return value, {"parameter_value": f"{told}。"} if told else {}


def _refuse_again(rule: SuperiorRule) -> None:
    same = SuperiorRule.objects.filter(
        number=rule.number, target_kind=rule.target_kind, target=rule.target, since=rule.since
    )
    if any(row.measures == rule.measures for row in same.exclude(state__in=states_of("override", "over"))):
        raise Invalid({"number": f"{rule}对这一项的规定已经登记，不再重复。"})


@clause("8")
@performs("override.confirm")
@worded("与登记人不是同一人")
def confirm_override(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Bring a registered document into force: another person than the one who entered it."""
    with act(actor, "override.confirm", ref, expect=expect, once=once) as a:
        rule: SuperiorRule = a.object
        if rule.target_kind == PARAMETER:
            a.require(decide("确认上级另有规定", [_alone(rule), _begins(rule, a.today)]))
        a.move(confirmed_by=a.actor.name, confirmed_at=a.at)
        _put_into_force(a, rule)
        a.say(what=target_text(rule), value=value_text(rule), since=text_of(rule.since))
    return done(a)


def _alone(rule: SuperiorRule) -> Reason:
    """Two documents never set one parameter at the same time: which of them holds is for a person to say."""
    others = SuperiorRule.objects.filter(
        target_kind=PARAMETER, target=rule.target, state__in=states_of("override", "confirmed")
    ).exclude(pk=rule.pk)
    rival = next((row for row in others if _overlap(row, rule)), None)
    return Reason(
        "8",
        "同一参数同时只从一份上级文件",
        holds(rival is None),
        "没有别的上级文件规定这一参数。" if rival is None else f"{rival}已对“{target_text(rule)}”另有规定。",
        remedies=(Remedy("督查员", "override.end", "先终止其中一份"),),
    )


def _overlap(one: SuperiorRule, other: SuperiorRule) -> bool:
    ends = [day for day in (one.until, other.until) if day is not None]
    return not ends or max(one.since, other.since) <= min(ends)


def _begins(rule: SuperiorRule, today: date) -> Reason:
    over = rule.until is not None and rule.until < today
    return Reason(
        "8",
        "文件的有效期没有过去",
        holds(not over),
        f"已于{text_of(rule.until)}届满。" if over and rule.until else "在有效期内，或者尚未开始。",
    )


def _put_into_force(work: Work, rule: SuperiorRule) -> None:
    """Make the packs that follow: a result's document from its own day on, a parameter's not before today."""
    origin = {"kind": PackOrigin.Kind.SUPERIOR, "superior": rule}
    if rule.target_kind == RESULT:
        since = max(rule.since, _begin_of_rules(work))
        rows = _table_of(rule)
        carry_on(work, since, lambda pack: _with_table(pack, rows, since, rule), rule.source, **origin)
    else:
        since = max(rule.since, work.today)
        own = _own(work, rule, since)
        carry_on(work, since, lambda pack: _with_value(pack, rule, since, own), rule.source, **origin)


def _begin_of_rules(work: Work) -> date:
    """The first day of the notice that is in force today: what lies before it is judged by no rule of this notice."""
    known = book(work.jurisdiction_id)
    entry = known.on(work.today)
    if entry is None:
        raise Invalid({"": "还没有经人确认的通知。"})
    return min(day for day, _, kept in known.packs if kept.ref == entry[2].ref)


def _table_of(rule: SuperiorRule) -> tuple[Mapping[str, Any], ...]:
    rows = list(
        SuperiorRule.objects.filter(target_kind=RESULT, state__in=states_of("override", "confirmed")).exclude(
            pk=rule.pk
        )
    )
    return tuple(table_row(registered(row)) for row in sorted([*rows, rule], key=lambda row: row.pk))


def _with_table(pack: Pack, rows: tuple[Mapping[str, Any], ...], since: date, rule: SuperiorRule) -> Pack:
    """The pack with all registered documents from a day on, on every later day as well; each row has its own dates."""
    known = next(each for each in pack.parameters if each.key == _TABLE)
    for day in (since, *(value.since for value in known.values if value.since > since)):
        pack = pack.with_values({_TABLE: (rows, day, rule.source, f"登记上级另有规定：{target_text(rule)}")})
    return pack


def _own(work: Work, rule: SuperiorRule, on: date) -> Use:
    """The county's own value of the parameter that a document sets: that of the last pack without the document."""
    for _, pack, _ in reversed(book(work.jurisdiction_id).packs):
        use = pack.use(rule.target, on)
        if use.source != rule.source:
            return use
    return default_pack().use(rule.target, on)


def _with_value(pack: Pack, rule: SuperiorRule, since: date, own: Use) -> Pack:
    """The pack with a parameter's value from a superior document; the day after its end the county's own returns."""
    known = next(each for each in pack.parameters if each.key == rule.target)
    after = rule.until + timedelta(days=1) if rule.until is not None else None
    given = registered(rule).value
    inside = [v.since for v in known.values if v.since > since and (after is None or v.since < after)]
    for day in (since, *inside):
        pack = pack.with_values({rule.target: (given, day, rule.source, f"从其规定：{rule.words[:200]}")})
    if after is not None and not any(value.since == after for value in known.values):
        pack = pack.with_values({rule.target: (own.value, after, own.source, own.reason)})
    return pack


@performs("override.discard")
def discard_override(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Lay an entry aside; it stays readable with its reason."""
    with act(actor, "override.discard", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        a.say(reason=reason)
        a.move()
    return done(a)


@clause("8")
@performs("override.end")
def propose_end(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    until: date,
    source: str,
    reason: str,
    once: str | None = None,
) -> Done:
    """Propose the last day on which a document holds; today at the earliest, since what was judged stays judged."""
    with act(actor, "override.end", ref, expect=expect, once=once) as a:
        refuse_blank(source=source, reason=reason)
        rule: SuperiorRule = a.object
        if until < max(a.today, rule.since):
            a.refuse_input(until=f"不能早于{text_of(max(a.today, rule.since))}。")
        if rule.until is not None and until >= rule.until:
            a.refuse_input(until=f"应早于现在的止期（{text_of(rule.until)}）。")
        a.move(proposed={"until": until.isoformat(), "source": source.strip(), "reason": reason.strip()})
        a.say(until=text_of(until), source=source, reason=reason)
    return done(a)


@clause("8")
@performs("override.rank")
def propose_rank(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    priority: int | Decimal,
    source: str,
    reason: str,
    once: str | None = None,
) -> Done:
    """Propose the order of a document among those of its level: how a person settles a conflict (A42)."""
    with act(actor, "override.rank", ref, expect=expect, once=once) as a:
        refuse_blank(source=source, reason=reason)
        rule: SuperiorRule = a.object
        wrong: dict[str, str] = {}
        rank = _rank(priority, wrong)
        if rule.target_kind != RESULT:
            wrong["priority"] = "同一参数同时只从一份文件，不排次序；请终止其中一份。"
        elif rank == rule.priority:
            wrong["priority"] = "与现在的次序相同。"
        if wrong:
            raise Invalid(wrong)
        a.move(proposed={"priority": rank, "source": source.strip(), "reason": reason.strip()})
        a.say(priority=rank, source=source, reason=reason)
    return done(a)


@clause("8")
@performs("override.confirm_change")
@worded("与提请人不是同一人")
def confirm_change(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Let a proposed end or order take effect: another person than the one who proposed it."""
    with act(actor, "override.confirm_change", ref, expect=expect, once=once) as a:
        rule: SuperiorRule = a.object
        if "until" in rule.proposed:
            until = max(date.fromisoformat(rule.proposed["until"]), a.today)
            a.say(what=f"至{text_of(until)}止")
            a.move("ended", until=until, proposed={})
        else:
            a.say(what=f"同级次序定为{rule.proposed['priority']}")
            a.move("active", priority=rule.proposed["priority"], proposed={})
        _put_into_force(a, rule)
    return done(a)


@performs("override.withdraw")
def withdraw_change(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take a proposed change back; the document holds as before."""
    with act(actor, "override.withdraw", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        a.say(reason=reason)
        a.move(proposed={})
    return done(a)
