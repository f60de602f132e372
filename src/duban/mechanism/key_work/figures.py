"""What is counted: each figure with its words, and the rates made of two of them with their formulas.

The same key asks the database for the number and the list for its rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.parameters import Pack

QUARTERS = (1, 2, 3, 4)
_MONTHS = 3


@dataclass(frozen=True)
class Bands:
    """How many days are late for a short and for a long time, and after how many without report or rating nothing moves."""

    short: int
    long: int
    quiet: int


@clause("4.2")
def bands_of(pack: Pack, on: date) -> Bands:
    """The bands of a county on a day (A109); a long time is never shorter than a short one, so that none is counted twice."""
    short, long, quiet = (int(pack.get(key, on)) for key in ("late_short_days", "late_long_days", "quiet_days"))
    return Bands(short, max(short, long), quiet)


def period_of(year: int, quarter: int | None) -> tuple[date, date]:
    """The first and the last day of a year, or of one of its quarters."""
    first = date(year, 1 if quarter is None else _MONTHS * (quarter - 1) + 1, 1)
    return first, months_after(first, 12 if quarter is None else _MONTHS) - timedelta(days=1)


def period_words(year: int, quarter: int | None) -> str:
    """2026年, 2026年第二季度."""
    return f"{year}年" if quarter is None else f"{year}年第{'一二三四'[quarter - 1]}季度"


@dataclass(frozen=True)
class Figure:
    """What is counted: `label` as it stands beside the number, `means` which rows they are; `yearly` of one year or quarter.

    The words name bands and period in braces; `said` fills them in.
    """

    key: str
    label: str
    means: str
    yearly: bool = False

    def said(self, bands: Bands, quarter: int | None = None) -> Figure:
        """The same with the days of the county and with the period that is counted."""
        words = {
            "short": bands.short, "after_short": bands.short + 1, "long": bands.long, "quiet": bands.quiet,
            "period": "本年" if quarter is None else "本季度",
        }  # fmt: skip
        return replace(self, label=self.label.format(**words), means=self.means.format(**words))


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
        ("late_week", "逾期 {short} 天以内", "在办事项，最早的一项逾期不超过 {short} 天"),
        ("late_month", "逾期 {after_short} 至 {long} 天", "在办事项，最早的一项逾期 {after_short} 至 {long} 天"),
        ("late_longer", "逾期 {long} 天以上", "在办事项，最早的一项逾期 {long} 天以上"),
        ("red_in_time", "无逾期，评价滞后", "在办事项，没有逾期，最近一次评价是最低一档"),
        ("due_next", "当日到期", "在办事项，责任单位最近要办的一项在这一天到期"),
        ("new_week", "本周登记", "周一以来登记的事项"),
        ("reported_week", "本周报送", "最近一次报送在周一以来的事项"),
        ("rated_week", "本周评价", "最近一次评价在周一以来的事项"),
        ("finished_week", "本周报完成", "周一以来核查确认完成的事项"),
        ("quiet", "没有动静", "在办事项，{quiet} 天以来没有报送也没有评价"),
        ("new_month", "当月登记", "当月登记的事项"),
        ("finished_month", "当月完成", "完成日期在当月的事项"),
        ("late_month_end", "月末逾期", "到月末（当月到今天）责任单位有应办的事到期未办的事项"),
        ("then_in_hand", "当日在办", "到这一天已交办、还没有完成的事项；后来中止、撤销的不算"),
        ("then_late", "当日逾期", "到这一天责任单位有应办的事到期未办的事项"),
        ("then_finished", "年初至当日完成", "这一年年初到这一天完成的事项"),
        ("own_word", "本人批示的", "来源是本人批示的事项"),
        ("own_decided", "本人同意督办的", "本人同意过督办措施的事项"),
        ("own_inspected", "本人督办的", "本人担任督查员的在办事项"),
    ),
    **_figures(
        ("new_period", "登记", "{period}登记的事项"),
        ("finished_period", "完成", "完成日期在{period}的事项；中止、撤销的不算"),
        ("done_due", "应办结", "办理时限在{period}且已过，或{period}提前完成的事项；中止、撤销的不算"),
        ("done_in_time", "按期办结", "应办结的事项中，完成日期不晚于办理时限的"),
        ("done_due_first", "原定应办结", "原定时限在{period}且已过，或{period}提前完成的事项；中止、撤销的不算"),
        ("done_in_time_first", "按原定时限办结", "原定应办结的事项中，完成日期不晚于原定时限的"),
        ("extended", "延过期", "在办或本年完成的事项，办理时限晚于原定时限的"),
        ("on_books", "在册", "在办的和本年完成的事项"),
        ("lettered", "发过‹督办函›", "在册事项中，{period}印发过‹督办函›的"),
        ("interviewed", "‹联席约谈›过", "在册事项中，{period}印发过‹联席约谈›通知的"),
        ("listed", "‹挂牌督办›过", "在册事项中，{period}印发过‹挂牌督办›的"),
        ("recovered", "‹督办函›已销号", "{period}有‹督办函›销号的事项"),
        ("returned", "销号后又督办", "{period}有‹督办函›销号、其后又印发督办措施的事项"),
        ("looked_again", "回头看过", "{period}作过回头看、两人一致的事项"),
        ("reopened", "回头看后重新启动", "{period}作过回头看、其后批准重新启动的事项"),
        yearly=True,
    ),
}
DUTY_FIGURES = {
    **_figures(
        ("report_due", "应报送", "到期日在{period}，已过到期日或已报送的报告；暂缓、并入、取消的不算"),
        ("report_in_time", "按期报送", "应报送的报告中，不晚于到期日报送的（含本期无新进展）"),
        ("report_late", "迟报", "应报送的报告中，到期以后才报送的"),
        ("report_missing", "未报", "应报送的报告中，到今天还没有报送的"),
        ("reported", "已报送", "到期日在{period}并已报送的报告，含迟报"),
        ("sent_back", "退回补报", "{period}被退回、要求补报的次数；取消的不算"),
        yearly=True,
    ),
    **_figures(
        ("then_report_due", "年初至当日应报送", "这一年年初到这一天到期的报告；暂缓、并入、取消的不算"),
        ("then_report_in_time", "年初至当日按期报送", "这一年年初到这一天到期、不晚于到期日报送的报告"),
        ("then_report_missing", "当日未报", "这一年年初到这一天到期、到这一天还没有报送的报告"),
        ("late_unit", "责任单位", "已到期未办，由单位办理"),
        ("late_office", "两个办公室", "已到期未办，由县委办公室或县政府办公室办理"),
        ("late_leader", "县领导", "已到期未办，由县委、县政府领导办理"),
        ("awaited", "责任单位应办，含未到期", "要责任单位、协办单位办而还没有办的事，含没有到期的"),
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
