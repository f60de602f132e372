"""What is to be read before the forms on the county's rules."""

from __future__ import annotations

from typing import Any

from duban.insight.selectors.report_reading import Passage
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles.types import Act
from duban.rulebook.models import PackDraft, SuperiorRule
from duban.rulebook.selectors.superiors import clauses_of, proposed_text, target_text, value_text
from duban.rulebook.selectors.versions import draft_view
from duban.shared.actor import Actor


def rule_passages(actor: Actor, act: Act, obj: Any) -> tuple[Passage, ...]:
    """What a draft changes, or what a superior document says; () for other objects."""
    if isinstance(obj, PackDraft):
        return _draft(actor, obj)
    if isinstance(obj, SuperiorRule):
        return (_superior(obj),)
    return ()


def _draft(actor: Actor, draft: PackDraft) -> tuple[Passage, ...]:
    view = draft_view(actor=actor, ref=draft.ref)
    changes = tuple(
        (
            f"{'、'.join(line.changed.cites)} {line.changed.title}",
            f"{line.changed.before or '没有'} → {line.changed.after}\n"
            f"依据 {line.changed.source}：{line.changed.reason}（{line.by}）",
        )
        for line in view.changes
    )
    found = [Passage(view.title, (("施行日期", f"{view.effective_on:%Y-%m-%d}"), ("起草理由", view.reason)))]
    found.append(Passage(f"改动 {len(changes)} 项", changes or (("没有", "还没有改动"),)))
    check = view.check
    if check is not None and check.current and check.finished_at:
        cases = f"{len(check.scenarios)}个，其中{len(check.changing)}个结果改变"
        past = f"{len(check.years)}个年度，{check.differing}项结果不同" if check.years else "没有往年记录"
        found.append(Passage("核对", (("案例", cases), ("往年", past))))
    return tuple(found)


def _superior(rule: SuperiorRule) -> Passage:
    until = f"至{rule.until:%Y-%m-%d}" if rule.until else "没有写明期限"
    rows = [
        ("文件", f"{rule.body}《{rule.title}》（{rule.number}），{rule.level}级"),
        ("原文", rule.words),
        ("改变", f"{'、'.join(dict.fromkeys(map(cite, clauses_of(rule))))} {target_text(rule)}"),
        ("改为", value_text(rule)),
        ("适用的方式", "、".join(rule.measures) or ("不论何种方式" if rule.target_kind == "result" else "")),
        ("期限", f"自{rule.since:%Y-%m-%d}，{until}"),
        ("同级次序", "" if rule.priority is None else str(rule.priority)),
        ("待确认的变动", proposed_text(rule.proposed)),
        ("登记", rule.entered_by),
    ]
    return Passage("上级文件", tuple((name, text) for name, text in rows if text))
