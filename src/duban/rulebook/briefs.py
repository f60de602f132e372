"""What stands beside the acts on the county's rules: what is to be read before their forms, and what follows."""

from __future__ import annotations

from duban.acts.beside import Effect, ToRead, effects, given, reads
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.rulebook.models import Notice, PackDraft, SuperiorRule
from duban.rulebook.selectors import pack_in_force
from duban.rulebook.selectors.superiors import clauses_of, proposed_text, target_text, value_text
from duban.rulebook.selectors.versions import draft_view
from duban.shared import clock
from duban.shared.actor import Actor


@reads
def _changes_of(actor: Actor, act: Act, draft: PackDraft) -> tuple[ToRead, ...]:
    """What a draft changes, and how it was checked."""
    view = draft_view(actor=actor, ref=draft.ref)
    changes = tuple(
        (
            f"{'、'.join(line.changed.cites)} {line.changed.title}",
            f"{line.changed.before or '没有'} → {line.changed.after}\n"
            f"依据 {line.changed.source}：{line.changed.reason}（{line.by}）",
        )
        for line in view.changes
    )
    found = [ToRead(view.title, (("施行日期", f"{view.effective_on:%Y-%m-%d}"), ("起草理由", view.reason)))]
    found.append(ToRead(f"改动 {len(changes)} 项", changes or (("没有", "还没有改动"),)))
    check = view.check
    if check is not None and check.current and check.finished_at:
        cases = f"{len(check.scenarios)}个，其中{len(check.changing)}个结果改变"
        past = f"{len(check.years)}个年度，{check.differing}项结果不同" if check.years else "没有往年记录"
        found.append(ToRead("核对", (("案例", cases), ("往年", past))))
    return tuple(found)


@reads
def _superior_rule(actor: Actor, act: Act, rule: SuperiorRule) -> ToRead:
    """What a superior document says."""
    until = f"至{rule.until:%Y-%m-%d}" if rule.until else "没有写明期限"
    rows = given(
        ("文件", f"{rule.body}《{rule.title}》（{rule.number}），{rule.level}级"),
        ("原文", rule.words),
        ("改变", f"{'、'.join(dict.fromkeys(map(cite, clauses_of(rule))))} {target_text(rule)}"),
        ("改为", value_text(rule)),
        ("适用的方式", "、".join(rule.measures) or ("不论何种方式" if rule.target_kind == "result" else "")),
        ("期限", f"自{rule.since:%Y-%m-%d}，{until}"),
        ("同级次序", "" if rule.priority is None else str(rule.priority)),
        ("待确认的变动", proposed_text(rule.proposed)),
        ("登记", rule.entered_by),
    )
    return ToRead("上级文件", rows)


@effects
def _confirming_notice(actor: Actor, act: Act, notice: Notice) -> list[Effect]:
    today = clock.today()
    own = len(notice.comparison.get("differing", ()))
    kept = pack_in_force(actor.jurisdiction_id, today).name
    return [
        Effect("施行", f"自{notice.issued_on:%Y-%m-%d}起按这份通知的条文和数字判断", "9"),
        Effect("数字", f"与默认不同的{own}项，按原文办理" if own else "与默认相同", "9"),
        Effect("在办的", f"以前立案的仍按原版本（{kept}）", "9"),
    ]


@effects
def _extending_trial(actor: Actor, act: Act, notice: Notice) -> list[Effect]:
    asked = notice.proposed
    said = f"{asked.get('source', '')}：自{asked.get('dated_on', '')}起试行至{asked.get('until', '')}，条文和其他数字不变"
    return [
        Effect("到期日", said, "9"),
        Effect("留存", "生成新的参数版本，注明这份文件；以后不再改动，再次延期的另行登记", "9"),
    ]


@effects
def _agreeing_draft(actor: Actor, act: Act, draft: PackDraft) -> list[Effect]:
    return [Effect("下一步", "由另一人确认施行；在此以前仍按现行版本", "9")]


@effects
def _confirming_draft(actor: Actor, act: Act, draft: PackDraft) -> list[Effect]:
    return [
        Effect("施行", f"自{draft.effective_on:%Y-%m-%d}起，新立案的事项按新版本判断", "9"),
        Effect("在办的", "以前立案的仍按立案时的版本，不溯及既往", "9"),
        Effect("留存", "新版本带摘要封存，以后不再改动；再要改变，另起草新版本", "9"),
    ]


@effects
def _confirming_override(actor: Actor, act: Act, rule: SuperiorRule) -> list[Effect]:
    return [
        Effect("从其规定", f"{target_text(rule)}：{value_text(rule)}", "8"),
        Effect("记入", "生成新的参数版本，注明这份文件；本通知的结果照样列出，供对照", "8"),
    ]


@effects
def _changing_override(actor: Actor, act: Act, rule: SuperiorRule) -> list[Effect]:
    return [Effect("变动", proposed_text(rule.proposed), "8")]
