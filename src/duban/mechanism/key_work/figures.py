"""What is counted: each figure with its words, and the rates made of two of them with their formulas.

The same key asks the database for the number and the list for its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from duban.mechanism.clauses import clause

QUIET_DAYS = 30
"""After so many days without report or rating a running matter counts as one in which nothing moves."""


@dataclass(frozen=True)
class Figure:
    """What is counted: `label` as it stands beside the number, `means` which rows they are; `yearly` of one year."""

    key: str
    label: str
    means: str
    yearly: bool = False


def _figures(*rows: tuple[str, str, str], yearly: bool = False) -> dict[str, Figure]:
    return {key: Figure(key, label, means, yearly) for key, label, means in rows}


MATTER_FIGURES = {
    **_figures(
        ("in_hand", "在办", "已交办、未销号、未中止的事项"),
        ("overdue", "现有逾期", "责任单位有已到期而未办的事：应办事项、节点或办理时限"),
        ("red_rating", "评价为进展滞后", "在办事项，最近一次评价是最低一档"),
        ("red_limit", "办理时限已过", "在办事项，过了办理时限而责任单位未报完成"),
        ("red_point", "节点未完成", "在办事项，有节点到期未完成"),
        ("red_duty", "应办事项逾期", "在办事项，责任单位有应办的事（报送、签收、方案等）到期未办"),
        ("late_week", "逾期一周以内", "在办事项，最早的一项逾期不超过 7 天"),
        ("late_month", "逾期一周至一个月", "在办事项，最早的一项逾期 8 至 30 天"),
        ("late_longer", "逾期一个月以上", "在办事项，最早的一项逾期 30 天以上"),
        ("red_in_time", "无逾期，评价滞后", "在办事项，没有逾期，最近一次评价是最低一档"),
        ("due_next", "当日到期", "在办事项，责任单位最近要办的一项在这一天到期"),
        ("new_week", "本周登记", "周一以来登记的事项"),
        ("reported_week", "本周报送", "最近一次报送在周一以来的事项"),
        ("rated_week", "本周评价", "最近一次评价在周一以来的事项"),
        ("finished_week", "本周报完成", "周一以来核查确认完成的事项"),
        ("quiet", "没有动静", f"在办事项，{QUIET_DAYS} 天以来没有报送也没有评价"),
        ("new_month", "当月登记", "当月登记的事项"),
        ("finished_month", "当月完成", "完成日期在当月的事项"),
        ("late_month_end", "月末逾期", "到月末（当月到今天）责任单位有应办的事到期未办的事项"),
        ("own_word", "本人批示的", "来源是本人批示的事项"),
        ("own_decided", "本人同意督办的", "本人同意过督办措施的事项"),
        ("own_inspected", "本人督办的", "本人担任督查员的在办事项"),
    ),
    **_figures(
        ("done_due", "应办结", "办理时限在本年且已过，或本年提前完成的事项；中止、撤销的不算"),
        ("done_in_time", "按期办结", "应办结的事项中，完成日期不晚于办理时限的"),
        ("done_due_first", "原定应办结", "原定时限在本年且已过，或本年提前完成的事项；中止、撤销的不算"),
        ("done_in_time_first", "按原定时限办结", "原定应办结的事项中，完成日期不晚于原定时限的"),
        ("extended", "延过期", "在办或本年完成的事项，办理时限晚于原定时限的"),
        ("on_books", "在册", "在办的和本年完成的事项"),
        ("lettered", "发过‹督办函›", "在册事项中，本年印发过‹督办函›的"),
        ("interviewed", "‹联席约谈›过", "在册事项中，本年印发过‹联席约谈›通知的"),
        ("listed", "‹挂牌督办›过", "在册事项中，本年印发过‹挂牌督办›的"),
        ("recovered", "‹督办函›已销号", "本年有‹督办函›销号的事项"),
        ("returned", "销号后又督办", "本年有‹督办函›销号、其后又印发督办措施的事项"),
        yearly=True,
    ),
}
DUTY_FIGURES = {
    **_figures(
        ("report_due", "应报送", "到期日在本年，已过到期日或已报送的报告；暂缓、并入、取消的不算"),
        ("report_in_time", "按期报送", "应报送的报告中，不晚于到期日报送的（含本期无新进展）"),
        ("report_late", "迟报", "应报送的报告中，到期以后才报送的"),
        ("report_missing", "未报", "应报送的报告中，到今天还没有报送的"),
        ("reported", "已报送", "到期日在本年并已报送的报告，含迟报"),
        ("sent_back", "退回补报", "本年被退回、要求补报的次数；取消的不算"),
        yearly=True,
    ),
    **_figures(
        ("late_unit", "责任单位", "已到期未办，由单位办理"),
        ("late_office", "两个办公室", "已到期未办，由县委办公室或县政府办公室办理"),
        ("late_leader", "县领导", "已到期未办，由县委、县政府领导办理"),
        ("late_body", "两机关和考核部门", "已到期未办，由县纪委监委、县委组织部或考核主管部门办理"),
    ),
}


@dataclass(frozen=True)
class Rate:
    """A rate: `part` of `whole`, both figures, and the formula in words."""

    key: str
    label: str
    part: Figure
    whole: Figure

    @property
    def formula(self) -> str:
        """按期办结 ÷ 应办结."""
        return f"{self.part.label} ÷ {self.whole.label}"


MATTER_RATES = (
    Rate("done", "按期办结率", MATTER_FIGURES["done_in_time"], MATTER_FIGURES["done_due"]),
    Rate("done_first", "按原定时限办结率", MATTER_FIGURES["done_in_time_first"], MATTER_FIGURES["done_due_first"]),
    Rate("overdue", "超期率", MATTER_FIGURES["overdue"], MATTER_FIGURES["in_hand"]),
)
DUTY_RATES = (
    Rate("report", "按期反馈率", DUTY_FIGURES["report_in_time"], DUTY_FIGURES["report_due"]),
    Rate("sent_back", "退回率", DUTY_FIGURES["sent_back"], DUTY_FIGURES["reported"]),
)


@clause("4.2", "4.4")
def percent(part: int, whole: int) -> str:
    """A rate to one decimal place, rounded half up: 89.7; a dash where nothing was to be counted."""
    if not whole:
        return "—"
    return str((Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
