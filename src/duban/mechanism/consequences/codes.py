"""The results of article 七 by their codes: what each is called, where it stands, and on which parameters it rests."""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.rulings.sanctions import Target

U_CAP, U_NO_COLLECTIVE = "U_CAP", "U_NO_COLLECTIVE"
L_NO_EXCELLENT, L_BONUS_LOWEST = "L_NO_EXCELLENT", "L_BONUS_LOWEST"
L_BONUS_CANCELLED, L_NO_INDIVIDUAL = "L_BONUS_CANCELLED", "L_NO_INDIVIDUAL"
L_ADVISE_ADJUST, L_ADVISE_REMOVE, L_ADVISE_PREFER = "L_ADVISE_ADJUST", "L_ADVISE_REMOVE", "L_ADVISE_PREFER"
TASK_REASSESS = "TASK_REASSESS"
NOTE_EXTERNAL_AUTHORITY, NOTE_CHECK_SUPERIOR = "NOTE_EXTERNAL_AUTHORITY", "NOTE_CHECK_SUPERIOR"
NOTE_HANDLER, NOTE_PROVISIONAL = "NOTE_HANDLER", "NOTE_PROVISIONAL"
ERROR_OVERRIDE_CONFLICT = "ERROR_OVERRIDE_CONFLICT"

_PLACING = ("count_window", "date_basis", "cutoff_date_for_previous_year")
_VALIDITY = ("count_pending", "count_superior_decisions", "effective_from", "effective_to", "after_expiry")
_COUNTING = ("count_years", "same_matter", "same_matter_kinds")
_UNIT = ("unit_accountability_kinds", "listing_counts_as_circular", "successor_inherits")
_LEADER = ("apply_to_handlers",)
_ANY_UNIT = (*_UNIT, *_PLACING, *_VALIDITY)
_ANY_LEADER = (*_LEADER, *_PLACING, *_VALIDITY)


@dataclass(frozen=True)
class Code:
    """One result: `clauses` are its ids in the clause table, `target` whom it may hit (None: both)."""

    code: str
    label: str
    clauses: tuple[str, ...]
    target: Target | None
    params: tuple[str, ...]
    advisory: bool = False

    @property
    def open_to_override(self) -> bool:
        """Whether a superior document may change it (八); notes, tasks and errors are our own."""
        return self.code.startswith(("U_", "L_"))


CODES: dict[str, Code] = {
    one.code: one
    for one in (
        Code(
            U_CAP,
            "绩效考核奖次受限",
            ("7.2.1", "7.2.2"),
            Target.UNIT,
            ("unit_cap_first_count", "unit_cap_second_count", "grade_ladder", *_COUNTING, *_ANY_UNIT),
        ),
        Code(U_NO_COLLECTIVE, "取消先进集体参评资格", ("7.3.1",), Target.UNIT, ("honours_scope", *_ANY_UNIT)),
        Code(
            L_NO_EXCELLENT,
            "年度考核不得评为优秀等次",
            ("7.2.3",),
            Target.PERSON,
            ("circular_once_count", "circular_kinds", *_COUNTING, *_ANY_LEADER),
        ),
        Code(
            L_BONUS_LOWEST,
            "年度考核奖金按单位内部分配最低等次发放",
            ("7.2.4",),
            Target.PERSON,
            ("circular_once_count", "circular_kinds", "bonus_items", *_COUNTING, *_ANY_LEADER),
        ),
        Code(
            L_BONUS_CANCELLED,
            "取消当年度绩效奖金",
            ("7.2.5", "7.2.6", "7.2.7", "7.2.8"),
            Target.PERSON,
            (
                "circular_cancel_count",
                "count_kinds",
                "circular_kinds",
                "cancel_party_from",
                "cancel_gov_from",
                "cancel_gov_ladders",
                "cancel_org_kinds",
                "threshold_inclusive",
                "bonus_items",
                *_COUNTING,
                *_ANY_LEADER,
            ),
        ),
        Code(
            L_NO_INDIVIDUAL,
            "取消先进个人等参评资格",
            ("7.3.2",),
            Target.PERSON,
            ("honours_scope", *_ANY_LEADER),
        ),
        Code(
            L_ADVISE_ADJUST,
            "供组织部研判是否适宜现职，未作判断",
            ("7.1.3",),
            Target.PERSON,
            _ANY_LEADER,
            advisory=True,
        ),
        Code(
            L_ADVISE_REMOVE,
            "供组织部研判免职、降职，未作判断",
            ("7.1.4",),
            Target.PERSON,
            ("long_lag_quarters", *_ANY_LEADER),
            advisory=True,
        ),
        Code(
            L_ADVISE_PREFER,
            "供组织部优先考虑时参考，未作判断",
            ("7.1.2",),
            Target.PERSON,
            (),
            advisory=True,
        ),
        Code(TASK_REASSESS, "已结账的年度须由人重新评定", ("7.2.1", "7.2.3"), None, ()),
        Code(
            NOTE_EXTERNAL_AUTHORITY,
            "由其上级主管机关考核，县里发建议函",
            ("8",),
            None,
            ("recommend_only_kinds",),
        ),
        Code(
            NOTE_CHECK_SUPERIOR,
            "须核上级考核规定（八）",
            ("8",),
            Target.PERSON,
            ("superior_rules_confirmed",),
        ),
        Code(NOTE_HANDLER, "不是领导干部，按本单位规定处理", ("1.2",), Target.PERSON, ("apply_to_handlers",)),
        Code(NOTE_PROVISIONAL, "申诉中，结果暂定", ("6.4",), None, ("count_pending",)),
        Code(ERROR_OVERRIDE_CONFLICT, "上级规定相互冲突，须由人决定", ("8",), None, ("overrides",)),
    )
}
