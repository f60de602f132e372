"""What follows from putting the county's rules into force, or changing them."""

from __future__ import annotations

from duban.insight.selectors.effects.kind import Effect, Effects
from duban.rulebook.models import Notice, PackDraft, SuperiorRule
from duban.rulebook.selectors import pack_in_force
from duban.rulebook.selectors.superiors import proposed_text, target_text, value_text
from duban.shared import clock
from duban.shared.actor import Actor


def _notice(actor: Actor, notice: Notice) -> list[Effect]:
    today = clock.today()
    own = len(notice.comparison.get("differing", ()))
    kept = pack_in_force(actor.jurisdiction_id, today).name
    return [
        Effect("施行", f"自{notice.issued_on:%Y-%m-%d}起按这份通知的条文和数字判断", "9"),
        Effect("数字", f"与默认不同的{own}项，按原文办理" if own else "与默认相同", "9"),
        Effect("在办的", f"以前立案的仍按原版本（{kept}）", "9"),
    ]


def _extension(actor: Actor, notice: Notice) -> list[Effect]:
    asked = notice.proposed
    said = f"{asked.get('source', '')}：自{asked.get('dated_on', '')}起试行至{asked.get('until', '')}，条文和其他数字不变"
    return [
        Effect("到期日", said, "9"),
        Effect("留存", "生成新的参数版本，注明这份文件；以后不再改动，再次延期的另行登记", "9"),
    ]


def _agreed(actor: Actor, draft: PackDraft) -> list[Effect]:
    return [Effect("下一步", "由另一人确认施行；在此以前仍按现行版本", "9")]


def _draft(actor: Actor, draft: PackDraft) -> list[Effect]:
    return [
        Effect("施行", f"自{draft.effective_on:%Y-%m-%d}起，新立案的事项按新版本判断", "9"),
        Effect("在办的", "以前立案的仍按立案时的版本，不溯及既往", "9"),
        Effect("留存", "新版本带摘要封存，以后不再改动；再要改变，另起草新版本", "9"),
    ]


def _superior(actor: Actor, rule: SuperiorRule) -> list[Effect]:
    return [
        Effect("从其规定", f"{target_text(rule)}：{value_text(rule)}", "8"),
        Effect("记入", "生成新的参数版本，注明这份文件；本通知的结果照样列出，供对照", "8"),
    ]


def _superior_change(actor: Actor, rule: SuperiorRule) -> list[Effect]:
    return [Effect("变动", proposed_text(rule.proposed), "8")]


EFFECTS: Effects = {
    "notice.confirm": _notice,
    "notice.confirm_extension": _extension,
    "packdraft.agree": _agreed,
    "packdraft.confirm": _draft,
    "override.confirm": _superior,
    "override.confirm_change": _superior_change,
}
